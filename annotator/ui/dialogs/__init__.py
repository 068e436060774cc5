"""What the window asks: one file for each question, all in one sheet."""
