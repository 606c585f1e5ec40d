"""Zipped workbooks (.xlsx, .xlsm): values from the fast reader, all it does not give from the sheets' own XML."""
