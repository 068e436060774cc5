"""What a reviewer can do: decide, finish, compare, comment, and correct."""
