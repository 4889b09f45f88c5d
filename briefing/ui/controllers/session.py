"""From the first screen to the end: work in the background begins, and what this run leaves is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from briefing.core.formatting import counted
from briefing.core.headline import Counts
from briefing.ui.controllers.background import Background
from briefing.ui.controllers.beginning import LEFT_AT, Beginning
from briefing.ui.controllers.host import CurrentStory, KnownFeeds, Messages, StoryPanes, Tasks
from briefing.ui.controllers.opening import Opening
from briefing.ui.controllers.overview import Overview
from briefing.ui.controllers.subscriptions import Subscriptions
from briefing.ui.filters import Filter
from briefing.ui.panes import Pane


class SessionHost(Messages, Tasks, CurrentStory, StoryPanes, KnownFeeds, Protocol):
    """What starting and ending needs of the screen."""

    counts: Counts
    filter: Filter
    now: Callable[[], datetime]

    def show_warnings(self) -> None:
        """Show what happened to the reader's files."""
        ...

    def save_reading_position(self) -> None:
        """Remember how far the open story was read."""
        ...


class Session:
    """Leads back to where the reader was once the list is shown; fetching and analysing come after that."""

    def __init__(
        self,
        host: SessionHost,
        beginning: Beginning,
        opening: Opening,
        background: Background,
        overview: Overview,
        subscriptions: Subscriptions,
    ) -> None:
        self.host = host
        self._beginning = beginning
        self._layout = beginning.layout
        self._sidebar = beginning.sidebar
        self._opening = opening
        self._background = background
        self._overview = overview
        self._subscriptions = subscriptions

    async def go_on(self, place: Mapping[str, Any]) -> None:
        """Open what was open when the last run left `place`, and begin the work in the background."""
        host = self.host
        if not host.counts.total:
            host.story.say(*self._welcome())
        host.feeds = await host.desk.subscriptions.statuses()
        self._restore_story(place)
        self._sidebar.save_session()
        host.show_warnings()
        host.run_in_background(self._overview.begin(), "since")
        host.run_in_background(self._subscriptions.offer_groups(), "offer groups")
        host.run_in_background(self._background.look_after(host.show_warnings), "look after")
        self._background.start()

    def _welcome(self) -> tuple[str, ...]:
        """What stands in the story's pane when there are no stories yet."""
        key, feeds = self.host.key, self.host.desk.subscriptions.feeds
        groups = {group for feed in feeds for group in feed.groups}
        there = counted(len(feeds), "feed") + (f" in {counted(len(groups), 'group')}" if groups else "")
        return (
            "Welcome to Briefing: the news, and who proposed what to whom.",
            f"{key('refresh_all')} fetches your feeds, {key('add_feed')} adds one, {key('help')} shows all keys.",
            f"{key('feeds')} shows them ({there}), {key('groups')} chooses among the groups that ship.",
            "`briefing --demo` shows sample stories, without a network.",
        )

    def each_minute(self) -> None:
        """Remember the place now and then: the reader may end without warning."""
        self._sidebar.save_session()
        self.host.save_reading_position()
        self.host.run_in_background(self._store_place(), "place")

    async def end(self) -> None:
        """Remember when the session ended, where the reader was, and how far the open story was read."""
        await self._sidebar.store_session()
        await self._store_place()
        opened = self.host.opened
        if opened is not None:
            await self.host.desk.reader_state.keep_reading_position(opened.story.id, self.host.story.place)

    # ----------------------------------------------------------------------------------------------------- the place

    async def _store_place(self) -> None:
        host = self.host
        place = {
            "view": host.filter.view.key,
            "search": host.filter.search,
            "cursor": host.list.chosen,
            "open": host.opened.story.id if host.opened is not None else "",
            "pane": host.pane.value,
        }
        await host.desk.reader_state.keep(LEFT_AT, place)

    def _restore_story(self, place: Mapping[str, Any]) -> None:
        """Put the cursor where it was, and open the story that was open if there is room for it.

        Who has gone somewhere else in the meantime stays there.
        """
        if self._opening.expected or not self._beginning.is_untouched:
            return
        host, cursor, story, pane = self.host, place.get("cursor"), place.get("open"), place.get("pane")
        if isinstance(cursor, str):
            host.list.choose_story(cursor)
        if not isinstance(story, str) or not story or pane not in tuple(Pane):
            return
        if pane in (Pane.STORY, Pane.PANEL) or self._layout.shown_panes.story:
            self._opening.reopen(story, Pane(pane))
