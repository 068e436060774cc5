"""Entities: what reads them through their merging, and what is done to them."""
