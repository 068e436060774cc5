"""The small widgets that screens share."""
