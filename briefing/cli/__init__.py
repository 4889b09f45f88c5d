"""The commands: options in, lines or JSON out. What they do is done by the desk."""
