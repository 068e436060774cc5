"""Claims read from the file: whole for a table, and as an index for a hundred thousand."""
