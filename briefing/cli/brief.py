"""`briefing brief`: the day's briefing."""

from __future__ import annotations

import argparse
import webbrowser

from briefing.cli.exit_codes import DONE
from briefing.cli.output import flush, say, say_json_text, tell
from briefing.cli.parser import add_format, new_file
from briefing.cli.session import tell_waiting, with_desk
from briefing.core.brief import By, all_stories
from briefing.core.brief_formats import BRIEF_FORMATS, IN_BROWSER
from briefing.core.brief_markdown import summary
from briefing.core.errors import UsageError
from briefing.core.query import search_words
from briefing.services.briefs import LAST_PRINTED
from briefing.services.clock import now
from briefing.services.desk import Desk

FORMATS = tuple(BRIEF_FORMATS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, *FORMATS)
    parser.add_argument("--since", metavar="WHEN", help="24h, 7d or 2026-11-01 (default: since the last one printed)")
    parser.add_argument("--by", choices=[by.value for by in By], default=By.PAIR.value, help="how offers are grouped")
    parser.add_argument("--out", type=new_file, metavar="FILE", help="the file to write; - is standard output")
    parser.add_argument("--open", action="store_true", help="write it as HTML and open it in the browser")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: brief(desk, args))


async def brief(desk: Desk, args: argparse.Namespace) -> int:
    """Print the briefing, or put it into a file, whose path is printed.

    One that begins where the last one ended is remembered, apart from those of the reader; one since a time of one's
    own is not.
    """
    since = search_words.moment(args.since, now()) if args.since else None
    if args.since and since is None:
        raise UsageError(f"--since: {args.since} is not a date; use 24h, 7d, 2w or 2026-11-01")
    await desk.ledger.settle()
    made = await desk.briefs.make(since, LAST_PRINTED)
    chosen = BRIEF_FORMATS[args.format]
    if args.open and args.format == FORMATS[0]:
        chosen = IN_BROWSER
    hashes = await desk.ledger.evidence(tuple(all_stories(made))) if chosen.has_evidence else {}
    text = chosen.write(made, By(args.by), hashes)
    tell(summary(made))
    await tell_waiting(desk)
    if args.out is None and not args.open:
        (say_json_text if args.format == "json" else say)(text.rstrip("\n"))
    else:
        file = await desk.briefs.save(made, text, chosen.ending, args.out)
        say(str(file))
        if args.open and not webbrowser.open(file.resolve().as_uri()):
            tell("no browser could be opened; open the file yourself")
    if since is None:
        flush()  # one that nobody has got is made again
        await desk.briefs.remember(made, LAST_PRINTED)
    return DONE
