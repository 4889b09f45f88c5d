"""What is brought in beside the refresh: new feeds, lists of other programs, pages and files."""
