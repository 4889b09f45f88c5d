"""The first screen: what the last run left is taken up, and the list is shown. Little is loaded for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Protocol

from msgspec import Struct, field

from briefing.core.errors import BriefingError, QueryError
from briefing.core.feed import FeedStatus
from briefing.ui.controllers.layout import Layout, LayoutHost
from briefing.ui.controllers.listing import Listing, ListingHost
from briefing.ui.controllers.sidebar import SidebarController, SidebarHost
from briefing.ui.controllers.views import Views, ViewsHost, feed_views
from briefing.ui.filters import Filter
from briefing.ui.sidebar_rows import sidebar_rows
from briefing.ui.views import ALL_STORIES, View, search_view

LEFT_AT = "left at"
"""The key under which the reader's place is remembered: view, search, story under the cursor, open story, pane."""

PATIENCE = 0.5
"""So many seconds the first drawing waits for the titles; a library that takes longer finds its panes drawn."""

GoOn = Callable[[Mapping[str, Any]], Awaitable[None]]
"""What comes after the first screen; it gets the place where the last run left the reader."""


class BeginningHost(LayoutHost, ListingHost, SidebarHost, ViewsHost, Protocol):
    """What the first screen needs of it."""

    def set_first_filter(self, first: Filter) -> None:
        """Begin with a filter, before the list is found for the first time."""
        ...


class Beginning(Struct):
    """The controllers that the first screen needs. All others are loaded behind it; they are joined with these."""

    host: BeginningHost
    layout: Layout
    listing: Listing
    sidebar: SidebarController
    views: Views
    go_on: GoOn
    _has_titles: asyncio.Event = field(default_factory=asyncio.Event)
    _first_place: object = None

    @property
    def is_untouched(self) -> bool:
        """Whether the reader is where the first screen was shown, and has opened nothing."""
        return self._first_place == self._place()

    def _place(self) -> object:
        host = self.host
        return host.filter, host.list.chosen, host.list.row, host.pane, host.opened is None

    async def start(self) -> None:
        """Take up what the last run left, show the list, and go on with the rest once it is drawn."""
        try:
            place = await self._show_titles()
            self._first_place = self._place()
        except BriefingError:
            self.host.complete()
            raise
        finally:
            self._has_titles.set()
        drawn = asyncio.Event()
        self.host.call_after_refresh(drawn.set)
        await drawn.wait()
        await self.listing.find_all()
        self.layout.apply()
        await self.go_on(place)
        self.host.options.on_started()

    async def wait_for_titles(self) -> None:
        """Wait until there are titles to draw, or there is an error to tell, but not for long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._has_titles.wait(), PATIENCE)

    async def _show_titles(self) -> Mapping[str, Any]:
        """The place where the last run left the reader, once the first stories of its list are shown."""
        state = await self.host.desk.reader_state.values()
        self.layout.restore(state)
        self.views.restore(state)
        await self.sidebar.restore(state)
        place = state.get(LEFT_AT)
        place = place if isinstance(place, dict) else {}
        await self._restore_filter(place)
        await self.listing.find_first()
        self.layout.apply()
        return place

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
        wanted = Filter(view, search, self.views.settings_of(view))
        try:
            wanted.query(self.host.now())
        except QueryError:
            return
        if (self.host.filter.view, self.host.filter.search) == (ALL_STORIES, ""):  # else the reader was faster
            self.host.set_first_filter(wanted)

    def _all_views(self, feeds: tuple[FeedStatus, ...]) -> Iterator[View]:
        yield from self.sidebar.standing_views
        yield from map(search_view, self.sidebar.searches)
        yield from (row.view for row in sidebar_rows((), (), feeds, {}, frozenset()) if row.view is not None)
        yield from feed_views(feeds)


def build_beginning(host: BeginningHost, go_on: GoOn) -> Beginning:
    """The first controllers over one screen."""
    return Beginning(host, Layout(host), Listing(host), SidebarController(host), Views(host), go_on)
