"""The page of the office's book: its lists as of a day, a line changed in place, the whole as a workbook."""
