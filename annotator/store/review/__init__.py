"""A reviewer's work in a project: compare, decide, finish, and what is said about it."""
