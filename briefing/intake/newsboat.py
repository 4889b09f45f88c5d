"""Moving in from newsboat: its list of feeds, its stories, and what was read and flagged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from briefing.core.document import Entry
from briefing.core.errors import BriefingError
from briefing.core.feed import Feed
from briefing.core.formatting import counted
from briefing.core.saved_search import SavedSearch
from briefing.files import from_home
from briefing.intake.new_stories import OnNewStories
from briefing.intake.newsboat_urls import named_address, read_urls
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.imports import ImportedState, ImportResult
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.storage.newsboat import Cache, Item


@dataclass(frozen=True, slots=True)
class NewsboatImport:
    """What came: feeds that are new and that were there, what became of the stories, and what was left out."""

    new_feeds: int
    known_feeds: int
    stories: ImportResult
    left_out: tuple[str, ...]
    searches: int = 0
    """Query feeds that became saved searches."""


def usual_places(env: Mapping[str, str]) -> tuple[Path, Path]:
    """Where newsboat keeps `urls` and `cache.db`: the XDG folders, else its folder of old."""
    home = from_home("~")
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config") / "newsboat" / "urls"
    data = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share") / "newsboat" / "cache.db"
    old = home / ".newsboat"
    return (config if config.exists() else old / "urls"), (data if data.exists() else old / "cache.db")


async def import_newsboat(
    urls: Path,
    cache: Path | None,
    add: Callable[[Sequence[Feed]], Awaitable[tuple[Sequence[Feed], Sequence[Feed]]]],
    library: LibraryAccess,
    on_new: OnNewStories,
    on_progress: Callable[[int, int], None],
) -> NewsboatImport:
    """Add the feeds of `urls`, and take over the stories of `cache` with what was read and flagged.

    Doing it again changes nothing. `add` gives those feeds that are new, and all as they are known. `on_progress` gets
    the number of feeds that are done, and of all feeds. Raises BriefingError.
    """
    listed = read_urls(await asyncio.to_thread(_read, urls))
    added, here = await add(listed.feeds)
    taken, left_out = ImportResult(), list(listed.left_out)
    searches = await _save_searches(listed.searches, library)
    if cache is not None:
        opened = DatabaseThread(lambda: Cache(cache), "newsboat")
        try:
            taken, left_behind = await _stories(
                opened,
                {feed.url: known for feed, known in zip(listed.feeds, here, strict=True)},
                library,
                on_new,
                on_progress,
            )
        finally:
            await opened.close()
        left_out += left_behind
    return NewsboatImport(len(added), len(listed.feeds) - len(added), taken, tuple(left_out), searches)


async def _save_searches(searches: Sequence[SavedSearch], library: LibraryAccess) -> int:
    """Keep searches under names that are free; how many are new."""

    def keep(opened: Library) -> int:
        names = {search.name.casefold() for search in opened.reader_state.searches()}
        had = len(names)
        for search in searches:
            if search.name.casefold() not in names:
                names.add(search.name.casefold())
                opened.reader_state.save_search(search)
        return len(names) - had

    return await library.write(keep) if searches else 0


async def _stories(
    cache: DatabaseThread[Cache],
    listed: Mapping[str, Feed],
    library: LibraryAccess,
    on_new: OnNewStories,
    on_progress: Callable[[int, int], None],
) -> tuple[ImportResult, list[str]]:
    """Feeds that are not `listed` by their addresses in `urls` bring only what was flagged."""
    taken, left_behind = ImportResult(), 0
    urls = await cache.call(lambda opened: opened.feeds())
    for number, url in enumerate(urls):
        on_progress(number, len(urls))
        items = await cache.call(partial(Cache.items, feed=url))
        address = named_address(url)
        feed = listed.get(address or "")
        wanted = items if feed is not None else [item for item in items if item.flagged and address]
        left_behind += len(items) - len(wanted)
        if wanted:
            taken += await _take_over(feed or Feed(address or url), wanted, library, on_new)
    behind = f"{counted(left_behind, 'story', 'stories')} of feeds that are not in urls"
    return taken, [behind] if left_behind else []


async def _take_over(feed: Feed, items: Sequence[Item], library: LibraryAccess, on_new: OnNewStories) -> ImportResult:
    pairs = await asyncio.to_thread(lambda: [(item, _entry(item, feed)) for item in items])
    kept = [(item, entry) for item, entry in pairs if entry is not None and not item.deleted]
    theirs = ImportedState(
        feed=feed,
        entries=tuple(entry for _, entry in kept),
        read=frozenset(entry.guid for item, entry in kept if item.read),
        starred=frozenset(entry.guid for item, entry in kept if item.flagged),
        gone=tuple(entry for item, entry in pairs if entry is not None and item.deleted),
    )

    def take_over(library: Library) -> ImportResult:
        with library.together():
            taken = library.imports.take_over(theirs, datetime.now(UTC))
            on_new(library, taken.new_stories, datetime.now(UTC))
        return taken

    return await library.write(take_over)


def _entry(item: Item, feed: Feed) -> Entry | None:
    from briefing.fetch.entries import clean_entry  # late: seldom needed
    from briefing.fetch.raw import RawEnclosure, RawEntry, RawText

    raw = RawEntry(
        title=item.title,
        content=RawText(item.content, item.is_html),
        guid=item.guid or item.link,
        link=item.link,
        authors=(item.author,),
        published=item.published,
        enclosures=(RawEnclosure(item.enclosure, item.enclosure_kind),) if item.enclosure else (),
    )
    return clean_entry(raw, feed.url)


def _read(urls: Path) -> str:
    from briefing.fetch.charset import decode  # late: seldom needed

    try:
        return decode(urls.read_bytes(), "")
    except OSError as error:
        raise BriefingError(f"newsboat's list of feeds, {urls}, cannot be read: {error.strerror}") from None
