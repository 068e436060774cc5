"""The article surface: the text as analysts read it, with its marks, and the picking of words."""
