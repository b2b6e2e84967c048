"""The report: everything a renderer may print, and the exit code, decided once."""
