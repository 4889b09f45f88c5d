"""The rows of the sidebar: views, saved searches, groups of feeds and feeds, with what is unread in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from briefing.core.feed import FeedStatus
from briefing.core.saved_search import SavedSearch
from briefing.ui.text import one_line
from briefing.ui.views import View, feed_view, group_view, search_view


class Row(Struct, frozen=True):
    """One row. A row without a view is a heading, or empty. `fault` is the sentence of a feed that fails.

    `folded` is None where there is nothing to fold; `search` names the saved search that the row stands for.
    """

    title: str = ""
    view: View | None = None
    count: int = 0
    depth: int = 0
    folded: bool | None = None
    fault: str = ""
    search: str = ""
    group: str = ""
    """The group that the row is, or stands under; a feed can be there more than once."""


def sidebar_rows(
    views: Sequence[View],
    searches: Sequence[SavedSearch],
    feeds: Sequence[FeedStatus],
    counts: Mapping[str, int],
    folded: Set[str],
) -> tuple[Row, ...]:
    """All rows. `counts` are by the key of a view; `folded` are the names of groups whose feeds are not shown."""
    rows = [Row(view.title, view, counts.get(view.key, 0)) for view in views]
    if searches:
        rows += (Row(), Row("Searches"))
    for search in searches:
        view = search_view(search)
        rows.append(Row(view.title, view, counts.get(view.key, 0), search=search.name))
    rows += (Row(), Row("Feeds"))
    rows += _feed_rows(feeds, folded)
    return tuple(rows)


def _feed_rows(feeds: Sequence[FeedStatus], folded: Set[str]) -> Iterator[Row]:
    groups: dict[str, list[FeedStatus]] = {}
    for status in feeds:
        for name in status.feed.groups or ("",):
            groups.setdefault(name, []).append(status)
    for name, members in groups.items():
        if name:
            view = group_view(name, tuple(members))
            closed = name in folded
            failing = sum(status.is_failing for status in members) if closed else 0
            fault = f"{failing} of its feeds cannot be fetched" if failing else ""
            yield Row(view.title, view, sum(s.unread for s in members), folded=closed, fault=fault, group=name)
            if closed:
                continue
        for status in members:
            view = feed_view(status)
            yield Row(view.title, view, status.unread, int(bool(name)), fault=fault_of(status), group=name)


def fault_of(status: FeedStatus) -> str:
    """What is wrong with a feed, in one line; nothing where nothing is."""
    return one_line(status.message) or "this feed cannot be fetched" if status.is_failing else ""
