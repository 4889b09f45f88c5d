"""The reading screen, which owns the state, and the small screens that open over it."""
