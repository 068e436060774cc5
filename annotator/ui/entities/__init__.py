"""The page of entities: the register, one entity with all that names it, and where it is."""
