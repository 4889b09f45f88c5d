"""Scoring: how far a line can be believed, and why it is there.

In: linked acts, the parsed story and its resources (`score`). Out: the lines of the analysis, plain values that hold
nothing of spaCy, each with the calibrated chance that nothing in it is wrong.

It drops no line: what is shown by default is decided in `core/visibility.py`.
"""
