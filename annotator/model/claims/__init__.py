"""Claims as objects: what each source says of an event, and how far the sources agree."""
