"""Which story an entry is: guids churn, schemes change and links gain parameters, but a read story stays read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefing.core.feed import Entry

_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+|cmpid|ncid|ocid|xtor|s?cid|ref|src|source|smid"
    r"|at_\w+|session(_?id)?|sid|jsessionid|phpsessid|rss|feed|partner)",
    re.IGNORECASE,
)
_OWN_PLACE = re.compile(r"(?:(?:issue|discussion)?comment|post|reply|answer|message|msg|c|p)[-_]?r?\d+", re.IGNORECASE)
"""A place in a page that is a text of its own: a comment is not its article."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What may tie an entry to a story that is known, the surest first; an empty key ties nothing.

    `guid` holds within one feed; `link` and `content` hold everywhere.
    """

    guid: str
    link: str
    content: str


def keys(entries: Sequence[Entry]) -> tuple[Keys, ...]:
    """The keys of each entry of one document. A guid or link that several entries share tells none of them apart."""
    guids = Counter(entry.guid for entry in entries)
    links = Counter(plain_link(entry.link) for entry in entries)
    found = []
    for entry in entries:
        link = plain_link(entry.link)
        found.append(
            Keys(
                guid=entry.guid if guids[entry.guid] == 1 else "",
                link=link if links[link] == 1 else "",
                content=content_key(entry),
            )
        )
    return tuple(found)


def plain_link(link: str) -> str:
    """An address without what changes between fetches: scheme, `www.`, fragment, tracking and session parameters.

    A fragment stays where it leads to a text of its own, as to a comment.
    """
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return link
    path = re.sub(r";jsessionid=[^/]*", "", parts.path, flags=re.IGNORECASE).rstrip("/")
    query = urlencode(
        sorted(p for p in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(p[0]))
    )
    if not path and not query:
        return ""  # the front page of a site tells no story apart
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    own = f"#{parts.fragment.lower()}" if _OWN_PLACE.fullmatch(parts.fragment) else ""
    return f"{place}{path}" + (f"?{query}" if query else "") + own


def content_key(entry: Entry) -> str:
    """A hash of title, date and text (hex, 32 digits); empty where a title is all there is."""
    if entry.published is None and not entry.body.text:
        return ""
    day = entry.published.isoformat() if entry.published else ""
    words = " ".join(f"{entry.title}\0{entry.body.text}".casefold().split())
    return hashlib.blake2b(f"{day}\0{words}".encode(), digest_size=16).hexdigest()
