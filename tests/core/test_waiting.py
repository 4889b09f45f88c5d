from __future__ import annotations

from briefing.core.waiting import NOTHING_WAITS, Waiting


def test_what_waits_is_told_in_words() -> None:
    assert Waiting(1, 2_000).short == "1 page to come, 2,000 to analyse"
    assert (
        Waiting(2, 1).sentence
        == "Not in this yet: 1 story not analysed yet, and 2 stories without the text of their page."
    )
    assert NOTHING_WAITS.short == NOTHING_WAITS.sentence == ""
