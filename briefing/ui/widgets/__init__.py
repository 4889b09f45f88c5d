"""What the screens are made of. A widget gets what it shows by setters and speaks up by messages."""
