"""Functions from a report to text or bytes; none of them prints, writes or decides."""
