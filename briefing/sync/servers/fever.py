"""Fever's protocol: what was read and starred, and no more. Many servers have it, each with gaps of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit

from briefing.core import clean
from briefing.core.account import Account
from briefing.core.journal import Field
from briefing.fetch.call import Answer, Call
from briefing.fetch.entries import title_line
from briefing.fetch.raw import RawEntry, RawText
from briefing.sync.server import (
    Abilities,
    CallFailed,
    Declined,
    Label,
    NotUnderstood,
    Password,
    Refused,
    RemoteFeed,
    RemoteItem,
    RemoteListing,
    Stream,
)
from briefing.sync.servers.basic_session import as_numbers
from briefing.sync.servers.connection import OK, Connection, in_batches
from briefing.sync.servers.feeds import remote_feed
from briefing.sync.servers.places import PAGES, bases
from briefing.sync.servers.stories import StoryReader, moment, number, words
from briefing.wire import Malformed, decode

T = TypeVar("T")

_ABILITIES = Abilities(
    subscribe=False,
    rename=False,
    move=False,
    largest_label=0,
    contents_at_once=50,
    states_at_once=1,
)
_ENDINGS = ("/api/fever.php", "/fever", "/p/api/fever.php", "/plugins/fever", "")


@dataclass(frozen=True, slots=True)
class Signed:
    """What every answer has: whether the key is right."""

    auth: int | bool
    api_version: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of feeds."""

    id: int
    title: Any = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """The feeds of a group, as numbers with commas between them."""

    group_id: int
    feed_ids: str


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups."""

    groups: list[Group] | None = None
    feeds_groups: list[Membership] | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed."""

    id: int
    title: Any = ""
    url: Any = ""
    site_url: Any = ""


@dataclass(frozen=True, slots=True)
class Feeds:
    """All feeds."""

    feeds: list[Feed]


@dataclass(frozen=True, slots=True)
class Unread:
    """The ids of all unread stories, with commas between them."""

    unread_item_ids: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The ids of all starred stories, with commas between them."""

    saved_item_ids: str


@dataclass(frozen=True, slots=True)
class Item:
    """A story with its state."""

    id: int
    feed_id: int
    is_read: int | bool
    is_saved: int | bool
    title: Any = ""
    author: Any = ""
    html: Any = ""
    url: Any = ""
    created_on_time: Any = None

    def raw(self) -> RawEntry:
        """Its text, not yet clean."""
        return RawEntry(
            title=words(self.title),
            title_is_html=False,
            content=RawText(words(self.html)),
            link=words(self.url),
            authors=(words(self.author),) if words(self.author) else (),
            published=moment(self.created_on_time),
        )


@dataclass(frozen=True, slots=True)
class Items:
    """Stories."""

    items: list[Item]


class Fever:
    """One account on a server that speaks Fever's protocol."""

    def __init__(self, account: Account, password: Password) -> None:
        self._account = account
        self._connection = Connection(account, password)
        self._stories = StoryReader()
        self._base = account.api
        self._key = ""
        self._stars: set[int] | None = None

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return _ABILITIES

    @property
    def place(self) -> str:
        """Where the protocol was found."""
        return self._base

    async def prepare(self) -> None:
        """All can do the same; what was starred before may not be so any more."""
        self._stars = None

    async def check(self) -> str:
        """Log in and say whom the server takes us for."""
        await self._ask("groups", Groups, "logging in")
        user = clean.line(self._account.user, 100)
        return f"{self._connection.name} knows you as {user} (Fever's protocol: read and starred only)"

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        """All feeds."""
        feeds = await self._ask("feeds", Feeds, "the list of feeds")
        told = await self._ask("groups", Groups, "the list of groups")
        names = {group.id: clean.line(words(group.title)) for group in told.groups or ()}
        of_feed: dict[int, str] = {}
        for row in told.feeds_groups or ():
            for feed in _numbers(row.feed_ids):
                of_feed.setdefault(feed, names.get(row.group_id, ""))
        return tuple(self._remote_feed(feed, of_feed.get(feed.id, "")) for feed in feeds.feeds)

    async def labels(self) -> tuple[Label, ...]:
        """None."""
        return ()

    async def unread_count(self) -> int | None:
        """Not told apart from the list."""
        return None

    async def ids(self, stream: Stream, most: int) -> RemoteListing:
        """The ids of a stream."""
        if stream.field is Field.TAG:
            return RemoteListing(())
        found = await (self._unread() if stream.field is Field.READ else self._saved())
        newest = sorted(found, reverse=True)
        return RemoteListing(tuple(map(str, newest[:most])), cut=len(newest) > most)

    async def contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        """The stories of these ids."""
        found: list[RemoteItem] = []
        for batch in in_batches([str(one) for one in as_numbers(ids)], _ABILITIES.contents_at_once):
            items = {str(item.id): item for item in await self._items(batch)}
            wanted = [items[one] for one in batch if one in items]
            entries = await self._stories.read([item.raw() for item in wanted])
            found += (
                RemoteItem(str(item.id), str(item.feed_id), entry, bool(item.is_read), bool(item.is_saved))
                for item, entry in zip(wanted, entries, strict=True)
            )
        return tuple(found)

    @property
    def mark(self) -> str:
        """Nothing: no change of a state is told apart."""
        return ""

    async def changes(self, since: str, most: int) -> tuple[RemoteItem, ...] | None:
        """Not told."""
        return None

    async def set_state(self, field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
        """Set a state of these stories, one a call; a star only where it is not so, as some servers turn stars over."""
        if field is Field.TAG:
            self._decline("labels")
        if field is Field.STARRED:
            await self._star(value, as_numbers(ids))
        else:
            await self._read(value, as_numbers(ids))

    async def subscribe(self, url: str, title: str = "", group: str = "") -> str:
        """Not possible."""
        self._decline("a way to add feeds; add it on the server")

    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        """Not possible."""
        self._decline("a way to change feeds")

    async def unsubscribe(self, remote: str) -> None:
        """Not possible."""
        self._decline("a way to remove feeds")

    async def aclose(self) -> None:
        """Let the connection go."""
        await self._connection.aclose()
        await self._stories.aclose()

    # ---------------------------------------------------------------------------------------------------------- parts

    def _remote_feed(self, feed: Feed, group: str) -> RemoteFeed:
        return remote_feed(
            remote=str(feed.id),
            address=feed.url,
            elsewhere=f"{self._base}#{feed.id}",
            title=title_line(words(feed.title), is_html=False),
            group=group,
            site=feed.site_url,
        )

    async def _star(self, value: bool, numbers: Sequence[int]) -> None:
        self._stars = await self._saved()
        for one in numbers:
            if (one in self._stars) != value:
                await self._mark(one, "saved" if value else "unsaved")
                (self._stars.add if value else self._stars.discard)(one)

    async def _read(self, value: bool, numbers: Sequence[int]) -> None:
        """Mark stories as read or unread, and give back the stars that this took away.

        yarr has a story unread, read or starred, one of the three.
        """
        if self._stars is None:
            self._stars = await self._saved()
        for one in numbers:
            await self._mark(one, "read" if value else "unread")
        starred = self._stars.intersection(numbers)
        if starred:
            await self._star(True, sorted(starred))

    async def _mark(self, number: int, word: str) -> None:
        form = (("mark", "item"), ("as", word), ("id", str(number)))
        await self._ask("", Signed, "marking a story", form)

    async def _items(self, batch: Sequence[str]) -> list[Item]:
        """The stories of a batch. Where the server fails at one that it has no more, as CommaFeed: those without it."""
        doing = "the texts of stories"
        try:
            return (await self._ask(f"items&with_ids={','.join(batch)}", Items, doing)).items
        except CallFailed:
            await self._ask("items&max_id=1", Items, doing)  # or it fails at all stories
        if len(batch) == 1:
            return []
        half = len(batch) // 2
        return await self._items(batch[:half]) + await self._items(batch[half:])

    async def _unread(self) -> set[int]:
        return set(_numbers((await self._ask("unread_item_ids", Unread, "the list of stories")).unread_item_ids))

    async def _saved(self) -> set[int]:
        return set(_numbers((await self._ask("saved_item_ids", Saved, "the list of stars")).saved_item_ids))

    async def _ask(self, what: str, kind: type[T], doing: str, form: Sequence[tuple[str, str]] = ()) -> T:
        """What a call tells. The key is asked for anew once where it is refused. Raises SyncError."""
        for attempt in range(2):
            key = self._key = self._key or await self._fresh_key()
            if not self._base:
                self._base = await self._find()
            address = f"{self._base}?api" + (f"&{what}" if what else "")
            answer = await self._connection.ask(Call("POST", address, form=(("api_key", key), *form)))
            if answer.status in (401, 403):
                break
            if self._connection.value(answer, Signed, doing).auth:
                return self._connection.value(answer, kind, doing)
            self._key = "" if attempt else await self._fresh_key()
            if self._key == key:
                break
        raise Refused(
            f"{self._connection.name}: the server does not take this name and password; most servers want a password"
            " of their own for Fever, which is set in the server's settings"
        )

    async def _fresh_key(self) -> str:
        pair = f"{self._account.user}:{await self._connection.password()}"
        key = hashlib.md5(pair.encode(), usedforsecurity=False).hexdigest()  # as the protocol wants it
        self._connection.hide(key)
        return key

    async def _find(self) -> str:
        """Where the protocol is. Nothing secret is sent to find it."""
        name = self._connection.name
        url = self._account.url
        # CommaFeed has an address for each user, of which `fever` is no more than a part.
        endings = ("",) if "fever" in urlsplit(url).path.split("/") else _ENDINGS
        candidates = [
            base if base.endswith(".php") else f"{base}/" for base in bases(url, ("fever.php",), endings, PAGES)
        ]
        if len(candidates) == 1:
            return candidates[0]
        for base in candidates:
            try:
                answer = await self._connection.ask(Call("POST", f"{base}?api", form=()))
            except NotUnderstood:  # a page of the site that leads elsewhere
                continue
            if _is_fever(answer):
                return base
        raise NotUnderstood(f"{name}: no Fever API was found there; the server's settings show its address")

    def _decline(self, what: str) -> NoReturn:
        raise Declined(f"{self._connection.name}: Fever's protocol has no {what}".replace("no a ", "no "))


def _is_fever(answer: Answer) -> bool:
    try:
        return answer.status == OK and decode(answer.body, Signed).api_version is not None
    except Malformed:
        return False


def _numbers(commas: str) -> list[int]:
    return [one for one in map(number, commas.split(",")) if one is not None]
