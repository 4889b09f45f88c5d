"""`briefing brief`: the day's briefing."""

from __future__ import annotations

import argparse
import webbrowser

from briefing.cli.output import as_json, say, tell
from briefing.core.brief import By
from briefing.core.brief_html import to_html
from briefing.core.brief_markdown import summary, to_json, to_markdown
from briefing.core.query import search_words
from briefing.desk import Desk, now


async def brief(desk: Desk, args: argparse.Namespace) -> int:
    """Print the briefing, or put it into a file, whose path is printed.

    One that begins where the last one ended is remembered; one since a time of one's own is not.
    """
    since = search_words.moment(args.since, now()) if args.since else None
    if args.since and since is None:
        tell(f"--since: {args.since} is no date; say 24h, 7d, 2w or 2026-11-01")
        return 2
    made = await desk.overview.brief(since)
    shape = "html" if args.open and args.format == "markdown" else args.format
    by = By(args.by)
    if shape == "json":
        hashes = await desk.overview.evidence(tuple(made.told()))
        text = as_json(to_json(made, hashes, by)) + "\n"
    else:
        text = to_html(made, by) if shape == "html" else to_markdown(made, by)
    tell(summary(made))
    if args.out is None and not args.open:
        say(text.rstrip("\n"))
    else:
        path = await desk.overview.save_brief(made, text, {"markdown": "md"}.get(shape, shape), args.out)
        say(str(path))
        if args.open and not webbrowser.open(path.resolve().as_uri()):
            tell("no browser could be opened; the file is there")
    if since is None:
        await desk.overview.brief_given(made)
    return 0
