"""Where the work is kept: one SQLite file with an append-only log of changes."""
