"""Messages in the corner that can never be due in the past."""

from __future__ import annotations

from textual.notifications import Notification
from textual.widgets._toast import Toast

SHORTEST = 0.01
"""Seconds that a message stays at least."""

_made = Toast.__init__


def _in_time(self: Toast, notification: Notification) -> None:
    _made(self, notification)
    self._timeout = max(self._timeout, SHORTEST)


def mend() -> None:
    """Keeps Textual from turning in a circle for ever where a message is drawn just when its time is over: its timers
    (8.2.8) do not end when they are due in the past.
    """
    Toast.__init__ = _in_time  # type: ignore[method-assign]
