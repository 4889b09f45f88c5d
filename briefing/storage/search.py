"""A `Query` as SQL: the one place where lists, search and rules become statements."""

from __future__ import annotations

from briefing.core.query import Order, Query

_ORDERS = {
    Order.NEWEST: "story.sorted DESC, story.num DESC",
    Order.OLDEST: "story.sorted, story.num",
    Order.SOURCE: "(SELECT title FROM feed WHERE feed.num = story.feed), story.sorted DESC, story.num DESC",
    Order.OFFERS: "story.offers DESC, story.sorted DESC, story.num DESC",
}


def select_ids(query: Query) -> tuple[str, list[object]]:
    """The statement that yields the ids of a query's stories, and its values."""
    where, values = conditions(query)
    return f"SELECT story.id FROM story {where} ORDER BY {_ORDERS[query.order]}", values


def conditions(query: Query) -> tuple[str, list[object]]:
    """The WHERE clause of a query (empty for all stories) and its values."""
    tests: list[str] = []
    values: list[object] = []

    def need(test: str, *given: object) -> None:
        tests.append(test)
        values.extend(given)

    for column, wanted in (("read", _inverted(query.unread)), ("starred", query.starred), ("noted", query.noted)):
        if wanted is not None:
            need(f"story.{column} = {int(wanted)}")
    if query.has_offer is not None:
        need("story.offers > 0" if query.has_offer else "story.offers = 0")
    if query.since is not None:
        need("story.sorted >= ?", int(query.since.timestamp()))
    if query.before is not None:
        need("story.sorted < ?", int(query.before.timestamp()))
    for feed in query.feeds:
        need(
            "EXISTS (SELECT 1 FROM sighting JOIN feed ON feed.num = sighting.feed WHERE sighting.story = story.num"
            " AND (feed.title LIKE ? ESCAPE '\\' OR feed.url LIKE ? ESCAPE '\\'))",
            _like(feed),
            _like(feed),
        )
    for group in query.groups:
        need(
            "EXISTS (SELECT 1 FROM sighting JOIN feed ON feed.num = sighting.feed WHERE sighting.story = story.num"
            " AND feed.grouped LIKE ? ESCAPE '\\')",
            _like(group),
        )
    wanted_words = [phrase for phrase in map(_phrase, query.words) if phrase]
    if wanted_words:
        need("story.num IN (SELECT rowid FROM search WHERE search MATCH ?)", " ".join(wanted_words))
    unwanted = [phrase for phrase in map(_phrase, query.without) if phrase]
    if unwanted:
        need("story.num NOT IN (SELECT rowid FROM search WHERE search MATCH ?)", " OR ".join(unwanted))
    return ("WHERE " + " AND ".join(tests) if tests else ""), values


def _inverted(value: bool | None) -> bool | None:
    return None if value is None else not value


def _phrase(words: str) -> str:
    """Words as a quoted FTS5 phrase, so that nothing in them is taken for an operator; empty if nothing is left."""
    plain = words.replace("\0", " ").replace('"', '""')
    return f'"{plain}"' if any(c.isalnum() for c in plain) else ""


def _like(part: str) -> str:
    escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
