"""Mark actors, locations, weapons and claims in conflict news, on your own desktop."""

__version__ = "0.1.0"
