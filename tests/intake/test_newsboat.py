"""Moving in from newsboat: a cache made here, in the shape that newsboat gives it."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from briefing.core.document import Document, Entry, Fetched
from briefing.core.errors import StorageError
from briefing.core.feed import Feed, FeedState
from briefing.core.query import ALL
from briefing.core.query.parsing import parse
from briefing.core.rules import Rule
from briefing.core.saved_search import SavedSearch
from briefing.core.story import Body
from briefing.intake.newsboat import NewsboatImport, import_newsboat
from briefing.services.rules import RuleRunner
from briefing.storage.imports import ImportResult
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.support.made import NOON

ONE, LEFT = "https://one.example/rss", "https://left.example/rss"
ODD, ODD_HERE = "https://odd.example/rss", "https://Odd.example:443/rss"
WRITTEN = 1_790_000_000

RULES = RuleRunner((Rule("title:odd", tags=("odd",)),)).run_on_new

Mover = Callable[[], Awaitable[NewsboatImport]]


def make_cache(file: Path, *items: dict[str, object]) -> Path:
    with sqlite3.connect(file) as cache:
        cache.execute(
            "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,"
            " title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,"
            " feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,"
            " unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),"
            " enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,"
            " base VARCHAR(128) NOT NULL DEFAULT '', content_mime_type VARCHAR(255) NOT NULL DEFAULT '')"
        )
        for number, item in enumerate(items):
            usual = {
                "guid": f"g{number}",
                "title": f"Story {number}",
                "author": "",
                "url": f"https://one.example/{number}",
                "feedurl": ONE,
                "pubDate": WRITTEN + number,
                "content": f"<p>Text of <b>story</b> {number}.</p>",
                "unread": 1,
            }
            row = {**usual, **item}
            marks = ", ".join("?" * len(row))
            cache.execute(f"INSERT INTO rss_item ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    cache.close()
    return file


async def test_stories_come_with_what_was_read_and_flagged(tmp_path: Path, library: Library, mover: Mover) -> None:
    (tmp_path / "urls").write_text(f"{ONE} energy\nquery:x:unread\n")
    make_cache(
        tmp_path / "cache.db",
        {"unread": 0},
        {"flags": "ab", "enclosure_url": "https://one.example/a.mp3", "enclosure_type": "audio/mpeg"},
        {"deleted": 1},
        {"title": "Odd \x1b[2J title", "pubDate": "not a number", "author": None or ""},
        {"feedurl": LEFT, "url": "https://left.example/1", "flags": "x"},
        {"feedurl": LEFT, "url": "https://left.example/2"},
    )
    moved = await mover()
    assert (moved.new_feeds, moved.known_feeds) == (1, 0)
    assert (len(moved.stories.new_stories), moved.stories.read, moved.stories.starred) == (4, 1, 2)
    assert [library.stories.headlines([one])[0].title[:3] for one in library.stories.find(parse("tag:odd", NOON))] == [
        "Odd"
    ]
    assert any("1 story of feeds that are not in urls" in sentence for sentence in moved.left_out)
    by_title = {headline.title: headline for headline in library.stories.headlines(library.stories.find(ALL))}
    assert set(by_title) == {"Story 0", "Story 1", "Odd [2J title", "Story 4"}
    assert by_title["Story 0"].read
    assert not by_title["Story 1"].read
    assert by_title["Story 1"].starred
    story = library.stories.get(by_title["Story 1"].id)
    assert story is not None
    assert story.body.text == "Text of story 1."
    assert [(file.address, file.kind) for file in story.enclosures] == [("https://one.example/a.mp3", "audio/mpeg")]
    assert library.stories.find(parse("group:energy", NOON))

    again = await mover()
    assert (again.new_feeds, again.known_feeds, again.stories) == (0, 1, ImportResult())


async def test_stories_that_are_here_already_are_marked_and_the_deleted_stay_away(
    tmp_path: Path, library: Library, mover: Mover
) -> None:
    (tmp_path / "urls").write_text(ONE)
    make_cache(tmp_path / "cache.db", {"unread": 0}, {"deleted": 1})
    entries = tuple(
        Entry(
            f"Story {n}",
            Body.plain(f"Text of story {n}."),
            guid=f"g{n}",
            link=f"https://one.example/{n}",
            published=NOON,
        )
        for n in range(2)
    )
    library.feeds.store(Fetched(Feed(ONE), FeedState.NEW, NOON, document=Document(entries=entries[:1])))
    assert (await mover()).stories == ImportResult(read=1)
    stored = library.feeds.store(Fetched(Feed(ONE), FeedState.NEW, NOON, document=Document(entries=entries)))
    assert stored.new_stories == ()


async def test_a_query_feed_never_takes_the_place_of_a_saved_search(tmp_path: Path, library: Library) -> None:
    library.reader_state.save_search(SavedSearch("New", "is:unread oil"))
    (tmp_path / "urls").write_text('"query:new:unread = \\"yes\\""\n"query:Old:unread = \\"no\\""\n')

    async def add(feeds: Sequence[Feed]) -> tuple[Sequence[Feed], Sequence[Feed]]:
        return feeds, feeds

    access = LibraryAccess(lambda: Library(tmp_path / "briefing.db"))
    done = await import_newsboat(tmp_path / "urls", None, add, access, RULES, lambda done, total: None)
    await access.close()
    assert done.searches == 1
    assert library.reader_state.searches()[0] == SavedSearch("New", "is:unread oil")


async def test_a_feed_that_is_named_with_feed_before_it_brings_its_stories(tmp_path: Path, mover: Mover) -> None:
    named = "feed://one.example/rss"
    (tmp_path / "urls").write_text(f"{named} energy\nfeed:https://two.example/rss\nfeed:javascript:x\n")
    make_cache(tmp_path / "cache.db", {"feedurl": named}, {"feedurl": "FEED://left.example/rss", "flags": "x"})
    moved = await mover()
    assert moved.new_feeds == 2
    assert len(moved.stories.new_stories) == 2
    assert moved.left_out == ("feed:javascript:x: this is not a web address",)


async def test_stories_go_to_the_feed_as_it_is_known(tmp_path: Path, library: Library, mover: Mover) -> None:
    (tmp_path / "urls").write_text(f"{ODD}\n")
    make_cache(tmp_path / "cache.db", {"feedurl": ODD})
    moved = await mover()
    assert moved.new_feeds == 0
    assert [status.total for status in library.feeds.statuses([Feed(ODD_HERE)])] == [1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16"])
async def test_names_are_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "urls").write_text(f'{ONE} "~Énergie"\n', encoding=encoding)
    added: list[Feed] = []

    async def add(feeds: Sequence[Feed]) -> tuple[Sequence[Feed], Sequence[Feed]]:
        added.extend(feeds)
        return feeds, feeds

    access = LibraryAccess(lambda: Library(tmp_path / "briefing.db"))
    await import_newsboat(tmp_path / "urls", None, add, access, RULES, lambda done, total: None)
    await access.close()
    assert [(feed.url, feed.title) for feed in added] == [(ONE, "Énergie")]


async def test_old_caches_have_fewer_columns(tmp_path: Path, library: Library, mover: Mover) -> None:
    (tmp_path / "urls").write_text(ONE)
    cache = make_cache(tmp_path / "cache.db", {"unread": 0})
    with sqlite3.connect(cache) as connection:
        for column in ("flags", "deleted", "enclosure_url", "enclosure_type", "content_mime_type"):
            connection.execute(f"ALTER TABLE rss_item DROP COLUMN {column}")
    connection.close()
    moved = (await mover()).stories
    assert (len(moved.new_stories), moved.read) == (1, 1)


@pytest.mark.parametrize("content", [b"no database", b"", b"SQLite format 3\x00" + b"\xff" * 5_000])
async def test_what_is_no_cache_is_told(tmp_path: Path, mover: Mover, content: bytes) -> None:
    (tmp_path / "urls").write_text(ONE)
    (tmp_path / "cache.db").write_bytes(content)
    with pytest.raises(StorageError, match="cache"):
        await mover()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "briefing.db")


@pytest.fixture
def mover(tmp_path: Path) -> Mover:
    known = {ODD: Feed(ODD_HERE)}

    async def add(wanted: Sequence[Feed]) -> tuple[Sequence[Feed], Sequence[Feed]]:
        added = [feed for feed in wanted if feed.url not in known]
        known.update({feed.url: feed for feed in added})
        return added, [known[feed.url] for feed in wanted]

    async def move() -> NewsboatImport:
        access = LibraryAccess(lambda: Library(tmp_path / "briefing.db"))
        try:
            urls, cache = tmp_path / "urls", tmp_path / "cache.db"
            return await import_newsboat(urls, cache, add, access, RULES, lambda done, total: None)
        finally:
            await access.close()

    return move
