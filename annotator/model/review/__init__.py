"""What several people marked in one article, compared, and what a reviewer's decision makes."""
