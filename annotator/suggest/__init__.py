"""What the tool proposes: one file for each suggester. None of them changes anything."""
