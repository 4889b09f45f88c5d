"""Backups, libraries and caches that somebody crafted: their rows come in, and nothing that runs by itself."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.core.errors import BriefingError, StorageError
from briefing.core.ledger.search import LedgerQuery
from briefing.core.query import ALL
from briefing.storage import backups, bundle
from briefing.storage.library import Library
from briefing.storage.newsboat import Cache
from briefing.storage.schema import STEPS
from tests.support import crafted
from tests.support.made import FEED, NOON, SENTENCE, analysis_of, entry, fetched, known_of

ENDLESS = "AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS num FROM n"


def _packed(folder: Path, craft: str, step: int | None = None) -> Path:
    """A backup of a library with a noted story, after some SQL of an attacker."""
    library = Library(folder / "old.db")
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    library.annotations.set_note(story_id, "mine", NOON)
    library.close()
    backups.copy(folder / "old.db", folder / "copy.db")
    with closing(sqlite3.connect(folder / "copy.db")) as other:
        other.executescript(craft)
        if step is not None:
            other.execute(f"PRAGMA user_version = {step}")
    return folder / "copy.db"


def _restored(folder: Path, source: Path) -> Library:
    bundle.unpack(source, folder / "new" / "briefing.db", {}, NOON)
    return Library(folder / "new" / "briefing.db")


def test_no_foreign_trigger_comes_in(tmp_path: Path) -> None:
    craft = "CREATE TRIGGER evil AFTER UPDATE OF read ON story BEGIN DELETE FROM note; END; CREATE TABLE odd (x);"
    library = _restored(tmp_path, _packed(tmp_path, craft))
    (story_id,) = library.stories.find(ALL)
    names = {row["name"] for row in library._db.rows("SELECT name FROM sqlite_master")}
    assert not names & {"evil", "odd"}
    assert library.annotations.note(story_id) == "mine"
    assert library.stories.counts().total == 1
    assert [h.title for h in library.stories.headlines(library.stories.find(ALL))] == ["One"]
    library.close()


@pytest.mark.parametrize(
    ("craft", "step"),
    [
        (f"DROP TABLE story; CREATE VIEW story {ENDLESS};", None),
        ("DROP TABLE story; CREATE VIRTUAL TABLE story USING fts5(title);", None),
        ("", 0),
        ("", len(STEPS) + 1),
    ],
)
def test_what_is_no_library_is_refused_at_once(tmp_path: Path, craft: str, step: int | None) -> None:
    with pytest.raises(StorageError):
        _restored(tmp_path, _packed(tmp_path, craft, step))
    assert not (tmp_path / "new" / "briefing.db").exists()


def test_a_table_of_another_program_is_no_library(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as other:
        other.executescript("CREATE TABLE story (name); PRAGMA user_version = 3;")
    with pytest.raises(StorageError, match="no library of Briefing"):
        _restored(tmp_path, tmp_path / "x.db")


def test_one_bad_row_is_one_row_less(tmp_path: Path) -> None:
    craft = """
        UPDATE story SET published = 999999999999999 WHERE num = 1;
        INSERT INTO note SELECT * FROM note WHERE 0;
        UPDATE feed SET state = 'odd', last_fetch = 9e18;
        UPDATE body SET text = CAST('bytes' AS BLOB);
    """
    library = _restored(tmp_path, _packed(tmp_path, craft))
    for story_id in library.stories.find(ALL):
        found = library.stories.get(story_id)
        assert found is not None
        assert isinstance(found.body.text, str)
    library.feeds.statuses(())
    library.close()


@pytest.mark.parametrize("value", ["9e18", "-9e18", "999999999999999", "'soon'", "x'00ff'", "NULL"])
def test_a_library_with_odd_values_is_listed_and_shown(library: Library, value: str) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    for column in ("published", "updated"):
        library._db.run(f"UPDATE story SET {column} = CAST({value} AS INTEGER)")
    library._db.run(f"UPDATE feed SET last_fetch = {value}, next_fetch = {value}, state = 'odd'")
    (headline,) = library.stories.headlines([story_id])
    assert headline.title == "One"
    assert library.stories.get(story_id) is not None
    for status in library.feeds.statuses([FEED]):
        assert status.state is None


def test_bytes_in_the_place_of_a_text_are_a_text(library: Library) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    library._db.run("UPDATE story SET title = x'ff00fe', author = x'41', main_offer = x'42'")
    library._db.run("UPDATE body SET title = x'ff00fe', text = x'4100ff', blocks = x'5b5d'")
    library._db.run("UPDATE feed SET title = x'ff', message = x'fe', site = x'41', etag = x'41'")
    (headline,) = library.stories.headlines([story_id])
    found = library.stories.get(story_id)
    assert found is not None
    (status,) = library.feeds.statuses([FEED])
    known = known_of(library, FEED.url).validators.etag
    for text in (
        headline.title,
        headline.source,
        headline.main_line,
        found.title,
        found.body.text,
        status.message,
        known,
    ):
        assert isinstance(text, str)
    assert found.author == "A"


def _bomb(source: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("briefing.db", source.read_bytes() + bytes(50_000_000))


def _zeros(source: Path, target: Path) -> None:
    target.write_bytes(bytes(1_000_000))


def _trailing(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes() + bytes(1_000_000))


@pytest.mark.parametrize("craft", [_bomb, _zeros, _trailing])
def test_a_file_is_as_large_as_its_header_says(tmp_path: Path, craft: Callable[[Path, Path], None]) -> None:
    craft(_packed(tmp_path, ""), tmp_path / "x.zip")
    with pytest.raises(BriefingError):
        _restored(tmp_path, tmp_path / "x.zip")


def test_a_device_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is not a file"):
        _restored(tmp_path, Path("/dev/zero"))


def test_a_crafted_cache_of_newsboat_is_refused(tmp_path: Path) -> None:
    columns = "guid, title, author, url, pubDate, content, unread, feedurl"
    with closing(sqlite3.connect(tmp_path / "view.db")) as view:
        view.execute(
            f"CREATE VIEW rss_item AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
            f" SELECT {', '.join(f'x AS {name.strip()}' for name in columns.split(','))} FROM n"
        )
    with pytest.raises(StorageError, match="no stories"):
        Cache(tmp_path / "view.db")
    with closing(sqlite3.connect(tmp_path / "blob.db")) as blob:
        blob.execute(f"CREATE TABLE rss_item (id INTEGER PRIMARY KEY, {columns})")
        blob.execute(f"INSERT INTO rss_item ({columns}) VALUES ('g', 't', 'a', 'u', 1, zeroblob(200000000), 1, 'f')")
        blob.commit()
    cache = Cache(tmp_path / "blob.db")
    with pytest.raises(StorageError):
        cache.items("f")
    cache.close()


@pytest.mark.parametrize("value", ["x'ff00'", "9e18", "NULL", "'soon'", "'{}'", "'[1, [2], [1, 2, 3]]'"])
def test_what_is_no_list_is_an_empty_one(library: Library, value: str) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    for column in ("authors", "enclosures"):
        library._db.run(f"UPDATE OR IGNORE body SET {column} = {value}")
    found = library.stories.get(story_id)
    assert found is not None
    assert found.authors == found.enclosures == ()


@pytest.mark.parametrize(
    "craft",
    [
        "UPDATE offer SET act = 'conquer'",
        "UPDATE offer SET part = 'margin'",
        "UPDATE offer SET resources = '{'",
        "UPDATE offer SET start = 'here'",
        "UPDATE offer SET answers_part = 'margin', answers_start = 0, answers_end = 1",
        "UPDATE party SET part = 'margin'",
        "UPDATE evidence SET part = 'margin'",
        "UPDATE evidence SET start = 9, end = 3",
        "UPDATE actor SET kind = 'planet' WHERE id = 'norland'",
        "UPDATE mention SET start = x'00'",
    ],
)
def test_a_row_of_an_analysis_that_cannot_be_read_costs_itself(library: Library, craft: str) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One", SENTENCE))).new_stories
    story = library.stories.get(story_id)
    assert story is not None
    whole = library.analyses.store(story_id, analysis_of(story))
    library._db.run("PRAGMA ignore_check_constraints = 1")
    library._db.run(craft)
    left = library.analyses.get(story_id)
    assert left is not None
    assert left != whole
    assert {r.name for r in left.resources} == {"zinc"}
    assert library.analyses.store(story_id, analysis_of(story)).lines  # and it can be analysed anew


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("ledger_entry.act", "1"),
        ("ledger_entry.weight", "[]"),
        ("ledger_entry.moved", "soon"),
        ("ledger_entry.resources", "[" * 3_000),
        ("ledger_entry.proposer_people", "[null]"),
        ("ledger_line.reasons", "1"),
        ("ledger_line.chance", "x"),
        ("offer.quote", None),
        ("offer.confidence", b"\xff"),
    ],
)
def test_a_cell_of_the_ledger_that_holds_anything_costs_its_row_alone(
    tmp_path: Path, cell: str, value: str | bytes | None
) -> None:
    crafted.make(tmp_path / "briefing.db")
    with closing(sqlite3.connect(tmp_path / "briefing.db", isolation_level=None)) as db:
        crafted.loosen(db)
        table, column = cell.split(".")
        key = {"ledger_entry": "num", "ledger_line": "line", "offer": "id"}[table]
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = (SELECT min({key}) FROM {table})", (value,))
    with closing(Library(tmp_path / "briefing.db")) as library:
        page = library.ledger.find(LedgerQuery())
        assert page.total == 1
        assert len(page.rows) == int(not cell.startswith("ledger_entry"))
        for row in page.rows:
            opened = library.ledger.open(row.id)
            assert opened is not None
            assert len(opened.tellings) in (3, 4)  # a first telling has no reasons to read


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("note", "text", None),
        ("tally", "total", "x"),
        ("feed", "moves", "soon"),
        ("feed", "failures", b""),
        ("offer", "confidence", "[]"),
        ("offer", "resources", "[null]"),
        ("offer", "terms", 1.5),
        ("analysis", "problems", None),
        ("story", "language", None),
    ],
)
def test_cells_that_hold_anything_end_no_list_and_no_story(
    tmp_path: Path, table: str, column: str, value: str | bytes | float | None
) -> None:
    crafted.make(tmp_path / "briefing.db")
    with closing(sqlite3.connect(tmp_path / "briefing.db", isolation_level=None)) as db:
        crafted.loosen(db)
        db.execute(f"UPDATE {table} SET {column} = ?", (value,))
    with closing(Library(tmp_path / "briefing.db")) as library:
        (status,) = library.feeds.statuses([FEED])
        counts = library.stories.counts()
        assert f"{status.failures:,} {status.total:,} {status.unread:,} {counts.total:,}"
        for story_id in library.stories.find(ALL):
            assert library.stories.get(story_id) is not None
            assert library.annotations.note(story_id) in {"mine", ""}
            analysis = library.analyses.get(story_id)
            for line in () if analysis is None else analysis.lines:
                assert f"{line.confidence:.2f} {line.terms.text.upper()} {' '.join(line.resources)}"
            assert analysis is None or analysis.language in {"", "en"}
