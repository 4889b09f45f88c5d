"""What comes in: refreshes, new feeds, lists of feeds of other programs, pages, pictures and files."""
