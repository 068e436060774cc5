"""What is said about the work: threads of comments, wherever they are shown."""
