"""The list: how it finds the stories that it shows, and loads their headlines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from briefing.core.formatting import counted
from briefing.core.headline import Counts
from briefing.core.query import ALL, Query
from briefing.services.desk import Desk
from briefing.ui.controllers.host import KnownFeeds, Messages, Tasks
from briefing.ui.filters import Filter
from briefing.ui.merge import merge_lists
from briefing.ui.progress import Progress
from briefing.ui.sidebar_rows import fault_of
from briefing.ui.views import ALL_STORIES, NOTED_STORIES, STARRED_STORIES, UNREAD_STORIES
from briefing.ui.widgets.story_list import StoryList, same_place

if TYPE_CHECKING:
    from briefing.ui.widgets.story_view import StoryView  # only its name: the first screen has none

FIRST_STORIES = 200
FIRST_HEADLINES = 60
LONGEST_WAIT = 2.0
"""How long a key waits for the stories that it is about, in seconds."""
PAUSE_SECONDS, LONGEST_PAUSE = 0.4, 3.0
"""Changes that come within this time are shown together; within a longer one where a list takes long to find."""
PAUSES = 8
"""How much longer than finding a list the pause before it is, at least: else keys wait for it too often."""
FETCHING = "Feeds are being fetched"
FILLED_BY = {STARRED_STORIES: ("toggle_star", "stars a story"), NOTED_STORIES: ("note", "writes a note")}
"""The actions that bring stories into a view, and what they do."""


class ListingHost(Messages, Tasks, KnownFeeds, Protocol):
    """What the list needs of the screen."""

    desk: Desk
    filter: Filter
    counts: Counts
    progress: Progress
    list: StoryList
    story: StoryView
    now: Callable[[], datetime]

    def show_heading(self) -> None:
        """Draw the line above the panes."""
        ...

    def show_status(self) -> None:
        """Draw the line below the panes."""
        ...

    def complete(self) -> None:
        """Put in what the first drawing does without."""
        ...


class Listing:
    """Finds the stories of the filter; a list that is found again stays where it was."""

    def __init__(self, host: ListingHost, clock: Callable[[], float] = monotonic) -> None:
        self.host = host
        self._clock = clock
        self._pause = PAUSE_SECONDS
        self._is_waiting = False
        self._query = ALL
        self._listed: Filter | None = None
        """The filter whose stories are in the list."""
        self._places: dict[Filter, tuple[str, int]] = {}
        """Where lists were left that show no search: the story under the cursor, and its row."""
        self._is_found = asyncio.Event()

    async def found(self) -> None:
        """Wait until the list shows what the filter means, though not for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                await self._is_found.wait()
        self._is_found.set()

    def show(self) -> None:
        """Show the stories of another filter: where its list was left, else from the top."""
        self._remember_place()
        self._is_found.clear()
        self.host.show_heading()
        self.host.run_in_background(self.find(), "find")

    async def find(self) -> None:
        """Show the stories of the filter, the first ones at once."""
        await self.find_first()
        await self.find_all()

    async def find_first(self) -> None:
        """Show as many stories of the filter as a screen may have, from the top, or to where its list was left."""
        host, wanted = self.host, self.host.filter
        story, row = self._places.get(wanted, ("", 0))
        query = wanted.query(host.now())
        self._query = query
        first = await host.desk.stories.find(query, FIRST_STORIES)
        listed = self._listed
        is_same = listed is not None and listed != wanted and listed.with_read == wanted.with_read
        if is_same or (story and story not in first):
            first = await host.desk.stories.find(query)
        if is_same and first:  # read stories come or go: the cursor stays where it is
            ids, cursor = host.list.ids, host.list.cursor
            story, row = first[same_place(ids, first, cursor, host.list.chosen)], host.list.row
        start = max(0, first.index(story) - FIRST_HEADLINES // 2) if story in first else 0
        host.list.reset_headlines(self._query)
        await self.load(first[start : start + FIRST_HEADLINES])
        host.list.show(first, from_top=True, empty_words=await self._empty_words(first, query))
        host.show_status()
        host.list.choose_story(story, row)
        self._places.pop(wanted, None)
        self._listed = wanted
        self._is_found.set()

    def _remember_place(self) -> None:
        if self._listed is not None and not self._listed.search:
            self._places[self._listed] = self.host.list.chosen, self.host.list.row

    async def find_all(self) -> None:
        """Show the stories behind the first ones, too; what the reader did with those in the meantime stays."""
        self.host.complete()
        self.host.story.seeker.mark(self._query.search_words)
        await self.find_again()

    async def find_again(self) -> None:
        """Find what the filter means by now; the cursor stays on its story, and none that is shown goes away."""
        host, began, wanted = self.host, self._clock(), self.host.filter
        if self._listed != wanted:  # this took the place of the work that was to show another filter
            await self.find_first()
        query = wanted.query(host.now())
        # Before the list: what comes in between is noticed the next time.
        host.counts = await host.desk.stories.counts()
        found = await host.desk.stories.find(query)
        empty_words = await self._empty_words(found, query)
        merged = await self._merge(found)
        if host.filter != wanted:
            return  # another list is on its way
        host.list.show(merged, from_top=False, empty_words=empty_words)
        host.show_heading()
        host.show_status()
        self._pause = min(LONGEST_PAUSE, max(PAUSE_SECONDS, PAUSES * (self._clock() - began)))

    async def _merge(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """What was found, and what is shown; in a thread, for keys would wait for a long list."""
        while True:
            shown = self.host.list.ids
            merged = await asyncio.to_thread(merge_lists, shown, found)
            if self.host.list.ids is shown:  # else another list was shown meanwhile
                return merged

    def find_again_soon(self) -> None:
        """Find again after a pause; calls within the pause count as one."""
        if not self._is_waiting:
            self._is_waiting = True
            self.host.set_timer(self._pause, self._find_now)

    def _find_now(self) -> None:
        self._is_waiting = False
        self.host.run_in_background(self.find_again(), "find")

    def load_soon(self, ids: Sequence[str]) -> None:
        """Load the headlines of stories that are about to be seen."""
        self.host.run_in_background(self.load(ids), "headlines", newest_only=False)

    async def load(self, ids: Sequence[str]) -> None:
        """Load the headlines of stories into the list."""
        had_watched = self.host.list.has_watched
        self.host.list.add_headlines(ids, await self.host.desk.stories.headlines(ids, self._query))
        if self.host.list.has_watched is not had_watched:
            self.host.show_status()

    def redraw(self) -> None:
        """Load the headlines again that are shown: what a watch finds has changed, or what is dismissed."""
        self.host.list.invalidate(self.host.list.ids)

    async def _empty_words(self, found: Sequence[str], query: Query) -> str:
        host, shown = self.host, self.host.filter
        if shown.search:
            unknown = () if found else await host.desk.stories.unknown_names(query)
            why = "".join(f": {sentence}" for sentence in unknown[:1])
            wider = f" {host.key('widen_search')} searches all stories;" if shown.view != ALL_STORIES else ""
            return f"Nothing was found in {shown.view.title}{why}.{wider} {host.key('back')} shows the list again."
        if shown.settings.hide_read and shown.view != UNREAD_STORIES:
            return f"Nothing unread here. {host.key('hide_read')} shows read stories too."
        if shown.view.feeds:
            faults = (fault_of(status) for status in host.feeds if (status.feed.url,) == shown.view.feeds)
            why = "".join(f": {fault}" for fault in faults if fault)
            fetch = FETCHING if host.progress.fetching else f"{host.key('refresh_feed')} fetches"
            return f"No stories here yet{why}. {fetch}; {host.key('back')} shows all."
        if shown.view != ALL_STORIES:
            action, does = FILLED_BY.get(shown.view, ("", ""))
            how = f" {host.key(action)} {does};" if action else ""
            return f"No stories in {shown.view.title}.{how} {host.key('show_all')} shows all."
        if not host.desk.subscriptions.feeds:
            return (
                f"No stories and no feeds yet. {host.key('add_feed')} adds a feed;"
                f" {host.key('groups')} chooses among those that ship."
            )
        if host.progress.fetching:
            return f"No stories yet. {FETCHING}."
        if failing := sum(status.is_failing for status in host.feeds):
            feeds = counted(failing, "feed")
            return (
                f"No stories yet: {feeds} failed. {host.key('feeds')} says why; {host.key('refresh_all')} tries again."
            )
        return f"No stories yet. {host.key('refresh_all')} fetches all feeds."
