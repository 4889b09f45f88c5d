"""Names in a search that nothing here goes by: a feed, a tag or a watch that there is not."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.core.query import Key, Term
from briefing.storage.database import Database
from briefing.storage.name_functions import HOLDS, SMALL

_NAMED = {
    Key.FEED: f"SELECT 1 FROM feed WHERE {HOLDS}(?1, title) OR {HOLDS}(?1, url)",
    Key.GROUP: f"SELECT 1 FROM feed WHERE {HOLDS}(?1, grouped)",
    Key.TAG: f"SELECT 1 FROM tag WHERE {SMALL}(tag) = {SMALL}(?1)",
    Key.CATEGORY: f"SELECT 1 FROM category WHERE {HOLDS}(?1, name)",
    Key.LANG: f"SELECT 1 FROM story WHERE iif(language = '', declared, language) = {SMALL}(?1)",
    Key.WATCH: f"SELECT 1 FROM watch WHERE {SMALL}(name) = {SMALL}(?1)",
}
"""What has the name, for names that are a list of their own. Who is named in stories is not: anybody may be sought."""


def unknown_names(db: Database, terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those of some terms whose name nothing goes by."""
    named = (term for term in dict.fromkeys(terms) if term.key in _NAMED)
    return tuple(term for term in named if db.row(f"{_NAMED[term.key]} LIMIT 1", term.value) is None)
