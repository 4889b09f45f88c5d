"""The feeds of servers, made those that the engine knows: what is the same whichever protocol tells of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.fetch.addresses import absolute, without_login
from briefing.sync.server import RemoteFeed
from briefing.sync.servers.stories import words


def remote_feed(remote: str, address: Any, elsewhere: str, title: str, group: str, site: Any) -> RemoteFeed:
    """A feed with the id `remote`, as the engine knows it. `title` and `group` are clean; addresses are as told.

    One whose address is none of the web gets `elsewhere`, a place on its server, for one.
    """
    return RemoteFeed(
        remote=remote,
        url=without_login(absolute(words(address))) or elsewhere,
        title=title,
        group=group,
        site=without_login(absolute(words(site))),
    )


def feed_at(feeds: Iterable[RemoteFeed], url: str) -> RemoteFeed | None:
    """The feed that has an address."""
    return next((feed for feed in feeds if feed.url == url), None)


def wanted_names(known: RemoteFeed | None, title: str, group: str) -> tuple[str | None, str | None]:
    """The title and the group that a feed is to get there; None for what was not named, or is so already."""
    has_title, has_group = (None, None) if known is None else (known.title, known.group)
    return (title if title and title != has_title else None), (group if group and group != has_group else None)
