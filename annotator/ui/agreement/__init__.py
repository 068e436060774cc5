"""How far people agree, drawn and in words, and the places behind each number."""
