"""A message whose time is over when it is drawn."""

from __future__ import annotations

from textual.notifications import Notification
from textual.widgets._toast import Toast

from briefing.ui import toast_timeout


def test_a_message_is_never_due_in_the_past() -> None:
    toast_timeout.patch_toast_timeout()
    late, timely = Toast(Notification("late", timeout=-1.0)), Toast(Notification("in time", timeout=5.0))
    assert late._timeout == toast_timeout.SHORTEST
    assert 4.0 < timely._timeout <= 5.0
