"""The sidebar, and the keys that choose what the list shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from textual.timer import Timer

from briefing.core.errors import QueryError
from briefing.core.query import UNREAD, Order
from briefing.core.saved_search import SavedSearch
from briefing.desk import Counts
from briefing.ui.filters import ORDER_WORDS, Filter, Habit
from briefing.ui.panes import Pane
from briefing.ui.screens.listing import ListingScreen
from briefing.ui.screens.pick import Choice, Picked, PickScreen
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

POINTED_SECONDS = 0.12
RECOUNT_SECONDS = 0.5
FIRST_SESSION = timedelta(days=1)
HABITS, FOLDED, SESSION = "habits", "folded", "session"


class BrowsingScreen(ListingScreen):
    """Goes from view to view; how each view is shown is remembered."""

    searches: tuple[SavedSearch, ...] = ()
    _last_session: datetime | None = None
    _view_counts: Mapping[str, int] = {}
    _habits: Mapping[str, Habit] = {}
    _folded: frozenset[str] = frozenset()
    _pointing: Timer | None = None
    _recounting = False

    # --------------------------------------------------------------------------------------------------------- the rows

    @property
    def standing_views(self) -> tuple[View, ...]:
        """The views that are always there."""
        return (*STANDING, since_last_session(self._last_session or self.now() - FIRST_SESSION))

    def _show_sidebar(self) -> None:
        counts = {
            ALL_STORIES.key: self.counts.unread,
            UNREAD_STORIES.key: self.counts.unread,
            STARRED_STORIES.key: self.counts.starred,
            NOTED_STORIES.key: self.counts.noted,
            **self._view_counts,
        }
        rows = sidebar_rows(self.standing_views, self.searches, self.feeds, counts, self._folded)
        first = not self.sidebar.rows_shown
        self.sidebar.show(rows)
        if first:
            self.sidebar.point_to(self.filter.view)
        self._show_status()

    def watch_feeds(self) -> None:
        """Other feeds, or the same in another state."""
        self._show_sidebar()

    def watch_counts(self, before: Counts, counts: Counts) -> None:
        """New numbers in the heading at once, and in the sidebar soon."""
        super().watch_counts(before, counts)
        if before != counts:
            self._show_sidebar()
        if not self._recounting:
            self._recounting = True
            self.set_timer(RECOUNT_SECONDS, self._recount_now)

    def _recount_now(self) -> None:
        self._recounting = False
        self.begin(self._recount(), "recount")

    async def _recount(self) -> None:
        queries = {}
        for view in (*self.standing_views, *map(search_view, self.searches)):
            try:
                queries[view.key] = view.query(self.now()) & UNREAD
            except QueryError:
                continue  # the list says what is wrong with it when it is shown
        for key in (ALL_STORIES.key, UNREAD_STORIES.key, STARRED_STORIES.key, NOTED_STORIES.key):
            del queries[key]
        numbers = await self.desk.memory.count_each(tuple(queries.values()))
        self._view_counts = dict(zip(queries, numbers, strict=True))
        self.feeds = await self.desk.feeds()
        self._show_sidebar()

    # ------------------------------------------------------------------------------------------------------- choosing

    def show_view(self, view: View) -> None:
        """Show a view, as it was shown the last time, and without a search."""
        self._stop_pointing()
        self.sidebar.point_to(view)
        self.filter = Filter(view, "", self.habit_of(view))

    def on_sidebar_pointed(self, message: Sidebar.Pointed) -> None:
        """The list follows the cursor, once it rests."""
        message.stop()
        self._stop_pointing()
        self._show_status()
        self._pointing = self.set_timer(POINTED_SECONDS, lambda: self.show_view(message.view))

    def _stop_pointing(self) -> None:
        if self._pointing is not None:
            self._pointing.stop()
            self._pointing = None

    def on_sidebar_entered(self, message: Sidebar.Entered) -> None:
        """A view was clicked."""
        message.stop()
        self.enter_view()

    def enter_view(self) -> None:
        """To the stories of the view under the sidebar's cursor."""
        row = self.sidebar.row
        if row is not None and row.view is not None and row.view != self.filter.view:
            self.show_view(row.view)
        self.pane = Pane.LIST

    def on_sidebar_fold_toggled(self, message: Sidebar.FoldToggled) -> None:
        """A group was folded or unfolded with the mouse."""
        message.stop()
        self._fold(message.view.title not in self._folded, message.view.title)

    def action_fold(self) -> None:
        """Fold the group under the sidebar's cursor."""
        self._fold(True)

    def action_unfold(self) -> None:
        """Unfold it."""
        self._fold(False)

    def _fold(self, closed: bool, name: str = "") -> None:
        row = self.sidebar.row
        if not name and (self.pane is not Pane.SIDEBAR or row is None or row.view is None):
            return
        if not name and row is not None and row.view is not None:
            urls = row.view.feeds
            name = next((s.feed.group for s in self.feeds if s.feed.url in urls), "")
        if name:
            self._folded = self._folded | {name} if closed else self._folded - {name}
            self.begin(self.desk.memory.keep(FOLDED, sorted(self._folded)), "keep folded")
            self._show_sidebar()

    def action_show_all(self) -> None:
        """All stories."""
        self._go_to(ALL_STORIES)

    def action_show_unread(self) -> None:
        """Unread stories."""
        self._go_to(UNREAD_STORIES)

    def action_show_starred(self) -> None:
        """Starred stories."""
        self._go_to(STARRED_STORIES)

    def _go_to(self, view: View) -> None:
        self.show_view(view)
        self.pane = Pane.LIST

    def action_next_feed(self) -> None:
        """The next feed alone."""
        self._step_feed(1)

    def action_previous_feed(self) -> None:
        """The previous feed alone."""
        self._step_feed(-1)

    @property
    def feed_views(self) -> list[View]:
        """Every feed, in the order of the sidebar, folded or not."""
        rows = sidebar_rows((), (), self.feeds, {}, frozenset())
        return [row.view for row in rows if row.view is not None and row.folded is None]

    def feeds_after(self, view: View) -> list[View]:
        """The feeds that come after a feed or a group, and then those before it."""
        feeds = self.feed_views
        last = max((number for number, feed in enumerate(feeds) if feed.feeds[0] in view.feeds), default=-1)
        return [feed for feed in (*feeds[last + 1 :], *feeds[: last + 1]) if feed.feeds[0] not in view.feeds]

    def habit_of(self, view: View) -> Habit:
        """How a view is shown."""
        return self._habits.get(view.key, Habit())

    def _step_feed(self, step: int) -> None:
        feeds = self.feed_views
        keys = [view.key for view in feeds]
        if not feeds:
            self.tell(f"There are no feeds yet. {self.key('add_feed')} adds one.")
            return
        start = keys.index(self.filter.view.key) if self.filter.view.key in keys else (-1 if step > 0 else 0)
        self._go_to(feeds[(start + step) % len(feeds)])

    # ------------------------------------------------------------------------------------------------- how it is shown

    def action_order(self) -> None:
        """Choose the order of this view."""

        def picked(answer: Picked | None) -> None:
            if answer is not None:
                self._set_habit(replace(self.filter.habit, order=orders[answer.number]))

        orders = tuple(Order)
        now = self.filter.habit.order
        choices = [Choice(ORDER_WORDS[order], "as it is" if order is now else "") for order in orders]
        self.app.push_screen(PickScreen("Order of this view", choices, {"enter": "orders"}, self.signs.cursor), picked)

    def action_hide_read(self) -> None:
        """Leave out what was read, or show it again."""
        self._set_habit(replace(self.filter.habit, hide_read=not self.filter.habit.hide_read))

    def _set_habit(self, habit: Habit) -> None:
        self._habits = {**self._habits, self.filter.view.key: habit}
        self.filter = replace(self.filter, habit=habit)
        kept = {key: [mine.order.value, mine.hide_read] for key, mine in self._habits.items() if mine != Habit()}
        self.begin(self.desk.memory.keep(HABITS, kept), "keep habits")

    # ---------------------------------------------------------------------------------------------------------- memory

    async def recall(self) -> None:
        """Take up what the last run left: panes, orders, folded groups, saved searches, when it ended."""
        state = await self.desk.memory.state()
        self.recall_layout(state)
        self._habits = _habits(state.get(HABITS))
        folded = state.get(FOLDED)
        self._folded = (
            frozenset(name for name in folded if isinstance(name, str)) if isinstance(folded, list) else frozenset()
        )
        self._last_session = _moment(state.get(SESSION))
        self.searches = await self.desk.memory.searches()
        habit = self.habit_of(self.filter.view)
        if habit != self.filter.habit:
            self.set_reactive(BrowsingScreen.filter, replace(self.filter, habit=habit))

    def keep_session(self) -> None:
        """Remember that the reader is open now: what comes in after the last such moment is new to the next session."""
        self.begin(self.desk.memory.keep(SESSION, self.now().isoformat(timespec="seconds")), "keep session")


def _habits(kept: Any) -> dict[str, Habit]:
    found = {}
    for key, value in kept.items() if isinstance(kept, dict) else ():
        match value:
            case [str(order), bool(hide_read)] if order in tuple(Order):
                found[key] = Habit(Order(order), hide_read)
    return found


def _moment(kept: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
