"""What was done, shown beside the article: a list by day, filters, and the way back."""
