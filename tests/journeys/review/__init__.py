"""A reviewer's work by keyboard in the real window, and what it costs."""
