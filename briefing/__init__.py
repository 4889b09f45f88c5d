"""Briefing: a news reader for the terminal that marks who proposed what to whom."""

__version__ = "0.1.0"
