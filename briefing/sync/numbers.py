"""Whether the numbers of a server still stand for what they stood for: one that is set up anew, or from an older copy
of its data, gives them to other feeds and stories.

Servers count upwards. So while the newest story that is known is the same there, all numbers before it are, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.core.identity import plain_link
from briefing.core.remote import Head, RemoteItem
from briefing.core.remote_feeds import ADDRESS_UNTOLD, KnownFeed, plain_address
from briefing.storage.library_access import LibraryAccess
from briefing.sync.failures import Failures, contents_of
from briefing.sync.server import RemoteFeed, SyncServer


async def renumbered_stories(
    server: SyncServer, library: LibraryAccess, num: int, failures: Failures
) -> tuple[str, ...]:
    """The ids that stand for other stories there by now, the newest first. Raises SyncError."""
    known = await library.read(lambda library: library.remote_items.newest(num))
    others: list[str] = []
    start, size = 0, 1  # usually the newest one is the same, and all is said
    while start < len(known):
        ids = known[start : start + size]
        for remote, is_same in await _compared(server, library, num, ids, failures):
            if is_same:
                return tuple(others)
            others.append(remote)
        start, size = start + size, server.abilities.contents_at_once
    return tuple(others)


async def renumbered_feeds(
    server: SyncServer,
    library: LibraryAccess,
    num: int,
    known: Sequence[KnownFeed],
    feeds: Sequence[RemoteFeed],
    failures: Failures,
) -> frozenset[str]:
    """The ids that stand for other feeds there by now. Raises SyncError.

    A feed at another address has moved if the newest of its stories are still there, and else is another one.
    """
    there = {feed.remote: feed for feed in feeds}
    others = set()
    for one in known:
        if one.url == ADDRESS_UNTOLD:
            continue
        if one.remote in there and plain_address(one.url) != plain_address(there[one.remote].url):
            some = await library.read(
                lambda library, feed=one.remote: library.remote_items.newest(num, feed)  # type: ignore[misc]
            )
            ids = some[: server.abilities.contents_at_once]
            if not any(is_same for _, is_same in await _compared(server, library, num, ids, failures)):
                others.add(one.remote)
    return frozenset(others)


def under_address(known: Sequence[KnownFeed], others: frozenset[str]) -> tuple[KnownFeed, ...]:
    """Known feeds, with those whose ids stand for others by now under their addresses: the server has them no more."""
    return tuple(replace(one, remote=one.url) if one.remote in others else one for one in known)


async def _compared(
    server: SyncServer, library: LibraryAccess, num: int, ids: Sequence[str], failures: Failures
) -> Sequence[tuple[str, bool]]:
    """Those of these stories that the server has, in their order, and whether each is the one that is known."""
    if not ids:
        return ()
    heads = await library.read(lambda library: library.remote_items.heads(num, ids))
    items = {item.remote: item for item in (await contents_of(server, ids, failures))[0]}
    return [(remote, _is_same(items[remote], heads[remote])) for remote in ids if remote in items and remote in heads]


def _is_same(item: RemoteItem, head: Head) -> bool:
    """Whether a story of the server is the one that is here: it may get another title or another link, but not both."""
    return item.entry.title == head.title or plain_link(item.entry.link) in head.links
