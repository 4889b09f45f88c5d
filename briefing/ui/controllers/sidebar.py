"""The sidebar: views, saved searches and feeds, with what is unread in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from msgspec.structs import replace

from briefing.core.errors import QueryError
from briefing.core.headline import Counts
from briefing.core.query import UNREAD
from briefing.core.saved_search import SavedSearch
from briefing.services.desk import Desk
from briefing.ui.controllers.host import KnownFeeds, Tasks
from briefing.ui.filters import Filter
from briefing.ui.panes import Pane
from briefing.ui.sidebar_rows import sidebar_rows
from briefing.ui.views import (
    ALL_STORIES,
    NOTED_STORIES,
    STANDING,
    STARRED_STORIES,
    UNREAD_STORIES,
    View,
    search_view,
    since_last_session,
)
from briefing.ui.widgets.sidebar import Sidebar

RECOUNT_SECONDS = 0.5
FIRST_SESSION = timedelta(days=1)
FOLDED, SESSION = "folded", "session"
COUNTED = (ALL_STORIES, UNREAD_STORIES, STARRED_STORIES, NOTED_STORIES)
"""The views whose stories the library counts all the time, in the order of the sidebar."""


class SidebarHost(Tasks, KnownFeeds, Protocol):
    """What the sidebar needs of the screen."""

    desk: Desk
    counts: Counts
    filter: Filter
    pane: Pane
    sidebar: Sidebar
    now: Callable[[], datetime]

    def show_status(self) -> None:
        """Draw the line below the panes."""
        ...


class SidebarController:
    """Keeps the rows of the sidebar and their numbers up to date; remembers which groups are folded."""

    def __init__(self, host: SidebarHost) -> None:
        self.host = host
        self.searches: tuple[SavedSearch, ...] = ()
        self._last_session: datetime | None = None
        self._view_counts: Mapping[str, int] = {}
        self._folded: frozenset[str] = frozenset()
        self._is_counting = False

    @property
    def standing_views(self) -> tuple[View, ...]:
        """The views that are always there."""
        return (*STANDING, since_last_session(self._last_session or self.host.now() - FIRST_SESSION))

    @property
    def all_views(self) -> tuple[View, ...]:
        """All that can be shown, folded or not, each once."""
        rows = sidebar_rows(self.standing_views, self.searches, self.host.feeds, {}, frozenset())
        return tuple(dict.fromkeys(row.view for row in rows if row.view is not None))

    def show(self) -> None:
        """Draw all rows."""
        host = self.host
        is_first = not host.sidebar.rows_shown
        numbers = {**self._numbers_of_all, **self._view_counts}
        host.sidebar.show(sidebar_rows(self.standing_views, self.searches, host.feeds, numbers, self._folded))
        if is_first:
            host.sidebar.point_to(host.filter.view)
        host.show_status()

    def show_counts(self) -> None:
        """Draw how many stories there are in all. To draw all rows takes long where there are many feeds."""
        rows, numbers = self.host.sidebar.rows_shown, self._numbers_of_all
        changed = (
            row if row.view is None else replace(row, count=numbers.get(row.view.key, row.count))
            for row in rows[: len(numbers)]
        )
        self.host.sidebar.show((*changed, *rows[len(numbers) :]))

    @property
    def _numbers_of_all(self) -> dict[str, int]:
        """The numbers of the first views, by their keys."""
        counts = self.host.counts
        numbers = (counts.unread, counts.unread, counts.starred, counts.noted)
        return {view.key: number for view, number in zip(COUNTED, numbers, strict=True)}

    def recount_soon(self) -> None:
        """Count what is unread in every view, after a pause."""
        if not self._is_counting:
            self._is_counting = True
            self.host.set_timer(RECOUNT_SECONDS, self._recount_now)

    def _recount_now(self) -> None:
        self._is_counting = False
        self.host.run_in_background(self._recount(), "recount")

    async def _recount(self) -> None:
        queries = {}
        for view in (*self.standing_views, *map(search_view, self.searches)):
            try:
                queries[view.key] = view.query(self.host.now()) & UNREAD
            except QueryError:
                continue  # the list says what is wrong with it when it is shown
        for view in COUNTED:
            del queries[view.key]
        numbers = await self.host.desk.stories.count_each(tuple(queries.values()))
        self._view_counts = dict(zip(queries, numbers, strict=True))
        before, feeds = self.host.feeds, await self.host.desk.subscriptions.statuses()
        self.host.feeds = feeds
        if feeds == before:  # else it shows them as they changed
            self.show()

    async def load_searches(self) -> None:
        """Read the saved searches from the library, and count what they find."""
        self.searches = await self.host.desk.reader_state.searches()
        self.show()
        await self._recount()

    @property
    def selected_search(self) -> SavedSearch | None:
        """The saved search under the sidebar's cursor, or the one that is shown."""
        row = self.host.sidebar.row
        name = row.search if row is not None and self.host.pane is Pane.SIDEBAR else ""
        name = name or next((s.name for s in self.searches if search_view(s) == self.host.filter.view), "")
        return next((search for search in self.searches if search.name == name), None)

    # --------------------------------------------------------------------------------------------------------- folding

    def fold(self) -> None:
        """Fold the group under the cursor."""
        self._set_folded(self._selected_group(), True)

    def unfold(self) -> None:
        """Unfold it."""
        self._set_folded(self._selected_group(), False)

    def toggle_fold(self, group: str) -> None:
        """Fold or unfold a group by its name."""
        self._set_folded(group, group not in self._folded)

    def _selected_group(self) -> str:
        row = self.host.sidebar.row
        return row.group if row is not None and self.host.pane is Pane.SIDEBAR else ""

    def _set_folded(self, group: str, is_folded: bool) -> None:
        if group:
            self._folded = self._folded | {group} if is_folded else self._folded - {group}
            self.host.run_in_background(self.host.desk.reader_state.keep(FOLDED, sorted(self._folded)), "keep folded")
            self.show()

    # ---------------------------------------------------------------------------------------------------------- memory

    async def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what the last run left: folded groups, saved searches, and when it ended."""
        folded = state.get(FOLDED)
        names = folded if isinstance(folded, list) else []
        self._folded = frozenset(name for name in names if isinstance(name, str))
        self._last_session = _moment(state.get(SESSION))
        self.searches = await self.host.desk.reader_state.searches()

    def save_session(self) -> None:
        """Remember that the reader is open now: what comes after the last such moment is new to the next session."""
        self.host.run_in_background(self.store_session(), "keep session")

    async def store_session(self) -> None:
        """Write the moment down."""
        await self.host.desk.reader_state.keep(SESSION, self.host.now().isoformat(timespec="seconds"))


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
