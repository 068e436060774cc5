"""What the page for reviewing is made of."""
