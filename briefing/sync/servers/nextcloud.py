"""The protocol of Nextcloud News, v1-3. It has no list of ids alone: a list of stories is read without their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.core import clean
from briefing.core.account import Account
from briefing.core.journal import Field
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
from briefing.sync.servers.basic_session import OverSession, as_numbers, basic_login, dense_runs
from briefing.sync.servers.connection import OK, AnswerTooLarge, in_batches
from briefing.sync.servers.feeds import remote_feed
from briefing.sync.servers.places import bases
from briefing.sync.servers.stories import enclosure, moment, words

_APP = "/index.php/apps/news"
_PAGES = ("/apps/news", "/index.php", "/login", "/apps/dashboard", "/apps/files")
_ALL, _STARRED = "3", "2"
_PAGE = 500
_MOST_PAGES = 2_000
_THERE_ALREADY = frozenset({409})


@dataclass(frozen=True, slots=True)
class Version:
    """What it is."""

    version: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A group of feeds."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Folders:
    """All groups."""

    folders: list[Folder]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; no folder, or the folder 0, is none."""

    id: int
    url: Any = ""
    title: Any = ""
    link: Any = ""
    folderId: int | None = None
    unreadCount: Any = None


@dataclass(frozen=True, slots=True)
class Feeds:
    """All feeds."""

    feeds: list[Feed]


@dataclass(frozen=True, slots=True)
class ItemId:
    """A story, of which no more is read."""

    id: int


@dataclass(frozen=True, slots=True)
class ItemIds:
    """A page of stories of which only the ids are read."""

    items: list[ItemId]


@dataclass(frozen=True, slots=True)
class Item:
    """A story with its state."""

    id: int
    feedId: int
    unread: bool
    starred: bool
    guid: Any = ""
    url: Any = ""
    title: Any = ""
    author: Any = ""
    pubDate: Any = None
    body: Any = ""
    enclosureLink: Any = None
    enclosureMime: Any = None
    lastModified: Any = None

    def raw(self) -> RawEntry:
        """Its text, not yet clean."""
        file = enclosure(self.enclosureLink, self.enclosureMime)
        return RawEntry(
            title=words(self.title),
            title_is_html=False,
            content=RawText(words(self.body)),
            guid=words(self.guid),
            link=words(self.url),
            authors=(words(self.author),) if words(self.author) else (),
            published=moment(self.pubDate),
            enclosures=(file,) if file.address else (),
        )


@dataclass(frozen=True, slots=True)
class Items:
    """A page of stories."""

    items: list[Item]


class Nextcloud(OverSession):
    """One account on a Nextcloud with News."""

    def __init__(self, account: Account, password: Password) -> None:
        (base,) = bases(account.url, (_APP,), ("",), _PAGES)
        super().__init__(f"{base}{_APP}/api/v1-3", account, password, basic_login(account))
        self._account = account

    async def check(self) -> str:
        """Log in and say whom the server takes us for."""
        told = await self._session.first("/version", Version, "its version", "Nextcloud News")
        await self._session.get("/folders", Folders, "logging in")
        user, version = clean.line(self._account.user, 100), clean.line(told.version, 40)
        return f"{self._connection.name} knows you as {user} (Nextcloud News {version})"

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        """All feeds."""
        names: dict[int, str] = {folder.id: clean.line(folder.name) for folder in await self._folders()}
        return tuple(self._remote_feed(feed, names) for feed in await self._feeds())

    async def unread_count(self) -> int | None:
        """How many stories are unread there, by its feeds."""
        counts = [feed.unreadCount for feed in await self._feeds()]
        numbers = [count for count in counts if isinstance(count, int)]
        return sum(numbers) if len(numbers) == len(counts) else None

    async def ids(self, stream: Stream, most: int) -> RemoteListing:
        """The ids of a stream."""
        if stream.field is Field.TAG:
            return RemoteListing(())
        which = (_ALL, "false") if stream.field is Field.READ else (_STARRED, "true")
        found: dict[int, None] = {}
        lowest = 0
        for _ in range(_MOST_PAGES):
            size = min(_PAGE, most + 1 - len(found))
            page = (
                await self._session.get("/items", ItemIds, "the list of stories", _page(*which, size, lowest))
            ).items
            new = [item.id for item in page if item.id not in found]
            found.update(dict.fromkeys(new))
            if len(found) > most or len(page) < size:
                newest = sorted(found, reverse=True)
                return RemoteListing(tuple(map(str, newest[:most])), cut=len(newest) > most)
            if not new:
                break
            lowest = min(found)
        raise NotUnderstood(f"{self._connection.name}: the list of stories has no end")

    async def contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        """The stories of these ids: of each run of them, all stories between its ends are asked for."""
        wanted = as_numbers(ids)
        found: dict[int, RemoteItem] = {}
        for run in dense_runs(wanted, self.abilities.contents_at_once):
            fields = _page(_ALL, "true", run[-1] - run[0] + 1, run[-1] + 1)
            told = await self._session.get("/items", Items, "the texts of stories", fields)
            of_run = set(run)
            found |= {int(item.remote): item for item in await self._read(told.items) if int(item.remote) in of_run}
        return tuple(found[number] for number in wanted if number in found)

    async def changes(self, since: str, most: int) -> tuple[RemoteItem, ...] | None:
        """The stories that are new, or were changed by anybody, since a time of the server."""
        fields = (("lastModified", since), ("type", _ALL), ("id", "0"))
        try:
            told = await self._session.get("/items/updated", Items, "the changes", fields)
        except AnswerTooLarge:
            return None
        if len(told.items) > most:
            return None
        self._session.told(since, (moment(item.lastModified) for item in told.items))
        return await self._read(told.items)

    async def set_state(self, field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
        """Set a state of these stories."""
        if field is Field.TAG:
            raise Declined(f"{self._connection.name}: Nextcloud News has no labels for stories")
        word = ("unread", "read") if field is Field.READ else ("unstar", "star")
        doing = "marking stories"
        for batch in in_batches(ids, self.abilities.states_at_once):
            numbers = as_numbers(batch)
            if not numbers:
                continue
            answer = await self._session.answer(
                "POST", f"/items/{word[value]}/multiple", doing, body={"itemIds": numbers}
            )
            if answer.status not in (OK, 204):
                self._connection.fail(answer, doing)

    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        """Rename a feed, or put it into another group."""
        path = f"/feeds/{self._number(remote)}"
        if title:
            await self._session.change("POST", f"{path}/rename", "renaming a feed", {"feedTitle": title})
        if group is not None:
            body = {"folderId": await self._folder(group)}
            await self._session.change("POST", f"{path}/move", "moving a feed", body)

    # ---------------------------------------------------------------------------------------------------------- parts

    async def _add(self, url: str, group: str, doing: str) -> str:
        body = {"url": url, "folderId": await self._folder(group)}
        answer = await self._session.change("POST", "/feeds", doing, body, _THERE_ALREADY)
        if answer.status in _THERE_ALREADY:
            raise Declined(f"{self._connection.name}: {doing}: the server has it already, elsewhere")
        made = self._connection.value_in(answer, Feeds, doing).feeds
        if not made:
            raise self._connection.misunderstood(doing, answer)
        return str(made[0].id)

    def _remote_feed(self, feed: Feed, names: dict[int, str]) -> RemoteFeed:
        return remote_feed(
            remote=str(feed.id),
            address=feed.url,
            elsewhere=f"{self._session.base}/feeds/{feed.id}",
            title=title_line(words(feed.title)),
            group=names.get(feed.folderId or 0, ""),
            site=feed.link,
        )

    async def _read(self, items: Sequence[Item]) -> tuple[RemoteItem, ...]:
        once = {item.id: item for item in items}.values()
        entries = await self._stories.read([item.raw() for item in once])
        return tuple(
            RemoteItem(str(item.id), str(item.feedId), entry, not item.unread, item.starred)
            for item, entry in zip(once, entries, strict=True)
        )

    async def _feeds(self) -> list[Feed]:
        return (await self._session.get("/feeds", Feeds, "the list of feeds")).feeds

    async def _folders(self) -> list[Folder]:
        return (await self._session.get("/folders", Folders, "the list of folders")).folders

    async def _folder(self, group: str) -> int | None:
        """The number of a folder, which is made where there is none; None for no group."""
        if not group:
            return None
        found = await self._folder_named(group)
        if found is None:
            doing = f"making the folder {group!r}"
            answer = await self._session.change("POST", "/folders", doing, {"name": group}, _THERE_ALREADY)
            if answer.status in _THERE_ALREADY:
                found = await self._folder_named(group)
            else:
                found = next((folder.id for folder in self._made_folders(answer, doing)), None)
        if found is None:
            raise Declined(f"{self._connection.name}: there is no folder {group!r}, and none can be made")
        return found

    def _made_folders(self, answer: Answer, doing: str) -> list[Folder]:
        return self._connection.value_in(answer, Folders, doing).folders

    async def _folder_named(self, group: str) -> int | None:
        return next((folder.id for folder in await self._folders() if clean.line(folder.name) == group), None)


def _page(kind: str, with_read: str, size: int, below: int) -> tuple[tuple[str, str], ...]:
    """A page of stories whose ids are below a number, 0 for all, newest first."""
    return (
        *(("type", kind), ("id", "0"), ("getRead", with_read)),
        *(("batchSize", str(size)), ("offset", str(below)), ("oldestFirst", "false")),
    )
