"""What holds the panes side by side."""

from __future__ import annotations

from textual.containers import Horizontal


class Panes(Horizontal):
    """The panes of the reading screen. They cover all of it, so nothing of its own is drawn row by row."""

    BLANK = True
