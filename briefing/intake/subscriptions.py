"""The list of feeds as the reader changes it: find, add, change, remove, import and export."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import aclosing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefing.config.feeds import read_feeds, settings_of, with_settings
from briefing.core import clean
from briefing.core.address_input import feed_place
from briefing.core.errors import BriefingError, ConfigError
from briefing.core.feed import Feed, FeedSetting, FeedStatus
from briefing.files import from_home, write_whole
from briefing.intake.new_stories import OnNewStories
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

if TYPE_CHECKING:
    from briefing.core.document import FeedLink
    from briefing.core.headline import Headline
    from briefing.fetch.opml import Outline, Outlines  # only their names: late, as all of the network
    from briefing.fetch.page import Page
    from briefing.intake.newsboat import NewsboatImport


class Finder(Protocol):
    """What the list of feeds needs of the network."""

    async def find_feeds(self, address: str) -> tuple[FeedLink, ...]:
        """The feeds of an address, the likeliest first. Raises FetchError."""
        ...

    async def fetch_page(self, address: str, typed: bool = True) -> Page:
        """Ask for one page. Raises FetchError."""
        ...

    async def aclose(self) -> None:
        """Let go of what was opened."""
        ...


class Imported(NamedTuple):
    """What a list of another program brought: new feeds, how many were there already, and what was left out."""

    added: tuple[Feed, ...]
    known: int
    left_out: tuple[str, ...]


class Subscriptions:
    """The feeds of feeds.yaml. `file` is None where there is none to change, as in the demo."""

    def __init__(
        self,
        feeds: Sequence[Feed],
        file: Path | None,
        open_network: Callable[[bool], Awaitable[Finder]],
        library: LibraryAccess,
        on_new: OnNewStories,
    ) -> None:
        self.feeds = tuple(feeds)
        self.file = file
        self._open_network = open_network
        self._library = library
        self._on_new = on_new
        self._seen = _stamp(file)

    async def read_if_changed(self) -> bool:
        """Look at feeds.yaml once more if somebody edited it; whether the feeds are others now. Raises ConfigError."""
        stamp = await asyncio.to_thread(_stamp, self.file)
        if self.file is None or stamp == self._seen:
            return False
        before = self.feeds
        try:
            await self.read_again()
        except ConfigError:
            self._seen = stamp  # the same fault is told once
            raise
        accounts = {feed.url: feed.account for feed in before}
        edited = set(self.feeds) - set(before)
        for moved in (False, True):
            some = [feed for feed in edited if (accounts.get(feed.url, feed.account) != feed.account) is moved]
            await self._library.write(partial(_describe, feeds=some, moved=moved, before=before))
        self._seen = stamp  # now: who was interrupted before looks again
        return self.feeds != before

    async def read_again(self) -> None:
        """Look at feeds.yaml once more, for somebody may have changed it. Raises ConfigError."""
        if self.file is not None:
            self.feeds = await asyncio.to_thread(read_feeds, self.file)

    async def find(self, address: str) -> tuple[FeedLink, ...]:
        """The feeds of an address that a person typed, a feed's or a page's. Raises FetchError where there is none."""
        network = await self._open_network(True)
        async with aclosing(network):
            return await network.find_feeds(address)

    async def add(self, feeds: Sequence[Feed]) -> tuple[Feed, ...]:
        """Put feeds into feeds.yaml; those that were not there. Raises ConfigError."""
        from briefing.config.feeds_file import add_feeds  # late, as all that changes the file

        file = self._changeable()
        added = await asyncio.to_thread(add_feeds, file, feeds)
        known = {feed.url for feed in self.feeds}
        self.feeds = (*self.feeds, *(feed for feed in added if feed.url not in known))
        return added

    async def subscribe(self, feeds: Sequence[Feed]) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
        """Put feeds into feeds.yaml, but none that it has in another spelling; those that were not there, and all as
        they are there now. Raises ConfigError.
        """
        known, wanted = {feed_place(feed.url) for feed in self.feeds}, dict[str, Feed]()
        for feed in feeds:
            wanted.setdefault(feed_place(feed.url), feed)
        added = await self.add([feed for place, feed in wanted.items() if place not in known])
        here = {feed_place(feed.url): feed for feed in reversed(self.feeds)}
        return added, tuple(here.get(feed_place(feed.url), feed) for feed in feeds)

    async def insert(self, placed: Sequence[tuple[int, Feed]]) -> tuple[Feed, ...]:
        """Put feeds to places in feeds.yaml, from 0; those that were not there. Raises ConfigError."""
        from briefing.config.feeds_file import insert_feeds, with_feeds_at  # late, as all that changes the file

        file = self._changeable()
        missing = await asyncio.to_thread(insert_feeds, file, placed)
        known = {feed.url for feed in self.feeds}
        back = [(place, feed) for place, feed in placed if feed in missing and feed.url not in known]
        self.feeds = with_feeds_at(self.feeds, back)
        return missing

    async def change(self, url_or_title: str, settings: Mapping[str, FeedSetting]) -> Feed:
        """Change what feeds.yaml says of a feed, an empty value for the usual; the feed as it is then.

        Raises ConfigError, and BriefingError where no feed is called so.
        """
        from briefing.config.feeds_file import change_feed  # late, as all that changes the file

        file = self._changeable()
        changed = await asyncio.to_thread(change_feed, file, url_or_title, settings)
        before = self.feeds
        self.feeds = tuple(changed if feed.url == changed.url else feed for feed in before)
        await self._library.write(lambda library: _describe(library, [changed], "account" in settings, before))
        return changed

    async def change_many(self, settings: Mapping[str, Mapping[str, FeedSetting]]) -> tuple[Feed, ...]:
        """Change what feeds.yaml says of many feeds, by their addresses; those that changed. Raises ConfigError."""
        from briefing.config.feeds_file import change_feeds  # late, as all that changes the file

        file = self._changeable()
        changed = {feed.url: feed for feed in await asyncio.to_thread(change_feeds, file, settings)}
        before = self.feeds
        self.feeds = tuple(changed.get(feed.url, feed) for feed in before)

        moved = any("account" in said for said in settings.values())
        await self._library.write(lambda library: _describe(library, tuple(changed.values()), moved, before))
        return tuple(changed.values())

    async def remove(self, url_or_title: str) -> Feed:
        """Take a feed out of feeds.yaml; its stories stay. Raises as `change`."""
        from briefing.config.feeds_file import remove_feed  # late, as all that changes the file

        file = self._changeable()
        removed = await asyncio.to_thread(remove_feed, file, url_or_title)
        self.feeds = tuple(feed for feed in self.feeds if feed.url != removed.url)
        return removed

    async def remove_many(self, urls: Collection[str]) -> tuple[Feed, ...]:
        """Take many feeds out of feeds.yaml; those that were there. Their stories stay. Raises ConfigError."""
        from briefing.config.feeds_file import remove_feeds  # late, as all that changes the file

        file = self._changeable()
        removed = await asyncio.to_thread(remove_feeds, file, urls)
        gone = {feed.url for feed in removed}
        self.feeds = tuple(feed for feed in self.feeds if feed.url not in gone)
        return removed

    async def statuses(self) -> tuple[FeedStatus, ...]:
        """Every feed that is configured, in the order of feeds.yaml, then those that left it but have stories."""
        configured = self.feeds
        return await self._library.read(lambda library: library.feeds.statuses(configured))

    # --------------------------------------------------------------------------------------------------- its stories

    async def annotated_stories(self, url: str) -> tuple[Headline, ...]:
        """The stories that only this feed has and that the reader starred, marked or wrote about."""
        return await self._library.read(lambda library: library.feeds.annotated_stories(url))

    async def purge(self, url: str) -> int:
        """Delete the stories that only this feed has, whatever hangs on them; how many there were."""
        return await self._library.write(lambda library: library.feeds.purge(url))

    # ------------------------------------------------------------------------------------------------ import, export

    async def import_list(self, source: str, with_private: bool = False) -> Imported:
        """Add the feeds of an OPML list, from a file or an address. Raises FetchError, ConfigError, BriefingError.

        Addresses that say that they are in the reader's own network are left out unless `with_private`: whoever wrote
        the list could have anything there asked for.
        """
        from briefing.fetch.opml import read_opml  # late: no first screen needs it

        if clean.address(source) is not None:
            network = await self._open_network(False)
            async with aclosing(network):
                page = await network.fetch_page(source)
            name = clean.shown_address(source)
            outlines = await asyncio.to_thread(read_opml, page.body, name, page.content_type)
            return await self._take_over(outlines, with_private)
        return await self.import_document(await asyncio.to_thread(_read, source), source, with_private)

    async def import_document(self, document: bytes, name: str, with_private: bool = False) -> Imported:
        """Add the feeds of an OPML document. Raises as `import_list`."""
        from briefing.fetch.opml import read_opml

        return await self._take_over(await asyncio.to_thread(read_opml, document, name), with_private)

    async def import_newsboat(
        self, urls: Path, cache: Path | None, on_progress: Callable[[int, int], None]
    ) -> NewsboatImport:
        """Take over newsboat's feeds, stories and marks; `on_progress` gets the feeds that are done, and all.

        Raises ConfigError, StorageError, BriefingError.
        """
        from briefing.intake.newsboat import import_newsboat  # late: hardly anybody comes twice

        return await import_newsboat(urls, cache, self.subscribe, self._library, self._on_new, on_progress)

    async def export_list(self, with_logins: bool = False) -> str:
        """The feeds as an OPML document; names and passwords in addresses only if they are asked for."""
        from briefing.fetch.opml import Outline, write_opml

        statuses = await self.statuses()
        outlines = [
            Outline(f.url, s.title, f.groups, s.site, {k: str(v) for k, v in settings_of(f).items()})
            for s in statuses
            if s.configured
            for f in (s.feed,)
        ]
        return write_opml(outlines, with_logins)

    async def export_to(self, file: Path, with_logins: bool = False) -> None:
        """Write the feeds to an OPML file that is not there yet. Raises BriefingError."""
        document = await self.export_list(with_logins)
        await asyncio.to_thread(_write, file, document)

    async def _take_over(self, outlines: Outlines, with_private: bool) -> Imported:
        feeds = [_feed(outline) for outline in outlines.feeds]
        at_home = [] if with_private else [feed for feed in feeds if feed.may_be_private]
        wanted = [feed for feed in feeds if feed not in at_home]
        added, _ = await self.subscribe(wanted)
        why = "an address of a private network; add it by itself if it is yours"
        refused = (f"{clean.shown_address(feed.url)}: {why}" for feed in at_home)
        return Imported(added, len(wanted) - len(added), (*outlines.left_out, *refused))

    def _changeable(self) -> Path:
        if self.file is None:
            raise ConfigError("the feeds of the demo cannot be changed")
        return self.file


def _stamp(file: Path | None) -> tuple[int, int] | None:
    try:
        state = None if file is None else file.stat()
    except OSError:
        return None
    return None if state is None else (state.st_mtime_ns, state.st_size)


def _describe(library: Library, feeds: Sequence[Feed], moved: bool, before: Sequence[Feed]) -> None:
    """Take over what feeds.yaml says of feeds. How one was doing elsewhere is over where an account is another.

    `before` are the feeds as the file had them: a title that it no longer gives is no longer that of the feed.
    """
    titled = {feed.url for feed in before if feed.title}
    with library.together():
        for feed in feeds:
            library.feeds.describe(feed)
            if feed.url in titled and not feed.title and not feed.account:
                library.feeds.forget_title(feed.url)
            if moved:
                library.sync_accounts.say_of_feed(feed.url, "")


def _feed(outline: Outline) -> Feed:
    """The feed of an outline; a setting that makes no sense is left out."""
    group, *more = outline.groups or ("",)
    feed = Feed(outline.url, outline.title, group, more_groups=tuple(more))
    for key, value in outline.settings.items():
        with suppress(ConfigError, ValueError):  # int() takes neither ² nor thousands of digits
            feed = with_settings(feed, {key: int(value) if value.isdigit() else value})
    return feed


def _read(file: str) -> bytes:
    from briefing.fetch.opml import LARGEST  # late, as above

    try:
        with from_home(file).open("rb") as stream:
            return stream.read(LARGEST + 1)  # a device or a pipe may have no end
    except OSError as error:
        raise BriefingError(f"{file} cannot be read: {error.strerror}") from None


def _write(file: Path, document: str) -> None:
    target = from_home(file)
    try:
        if target.exists():
            raise FileExistsError(errno.EEXIST, "there is a file of this name already")
        write_whole(target, document)
    except OSError as error:
        raise BriefingError(f"{file} cannot be written: {error.strerror}") from None
