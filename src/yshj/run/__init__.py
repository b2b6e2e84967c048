"""One path from a request to a report, for the command line and for Python alike."""
