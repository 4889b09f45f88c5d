"""A patch of Textual: the time of a message in the corner is never over before it is drawn."""

from __future__ import annotations

from textual.notifications import Notification
from textual.widgets._toast import Toast

SHORTEST = 0.01
"""Seconds that a message stays at least."""

_made = Toast.__init__


def _in_time(self: Toast, notification: Notification) -> None:
    _made(self, notification)
    self._timeout = max(self._timeout, SHORTEST)


def patch_toast_timeout() -> None:
    """Work around an endless loop of Textual 8.2.8: a timer that is due in the past never finishes. It happens where
    a message is drawn just when its time is over.
    """
    Toast.__init__ = _in_time  # type: ignore[method-assign]
