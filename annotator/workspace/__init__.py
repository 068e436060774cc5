"""What is open: the project, the article, what is chosen in it, and the signals all views share."""
