"""Miniflux's own protocol, v1. It needs an API key, or the name and the password of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.core import clean
from briefing.core.account import Account
from briefing.core.journal import Field
from briefing.fetch import dates
from briefing.fetch.call import Answer
from briefing.fetch.entries import title_line
from briefing.fetch.raw import RawEntry, RawText
from briefing.sync.server import (
    Declined,
    NotUnderstood,
    Password,
    RemoteFeed,
    RemoteItem,
    RemoteListing,
    Stream,
)
from briefing.sync.servers.basic_session import OverSession, as_numbers, basic_login, changed_meanwhile, dense_runs
from briefing.sync.servers.connection import OK, AnswerTooLarge, in_batches
from briefing.sync.servers.feeds import remote_feed
from briefing.sync.servers.places import bases
from briefing.sync.servers.stories import enclosure, rows, words
from briefing.wire import Malformed, decode

_PAGES = ("/unread", "/login", "/feeds", "/categories", "/starred", "/settings")
_MOST_IDS, _MOST_ENTRIES = 10_000, 1_000
_MOST_PAGES = 500
_UNKNOWN = frozenset({400, 404, 405})
_MISSING = frozenset({404})
_DONE = 204


@dataclass(frozen=True, slots=True)
class Me:
    """Whom the server takes us for."""

    username: str


@dataclass(frozen=True, slots=True)
class Version:
    """What it is."""

    version: Any = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A group; every feed is in one."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. What else the server tells of it, its password among that, is not read."""

    id: int
    feed_url: Any = ""
    site_url: Any = ""
    title: Any = ""
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A feed that was added."""

    feed_id: int


@dataclass(frozen=True, slots=True)
class EntryIds:
    """A page of ids, and how many there are in all."""

    total: int
    entry_ids: list[int]


@dataclass(frozen=True, slots=True)
class EntryId:
    """A story, of which no more is read."""

    id: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page of stories of which only the ids are read."""

    total: int
    entries: list[EntryId]


@dataclass(frozen=True, slots=True)
class EntryOf:
    """A story with its state."""

    id: int
    feed_id: int
    status: str
    starred: bool
    title: Any = ""
    url: Any = ""
    author: Any = ""
    content: Any = ""
    published_at: Any = ""
    created_at: Any = ""
    changed_at: Any = ""
    tags: Any = None
    enclosures: Any = None

    def raw(self) -> RawEntry:
        """Its text, not yet clean."""
        return RawEntry(
            title=words(self.title),
            title_is_html=False,
            content=RawText(words(self.content)),
            link=words(self.url),
            authors=(words(self.author),) if words(self.author) else (),
            categories=tuple(map(words, self.tags)) if isinstance(self.tags, list) else (),
            published=dates.moment_of(words(self.published_at)),
            enclosures=tuple(
                enclosure(row.get("url"), row.get("mime_type"), row.get("size")) for row in rows(self.enclosures)
            ),
        )


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of stories, and how many there are in all."""

    total: int
    entries: list[EntryOf]


class Miniflux(OverSession):
    """One account on a Miniflux."""

    def __init__(self, account: Account, password: Password) -> None:
        by_name = account.user and not account.password_is_key
        headers_of = basic_login(account) if by_name else lambda key: {"x-auth-token": key}
        (base,) = bases(account.url, ("/v1",), ("",), _PAGES)
        super().__init__(f"{base}/v1", account, password, headers_of)

    async def check(self) -> str:
        """Log in and say whom the server takes us for."""
        me = await self._session.first("/me", Me, "logging in", "Miniflux")
        answer = await self._session.answer("GET", "/version", "its version")
        told = self._connection.value(answer, Version, "its version").version if answer.status == OK else ""
        version = clean.line(f"Miniflux {words(told)}", 60)
        return f"{self._connection.name} knows you as {clean.line(me.username, 100)} ({version})"

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        """All feeds."""
        feeds = await self._session.get("/feeds", list[Feed], "the list of feeds")
        return tuple(self._remote_feed(feed) for feed in feeds)

    async def unread_count(self) -> int | None:
        """How many stories are unread there."""
        fields = (("status", "unread"), ("limit", "1"))
        return (await self._session.get("/entries", Numbered, "the number of unread stories", fields)).total

    async def ids(self, stream: Stream, most: int) -> RemoteListing:
        """The ids of a stream."""
        if stream.field is Field.TAG:
            return RemoteListing(())
        which = ("status", "unread") if stream.field is Field.READ else ("starred", "true")
        for _ in range(2):
            found, totals = await self._all_ids(which, most)
            total = max(totals)
            # Pages are counted off from the newest: what is read meanwhile shifts them, and one is left out.
            if len(totals) == 1 and len(found) >= min(total, most):
                return RemoteListing(tuple(map(str, found[:most])), cut=total > most)
        raise changed_meanwhile(self._connection, "the list of stories")

    async def contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        """The stories of these ids."""
        wanted = as_numbers(ids)
        found: dict[int, RemoteItem] = {}
        for run in dense_runs(wanted, self.abilities.contents_at_once):
            of_run = set(run)
            entries = [entry for entry in await self._entries(run) if entry.id in of_run and entry.id not in found]
            found |= {int(item.remote): item for item in await self._items(entries)}
        return tuple(found[number] for number in wanted if number in found)

    async def changes(self, since: str, most: int) -> tuple[RemoteItem, ...] | None:
        """The stories that are new, or were read or starred by anybody, since a time of the server."""
        fields = (("changed_after", since), ("order", "changed_at"), ("direction", "asc"), ("limit", str(most)))
        try:
            told = await self._session.get("/entries", Entries, "the changes", fields)
        except AnswerTooLarge:
            return None
        # A second page could miss one that is changed meanwhile and goes to the end.
        if told.total > most:
            return None
        self._session.told(since, (dates.moment_of(words(entry.changed_at)) for entry in told.entries))
        return await self._items(told.entries)

    async def set_state(self, field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
        """Set a state of these stories."""
        if field is Field.TAG:
            raise Declined(f"{self._connection.name}: Miniflux has no labels for stories")
        doing = "marking stories"
        state = {"status": "read" if value else "unread"} if field is Field.READ else {"starred": value}
        for batch in in_batches(ids, self.abilities.states_at_once):
            numbers = as_numbers(batch)
            if not numbers:
                continue
            answer = await self._session.answer("PUT", "/entries", doing, body={"entry_ids": numbers, **state})
            if answer.status == 400 and field is Field.STARRED:
                await self._turn_stars(numbers, value)
            elif answer.status != _DONE:
                self._connection.fail(answer, doing)

    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        """Rename a feed, or put it into another group; into the first where it is to be in none."""
        body: dict[str, object] = {"title": title} if title else {}
        if group is not None:
            body["category_id"] = await self._category(group)
        if body:
            await self._session.change("PUT", f"/feeds/{self._number(remote)}", "changing a feed", body)

    # ---------------------------------------------------------------------------------------------------------- parts

    async def _add(self, url: str, group: str, doing: str) -> str:
        body = {"feed_url": url, "category_id": await self._category(group)}
        answer = await self._session.change("POST", "/feeds", doing, body)
        return str(self._connection.value_in(answer, Made, doing).feed_id)

    def _remote_feed(self, feed: Feed) -> RemoteFeed:
        return remote_feed(
            remote=str(feed.id),
            address=feed.feed_url,
            elsewhere=f"{self._session.base}/feeds/{feed.id}",
            title=title_line(words(feed.title), is_html=False),
            group=clean.line(feed.category.title) if feed.category is not None else "",
            site=feed.site_url,
        )

    async def _items(self, entries: Sequence[EntryOf]) -> tuple[RemoteItem, ...]:
        texts = await self._stories.read([entry.raw() for entry in entries])
        return tuple(
            RemoteItem(
                remote=str(entry.id),
                feed=str(entry.feed_id),
                entry=text,
                read=entry.status != "unread",
                starred=entry.starred,
                arrived=dates.moment_of(words(entry.created_at)),
            )
            for entry, text in zip(entries, texts, strict=True)
        )

    async def _all_ids(self, which: tuple[str, str], most: int) -> tuple[list[int], set[int]]:
        """The ids, newest first, and how many there are by what the server says with each page."""
        found: dict[int, None] = {}
        totals: set[int] = set()
        only_ids, offset = True, 0
        for _ in range(_MOST_PAGES):
            limit = min(_MOST_IDS if only_ids else _MOST_ENTRIES, most - offset)
            fields = (which, ("limit", str(limit)), ("offset", str(offset)))
            path = "/entries/ids" if only_ids else "/entries"
            more = () if only_ids else (("order", "id"), ("direction", "desc"))
            answer = await self._session.answer("GET", path, "the list of stories", (*fields, *more))
            if only_ids and not offset and _is_unknown(answer):
                only_ids = False
                continue
            total, page = self._ids_of(answer, only_ids)
            found.update(dict.fromkeys(page))
            totals.add(total)
            offset += len(page)
            if not page or offset >= min(total, most):
                return list(found), totals
        raise NotUnderstood(f"{self._connection.name}: the list of stories has no end")

    def _ids_of(self, answer: Answer, only_ids: bool) -> tuple[int, list[int]]:
        if only_ids:
            told = self._connection.value(answer, EntryIds, "the list of stories")
            return told.total, told.entry_ids
        page = self._connection.value(answer, Numbered, "the list of stories")
        return page.total, [entry.id for entry in page.entries]

    async def _entries(self, run: list[int]) -> list[EntryOf]:
        """The stories of a run, perhaps with others between them."""
        doing = "the texts of stories"
        if len(run) == 1:
            answer = await self._session.answer("GET", f"/entries/{run[0]}", doing)
            return [] if answer.status in _MISSING else [self._connection.value(answer, EntryOf, doing)]
        fields = (
            *(("after_entry_id", str(run[0] - 1)), ("before_entry_id", str(run[-1] + 1))),
            *(("order", "id"), ("direction", "desc"), ("limit", str(self.abilities.contents_at_once))),
        )
        return (await self._session.get("/entries", Entries, doing, fields)).entries

    async def _turn_stars(self, numbers: Sequence[int], value: bool) -> None:
        """Star stories where a call turns a star over: only those that are not yet as they should be."""
        for number in numbers:
            for entry in await self._entries([number]):
                if entry.starred != value:
                    answer = await self._session.answer("PUT", f"/entries/{number}/bookmark", "starring a story")
                    if answer.status not in (_DONE, *_MISSING):
                        self._connection.fail(answer, "starring a story")

    async def _category(self, group: str) -> int:
        """The number of a group, which is made where there is none; the first for no group."""
        doing = "the list of groups"
        known = await self._session.get("/categories", list[Category], doing)
        found = next((category.id for category in known if not group or clean.line(category.title) == group), None)
        if found is not None:
            return found
        doing = f"making the group {group!r}"
        answer = await self._session.change("POST", "/categories", doing, {"title": group or "All"})
        return self._connection.value_in(answer, Category, doing).id


def _is_unknown(answer: Answer) -> bool:
    """Whether there is no list of ids yet, as before Miniflux 2.3.2: up to 2.2 some story comes in its place."""
    if answer.status != OK:
        return answer.status in _UNKNOWN
    try:
        decode(answer.body, EntryId)
    except Malformed:
        return False
    return True
