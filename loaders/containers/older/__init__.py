"""Everything that is no modern workbook: binary and XML books, web pages, archives of them, delimited text."""
