"""Which story an entry is: guids churn, schemes change and links gain parameters, but a read story stays read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefing.core.document import Entry, Keys

_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+|cmpid|ncid|ocid|xtor|s?cid|ref|src|source|smid"
    r"|at_\w+|session(_?id)?|sid|jsessionid|phpsessid|rss|feed|partner)",
    re.IGNORECASE,
)
_PLAIN_LINK = re.compile(r"https?://(?:www\.)?+([a-z0-9][a-z0-9.-]*/[\w./~%=+,:@!$()*-]*)", re.ASCII)
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"\s*\((?:19|20)\d\d\)\s*$")
_OWN_PLACE = re.compile(r"(?:(?:issue|discussion)?comment|post|reply|answer|message|msg|c|p)[-_]?r?\d+", re.IGNORECASE)
"""A place in a page that is a text of its own: a comment is not its article."""


_MOST, _NEARLY_ALL = 0.5, 0.75
_RUN = 3
_LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class Version:
    """What one feed tells at an address; `is_owner` says that the feed stands on the host of that address."""

    title: str
    text: str
    is_owner: bool


def owns(feed: str, link: str) -> bool:
    """Whether a feed stands on the host of a link. What it says of its own site does not count: anybody can say it."""
    return _is_same_host(_host(feed), _host(link))


def is_same_story(one: Version, other: Version) -> bool:
    """Whether two feeds tell the same at one address.

    A feed could list another's addresses under a text of its own, to replace or to hide the other's story. So they must
    agree. Where one of them is sure to own the address its text will stand, and the same title or most words of the
    shorter text are enough; where both are, most words; else nearly all.
    """
    same_title = _title_words(one.title) == _title_words(other.title)
    if one.is_owner is not other.is_owner:
        return same_title or _shared_part(one.text or one.title, other.text or other.title) >= _MOST
    if not one.text and not other.text:
        return same_title
    if one.is_owner:
        return _shared_part(one.text, other.text) >= _MOST
    size = min(len(one.text), len(other.text)) / max(len(one.text), len(other.text))
    return same_title and size >= _MOST and _shared_part(one.text, other.text) >= _NEARLY_ALL


def is_edited(title: str, text: str, new_title: str, new_text: str) -> bool:
    """Whether a text is another version of one that the same feed had before, not another text."""
    if _plain_words(title) == _plain_words(new_title):
        return True
    return _shared_part(text, new_text) >= _MOST


def is_same_site(link: str, other: str) -> bool:
    """Whether two addresses are of one host, or one of them is empty."""
    return not link or not other or _is_same_host(_host(link), _host(other))


def keys(entries: Sequence[Entry]) -> tuple[Keys, ...]:
    """The keys of each entry of one document. A guid or link that several entries share tells none of them apart."""
    plain_links = [plain_link(entry.link) for entry in entries]
    guids, links = Counter(entry.guid for entry in entries), Counter(plain_links)
    return tuple(
        [
            Keys(
                guid=entry.guid if guids[entry.guid] == 1 else "",
                link=link if links[link] == 1 else "",
                content=content_key(entry),
            )
            for entry, link in zip(entries, plain_links, strict=True)
        ]
    )


@lru_cache(maxsize=1_000)  # that of an entry is asked for by several
def plain_link(link: str) -> str:
    """An address without what changes between fetches: scheme, `www.`, fragment, tracking and session parameters.

    A fragment stays where it leads to a text of its own, as to a comment.
    """
    if plain := _PLAIN_LINK.fullmatch(link):  # as most are: nothing in it is a parameter
        address = plain[1].rstrip("/")
        return address if "/" in address else ""
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return link
    path = (_SESSION.sub("", parts.path) if ";" in parts.path else parts.path).rstrip("/")
    query = parts.query and urlencode(
        sorted(p for p in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(p[0]))
    )
    if not path and not query:
        return ""  # the front page of a site tells no story apart
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    own = f"#{parts.fragment.lower()}" if parts.fragment and _OWN_PLACE.fullmatch(parts.fragment) else ""
    return f"{place}{path}" + (f"?{query}" if query else "") + own


def content_key(entry: Entry) -> str:
    """A hash of title, date and text (hex, 32 digits); empty where a title is all there is."""
    if entry.published is None and not entry.body.text:
        return ""
    day = entry.published.isoformat() if entry.published else ""
    words = " ".join(f"{entry.title}\0{entry.body.text}".casefold().split())
    return hashlib.blake2b(f"{day}\0{words}".encode(), digest_size=16).hexdigest()


def _shared_part(one: str, other: str) -> float:
    """How much of the shorter of two texts stands in the longer, from 0 to 1."""
    shorter, longer = sorted((_runs(one), _runs(other)), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _plain_words(text[:_LOOKED_AT])
    return frozenset(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)) if words)


def _title_words(title: str) -> list[str]:
    """The words of a title without the year that sites of links put behind it."""
    return _plain_words(_YEAR_BEHIND.sub("", title))


def _plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_same_host(one: str, other: str) -> bool:
    """Whether two hosts are the same, or one is above the other."""
    if not one or not other:
        return False
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
