"""What goes from copy to copy of a project: written, asked for, looked at, brought in."""
