"""What the user sees: the window, its screens and the parts they share."""
