"""What must really go: erased for good, from the log, the file and what lies elsewhere."""
