"""What it costs to say who makes each claim of an article, and all else about it, by keyboard."""
