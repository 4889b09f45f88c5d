"""What happened since the reader was here last."""

from __future__ import annotations

from datetime import timedelta

from briefing.core.ledger.entries import Page
from briefing.core.ledger.sheet import Kind, Layout, Target, text_lines
from briefing.core.ledger.since import SEARCH, since_sheet, since_words
from briefing.core.ledger.watches import Watch, WatchCount
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


def test_watches_are_listed_with_what_is_new_and_a_page_says_how_much_more_there_is() -> None:
    counts = (WatchCount(Watch("grain", "wheat"), 2, 9), WatchCount(Watch("ships", "ship"), 0, 4))
    found = Page(ROWS, 0, len(ROWS) + 7)
    sheet = since_sheet(found, counts, NOW - timedelta(hours=3), NOW, LAYOUT)
    assert [stop for stop in sheet.stops if stop.kind is Kind.SEARCH] == [
        Target(Kind.SEARCH, ("watch:grain",)),
        Target(Kind.SEARCH, ("watch:ships",)),
        Target(Kind.SEARCH, (SEARCH,)),
    ]
    assert f"  7 more: {SEARCH}" in text_lines(sheet)
    assert since_words(found, counts) == "Since you were here: 12 entries moved; watches: grain 2"
    assert since_words(found, ()) == "Since you were here: 12 entries moved"
    assert since_words(Page((), 0, 0), counts) == ""
