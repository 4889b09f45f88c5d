"""`briefing list`: stories, by query."""

from __future__ import annotations

import argparse

from briefing.cli.exit_codes import DONE
from briefing.cli.output import arrow, say, say_json, tell
from briefing.cli.parser import add_format, add_search, count
from briefing.cli.query import query_of
from briefing.cli.session import with_desk
from briefing.core import json_format, plaintext
from briefing.core.formatting import counted
from briefing.services.clock import now
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json")
    parser.add_argument("--limit", type=count, default=50, metavar="N", help="at most this many (default: 50)")
    add_search(parser, "--query", default="", metavar="Q", help='as in the reader: oil "rare earth" is:unread since:3d')


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: list_stories(desk, args))


async def list_stories(desk: Desk, args: argparse.Namespace) -> int:
    """Print the lines of a list."""
    wanted = query_of(args.query)
    headlines = await desk.stories.headlines(await desk.stories.find(wanted, args.limit), wanted)
    for sentence in await desk.stories.unknown_names(wanted):
        tell(sentence)
    total = await desk.stories.count(wanted)
    if args.format == "json":
        say_json({"stories": [json_format.headline_to_json(headline) for headline in headlines], "total": total})
        return DONE
    moment = now()
    for headline in headlines:
        say(plaintext.headline_lines(headline, moment, arrow()))
    tell(f"{len(headlines):,} of {counted(total, 'story', 'stories')}")
    if not total and not args.query:
        tell("`briefing fetch` brings the stories of your feeds")
    return DONE
