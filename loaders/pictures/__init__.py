"""Pictures of a workbook: decoded and written anew, and given to the record of the row they lie on."""
