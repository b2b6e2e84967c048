"""The sender's own workbook with its faults marked: red cells, comments, a list in front."""
