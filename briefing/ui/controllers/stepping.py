"""From story to story: the next one, and the next unread one wherever it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from datetime import date, datetime
from time import monotonic
from typing import Protocol

from briefing.core.headline import Headline
from briefing.core.query import UNREAD
from briefing.services.desk import Desk
from briefing.ui.controllers.host import KnownFeeds, Messages, Tasks
from briefing.ui.controllers.listing import LONGEST_WAIT, Listing
from briefing.ui.controllers.opening import Opening
from briefing.ui.controllers.views import Views, feeds_after
from briefing.ui.filters import Filter
from briefing.ui.panes import Pane
from briefing.ui.widgets.story_list import StoryList
from briefing.ui.widgets.story_view import StoryView

DAY_AT_ONCE = 200
"""Headlines before and after a story that are loaded while another day is looked for."""

NEAR = 500
"""Stories whose state is asked for one by one; those further off by a query."""
EDGE_SECONDS = 5.0
"""How long a held key does not repeat that it goes no further."""
MAX_MISSED = 3
"""Presses that are made up for once the next unread story is found; a held key is not to go on after it is let go."""

UNREAD_STEPS = frozenset({"next_unread", "previous_unread", "read_on"})
"""The actions that go to the nearest unread story; pressed while that is sought, they go on from it."""


class SteppingHost(Messages, Tasks, KnownFeeds, Protocol):
    """What going from story to story needs of the screen."""

    desk: Desk
    filter: Filter
    list: StoryList
    story: StoryView
    pane: Pane
    now: Callable[[], datetime]

    def name_story_pane(self, more: str = "") -> None:
        """Write the title of the story's pane, with `more` after it."""
        ...


class Stepping:
    """Opens the story before or after, or the nearest unread one: in the list, then in the feeds that follow."""

    def __init__(self, host: SteppingHost, opening: Opening, views: Views, listing: Listing) -> None:
        self.host = host
        self._opening = opening
        self._views = views
        self._listing = listing
        self._edge_shown_at = 0.0
        self._is_known = asyncio.Event()
        self._is_known.set()
        self._missed = 0

    async def known_before(self, action: str) -> None:
        """Wait until an unread story that is sought is found, though not for long: what follows is about that."""
        if action not in UNREAD_STEPS:
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_WAIT):
                    await self._is_known.wait()

    def next_story(self) -> None:
        """Open the next story of the list."""
        self._open_at(self.host.list.cursor + 1)

    def previous_story(self) -> None:
        """Open the previous story of the list."""
        self._open_at(self.host.list.cursor - 1)

    def _open_at(self, number: int) -> None:
        stories = self.host.list
        if 0 <= number < len(stories.ids):
            stories.choose(number)
            self._opening.open_story(stories.chosen)
        elif number > 0:
            self._show_edge("This is the last story of the list.")
        else:
            self._show_edge("This is the first story of the list.")

    def _show_edge(self, words: str) -> None:
        if monotonic() - self._edge_shown_at > EDGE_SECONDS:
            self._edge_shown_at = monotonic()
            self.host.show_message(words)

    def next_day(self) -> None:
        """Go to the first story of the next day in the list."""
        self.host.run_in_background(self._step_day(1), "day")

    def previous_day(self) -> None:
        """Go to the first story of this day, or of the day before it in the list."""
        self.host.run_in_background(self._step_day(-1), "day")

    async def _step_day(self, step: int) -> None:
        stories = self.host.list
        ids, at = stories.ids, stories.cursor
        if not ids:
            return
        if step < 0:
            at = max(0, at - 1)
        day = await self._day(ids, at)
        while 0 <= at + step < len(ids) and await self._day(ids, at + step) == day:
            at += step
        at += step if step > 0 else 0
        if at >= len(ids):
            self._show_edge("This is the last day of the list.")
        else:
            self.host.pane = Pane.LIST
            stories.choose(at, at_top=True)

    async def _day(self, ids: Sequence[str], number: int) -> date | None:
        """The day of a story, where the reader is; headlines that the list does not have are loaded."""
        stories = self.host.list
        headline = stories.headline(ids[number])
        if headline is None:
            near = ids[max(0, number - DAY_AT_ONCE) : number + DAY_AT_ONCE]
            found = await self.host.desk.stories.headlines(near)
            stories.add_headlines(near, found)
            headline = stories.headline(ids[number])
        return None if headline is None else headline.moment.astimezone().date()

    def next_unread(self) -> None:
        """Open the next unread story, here or in the next feed that has one; or go on with a search in the story."""
        self._step(1)

    def previous_unread(self) -> None:
        """Open the previous unread story; or go back in a search in the story."""
        self._step(-1)

    def _step(self, step: int) -> None:
        host = self.host
        if host.pane is Pane.STORY and host.story.seeker.hits.is_find:
            host.story.seeker.step(step)
            host.name_story_pane(host.story.seeker.hits.told)
        else:
            self._open_unread(step)

    def _open_unread(self, step: int) -> None:
        number = self.host.list.next_unread(step)
        if number is not None:
            self._open_at(number)
        elif not self._is_known.is_set():
            self._missed = min(self._missed + 1, MAX_MISSED)
        else:
            self._is_known.clear()
            self.host.run_in_background(self._seek(step), "unread")

    async def _seek(self, step: int) -> None:
        """Look further than the list knows: in the library, in the next feeds, then from the other end."""
        try:
            ids, cursor = self.host.list.ids, self.host.list.cursor
            found = await self._first_unread(ids[cursor + 1 :] if step > 0 else ids[:cursor][::-1])
            if not found and step > 0 and not self.host.filter.search:
                found = await self._first_in_next_feeds()
            if not found:
                found = await self._first_unread(ids[:cursor] if step > 0 else ids[cursor + 1 :][::-1])
        finally:
            self._is_known.set()
            presses, self._missed = self._missed, 0
        if not found:
            self._show_edge("No unread stories are left here.")
            return
        self._opening.open_story(found)
        for _ in range(presses):
            self._open_unread(step)

    async def _first_unread(self, ids: Sequence[str]) -> str:
        host, near, far = self.host, ids[:NEAR], ids[NEAR:]
        found = first_unread(near, await host.desk.stories.unread_of(near), host.list.headline)
        if found or not far:
            return found
        unread = frozenset(await host.desk.stories.find(host.filter.query(host.now()) & UNREAD))
        return first_unread(far, unread, host.list.headline)

    async def _first_in_next_feeds(self) -> str:
        """Go on to the next feed of the sidebar that has something unread; the story to open there."""
        host = self.host
        if not host.filter.view.feeds:
            return ""
        for view in feeds_after(host.filter.view, host.feeds):
            unread = Filter(view, "", self._views.settings_of(view)).query(host.now()) & UNREAD
            ids = await host.desk.stories.find(unread, 1)
            if ids:
                self._views.show(view)
                await self._listing.find()
                host.show_message(f"Next feed: {view.title}")
                return ids[0]
        return ""


def first_unread(ids: Sequence[str], unread: Set[str], headline: Callable[[str], Headline | None]) -> str:
    """The first of some stories that is unread, or an empty string.

    What the list knows (`headline`) goes before what the library says (`unread`), which may lag behind.
    """
    for story in ids:
        known = headline(story)
        if story in unread if known is None else not known.read:
            return story
    return ""
