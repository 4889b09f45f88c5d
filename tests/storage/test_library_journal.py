"""The journal and notes: what a reader did is kept, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.core.errors import UnknownStory
from briefing.core.journal import Change, Field
from briefing.core.query import ALL, STARRED, UNREAD, Key, Query, Term
from briefing.storage.journal import MOST_STEPS
from briefing.storage.library import Library
from tests.support.made import NOON, entry, fetched


@pytest.fixture
def ids(library: Library) -> tuple[str, ...]:
    return library.feeds.store(fetched(entry("One"), entry("Two", "Else."), entry("Three", "More."))).new_stories


def test_a_step_is_undone_as_a_whole(library: Library, ids: tuple[str, ...]) -> None:
    step = library.journal.record([Change(story_id, Field.READ, True) for story_id in ids], NOON)
    assert step is not None
    assert step.label == "marked 3 stories as read"
    assert library.stories.find(UNREAD) == ()
    undone = library.journal.undo()
    assert undone is not None
    assert undone.label == step.label
    assert library.stories.find(UNREAD) == ids
    assert library.journal.undo() is None


def test_undo_gives_back_only_what_the_step_changed(library: Library, ids: tuple[str, ...]) -> None:
    library.journal.record([Change(ids[0], Field.READ, True)], NOON)
    library.journal.record([Change(story_id, Field.READ, True) for story_id in ids], NOON)
    library.journal.undo()
    assert library.stories.find(UNREAD) == ids[1:]


def test_a_change_that_changes_nothing_is_no_step(library: Library, ids: tuple[str, ...]) -> None:
    assert library.journal.record([Change(ids[0], Field.READ, False)], NOON) is None
    assert library.journal.record([Change("nothing", Field.READ, True)], NOON) is None
    assert library.journal.undo() is None


def test_steps_are_undone_newest_first_and_across_restarts(
    library: Library, ids: tuple[str, ...], tmp_path: Path
) -> None:
    library.journal.record([Change(ids[0], Field.STARRED, True)], NOON)
    library.journal.record([Change(ids[0], Field.TAG, True, "{0} {later}")], NOON)
    again = Library(tmp_path / "briefing.db")
    labels = [step.label for step in (again.journal.undo(), again.journal.undo()) if step]
    again.close()
    assert labels == ["tagged 1 story “{0} {later}”", "starred 1 story"]
    assert library.stories.find(STARRED) == ()


def test_what_was_undone_is_done_again_until_something_else_is_done(library: Library, ids: tuple[str, ...]) -> None:
    library.journal.record([Change(story_id, Field.READ, True) for story_id in ids], NOON)
    library.journal.record([Change(ids[0], Field.STARRED, True)], NOON)
    library.journal.undo()
    library.journal.undo()
    assert [step.label for step in (library.journal.redo(), library.journal.redo()) if step] == [
        "marked 3 stories as read",
        "starred 1 story",
    ]
    assert library.journal.redo() is None
    assert library.stories.find(UNREAD) == ()
    library.journal.undo()
    library.journal.record([Change(ids[1], Field.TAG, True, "later")], NOON)
    assert library.journal.redo() is None


def test_undo_passes_over_what_nobody_asked_for(library: Library, ids: tuple[str, ...]) -> None:
    library.journal.record([Change(ids[0], Field.STARRED, True)], NOON)
    library.journal.undo()
    library.journal.record([Change(ids[1], Field.READ, True)], NOON, automatic=True)
    assert library.journal.undo() is None
    assert library.journal.redo() is not None
    assert library.stories.find(STARRED) == (ids[0],)
    assert ids[1] not in library.stories.find(UNREAD)


def test_the_last_fifty_steps_and_more_are_undone_after_a_restart(
    library: Library, ids: tuple[str, ...], tmp_path: Path
) -> None:
    for number in range(MOST_STEPS + 20):
        library.journal.record([Change(ids[0], Field.STARRED, number % 2 == 0)], NOON)
    again = Library(tmp_path / "briefing.db")
    undone = 0
    while again.journal.undo():
        undone += 1
    again.close()
    assert undone >= 50
    assert undone == MOST_STEPS + 1


def test_a_note_is_kept_searched_and_taken_away(library: Library, ids: tuple[str, ...]) -> None:
    library.annotations.set_note(ids[1], "compare with März", NOON)
    assert library.annotations.note(ids[1]) == "compare with März"
    assert library.stories.find(Query(Term(Key.WORDS, "marz"))) == (ids[1],)
    assert library.stories.headlines([ids[1]])[0].noted
    library.annotations.set_note(ids[1], "", NOON)
    assert library.annotations.note(ids[1]) == ""
    assert library.stories.find(Query(Term(Key.IS, "noted"))) == ()


def test_a_note_outlives_an_edit_of_the_story(library: Library, ids: tuple[str, ...]) -> None:
    library.annotations.set_note(ids[0], "mine", NOON)
    library.feeds.store(fetched(entry("One", "Quite another text.")))
    assert library.annotations.note(ids[0]) == "mine"
    assert library.stories.find(Query(Term(Key.WORDS, "mine"))) == (ids[0],)


def test_a_note_on_nothing_is_refused(library: Library) -> None:
    with pytest.raises(UnknownStory):
        library.annotations.set_note("nothing", "x", NOON)
    assert library.stories.find(ALL) == ()


def test_a_tag_is_the_same_in_capitals(library: Library, ids: tuple[str, ...]) -> None:
    library.journal.record([Change(story_id, Field.TAG, True, "École") for story_id in ids], NOON)
    library.journal.undo()
    library.journal.record([Change(ids[0], Field.TAG, True, "École")], NOON)
    step = library.journal.record([Change(story_id, Field.TAG, True, "école") for story_id in ids], NOON)
    assert step is not None
    assert {change.tag for change in step.changes} == {"École"}
    assert len(step.changes) == len(ids) - 1, "the first has it already"
    assert library.stories.term_values(Key.TAG) == ("École",)
