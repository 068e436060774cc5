"""Choosing the other end of a relation, its type, and what is said of it."""
