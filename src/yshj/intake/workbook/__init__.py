"""XLSX and XLSM workbooks as rows of the text that a person sees, streamed from the sheets' XML."""
