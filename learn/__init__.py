"""Training of the learned part of the analysis: `python -m learn.train DATA`. It needs `briefing[learn]`."""
