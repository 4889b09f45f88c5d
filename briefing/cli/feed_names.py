"""Which feed a person names on the command line: by its address or its title, as lists show them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.address_input import feed_place, typed_addresses
from briefing.core.clean import line, shown_address
from briefing.core.errors import BriefingError, UnknownFeed
from briefing.core.feed import Feed, FeedStatus
from briefing.services.desk import Desk


async def feed_named(desk: Desk, name: str) -> Feed:
    """The one feed of feeds.yaml with this address or title. Raises UnknownFeed, BriefingError where there are more."""
    found = await feeds_named(desk, name)
    if len(found) > 1:
        addresses = ", ".join(shown_address(feed.url) for feed in found)
        raise BriefingError(f"several feeds are called {line(name)!r}; name one by its address: {addresses}")
    return found[0]


async def feeds_named(desk: Desk, name: str) -> list[Feed]:
    """The feeds of feeds.yaml with this address or title. Raises UnknownFeed where there is none."""
    statuses = [status for status in await desk.subscriptions.statuses() if status.configured]
    found = statuses_named(statuses, name)
    if not found:
        raise UnknownFeed(name)
    return [status.feed for status in found]


def statuses_named(statuses: Sequence[FeedStatus], name: str) -> list[FeedStatus]:
    """Those that bear a name: as feeds.yaml has it, else the title, else the address as a person may type it."""
    exact = [status for status in statuses if name and name in (status.feed.url, status.feed.title)]
    if exact:
        return exact
    titled = [status for status in statuses if status.title.casefold() == name.strip().casefold()]
    if titled:
        return titled
    typed = {feed_place(shown_address(address)) for address in typed_addresses(name)}
    return [status for status in statuses if feed_place(shown_address(status.feed.url)) in typed]
