"""What stands back in the panels of stories: what a feed says in many of them, and what the reader dismissed."""

from __future__ import annotations

from datetime import datetime

import pytest

from briefing.core.ledger.rulings import RulingKind
from briefing.core.visibility import Hidden, why_hidden
from briefing.storage.ids import story_num
from briefing.storage.ledger import aside, rulings
from briefing.storage.library import Library
from briefing.storage.removal import remove_stories
from tests.storage.ledger.test_entries import OFFER, PUT, found
from tests.support.made import NOON, hours
from tests.support.negotiations import Said, tell

APPEAL = "The Gazette asks its readers to pay {} crowns by {}."
SUBJECTS = (
    ("A bridge fell near Halden", "Engineers look for what made the old bridge over the river fall in the night."),
    ("Herring is scarce this year", "Boats came home empty from the northern banks, and the smokehouses stay cold."),
    ("A comet over the plain", "Watchers with telescopes saw a tail of ice and dust above the observatory."),
    ("The opera opens late", "Carpenters still nail the stage, and the tenor has a cough, the house said."),
)


def report(library: Library, number: int, at: datetime | None = None, paper: str = "gazette") -> str:
    """Store a story of its own event that ends with the paper's appeal."""
    title, text = SUBJECTS[number]
    appeal = APPEAL.format(number + 20, ("Monday", "Friday", "3 May", "Sunday")[number])
    said = Said("demand", "Gazette", "readers", "pay", appeal)
    story, _ = tell(library, paper, title, f"{text} {appeal}", at or NOON + hours(100 * number), said)
    while library.backfill.process_batch(50):
        pass
    return story


def reasons(library: Library, *stories: str) -> list[Hidden | None]:
    analyses = [library.analyses.get(story) for story in stories]
    return [why_hidden(line) for analysis in analyses if analysis is not None for line in analysis.lines]


def rows(library: Library, *stories: str) -> list[str]:
    return [headline.main_line for headline in library.stories.headlines(stories)]


def test_two_stories_say_nothing_and_the_third_tells_of_all(library: Library) -> None:
    first, second = report(library, 0), report(library, 1)
    assert reasons(library, first, second) == [None, None]
    assert all(rows(library, first, second))
    third = report(library, 2)
    assert reasons(library, first, second, third) == [Hidden.REPEATED] * 3
    assert rows(library, first, second, third) == ["", "", ""]
    assert found(library) == ()
    assert len(found(library, "sure:all")) >= 1
    fourth = report(library, 3)
    assert reasons(library, fourth) == [Hidden.REPEATED]


def test_the_history_of_an_entry_says_why(library: Library) -> None:
    for number in range(3):
        report(library, number)
    entry = library.ledger.open(found(library, "sure:all")[0].id)
    assert entry is not None
    assert {telling.less_sure for telling in entry.tellings} == {Hidden.REPEATED.value}


def test_the_reports_of_one_event_count_as_one(library: Library) -> None:
    first, second = report(library, 0), report(library, 1)
    with library.together():
        library._db.run("UPDATE story SET cluster = 1")
    third = report(library, 2)
    assert reasons(library, first, second, third) == [None] * 3
    assert reasons(library, report(library, 3)) == [Hidden.REPEATED]


def test_a_story_counts_once_it_is_known_what_it_reports(library: Library) -> None:
    for number in range(2):
        report(library, number)
    title, text = SUBJECTS[2]
    appeal = APPEAL.format(5, "Monday")
    third, _ = tell(
        library, "gazette", title, f"{text} {appeal}", NOON, Said("demand", "Gazette", "you", "pay", appeal)
    )
    assert reasons(library, third) == [None]
    assert library.backfill.process_batch(50) == 1
    assert reasons(library, third) == [Hidden.REPEATED]


def test_another_feed_may_say_the_same(library: Library) -> None:
    report(library, 0)
    report(library, 1)
    other = report(library, 2, paper="courier")
    assert reasons(library, other) == [None]


def test_other_sentences_of_the_feed_are_none(library: Library) -> None:
    for number in range(3):
        report(library, number)
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    assert [row.terms for row in found(library)] == [PUT.terms]


def test_what_the_reader_wants_stays_for_good(library: Library) -> None:
    stories = [report(library, number) for number in range(3)]
    row = found(library, "sure:all")[0]
    step = library.ledger.dismiss(RulingKind.KEEP_SENTENCE, row.id, NOON)
    assert step is not None
    assert "in all stories of Gazette" in step.label
    assert reasons(library, *stories) == [None] * 3
    assert all(rows(library, *stories))
    assert reasons(library, report(library, 3)) == [None]
    library.journal.undo()
    assert reasons(library, *stories) == [Hidden.REPEATED] * 3


def test_what_the_reader_wants_outlives_the_story_where_it_was_said(library: Library) -> None:
    stories = [report(library, number) for number in range(3)]
    row = found(library, "sure:all")[0]
    entry = library.ledger.open(row.id)
    assert entry is not None
    library.ledger.dismiss(RulingKind.KEEP_SENTENCE, row.id, NOON)
    gone = entry.tellings[0].story
    with library.together():
        remove_stories(library._db, [story_num(library._db, gone)])
    left = [story for story in stories if story != gone]
    assert reasons(library, *left) == [None] * 2
    assert reasons(library, report(library, 3)) == [None]


def test_looking_costs_a_few_rows_of_an_index(library: Library) -> None:
    report(library, 0)
    db = library._db
    plans = db.rows("EXPLAIN QUERY PLAN SELECT DISTINCT story FROM ledger_line WHERE shape = 1 AND feed = 1 LIMIT 60")
    assert ["ledger_line_shape" in plan["detail"] for plan in plans] == [True]
    rulings = db.rows("EXPLAIN QUERY PLAN SELECT kind FROM ruling WHERE feed = 1 AND value = '1' AND stands = 1")
    assert ["ruling_value" in plan["detail"] for plan in rulings] == [True]
    assert aside.of_story(db, 1) == (frozenset(), frozenset())


TEXT = "Estland urged Westland to open the canal."
ASKED = Said("demand", "Estland", "Westland", "open the canal", TEXT)
ANOTHER_TEXT = "Estland urged Westland to dredge the harbour."
ANOTHER = Said("demand", "Estland", "Westland", "dredge the harbour", ANOTHER_TEXT)


def reason(library: Library, story: str) -> Hidden | None:
    analysis = library.analyses.get(story)
    assert analysis is not None
    (line,) = analysis.lines
    return why_hidden(line)


def signs(library: Library, *stories: str) -> list[bool]:
    return [bool(headline.main_line) for headline in library.stories.headlines(stories)]


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        (RulingKind.NOT_AN_ACT, (True, False, False)),
        (RulingKind.NEVER_SENTENCE, (True, False, False)),
        (RulingKind.NEVER_KIND, (True, True, False)),
        (RulingKind.NOT_MY_SUBJECT, (False, False, False)),
    ],
)
def test_what_is_dismissed_stands_back_in_the_panel_until_it_is_undone(
    library: Library, kind: RulingKind, gone: tuple[bool, ...]
) -> None:
    asked, _ = tell(library, "gazette", "The canal", TEXT, NOON, ASKED)
    another, _ = tell(library, "gazette", "The harbour", ANOTHER_TEXT, NOON + hours(99), ANOTHER)
    offered, _ = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    stories = (asked, another, offered)
    (row,) = found(library, "canal")
    library.ledger.dismiss(kind, row.id, NOON)
    assert [reason(library, story) for story in stories] == [Hidden.DISMISSED if one else None for one in gone]
    assert signs(library, *stories) == [not one for one in gone]
    library.journal.undo()
    assert [reason(library, story) for story in stories] == [None] * 3
    assert signs(library, *stories) == [True] * 3
    library.journal.redo()
    assert signs(library, *stories) == [not one for one in gone]


def test_of_many_stories_the_oldest_follow_behind(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulings, "_AT_ONCE", 1)
    asked, _ = tell(library, "gazette", "The canal", TEXT, NOON, ASKED)
    another, _ = tell(library, "gazette", "The harbour", ANOTHER_TEXT, NOON + hours(99), ANOTHER)
    while library.backfill.process_batch(50):
        pass
    (row,) = found(library, "canal")
    library.ledger.dismiss(RulingKind.NEVER_KIND, row.id, NOON)
    assert [reason(library, story) for story in (asked, another)] == [Hidden.DISMISSED] * 2
    assert signs(library, asked, another) == [True, False]
    while library.backfill.process_batch(50):
        pass
    assert signs(library, asked, another) == [False, False]


def test_a_telling_of_an_entry_that_is_none_stands_back_when_it_comes(library: Library) -> None:
    tell(library, "gazette", "The canal", TEXT, NOON, ASKED)
    (row,) = found(library, "canal")
    library.ledger.dismiss(RulingKind.NOT_AN_ACT, row.id, NOON)
    later, _ = tell(library, "courier", "Canal again", TEXT, NOON + hours(3), ASKED)
    assert reason(library, later) is Hidden.DISMISSED
    assert signs(library, later) == [False]
