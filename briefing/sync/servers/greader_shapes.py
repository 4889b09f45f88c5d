"""The answers of Google Reader's protocol as values; a field that lacks is empty, a list that lacks is none."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing.core import clean
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.entries import title_line
from briefing.fetch.raw import RawEntry, RawText
from briefing.sync.server import RemoteFeed
from briefing.sync.servers import feeds
from briefing.sync.servers.greader_ids import READ, STARRED, item_id, label_of, stream_id
from briefing.sync.servers.stories import enclosure, moment, number, rows, words

_WIDE = str.maketrans("＆＜＞", "&<>")
_WIDE_IN_NAMES = str.maketrans("？＼／，；", "?\\/,;")
_EASTERN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@dataclass(frozen=True, slots=True)
class UserInfo:
    """Whom the server takes us for."""

    userId: Any = ""
    userName: Any = ""
    userEmail: Any = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A folder that a feed is in."""

    id: str
    label: Any = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed."""

    id: str
    title: Any = ""
    categories: list[Category] | None = None
    url: Any = ""
    htmlUrl: Any = ""

    def folders(self) -> tuple[str, ...]:
        """The names of its folders, as the server has them."""
        named = (label_of(category.id) or words(category.label) for category in self.categories or ())
        return tuple(name for name in named if name)


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """All feeds."""

    subscriptions: list[Subscription]


@dataclass(frozen=True, slots=True)
class Tag:
    """A folder, a label or a state."""

    id: str
    type: Any = ""


@dataclass(frozen=True, slots=True)
class Tags:
    """All of them."""

    tags: list[Tag]


@dataclass(frozen=True, slots=True)
class Count:
    """How many stories of a list are unread."""

    id: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of all lists."""

    unreadcounts: list[Count] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ItemRef:
    """A story by its id."""

    id: str | int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list. More follows where there is a `continuation`, a word that only the server understands."""

    itemRefs: list[ItemRef]
    continuation: Any = None

    @property
    def next(self) -> str:
        """What to ask the next page with; empty after the last."""
        found = words(self.continuation)
        return "" if found in ("0", "null") else found


@dataclass(frozen=True, slots=True)
class Item:
    """A story. Its `categories` tell its state, so that there is no story without them."""

    id: str | int
    categories: list[Any]
    title: Any = ""
    author: Any = ""
    published: Any = None
    updated: Any = None
    crawlTimeMsec: Any = None
    timestampUsec: Any = None
    canonical: Any = None
    alternate: Any = None
    enclosure: Any = None
    summary: Any = None
    content: Any = None
    origin: Any = None

    @property
    def remote(self) -> str:
        """Its id, in the one spelling."""
        return item_id(self.id)

    @property
    def feed(self) -> str:
        """The id of its feed; empty where it names none."""
        return words(self.origin.get("streamId")) if isinstance(self.origin, dict) else ""

    def streams(self) -> tuple[str, ...]:
        """The lists that it is in, and the words of its publisher."""
        return tuple(stream_id(name) for name in self.categories if isinstance(name, str))

    def arrived(self) -> Any:
        """When the server first saw it; some have the date of publication for one of the two."""
        for stamp, unit in ((self.crawlTimeMsec, 1_000), (self.timestampUsec, 1_000_000)):
            count = number(stamp)
            if count:
                return moment(count // unit)
        return None

    def raw(self, wide: bool) -> RawEntry:
        """Its text, not yet clean; `wide` says that the server writes `&`, `<` and `>` as their fullwidth likes."""
        title, author = (words(text).translate(_WIDE) if wide else words(text) for text in (self.title, self.author))
        links = (words(row.get("href")) for row in (*rows(self.canonical), *rows(self.alternate)))
        published = moment(self.published)
        return RawEntry(
            title=title,
            title_is_html=False,
            content=RawText(max((_text(self.content), _text(self.summary)), key=len)),
            link=next((link for link in links if link), ""),
            authors=(author,) if author else (),
            categories=tuple(name for name in self.streams() if not name.startswith("user/")),
            published=published,
            enclosures=tuple(
                enclosure(row.get("href") or row.get("url"), row.get("type"), row.get("length"))
                for row in rows(self.enclosure)
            ),
        )

    def is_read(self) -> bool:
        """Whether it is read."""
        return READ in self.streams()

    def is_starred(self) -> bool:
        """Whether it is starred."""
        return STARRED in self.streams()


@dataclass(frozen=True, slots=True)
class Items:
    """Stories, in an order of the server's own."""

    items: list[Item]


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """What came of adding a feed."""

    numResults: int = 0
    streamId: Any = ""
    error: Any = ""


def remote_feed(of: Subscription, wide: bool, home: str) -> RemoteFeed:
    """A feed as the engine knows it; one whose address is none of the web gets a place on its server for one."""
    own = of.id.removeprefix("feed/")
    return feeds.remote_feed(
        remote=of.id,
        address=of.url,
        elsewhere=without_login(absolute(own)) or f"{home}#{clean.line(own, 100)}",
        title=name(words(of.title), wide),
        group=next((clean.line(folder) for folder in of.folders()), ""),
        site=of.htmlUrl,
    )


def name(raw: str, wide: bool) -> str:
    """A feed's name as its publisher wrote it, clean.

    Question marks, slashes and the like stay wide in a name of an eastern script, where they are written so.
    """
    if wide:
        raw = raw.translate(_WIDE)
        if not any(unicodedata.name(sign, "").startswith(_EASTERN) for sign in raw):
            raw = raw.translate(_WIDE_IN_NAMES)
    return title_line(raw, is_html=False)


def _text(value: Any) -> str:
    return words(value.get("content")) if isinstance(value, Mapping) else words(value)
