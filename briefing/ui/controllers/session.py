"""From start to end: what the last run left is taken up, and what this one leaves is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from briefing.core.errors import QueryError
from briefing.core.feed import FeedStatus
from briefing.core.formatting import counted
from briefing.core.story import Counts
from briefing.ui.controllers.background import Background
from briefing.ui.controllers.host import CurrentStory, Messages, StoryPanes, Tasks
from briefing.ui.controllers.layout import Layout
from briefing.ui.controllers.listing import Listing
from briefing.ui.controllers.opening import Opening
from briefing.ui.controllers.overview import Overview
from briefing.ui.controllers.sidebar import SidebarController
from briefing.ui.controllers.subscriptions import Subscriptions
from briefing.ui.controllers.views import Views, feed_views
from briefing.ui.filters import Filter
from briefing.ui.panes import Pane
from briefing.ui.sidebar_rows import sidebar_rows
from briefing.ui.views import View, search_view

LEFT_AT = "left at"
"""The key under which the reader's place is remembered: view, search, story under the cursor, open story, pane."""


class SessionHost(Messages, Tasks, CurrentStory, StoryPanes, Protocol):
    """What starting and ending needs of the screen."""

    counts: Counts
    feeds: tuple[FeedStatus, ...]
    filter: Filter
    now: Callable[[], datetime]

    def set_first_filter(self, first: Filter) -> None:
        """Begin with a filter, before the list is found for the first time."""
        ...

    def show_warnings(self) -> None:
        """Show what happened to the reader's files."""
        ...

    def save_reading_position(self) -> None:
        """Remember how far the open story was read."""
        ...


class Session:
    """Shows the library first, then leads back to where the reader was; fetching and analysing come after that."""

    def __init__(
        self,
        host: SessionHost,
        layout: Layout,
        views: Views,
        sidebar: SidebarController,
        listing: Listing,
        opening: Opening,
        background: Background,
        overview: Overview,
        subscriptions: Subscriptions,
    ) -> None:
        self.host = host
        self._layout = layout
        self._views = views
        self._sidebar = sidebar
        self._listing = listing
        self._opening = opening
        self._background = background
        self._overview = overview
        self._subscriptions = subscriptions

    async def start(self) -> None:
        """Take up what the last run left, show the list, and begin the work in the background."""
        host = self.host
        state = await host.desk.reader_state.values()
        self._layout.restore(state)
        self._views.restore(state)
        await self._sidebar.restore(state)
        place = state.get(LEFT_AT)
        place = place if isinstance(place, dict) else {}
        await self._restore_filter(place)
        await self._listing.find()
        self._layout.apply()
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
        groups = {feed.group for feed in feeds}
        there = f"{counted(len(feeds), 'feed')} in {counted(len(groups), 'group')}"
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

    async def _restore_filter(self, place: Mapping[str, Any]) -> None:
        """Begin with the view and the search of the last run; what there is no more is ignored."""
        key, search = place.get("view"), place.get("search")
        if not isinstance(key, str) or not isinstance(search, str):
            return
        feeds: tuple[FeedStatus, ...] = ()
        if key.startswith(("feed:", "group:")):
            feeds = await self.host.desk.subscriptions.statuses()
        view = next((view for view in self._all_views(feeds) if view.key == key), None)
        if view is None:
            return
        wanted = Filter(view, search, self._views.settings_of(view))
        try:
            wanted.query(self.host.now())
        except QueryError:
            return
        self.host.set_first_filter(wanted)

    def _all_views(self, feeds: tuple[FeedStatus, ...]) -> Iterator[View]:
        yield from self._sidebar.standing_views
        yield from map(search_view, self._sidebar.searches)
        yield from (row.view for row in sidebar_rows((), (), feeds, {}, frozenset()) if row.view is not None)
        yield from feed_views(feeds)

    def _restore_story(self, place: Mapping[str, Any]) -> None:
        """Put the cursor where it was, and open the story that was open if there is room for it."""
        host, cursor, story, pane = self.host, place.get("cursor"), place.get("open"), place.get("pane")
        if isinstance(cursor, str):
            host.list.choose_story(cursor)
        if not isinstance(story, str) or not story or pane not in tuple(Pane):
            return
        if pane in (Pane.STORY, Pane.PANEL) or self._layout.shown_panes.story:
            self._opening.reopen(story, Pane(pane))
