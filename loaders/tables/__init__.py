"""From one sheet's grid to its tables: where they start, what each row and column is, and the values as plain data."""
