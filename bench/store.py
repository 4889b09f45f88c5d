"""The store: a large document taken in, and a list of a hundred thousand stories opened."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.clock import Ratio, best
from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import Feed, FeedState
from briefing.core.query import ALL, UNREAD, Key, Order, Query, Term
from briefing.core.story import Body
from briefing.storage.library import Library

FEED = Feed("https://bench.example/rss")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "The ministry said that the talks on grain, oil and copper would go on in the spring. " * 20
SMALL, LARGE, SCREEN = 1_000, 100_000, 50


def measure(few: int = SMALL, many: int = LARGE) -> Iterator[Ratio]:
    """The ratios of this part."""
    some = many // 10
    with tempfile.TemporaryDirectory() as folder:
        rows = [(f"Title {i}", TEXT) for i in range(some)]
        plain = best(lambda: _plain_insert(Path(folder), rows), 2)
        documents = iter([document(some, f"a{run}-") for run in range(2)])
        taken = best(lambda: _library(Path(folder) / "taken.db").feeds.store(next(documents)), 2)
        yield Ratio(
            f"{some:,} entries stored, indexed and searchable", "their rows inserted into one table", taken, plain
        )

        small, large = _library(Path(folder) / "small.db"), _library(Path(folder) / "large.db")
        small.feeds.store(document(few, "s"))
        for part in range(10):
            large.feeds.store(document(some, f"p{part}-"))
        for query, name in (
            (ALL, "all stories"),
            (UNREAD, "unread stories"),
            (Query(Term(Key.WORDS, "copper")), "a word"),
            (Query(Term(Key.WORDS, "铜")), "a word of a script without spaces"),
            (Query(order=Order.LENGTH), "the longest"),
        ):
            yield Ratio(
                f"first screen of {many:,}, {name}",
                f"the same of {few:,}",
                best(lambda q=query: _first_screen(large, q)),  # type: ignore[misc]
                best(lambda q=query: _first_screen(small, q)),  # type: ignore[misc]
            )
        yield Ratio(
            f"counts of all and of each feed of {many:,}",
            f"the same of {few:,}",
            best(lambda: (large.stories.counts(), large.feeds.statuses([FEED]))),
            best(lambda: (small.stories.counts(), small.feeds.statuses([FEED]))),
        )


def _first_screen(library: Library, query: Query) -> None:
    library.stories.headlines(library.stories.find(query)[:SCREEN])


def document(count: int, name: str) -> Fetched:
    entries = tuple(
        Entry(
            f"Title {name}{i}",
            Body.plain(f"{name}{i} {TEXT}"),
            guid=f"{name}{i}",
            link=f"https://bench.example/{name}{i}",
            published=NOW - timedelta(minutes=i),
        )
        for i in range(count)
    )
    return Fetched(FEED, FeedState.NEW, NOW, document=Document("Bench", entries=entries))


def _library(path: Path) -> Library:
    return Library(path)


def _plain_insert(folder: Path, rows: list[tuple[str, str]]) -> None:
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("CREATE TABLE IF NOT EXISTS story (title TEXT, text TEXT)")
    with connection:
        connection.executemany("INSERT INTO story VALUES (?, ?)", rows)
    connection.close()
