"""Google Reader's protocol: FreshRSS, Miniflux, CommaFeed, BazQux, The Old Reader, FeedHQ and others.

What such servers have in common is less than what they say. So ids are sent in their long form, a call has one `a` or
`r` and has it before the ids, and `OK` is taken for no proof: the next lists are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from briefing.core import clean
from briefing.core.account import Account
from briefing.core.journal import Field
from briefing.fetch.call import Answer
from briefing.sync.server import (
    Abilities,
    Declined,
    Label,
    NotUnderstood,
    Password,
    RemoteFeed,
    RemoteItem,
    RemoteListing,
    Stream,
)
from briefing.sync.servers.connection import OK, AnswerTooLarge, Connection, in_batches
from briefing.sync.servers.feeds import wanted_names
from briefing.sync.servers.greader_ids import LABEL, READ, READING_LIST, STARRED, item_id, label_of, long_id, stream_id
from briefing.sync.servers.greader_session import Session
from briefing.sync.servers.greader_shapes import (
    Counts,
    Item,
    Items,
    Page,
    QuickAdd,
    Subscriptions,
    Tags,
    UserInfo,
    remote_feed,
)
from briefing.sync.servers.stories import StoryReader, words
from briefing.wire import Malformed, decode

_MOST_IDS = 10_000
_MOST_PAGES = 2_000
_FEED = "feed/"
_ADDING_SECONDS = 180.0
_NOT_THERE = frozenset({404, 405, 501})
_NONE_LEFT = "no items returned from the database"
"""What Miniflux 2.2 says where it has none of the stories any more."""

_STATES = {Field.READ: READ, Field.STARRED: STARRED}


class GoogleReader:
    """One account on a server that speaks Google Reader's protocol."""

    def __init__(self, account: Account, password: Password) -> None:
        self._connection = Connection(account, password)
        self._session = Session(account, self._connection)
        self._stories = StoryReader()
        self._folders: dict[str, tuple[str, ...]] | None = None
        self._labels: dict[str, str] | None = None
        self._folder_names: set[str] = set()

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return Abilities(labels=self._session.has_labels)

    @property
    def place(self) -> str:
        """Where the protocol was found."""
        return self._session.base

    async def prepare(self) -> None:
        """Log in: where the protocol lies tells what the server is."""
        await self._session.log_in()

    async def check(self) -> str:
        """Log in and say whom the server takes us for."""
        told = await self._session.get("user-info", (), UserInfo, "who we are there")
        user = clean.line(words(told.userName) or words(told.userEmail) or words(told.userId), 100)
        if not user:
            raise NotUnderstood(f"{self._connection.name}: the server does not say who we are there")
        return f"{self._connection.name} knows you as {user} (Google Reader's protocol at {self._session.base})"

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        """All feeds."""
        told = await self._session.get("subscription/list", (), Subscriptions, "the list of feeds")
        feeds = {feed.id: feed for feed in told.subscriptions}
        if "" in feeds:
            raise NotUnderstood(f"{self._connection.name}: the list of feeds: one has no id")
        self._folders = {remote: feed.folders() for remote, feed in feeds.items()}
        wide = self._session.writes_wide_signs
        return tuple(remote_feed(feed, wide, self._session.base) for feed in feeds.values())

    async def labels(self) -> tuple[Label, ...]:
        """The reader's labels."""
        return tuple(Label(shown) for shown in await self._known_labels(anew=True))

    async def unread_count(self) -> int | None:
        """How many stories are unread there."""
        return (await self._unread_counts()).get(READING_LIST)

    async def ids(self, stream: Stream, most: int) -> RemoteListing:
        """The ids of a stream."""
        asked = await self._asked(stream)
        if asked is None:
            return RemoteListing(())
        found, pages = await self._listed(asked, most)
        if stream.field is Field.READ and pages > 1 and len(found) <= most:
            found |= await self._unread_left_out(found, most)
        return RemoteListing(tuple(found)[:most], cut=len(found) > most)

    async def contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        """The stories of these ids."""
        labels = set((await self._known_labels()).values()) if self._session.has_labels else set()
        found: dict[str, RemoteItem] = {}
        for batch in in_batches(ids, self.abilities.contents_at_once):
            items = {item.remote: item for item in await self._items(batch)}
            wanted = [items[remote] for remote in map(item_id, batch) if remote in items]
            wide = self._session.writes_wide_signs
            entries = await self._stories.read([item.raw(wide) for item in wanted])
            for item, entry in zip(wanted, entries, strict=True):
                found[item.remote] = RemoteItem(
                    remote=item.remote,
                    feed=item.feed,
                    entry=entry,
                    read=item.is_read(),
                    starred=item.is_starred(),
                    labels=tuple(clean.line(mine) for mine in map(label_of, item.streams()) if mine and mine in labels),
                    arrived=item.arrived(),
                )
        return tuple(found.values())

    @property
    def mark(self) -> str:
        """Nothing: no change of a state is told apart."""
        return ""

    async def changes(self, since: str, most: int) -> tuple[RemoteItem, ...] | None:
        """Not told."""
        return None

    async def set_state(self, field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
        """Set a state of these stories."""
        stream = _STATES.get(field) or LABEL + await self._label_to_set(label)
        await self._session.log_in()
        for batch in in_batches(ids, self.abilities.states_at_once):
            set_already = await self._in(stream, batch) if value and self._session.may_turn else ()
            wanted = [remote for remote in batch if remote not in set_already]
            if not wanted:
                continue
            fields = (("a" if value else "r", stream), *(("i", long_id(remote)) for remote in wanted))
            doing = "marking stories"
            answer = await self._session.answer("POST", "edit-tag", fields, doing)
            self._expect_ok(answer, doing)

    async def subscribe(self, url: str, title: str = "", group: str = "") -> str:
        """Add a feed."""
        before = {feed.remote: feed for feed in await self.subscriptions()}
        remote = next((feed.remote for feed in before.values() if feed.url == url), "")
        if not remote:
            remote = await self._add(url, set(before))
            if remote in before:
                return remote  # it was there at another address, and keeps its names
        known = before.get(remote)
        new_title, new_group = wanted_names(known, title, group)
        if new_title is not None or new_group is not None:
            await self.edit(remote, new_title, new_group)
        return remote

    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        """Rename a feed, or put it into another group."""
        fields = [("ac", "edit"), ("s", remote)]
        if title:
            fields.append(("t", title))
        left = (await self._folders_of(remote))[:1] if group == "" else ()
        if group:
            fields.append(("a", LABEL + group))
        fields += [("r", LABEL + folder) for folder in left]
        if len(fields) > 2:
            await self._edit(fields, "changing a feed")
        if left and (await self._folders_of(remote))[:1] == left and not self._session.writes_wide_signs:
            # FreshRSS takes a feed out of a folder into its first one, where this may have been already.
            raise Declined(f"{self._connection.name}: on this server a feed cannot be taken out of its group")

    async def unsubscribe(self, remote: str) -> None:
        """Remove a feed."""
        try:
            await self._edit([("ac", "unsubscribe"), ("s", remote)], "removing a feed")
        except Declined:
            if any(feed.remote == remote for feed in await self.subscriptions()):
                raise

    async def aclose(self) -> None:
        """Let the connection go."""
        await self._connection.aclose()
        await self._stories.aclose()

    async def _asked(self, stream: Stream) -> tuple[tuple[str, str], ...] | None:
        """How a stream is asked for; None for a label that the server has not.

        For a name that they do not know, many servers give the list of all stories.
        """
        if stream.field is Field.READ:
            return (("s", READING_LIST), ("xt", READ))
        if stream.field is Field.STARRED:
            return (("s", STARRED),)
        label = (await self._known_labels()).get(stream.label) if self._session.has_labels else None
        return None if label is None else (("s", LABEL + label),)

    async def _listed(self, asked: Sequence[tuple[str, str]], most: int) -> tuple[dict[str, None], int]:
        """The ids of a list, one more than `most` where there are as many, and how many pages they came on."""
        found: dict[str, None] = {}
        seen, following = set[str](), ""
        doing = "the list of stories"
        while len(seen) < _MOST_PAGES:
            count = min(_MOST_IDS, most + 1 - len(found))
            fields = (*asked, ("n", str(count)), *((("c", following),) if following else ()))
            page = await self._session.get("stream/items/ids", fields, Page, doing)
            found.update((item_id(ref.id), None) for ref in page.itemRefs)
            following = page.next
            if "" in found:
                raise NotUnderstood(f"{self._connection.name}: {doing}: one has no id")
            if not following or len(found) > most:
                return found, len(seen) + 1
            if following in seen:
                break
            seen.add(following)
        raise NotUnderstood(f"{self._connection.name}: {doing} has no end")

    async def _unread_left_out(self, listed: Collection[str], most: int) -> dict[str, None]:
        """The unread stories of each feed, where the list of all has fewer than the server counts.

        CommaFeed orders by date, and goes on below the id where a page ended: what is older and has a higher id is on
        no page, as are the old stories of a feed that was added of late. The list of one feed seldom has two pages.
        """
        counts = await self._unread_counts()
        found: dict[str, None] = {}
        if len(listed) < counts.get(READING_LIST, 0):
            for stream, count in counts.items():
                if count and stream.startswith(_FEED) and len(found) <= most:
                    found |= (await self._listed((("s", stream), ("xt", READ)), most))[0]
        return found

    async def _unread_counts(self) -> dict[str, int]:
        """How many stories of each list are unread; nothing where the server does not count."""
        doing = "the number of unread stories"
        answer = await self._session.answer("GET", "unread-count", (), doing)
        if answer.status in _NOT_THERE or answer.status == 400:
            return {}
        told = self._connection.value(answer, Counts | list[Any], doing)  # type: ignore[arg-type]
        return {stream_id(row.id): row.count for row in told.unreadcounts} if isinstance(told, Counts) else {}

    async def _known_labels(self, anew: bool = False) -> dict[str, str]:
        """The reader's labels as they are shown, each with its name there; folders are told from them by their type.

        Where there is no type, a folder is what a feed is in.
        """
        if self._labels is None or anew:
            told = await self._session.get("tag/list", (), Tags, "the list of labels")
            named = [(label_of(tag.id), words(tag.type)) for tag in told.tags]
            if any(label and not kind for label, kind in named):
                if self._folders is None:
                    await self.subscriptions()
                inside = {folder for folders in (self._folders or {}).values() for folder in folders}
                named = [(label, kind or ("folder" if label in inside else "tag")) for label, kind in named]
            self._folder_names = {label for label, kind in named if label and kind == "folder"}
            mine = [label for label, kind in named if label and kind == "tag"] if self._session.has_labels else []
            self._labels = {clean.line(label): label for label in mine}
        return self._labels

    async def _label_to_set(self, label: str) -> str:
        """The label's name there. Raises Declined where the server has none, or has a folder of that name."""
        known = await self._known_labels()
        if not self._session.has_labels:
            raise Declined(f"{self._connection.name}: this server has no labels for stories")
        if label in self._folder_names:
            raise Declined(f"{self._connection.name}: a folder has the name {label!r}, so that no label can have it")
        return known.get(label, label)

    async def _in(self, stream: str, batch: Sequence[str]) -> set[str]:
        """Those stories of a batch that are in a stream now."""
        return {item.remote for item in await self._items(batch) if stream in item.streams()}

    async def _items(self, batch: Sequence[str]) -> list[Item]:
        """The stories of a batch, in smaller ones where they are too much for one answer."""
        doing = "the texts of stories"
        fields = tuple(("i", long_id(remote)) for remote in batch)
        try:
            answer = await self._session.answer("POST", "stream/items/contents", fields, doing)
            if answer.status == 400 and _NONE_LEFT in self._connection.said(answer):
                return []
            return self._connection.value(answer, Items, doing).items
        except AnswerTooLarge:
            if len(batch) == 1:
                return []
        half = len(batch) // 2
        return await self._items(batch[:half]) + await self._items(batch[half:])

    async def _add(self, url: str, before: set[str]) -> str:
        """Add a feed that is not in the list; its id."""
        doing = f"adding {clean.shown_address(url)}"
        fields = (("quickadd", url),)
        answer = await self._session.answer("POST", "subscription/quickadd", fields, doing, _ADDING_SECONDS)
        if answer.status != OK and answer.status not in _NOT_THERE:
            self._connection.decline(answer, doing)
        told = self._quick_add(answer) if answer.status == OK else None
        if told is None:  # the server has no such call
            await self._edit([("ac", "subscribe"), ("s", f"feed/{url}")], doing, _ADDING_SECONDS)
        elif told.numResults and words(told.streamId):
            return words(told.streamId)
        reason = self._connection.reason(words(told.error)) if told is not None else ""
        feeds = await self.subscriptions()
        new = [feed.remote for feed in feeds if feed.remote not in before]
        same = [feed.remote for feed in feeds if feed.url == url or feed.url in reason.split()]
        if same or len(new) == 1:
            return (same or new)[0]
        raise Declined(f"{self._connection.name}: {doing}: {reason or 'the server found no feed there'}")

    def _quick_add(self, answer: Answer) -> QuickAdd | None:
        """What came of it; None where the server has an empty answer for what it does not know."""
        try:
            return decode(answer.body, QuickAdd)
        except Malformed:
            if answer.body.strip() == b"[]":
                return None
            raise self._connection.misunderstood("adding a feed", answer) from None

    async def _edit(self, fields: Sequence[tuple[str, str]], doing: str, seconds: float = 60.0) -> None:
        answer = await self._session.answer("POST", "subscription/edit", fields, doing, seconds)
        if answer.status != OK:
            self._connection.decline(answer, doing)
        self._expect_ok(answer, doing)
        self._folders = None

    async def _folders_of(self, remote: str) -> tuple[str, ...]:
        if self._folders is None:
            await self.subscriptions()
        return (self._folders or {}).get(remote, ())

    def _expect_ok(self, answer: Answer, doing: str) -> None:
        if answer.status != OK:
            self._connection.fail(answer, doing)
        if answer.body.strip().strip(b'"').upper() != b"OK":
            raise self._connection.misunderstood(doing, answer)
