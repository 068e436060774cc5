"""What was done, in words: sentences made from the values before a change and after it."""
