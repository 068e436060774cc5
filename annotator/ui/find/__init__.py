"""Finding words in the open article: the bar over it, and the list of all hits."""
