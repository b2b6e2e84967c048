"""The report as a document, free of the engine: a saved report is read and rendered without it."""
