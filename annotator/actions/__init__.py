"""What the user can do: each deed declared once, with its name, key, icon and condition."""
