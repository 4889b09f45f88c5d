"""`briefing feeds`: show, add and remove feeds."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefing.cli.output import say, say_json, tell
from briefing.config.feedsfile import add_feed, remove_feed
from briefing.core import clean, shapes
from briefing.core.errors import ConfigError
from briefing.core.events import FeedDone
from briefing.core.feed import Feed, FeedState, FeedStatus
from briefing.core.lines import age, counted
from briefing.desk import Desk, now


async def list_feeds(desk: Desk, args: argparse.Namespace) -> int:
    """Print every feed with its state."""
    statuses = await desk.feeds()
    if args.format == "json":
        say_json({"feeds": [shapes.status_to_json(status) for status in statuses]})
        return 0
    for status in statuses:
        say(feed_lines(status))
    if not statuses:
        tell("there are no feeds yet; `briefing feeds add URL` adds one")
    return 0


async def add(desk: Desk, args: argparse.Namespace, file: Path) -> int:
    """Put a feed into feeds.yaml and fetch it at once; 1 where it could not be fetched."""
    url = clean.address(args.url)
    if url is None:
        raise ConfigError(f"{args.url!r} is no http or https address")
    feed = Feed(url, clean.line(args.title), clean.line(args.group))
    if not add_feed(file, feed):
        tell(f"{clean.shown_address(url)} is in {file} already")
        return 0
    desk.configured = (*desk.configured, feed)
    tell(f"added to {file}")
    async for event in desk.refresh([url]):
        if isinstance(event, FeedDone):
            found = event.fetched.message or counted(len(event.new_stories), "story", "stories")
            say(f"{event.title}: {found}")
            return int(event.fetched.state is FeedState.FAILED)
    return 1


def remove(args: argparse.Namespace, file: Path) -> int:
    """Take a feed out of feeds.yaml; its stories stay in the library."""
    removed = remove_feed(file, args.url)
    say(f"removed {clean.shown_address(removed.url)} from {file}; its stories stay")
    return 0


def feed_lines(status: FeedStatus) -> str:
    """A feed with its state, and its sentence where it has one."""
    state = "not asked yet" if status.state is None else status.state.value
    asked = "" if status.last_fetch is None else f", {age(status.last_fetch, now())} ago"
    place = status.feed.group if status.configured else "not in feeds.yaml any more"
    first = f"{status.title} · {clean.shown_address(status.feed.url)}" + (f" · {place}" if place else "")
    second = f"    {state}{asked} · {status.unread:,} unread of {status.total:,}"
    return f"{first}\n{second}" + (f"\n    {status.message}" if status.message else "")
