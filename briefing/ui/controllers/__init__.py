"""Controllers: plain objects that carry out the actions of the reading screen.

Each takes the screen through a narrow protocol (`host.py`), so that a test can stand in for it. The screen owns all
state that is drawn; a controller owns only what its own work needs from one key press to the next.
"""
