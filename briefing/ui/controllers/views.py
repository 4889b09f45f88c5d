"""What the list shows: a view, a feed, an order. How each view is shown is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from msgspec.structs import replace
from textual.timer import Timer

from briefing.core.feed import FeedStatus
from briefing.core.query import Order
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Dialogs, KnownFeeds, Messages, Tasks
from briefing.ui.filters import ORDER_WORDS, Filter, ViewSettings
from briefing.ui.glyphs import Glyphs
from briefing.ui.panes import Pane
from briefing.ui.sidebar_rows import sidebar_rows
from briefing.ui.views import ALL_STORIES, STARRED_STORIES, UNREAD_STORIES, View
from briefing.ui.widgets.sidebar import Sidebar

CURSOR_SECONDS = 0.12
"""How long the sidebar's cursor rests before the list follows it."""
VIEW_SETTINGS = "habits"


class ViewsHost(Messages, Tasks, Dialogs, KnownFeeds, Protocol):
    """What going from view to view needs of the screen."""

    desk: Desk
    filter: Filter
    glyphs: Glyphs
    pane: Pane
    sidebar: Sidebar

    def show_status(self) -> None:
        """Draw the line below the panes."""
        ...

    def set_first_filter(self, first: Filter) -> None:
        """Begin with a filter, before the list is found for the first time."""
        ...


class Views:
    """Goes from view to view."""

    def __init__(self, host: ViewsHost) -> None:
        self.host = host
        self._settings: Mapping[str, ViewSettings] = {}
        self._following: Timer | None = None

    def show(self, view: View) -> None:
        """Show a view as it was shown the last time, and without a search."""
        self._stop_following()
        self.host.sidebar.point_to(view)
        self.host.filter = Filter(view, "", self.settings_of(view))

    def follow_cursor(self, view: View) -> None:
        """Show the view that the sidebar's cursor is on, once it rests there."""
        self._stop_following()
        self.host.show_status()
        self._following = self.host.set_timer(CURSOR_SECONDS, lambda: self.show(view))

    def _stop_following(self) -> None:
        if self._following is not None:
            self._following.stop()
            self._following = None

    def enter(self) -> None:
        """Go to the stories of the view under the sidebar's cursor."""
        row = self.host.sidebar.row
        if row is not None and row.view is not None and row.view != self.host.filter.view:
            self.show(row.view)
        self.host.pane = Pane.LIST

    def show_all(self) -> None:
        """All stories."""
        self.go_to(ALL_STORIES)

    def show_unread(self) -> None:
        """Unread stories."""
        self.go_to(UNREAD_STORIES)

    def show_starred(self) -> None:
        """Starred stories."""
        self.go_to(STARRED_STORIES)

    def go_to(self, view: View) -> None:
        """Show a view, and go to its stories."""
        self.show(view)
        self.host.pane = Pane.LIST

    # ----------------------------------------------------------------------------------------------- from feed to feed

    def next_feed(self) -> None:
        """Show only the next feed."""
        self._step_feed(1)

    def previous_feed(self) -> None:
        """Show only the previous feed."""
        self._step_feed(-1)

    def _step_feed(self, step: int) -> None:
        if self.host.feeds:
            self._go_to_feed(step)
        else:  # they are found behind the first screen, and the key is not to be lost
            self.host.run_in_background(self._find_feed(step), "find feeds")

    async def _find_feed(self, step: int) -> None:
        self.host.feeds = await self.host.desk.subscriptions.statuses()
        self._go_to_feed(step)

    def _go_to_feed(self, step: int) -> None:
        feeds = feed_views(self.host.feeds)
        keys = [view.key for view in feeds]
        if not feeds:
            self.host.show_message(f"There are no feeds yet. {self.host.key('add_feed')} adds one.")
            return
        shown = self.host.filter.view.key
        start = keys.index(shown) if shown in keys else (-1 if step > 0 else 0)
        self.go_to(feeds[(start + step) % len(feeds)])

    # ------------------------------------------------------------------------------------------------- how it is shown

    def settings_of(self, view: View) -> ViewSettings:
        """How a view is shown."""
        return self._settings.get(view.key, ViewSettings())

    def choose_order(self) -> None:
        """Choose the order of this view."""
        from briefing.ui.screens.pick import Choice, Picked, PickScreen  # late: the first screen needs no dialog

        host, orders = self.host, tuple(Order)

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                self._change_settings(replace(host.filter.settings, order=orders[answer.number]))

        current = host.filter.settings.order
        choices = [Choice(ORDER_WORDS[order], "current" if order is current else "") for order in orders]
        host.open_dialog(PickScreen("Order of this view", choices, {"enter": "orders"}, host.glyphs.cursor), on_answer)

    def toggle_hide_read(self) -> None:
        """Hide read stories, or show them again."""
        settings = self.host.filter.settings
        self._change_settings(replace(settings, hide_read=not settings.hide_read))

    def _change_settings(self, settings: ViewSettings) -> None:
        host, usual = self.host, ViewSettings()
        self._settings = {**self._settings, host.filter.view.key: settings}
        host.filter = replace(host.filter, settings=settings)
        stored = {key: [mine.order.value, mine.hide_read] for key, mine in self._settings.items() if mine != usual}
        host.run_in_background(host.desk.reader_state.keep(VIEW_SETTINGS, stored), "keep view settings")

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up the settings of the last run; what is none is ignored."""
        self._settings = read_settings(state.get(VIEW_SETTINGS))
        shown = self.host.filter
        settings = self.settings_of(shown.view)
        if settings != shown.settings:
            self.host.set_first_filter(replace(shown, settings=settings))


def feed_views(feeds: tuple[FeedStatus, ...]) -> list[View]:
    """Every feed, in the order of the sidebar, folded or not."""
    rows = sidebar_rows((), (), feeds, {}, frozenset())
    return [row.view for row in rows if row.view is not None and row.folded is None]


def feeds_after(view: View, feeds: tuple[FeedStatus, ...]) -> list[View]:
    """The feeds that come after a feed or a group, and then those before it."""
    views = feed_views(feeds)
    last = max((number for number, feed in enumerate(views) if feed.feeds[0] in view.feeds), default=-1)
    return [feed for feed in (*views[last + 1 :], *views[: last + 1]) if feed.feeds[0] not in view.feeds]


def read_settings(stored: Any) -> dict[str, ViewSettings]:
    """The settings of views by their key, out of what was stored."""
    found = {}
    for key, value in stored.items() if isinstance(stored, dict) else ():
        match value:
            case [str(order), bool(hide_read)] if order in tuple(Order):
                found[key] = ViewSettings(Order(order), hide_read)
    return found
