"""The formats of feeds: the one table from which asking, finding, recognising and reading derive what they know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Syntax(StrEnum):
    """What a format is written in, which decides who reads it (`parse.READERS`)."""

    XML = "xml"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of feeds.

    `media_types` are what servers and pages call it, `outline_types` what lists of feeds call it. `endings` are how
    addresses of such feeds end, `well_known` the names that sites use at their root. `roots` are the elements that an
    XML document of it begins with, in lower case.
    """

    name: str
    syntax: Syntax
    media_types: tuple[str, ...]
    outline_types: tuple[str, ...]
    endings: tuple[str, ...] = ()
    well_known: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()


RSS = Format(
    "RSS",
    Syntax.XML,
    media_types=("application/rss+xml",),
    outline_types=("rss", "feed"),
    endings=(".rss", "/rss", "/feed"),
    well_known=("feed", "rss", "rss.xml", "feed.xml", "index.xml"),
    roots=("rss",),
)
ATOM = Format(
    "Atom",
    Syntax.XML,
    media_types=("application/atom+xml",),
    outline_types=("atom",),
    endings=(".atom", "/atom"),
    well_known=("atom.xml",),
    roots=("feed",),
)
RDF = Format(
    "RSS 1.0",
    Syntax.XML,
    media_types=("application/rdf+xml",),
    outline_types=("rss1", "rdf"),
    endings=(".rdf",),
    roots=("rdf:rdf",),
)
JSON_FEED = Format(
    "JSON Feed",
    Syntax.JSON,
    media_types=("application/feed+json",),
    outline_types=("json", "jsonfeed"),
    endings=("/feed.json",),
    well_known=("feed.json",),
)
RSS_IN_JSON = Format("RSS in JSON", Syntax.JSON, media_types=("application/rss+json",), outline_types=())
FORMATS = (RSS, ATOM, RDF, JSON_FEED, RSS_IN_JSON)

_PLAIN_TYPES = {Syntax.XML: ("application/xml", "text/xml"), Syntax.JSON: ("application/json",)}
"""Media types under which a feed may come, and other documents as well."""


def _all(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for group in values for value in group))


FEED_TYPES = frozenset(_all(form.media_types for form in FORMATS))
"""What only a feed is called."""

MEDIA_TYPES = FEED_TYPES.union(*_PLAIN_TYPES.values())
"""What a page may call a feed that it names."""

OUTLINE_TYPES = frozenset(_all(form.outline_types for form in FORMATS))
"""What a list of feeds may call one."""

ENDINGS = _all(form.endings for form in FORMATS)
"""How the addresses of feeds end."""

ROOTS = _all(form.roots for form in FORMATS)
"""What XML feeds begin with, in lower case."""

ACCEPT = ", ".join((*_all(form.media_types for form in FORMATS), "application/xml;q=0.9", "*/*;q=0.5"))
"""The header that asks a server for a feed."""

WELL_KNOWN = _all(form.well_known for form in FORMATS)
"""Where sites have their feeds, the likeliest first."""
