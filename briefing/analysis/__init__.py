"""The analysis process: the one package that imports spaCy. Run as `python -m briefing.analysis`."""
