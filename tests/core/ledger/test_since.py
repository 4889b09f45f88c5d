"""What happened since the reader was here last."""

from __future__ import annotations

from datetime import timedelta

from briefing.core.ledger.entries import Page
from briefing.core.ledger.sheet import Layout, text_lines
from briefing.core.ledger.since import since_sheet
from tests.core.ledger.made import NOW, ROWS

LAYOUT = Layout(100)


def test_a_first_session_counts_nothing_that_moved() -> None:
    words = text_lines(since_sheet(Page((), 0, 0), (), None, NOW, LAYOUT))
    assert words == ["This is the first session: what moves from now on is shown here next time."]


def test_later_sessions_say_what_moved_and_that_nothing_did() -> None:
    before = NOW - timedelta(hours=3)
    assert text_lines(since_sheet(Page((), 0, 0), (), before, NOW, LAYOUT))[-2:] == [
        "Moved  0",
        "Nothing that is sure enough.",
    ]
    assert f"Moved  {len(ROWS)}" in text_lines(since_sheet(Page(ROWS, 0, len(ROWS)), (), before, NOW, LAYOUT))
