"""What helps when something went wrong: backups, checks, and saving what can be read."""
