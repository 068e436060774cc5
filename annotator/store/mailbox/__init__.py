"""A shared folder as a mailbox: each writes only files of his own there, and all take the rest."""
