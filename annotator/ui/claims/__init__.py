"""The page of claims: the events, the table of sources, the list of all claims."""
