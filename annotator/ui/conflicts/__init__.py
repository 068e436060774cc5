"""What waits to be settled, shown beside the article: a list, and what stands against what."""
