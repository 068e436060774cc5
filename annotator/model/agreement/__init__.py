"""How far people agree: pure functions over the work of several on the same articles."""
