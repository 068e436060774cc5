"""What happened: event cards are made, filled in, and tied to the words that tell of them."""
