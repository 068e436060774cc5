"""The list of articles: its rows, how they are drawn, and how they are filtered."""
