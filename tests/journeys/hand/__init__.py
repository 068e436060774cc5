"""What it costs to label a whole article by hand in the real window, in key presses and drags."""
