"""What the list shows: a view, a search in it, an order; together one query."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from briefing.core.query import UNREAD, Order, Query
from briefing.ui.views import ALL_STORIES, UNREAD_STORIES, View, searched

ORDER_WORDS = {
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.SOURCE: "by source",
    Order.LENGTH: "longest first",
    Order.OFFERS: "most offers first",
}


class ViewSettings(Struct, frozen=True):
    """How a view is shown: its order, and whether stories that were read are left out."""

    order: Order = Order.NEWEST
    hide_read: bool = False


class Filter(Struct, frozen=True):
    """`search` is what was typed; an order in it goes before that of the settings."""

    view: View = ALL_STORIES
    search: str = ""
    settings: ViewSettings = ViewSettings()

    def query(self, now: datetime) -> Query:
        """The stories that the filter selects. Raises QueryError where the search cannot be understood."""
        wanted = searched(self.search, now) & self.view.query(now) & Query(order=self.settings.order)
        return wanted & UNREAD if self.settings.hide_read else wanted

    def searching(self, search: str) -> Filter:
        """The same with another search."""
        return replace(self, search=search)

    @property
    def with_read(self) -> Filter:
        """The same, read stories among them."""
        return replace(self, settings=replace(self.settings, hide_read=False))

    @property
    def words(self) -> tuple[str, ...]:
        """What is shown, for the heading."""
        unread = "unread only" if self.settings.hide_read and self.view != UNREAD_STORIES else ""
        order = ORDER_WORDS[self.settings.order] if self.settings.order is not Order.NEWEST else ""
        search = f"search: {self.search}" if self.search else ""
        return tuple(part for part in (self.view.title, search, unread, order) if part)
