"""What a server says of its stories: all its lists, whole; or only what changed there since the last sync."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.core.journal import Field
from briefing.core.remote import READ, STARRED, Flag, Listed, RemoteItem, Tags
from briefing.storage.library_access import LibraryAccess
from briefing.sync import brakes
from briefing.sync.server import STARRED as STARRED_STREAM
from briefing.sync.server import UNREAD, RemoteFeed, Stream, SyncServer


@dataclass(frozen=True, slots=True)
class Lists:
    """What a server has. `told` are stories that came with it, by their ids; `is_whole` says that none is missing."""

    feeds: tuple[RemoteFeed, ...]
    unread: Listed
    others: tuple[Listed, ...]
    tags: Tags
    told: Mapping[str, RemoteItem] = field(default_factory=dict)
    is_whole: bool = True

    @property
    def all(self) -> tuple[Listed, ...]:
        """What has a star or a label before what is only unread."""
        return (*self.others, self.unread)


def tags_of(labels: Sequence[str], feeds: Sequence[RemoteFeed]) -> Tags:
    """The tags that are kept the same; none has the name of a group there."""
    return Tags(frozenset(labels), frozenset(feed.group for feed in feeds if feed.group))


async def changed_lists(
    server: SyncServer, since: str, feeds: tuple[RemoteFeed, ...], labels: Sequence[str], most: int
) -> Lists | None:
    """What changed on the server since a mark; None where it cannot tell, or where that is more than `most`."""
    items = await server.changes(since, most) if since else None
    if items is None:
        return None
    tags = tags_of(labels, feeds)
    there = sorted({label for item in items for label in item.labels if label in tags})
    flags = (READ, STARRED, *((Field.TAG, label) for label in there))
    unread, *others = (Listed(flag, _ids_under(flag, items), is_part=True) for flag in flags)
    return Lists(feeds, unread, tuple(others), tags, {item.remote: item for item in items}, is_whole=False)


def _ids_under(flag: Flag, items: Sequence[RemoteItem]) -> tuple[str, ...]:
    """The stories that stand in the list of a flag: for READ in that of the unread ones."""
    return tuple(item.remote for item in items if item.seen.says(flag) is (flag != READ))


async def whole_lists(
    server: SyncServer,
    library: LibraryAccess,
    num: int,
    feeds: tuple[RemoteFeed, ...],
    labels: Sequence[str],
    most: int,
) -> Lists:
    """All lists of the server, up to `most` stories each. Raises NotUnderstood where they cannot be right."""
    tags = tags_of(labels, feeds)
    there = [label.name for label in await server.labels()] if tags else []
    count = await server.unread_count()
    unread = await server.ids(UNREAD, most)
    starred = await server.ids(STARRED_STREAM, most)
    others = [Listed(STARRED, starred.ids, starred.cut)]
    for label in there:
        if label in tags:
            listing = await server.ids(Stream(Field.TAG, label), most)
            others.append(Listed((Field.TAG, label), listing.ids, listing.cut))
    if tags:
        here = await library.read(lambda library: library.remote_items.tags_in_use(num))
        others += [Listed((Field.TAG, tag), ()) for tag in here if tag in tags and tag not in there]
    listed = Listed(READ, unread.ids, unread.cut)
    known = await library.read(lambda library: [library.remote_items.known_in(num, one) for one in others])
    brakes.check_lists(listed, others, count, known)
    return Lists(feeds, listed, tuple(others), tags)
