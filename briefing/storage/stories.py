"""Stories as they are listed, searched and opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.core.clean import shown_address
from briefing.core.headline import Counts, Headline
from briefing.core.moment import published_at
from briefing.core.query import ALL, Key, Query, Term
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.core.words import context
from briefing.storage import clusters, search
from briefing.storage.cells import number
from briefing.storage.database import Database
from briefing.storage.times import START, from_seconds
from briefing.storage.unknown_names import unknown_names

if TYPE_CHECKING:
    from briefing.core.story import Story

MOST_VALUES = 400
"""The most values of a search term that are offered."""
_AT_ONCE = 500

_LANGUAGE = "iif(story.language = '', story.declared, story.language)"
_HEADLINE = f"""
    SELECT story.num, story.id, story.title, feed.title AS source, feed.url, story.link, story.published, story.fetched,
           story.updated, story.read, story.starred, story.noted, story.offers, story.main_offer,
           {_LANGUAGE} AS language, {clusters.SIZE} AS cluster,
           EXISTS (SELECT 1 FROM offer WHERE offer.story = story.num AND offer.retired = 0) AS told,
           EXISTS (SELECT 1 FROM ledger_line JOIN watch_hit ON watch_hit.entry = ledger_line.entry
                   WHERE ledger_line.story = story.num) AS watched
    FROM story JOIN feed ON feed.num = story.feed
"""
_BODY = "SELECT story.id, body.text, body.note FROM story JOIN body ON body.story = story.num"
_HIT_WIDTH = 160


class StoryRepository:
    """The stories of the library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, query: Query, limit: int | None = None) -> tuple[str, ...]:
        """The ids of the stories that a query means, in its order."""
        clause = search.select_ids(query)
        ordered = clause.sql if limit is None else f"{clause.sql} LIMIT {int(limit)}"
        return self._db.ids(ordered, *clause.values)

    def count(self, query: Query) -> int:
        """How many stories a query means."""
        clause = search.conditions(query)
        row = self._db.row(f"SELECT count(*) AS n FROM story WHERE {clause.sql}", *clause.values)
        return 0 if row is None else int(row["n"])

    def counts(self) -> Counts:
        """How many stories there are of each sort, without those that are hidden."""
        row = self._db.row("SELECT total, unread, starred, noted FROM tally WHERE feed = 0")
        return Counts(*map(number, row or ()))

    def headlines(
        self, ids: Sequence[str], found_by: Query = ALL, bounds: Bounds = USUAL_BOUNDS
    ) -> tuple[Headline, ...]:
        """The lines of a list, in the order of `ids`, without unknown ones.

        They show why `found_by` found them: where its words stand, and the line of the story that it means. The
        foremost line is kept with each story for the usual bound; for another one it is found anew.
        """
        words, line_terms = found_by.search_words, found_by.line_terms
        found: dict[str, Headline] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            others = _other_feeds(self._db, marks, some)
            for row in self._db.rows(f"{_HEADLINE} WHERE story.id IN ({marks})", *some):
                found[row["id"]] = replace(_headline(row), also_in=others.get(row["id"], ()))
                if row["told"] and (line_terms or bounds != USUAL_BOUNDS):
                    found[row["id"]] = _with_line(self._db, row["num"], found[row["id"]], line_terms, bounds)
            if words:
                for row in self._db.rows(f"{_BODY} WHERE story.id IN ({marks})", *some):
                    hit = context(row["text"], words, _HIT_WIDTH) or context(row["note"], words, _HIT_WIDTH)
                    found[row["id"]] = replace(found[row["id"]], hit=hit)
        return tuple(found[story_id] for story_id in ids if story_id in found)

    def unread_of(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of some stories that are unread."""
        unread: set[str] = set()
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            unread.update(
                row["id"] for row in self._db.rows(f"SELECT id FROM story WHERE read = 0 AND id IN ({marks})", *some)
            )
        return frozenset(unread)

    def get(self, story_id: str) -> Story | None:
        """One story with its text; None where there is none of this id."""
        row = self._db.row(
            f"SELECT story.*, {_LANGUAGE} AS known_language, feed.title AS source, feed.url, body.text, body.blocks,"
            " body.links, body.enclosures, body.authors, page.shown FROM story JOIN feed ON feed.num = story.feed"
            " JOIN body ON body.story = story.num"
            " LEFT JOIN page ON page.story = story.num WHERE story.id = ?",
            story_id,
        )
        if row is None:
            return None
        from briefing.core.story import Story  # late: a list has no texts
        from briefing.storage.bodies import body_of, enclosures_of, strings_of

        return Story(
            id=row["id"],
            title=row["title"],
            body=body_of(row["text"], row["blocks"], row["links"]),
            link=row["link"],
            authors=strings_of(row["authors"]) or ((row["author"],) if row["author"] else ()),
            source=row["source"] or shown_address(row["url"]),
            published=published_at(from_seconds(row["published"]), from_seconds(row["fetched"])),
            fetched=from_seconds(row["fetched"]),
            updated=from_seconds(row["updated"]),
            enclosures=enclosures_of(row["enclosures"]),
            from_page=bool(row["shown"]),
            categories=tuple(
                category["name"]
                for category in self._db.rows("SELECT name FROM category WHERE story = ? ORDER BY place", row["num"])
            ),
            language=row["known_language"],
        )

    def with_reports(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Some stories, and behind them the other reports of the same events."""
        return clusters.with_others(self._db, ids)

    def unknown_names(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """Those of some terms of a search whose name nothing here goes by, as a feed or a tag that there is not."""
        return unknown_names(self._db, terms)

    def term_values(self, key: Key) -> tuple[str, ...]:
        """The values that a search term can have here, the most frequent first."""
        statement = _TERM_VALUES.get(key)
        rows = () if statement is None else self._db.rows(f"{statement} LIMIT {MOST_VALUES}")
        # A feed may stand in several groups, one a line.
        return tuple(dict.fromkeys(name for row in rows for name in row["name"].split("\n")))


def _other_feeds(db: Database, marks: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For the stories that several feeds show, the feeds beside their own, in the order in which they had them."""
    others: dict[str, tuple[str, ...]] = {}
    for row in db.rows(
        "SELECT story.id, feed.title, feed.url FROM story JOIN sighting ON sighting.story = story.num"
        " JOIN feed ON feed.num = sighting.feed WHERE sighting.feed <> story.feed"
        f" AND story.id IN ({marks}) ORDER BY sighting.num",
        *ids,
    ):
        others[row["id"]] = (*others.get(row["id"], ()), row["title"] or shown_address(row["url"]))
    return others


def _with_line(db: Database, num: int, headline: Headline, terms: Sequence[Term], bounds: Bounds) -> Headline:
    """A headline with the line that terms of a search mean, or else with the foremost one within other bounds."""
    from briefing.storage.analysis_rows import found_line, main_line  # late: leads to the ledger; hardly wanted

    line = found_line(db, num, terms, bounds) if terms else None
    if line is not None:
        return replace(headline, main_line=line.words, found_line=line.id, less_sure=line.less_sure)
    return headline if bounds == USUAL_BOUNDS else replace(headline, main_line=main_line(db, num, bounds))


def _headline(row: sqlite3.Row) -> Headline:
    return Headline(
        id=row["id"],
        title=row["title"],
        source=row["source"] or shown_address(row["url"]),
        link=row["link"],
        published=published_at(from_seconds(row["published"]), from_seconds(row["fetched"])),
        fetched=from_seconds(row["fetched"]) or START,
        read=bool(row["read"]),
        starred=bool(row["starred"]),
        noted=bool(row["noted"]),
        offers=row["offers"],
        main_line=row["main_offer"],
        language=row["language"],
        cluster=row["cluster"],
        updated=from_seconds(row["updated"]),
        watched=bool(row["watched"]),
    )


def _most_named(table: str) -> str:
    return f"SELECT name FROM {table} GROUP BY name ORDER BY count(*) DESC, name"


def _most_named_in_role(role: str) -> str:
    return f"SELECT name FROM party WHERE role = '{role}' GROUP BY name ORDER BY count(*) DESC, name"


_TERM_VALUES = {
    Key.ACTOR: _most_named("actor"),
    Key.RESOURCE: _most_named("resource"),
    Key.FROM: _most_named_in_role("proposer"),
    Key.TO: _most_named_in_role("recipient"),
    Key.TAG: "SELECT tag AS name FROM tag GROUP BY tag ORDER BY count(*) DESC, tag",
    Key.FEED: "SELECT title AS name FROM feed WHERE title <> '' ORDER BY title",
    Key.GROUP: "SELECT DISTINCT grouped AS name FROM feed WHERE grouped <> '' ORDER BY grouped",
    Key.CATEGORY: _most_named("category"),
    Key.LANG: f"SELECT {_LANGUAGE} AS name FROM story WHERE name <> '' GROUP BY name ORDER BY count(*) DESC",
}
