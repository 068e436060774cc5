"""The hand at the article: the keys that move the caret, and the mouse that picks and moves."""
