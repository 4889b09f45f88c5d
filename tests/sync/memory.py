"""A server in memory, and a reader that syncs with it: for tests of the engine, without any protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

from briefing.core.account import Account
from briefing.core.document import Entry
from briefing.core.feed import Feed
from briefing.core.journal import Change, Field
from briefing.core.rules import Rule
from briefing.core.sync import SyncReport
from briefing.core.sync_limits import SyncLimits
from briefing.intake.subscriptions import Subscriptions
from briefing.services.rules import RuleRunner
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.sync.engine import Engine
from briefing.sync.server import (
    Abilities,
    Declined,
    Label,
    NotUnderstood,
    Offline,
    RemoteFeed,
    RemoteItem,
    RemoteListing,
    Stream,
    SyncServer,
)
from tests.support.fresh import fresh
from tests.support.made import NOON, entry

FEED = "https://news.example/rss"
ACCOUNT = Account("home", "greader", "https://reader.example", "ann")


@dataclass
class World:
    """What a server has, whoever asks."""

    feeds: dict[str, RemoteFeed] = field(default_factory=dict)
    items: dict[str, RemoteItem] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    detours: dict[str, str] = field(default_factory=dict)
    """Addresses that lead to a feed at another one."""

    calls: list[str] = field(default_factory=list)
    writes: int = 0
    next_id: int = 1000
    changed: dict[str, int] = field(default_factory=dict)
    """When each story was changed last, by a clock that counts changes."""

    clock: int = 0
    deaf: bool = False
    """Whether it says yes to every mark and makes none."""

    count: int | None = None
    listed: Callable[[Stream, tuple[str, ...]], tuple[str, ...]] = lambda _stream, ids: ids
    """What becomes of a list on its way."""

    on_call: Callable[[str, bool], None] = lambda _name, _done: None
    """Called before and after each deed; what it raises is what the client sees."""

    def feed(self, url: str = FEED, title: str = "Example News", group: str = "") -> RemoteFeed:
        made = RemoteFeed(f"feed/{len(self.feeds) + 1}", url, title, group)
        self.feeds[made.remote] = made
        return made

    def publish(self, title: str, feed: str = "feed/1", **fields: object) -> str:
        """A new story; its id."""
        state = {key: fields.pop(key) for key in ("read", "starred", "labels") if key in fields}
        self.next_id += 1
        remote = str(self.next_id)
        arrived = NOON + timedelta(seconds=self.next_id)
        told: Entry = replace(entry(title, **fields), guid="")
        usual: dict[str, object] = {"read": False, "starred": False}
        self.items[remote] = RemoteItem(remote, feed, told, arrived=arrived, **{**usual, **state})  # type: ignore[arg-type]
        self.touch(remote)
        return remote

    def touch(self, remote: str) -> None:
        """A story changes now."""
        self.clock += 1
        self.changed[remote] = self.clock

    def mark(self, remote: str, **fields: object) -> None:
        """What another client did."""
        self.items[remote] = replace(self.items[remote], **fields)  # type: ignore[arg-type]
        self.touch(remote)


class MemoryServer:
    """One client's connection to a world."""

    def __init__(self, world: World, abilities: Abilities | None = None, tells_changes: bool = False) -> None:
        self.world = world
        self.tells_changes = tells_changes
        self.began: int | None = None
        self.abilities = abilities or Abilities(labels=True, contents_at_once=50, states_at_once=50)

    place = ""

    async def prepare(self) -> None:
        self.began = None

    @property
    def mark(self) -> str:
        return "" if self.began is None or not self.tells_changes else str(self.began)

    async def changes(self, since: str, most: int) -> tuple[RemoteItem, ...] | None:
        if not self.tells_changes:
            return None
        self._call("changes")
        found = [item for item in self._shown() if self.world.changed[item.remote] > int(since)]
        return None if len(found) > most else tuple(found)

    def _call(self, name: str) -> None:
        self.began = self.world.clock if self.began is None else self.began
        self.world.calls.append(name)
        self.world.on_call(name, False)

    def _shown(self) -> list[RemoteItem]:
        return sorted(
            (item for item in self.world.items.values() if item.feed in self.world.feeds),
            key=lambda item: -int(item.remote),
        )

    async def check(self) -> str:
        self._call("check")
        return "ann, on a server in memory"

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        self._call("subscriptions")
        return tuple(self.world.feeds.values())

    async def labels(self) -> tuple[Label, ...]:
        self._call("labels")
        return tuple(map(Label, sorted(self.world.labels)))

    async def unread_count(self) -> int | None:
        self._call("unread_count")
        if self.world.count is not None:
            return self.world.count
        return sum(not item.read for item in self._shown())

    async def ids(self, stream: Stream, most: int) -> RemoteListing:
        self._call(f"ids {stream.field.value}{stream.label}")
        if stream.field is Field.READ:
            found = [item.remote for item in self._shown() if not item.read]
        elif stream.field is Field.STARRED:
            found = [item.remote for item in self._shown() if item.starred]
        else:
            found = [item.remote for item in self._shown() if stream.label in item.labels]
        listed = self.world.listed(stream, tuple(found))
        return RemoteListing(listed[:most], len(listed) > most)

    async def contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        self._call("contents")
        return tuple(item for item in self._shown() if item.remote in set(ids))

    async def set_state(self, field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
        self._call("set_state")
        self.world.writes += 1
        for remote in ids if not self.world.deaf else ():
            item = self.world.items.get(remote)
            if item is None:
                continue
            if field is Field.READ:
                item = replace(item, read=value)
            elif field is Field.STARRED:
                item = replace(item, starred=value)
            else:
                self.world.labels.add(label)
                kept = set(item.labels) - {label}
                item = replace(item, labels=tuple(sorted(kept | ({label} if value else set()))))
            if item != self.world.items[remote]:
                self.world.items[remote] = item
                self.world.touch(remote)
        self.world.on_call("set_state", True)

    async def subscribe(self, url: str, title: str = "", group: str = "") -> str:
        self._call("subscribe")
        self.world.writes += 1
        if url in self.world.unreadable:
            raise Declined("the feed cannot be read")
        url = self.world.detours.get(url, url)
        found = next((feed for feed in self.world.feeds.values() if feed.url == url), None)
        made = found or self.world.feed(url, title or "As the feed has it", group)
        self.world.on_call("subscribe", True)
        return made.remote

    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        self._call("edit")
        self.world.writes += 1
        feed = self.world.feeds[remote]
        feed = replace(feed, title=feed.title if title is None else title, group=feed.group if group is None else group)
        self.world.feeds[remote] = feed
        self.world.on_call("edit", True)

    async def unsubscribe(self, remote: str) -> None:
        self._call("unsubscribe")
        self.world.writes += 1
        self.world.feeds.pop(remote, None)
        self.world.items = {key: item for key, item in self.world.items.items() if item.feed != remote}
        self.world.on_call("unsubscribe", True)

    async def aclose(self) -> None:
        pass


class Client:
    """A reader with a library of its own, synced with a world."""

    def __init__(
        self,
        folder: Path,
        world: World,
        *,
        account: Account = ACCOUNT,
        rules: Sequence[Rule] = (),
        limits: SyncLimits | None = None,
        feeds: str = "feeds: []\n",
        server: SyncServer | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "feeds.yaml"
        if not self.file.exists():
            self.file.write_text(feeds, encoding="utf-8")
        self.library = Library(fresh(folder / "briefing.db"))
        self.access = LibraryAccess(lambda: Library(folder / "briefing.db"))
        self.world = world
        self.account = account
        self.server: SyncServer = server or MemoryServer(world)
        on_new = RuleRunner(rules).run_on_new
        self.subscriptions = Subscriptions((), self.file, _no_network, self.access, on_new)
        self.at = NOON + timedelta(days=1)
        self.engine = Engine(
            account,
            self.server,
            self.access,
            self.subscriptions,
            on_new,
            limits or SyncLimits(),
            clock=self.clock,
        )

    def clock(self) -> datetime:
        return self.at

    async def sync(self, *, yes: bool = False) -> SyncReport:
        return await self.engine.sync(yes=yes)

    async def plan(self) -> SyncReport:
        return await self.engine.plan(self.library.sync_accounts.find(self.account))

    async def sync_until_done(self) -> None:
        """Sync again and again until the connection holds."""
        for _ in range(200):
            try:
                await self.sync()
            except (Offline, NotUnderstood):
                continue
            return
        raise AssertionError("the connection never held")

    @property
    def feeds(self) -> tuple[Feed, ...]:
        return self.subscriptions.feeds

    def set(self, story: str, what: Field, value: bool, tag: str = "") -> None:
        self.library.journal.record([Change(story, what, value, tag)], self.at)

    def story(self, title: str) -> str:
        """The id of the story with a title."""
        return str(self.row(title)["id"])

    def row(self, title: str):  # type: ignore[no-untyped-def]
        (row,) = self.library._db.rows("SELECT * FROM story WHERE title = ?", title)
        return row

    def state(self, title: str) -> tuple[bool, bool, frozenset[str]]:
        row = self.row(title)
        tags = self.library._db.rows("SELECT tag FROM tag WHERE story = ?", row["num"])
        return bool(row["read"]), bool(row["starred"]), frozenset(tag["tag"] for tag in tags)

    def titles(self) -> list[str]:
        return [row["title"] for row in self.library._db.rows("SELECT title FROM story ORDER BY title")]

    def waiting(self) -> int:
        return int(self.library._db.rows("SELECT count(*) AS n FROM outbox")[0]["n"])

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of the library, but for when it was last synced and the tokens of its transactions."""
        names = [
            row["name"]
            for row in self.library._db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row["name"].startswith(("sqlite_", "search"))
        ]
        return {
            name: sorted(map(tuple, self.library._db.rows(f"SELECT * FROM {name}")), key=repr)
            for name in names
            if name not in ("sync_account", "lineage")
        }

    async def close(self) -> None:
        await self.server.aclose()
        await self.access.close()
        self.library.close()


async def _no_network(_with_documents: bool) -> NoReturn:
    raise AssertionError("no feed is asked from here")
