"""`briefing import`: moving in from other readers."""

from __future__ import annotations

import argparse
import os

from briefing.cli.feeds import add_list_arguments, import_list, make_room, tell_left_out
from briefing.cli.output import Progress, say, tell
from briefing.cli.parser import path, place_options
from briefing.cli.session import with_desk
from briefing.core.errors import BriefingError
from briefing.core.formatting import counted
from briefing.intake.newsboat import usual_places
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    sources = parser.add_subparsers(dest="action", metavar="READER", required=True)
    words = "take over newsboat's feeds and stories, with what was read and flagged"
    newsboat = sources.add_parser("newsboat", help=words, description=words, parents=[place_options(first=False)])
    newsboat.add_argument("--urls", type=path, metavar="FILE", help="its list of feeds")
    newsboat.add_argument("--cache", type=path, metavar="FILE", help="its stories")
    words = "add the feeds of an OPML list, as Feedly, Inoreader, FreshRSS, Miniflux and others write it"
    opml = sources.add_parser("opml", help=words, description=words, parents=[place_options(first=False)])
    add_list_arguments(opml)


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: import_from(desk, args), with_shipped=False)


async def import_from(desk: Desk, args: argparse.Namespace) -> int:
    """Move in from what was named; the exit code."""
    return await import_list(desk, args) if args.action == "opml" else await newsboat(desk, args)


async def newsboat(desk: Desk, args: argparse.Namespace) -> int:
    """Take over newsboat's feeds, stories, and what was read and flagged."""
    usual_urls, usual_cache = usual_places(os.environ)
    urls, cache = args.urls or usual_urls, args.cache or usual_cache
    if args.urls is None and not urls.exists():
        raise BriefingError(f"newsboat's list of feeds is not at {urls}; say where with --urls FILE")
    if not cache.exists():
        if args.cache is not None:
            raise BriefingError(f"there is no {cache}")
        tell(f"newsboat's cache is not at {cache}, so only feeds come; say where with --cache FILE")
    progress = Progress()

    def on_progress(done: int, total: int) -> None:
        progress.show(f"stories of {done:,}/{total:,} feeds")

    moved = await desk.subscriptions.import_newsboat(urls, cache if cache.exists() else None, on_progress)
    progress.clear()
    tell_left_out(moved.left_out)
    stories, new = moved.stories, len(moved.stories.new_stories)
    say(f"feeds: {moved.new_feeds:,} added, {moved.known_feeds:,} were there already")
    if moved.new_feeds:
        await make_room(desk)
    if moved.searches:
        say(f"saved searches: {moved.searches:,} added (were query feeds)")
    say(f"stories: {new:,} added, {stories.read:,} marked as read, {stories.starred:,} starred (were flagged)")
    if new:
        tell(f"{counted(new, 'story', 'stories')} will be analysed when `briefing` or `briefing fetch` runs")
    return 0
