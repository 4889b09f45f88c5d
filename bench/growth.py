"""How the work grows with the library: storing what a feed brings, and a search, at 1,000, 10,000, 100,000 stories."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.clock import Ratio
from bench.newspapers import newspaper
from briefing.core.document import Fetched
from briefing.core.feed import Feed, FeedState
from briefing.core.query.parsing import parse
from briefing.fetch.parse import parse as parse_feed
from briefing.storage.library import Library

SIZES = (1_000, 10_000, 100_000)
ENTRIES, RUNS, SCREEN, TOGETHER = 50, 9, 50, 40
SEARCH = "wo kilaci vuroda"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[Ratio]:
    """The ratios of this part: each size against the smallest."""
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "briefing.db")
        number = 0
        for size in sizes:
            number = _fill(library, number, size // ENTRIES)
            stored = []
            for _ in range(RUNS):
                fetched = _fetched(number)
                number += 1
                stored.append(_seconds(lambda brought=fetched: library.feeds.store(brought)))  # type: ignore[misc]
            found = [_seconds(lambda: _search(library)) for _ in range(RUNS)]
            for what, seconds in ((f"{ENTRIES} new stories stored", stored), ("a search for three words", found)):
                figure = median(seconds)
                base = first.setdefault(what, figure)
                yield Ratio(f"{what} among {size:,}", f"among {sizes[0]:,}", figure, base)
        library.close()


def _fill(library: Library, first: int, papers: int) -> int:
    """Store papers, from this one on, until there are so many; how many there are."""
    for begin in range(first, papers, TOGETHER):
        with library.together():
            for number in range(begin, min(begin + TOGETHER, papers)):
                library.feeds.store(_fetched(number))
    return max(first, papers)


def _search(library: Library) -> None:
    library.stories.headlines(library.stories.find(parse(SEARCH, NOW), SCREEN))


def _fetched(number: int) -> Fetched:
    url = f"https://paper{number}.example/rss"
    document = parse_feed(newspaper(number, ENTRIES), {}, url, ENTRIES)
    return Fetched(Feed(url), FeedState.NEW, NOW, document=document)


def _seconds(work: object) -> float:
    assert callable(work)
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    for ratio in measure():
        print(ratio.line(), flush=True)
