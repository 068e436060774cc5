"""Event cards beside the article: the list of them, and one of them with all that is said of it."""
