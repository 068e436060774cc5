"""Rounds beside the article: who reads what, and how far each person is."""
