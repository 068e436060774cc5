"""What can be done to marks: made, changed, told of, and deleted."""
