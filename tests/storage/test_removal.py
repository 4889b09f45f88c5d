"""Stories go with all that hangs on them, and nothing else goes."""

from __future__ import annotations

from pathlib import Path

from briefing.core.journal import Change, Field
from briefing.core.query import ALL, Key, Query, Term
from briefing.storage.ids import story_num
from briefing.storage.library import Library
from briefing.storage.removal import remove_stories
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched


def _filled(path: Path) -> tuple[Library, str, str]:
    library = Library(path)
    kept, gone = library.feeds.store(fetched(entry("Kept"), entry("Gone", text=f"{SENTENCE} More of it."))).new_stories
    for story_id in (kept, gone):
        story = library.stories.get(story_id)
        assert story is not None
        library.analyses.store(story_id, analysis_of(story))
        library.annotations.set_note(story_id, "a note", NOON)
    library.journal.record([Change(gone, Field.STARRED, True)], NOON)
    return library, kept, gone


def test_every_row_of_a_story_goes_and_no_other(tmp_path: Path) -> None:
    library, kept, gone = _filled(tmp_path / "briefing.db")
    db = library._db
    tables = [
        row["name"]
        for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    ]
    before = {table: len(db.rows(f"SELECT * FROM {table}")) for table in tables}
    with db.writing():
        remove_stories(db, [story_num(library._db, gone)])
    after = {table: len(db.rows(f"SELECT * FROM {table}")) for table in tables}
    assert library.stories.find(ALL) == (kept,)
    assert library.annotations.note(kept) == "a note"
    assert library.analyses.get(kept) is not None
    for table in ("story", "body", "sighting", "analysis", "actor", "offer", "party", "evidence", "note"):
        assert (table, after[table]) == (table, before[table] // 2)
    assert (after["change"], after["step"]) == (0, 0)
    assert db.rows("PRAGMA foreign_key_check") == []
    library.close()


def test_the_search_forgets_it(tmp_path: Path) -> None:
    library, kept, gone = _filled(tmp_path / "briefing.db")
    with library._db.writing():
        remove_stories(library._db, [story_num(library._db, gone)])
    assert library.stories.find(Query(Term(Key.WORDS, "zinc"))) == (kept,)
    assert library.stories.find(Query(Term(Key.WORDS, "More"))) == ()
    library.close()


def test_many_at_once(library: Library) -> None:
    library.feeds.store(fetched(*(entry(f"Story {i}", text=f"Text {i}") for i in range(1_200))))
    with library._db.writing():
        remove_stories(library._db, [row["num"] for row in library._db.rows("SELECT num FROM story")])
    assert library.stories.find(ALL) == ()
