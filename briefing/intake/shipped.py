"""The feeds that ship: all are in until somebody chooses among their groups, or brings a list of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.config.feeds import read_shipped
from briefing.core.feed import Feed
from briefing.core.formatting import counted
from briefing.intake.subscriptions import Subscriptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

CHOSEN = "shipped feeds chosen"
"""The key under which it is remembered that somebody chose."""


@dataclass(frozen=True, slots=True)
class ShippedGroup:
    """A group of feeds that ship, and whether one of them is in feeds.yaml."""

    name: str
    feeds: tuple[Feed, ...]
    is_in: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What a choice changed: feeds that came in, feeds that were left out."""

    added: tuple[Feed, ...] = ()
    left_out: tuple[Feed, ...] = ()

    @property
    def sentence(self) -> str:
        """What happened, for a person."""
        parts = [f"{counted(len(self.added), 'feed')} added"] if self.added else []
        parts += [f"{counted(len(self.left_out), 'feed')} left out"] if self.left_out else []
        return ", ".join(parts) or "The feeds stay as they are"


NOTHING_CHANGED = Choice()


class ShippedFeeds:
    """Chooses among the groups of the feeds that ship. A feed that the reader changed is the reader's own."""

    def __init__(self, subscriptions: Subscriptions, library: LibraryAccess) -> None:
        self._subscriptions = subscriptions
        self._library = library

    async def groups(self) -> tuple[ShippedGroup, ...]:
        """The groups, in the order in which they ship."""
        shipped, urls = await asyncio.to_thread(read_shipped), self._urls
        return tuple(
            ShippedGroup(name, feeds, any(feed.url in urls for feed in feeds))
            for name in dict.fromkeys(feed.group for feed in shipped)
            for feeds in [tuple(feed for feed in shipped if feed.group == name)]
        )

    async def offered(self) -> tuple[ShippedGroup, ...]:
        """The groups while all of their feeds are in and nobody has chosen; none after that."""
        if self._subscriptions.file is None or await self._has_chosen():
            return ()
        groups, urls = await self.groups(), self._urls
        return groups if all(feed.url in urls for group in groups for feed in group.feeds) else ()

    async def choose(self, names: Collection[str]) -> Choice:
        """Keep the feeds of these groups, and leave out those of the others. Raises ConfigError.

        With the first choice the stories go that only came because nobody had chosen yet, but for those of a feed
        that the reader starred, marked or wrote about.
        """
        groups, is_first = await self.groups(), not await self._has_chosen()
        added = await self._subscriptions.add([f for group in groups if group.name in names for f in group.feeds])
        left_out = await self._leave_out([f for group in groups if group.name not in names for f in group.feeds])
        await self._library.write(lambda library: library.reader_state.keep(CHOSEN, True))
        if is_first:
            await self._library.write(lambda library: _forget(library, left_out))
        return Choice(added, left_out)

    async def make_room(self) -> Choice:
        """Leave all of them out for a list that the reader brought, if nobody chose them or read one of their stories.

        Raises ConfigError.
        """
        offered = await self.offered()
        urls = {feed.url for group in offered for feed in group.feeds}
        statuses = await self._subscriptions.statuses() if offered else ()
        if not offered or any(s.unread < s.total for s in statuses if s.feed.url in urls):
            return NOTHING_CHANGED
        return await self.choose(())

    async def _leave_out(self, feeds: Sequence[Feed]) -> tuple[Feed, ...]:
        own = set(self._subscriptions.feeds)
        return await self._subscriptions.remove_many({feed.url for feed in feeds if feed in own})

    async def _has_chosen(self) -> bool:
        return CHOSEN in await self._library.read(lambda library: library.reader_state.values())

    @property
    def _urls(self) -> set[str]:
        return {feed.url for feed in self._subscriptions.feeds}


def _forget(library: Library, feeds: Sequence[Feed]) -> None:
    with library.together():
        for feed in feeds:
            if not library.feeds.annotated_stories(feed.url):
                library.feeds.purge(feed.url)
