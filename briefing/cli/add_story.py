"""`briefing add-story`: web pages as stories."""

from __future__ import annotations

import argparse
from contextlib import suppress

from briefing.cli.exit_codes import DONE, IN_PART
from briefing.cli.output import say, tell
from briefing.cli.session import with_desk
from briefing.core import clean
from briefing.core.errors import AnalysisError, FetchError
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("urls", nargs="+", metavar="URL")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: add_stories(desk, args))


async def add_stories(desk: Desk, args: argparse.Namespace) -> int:
    """Keep pages as stories, and analyse them; the id of each on a line."""
    code = DONE
    for address in args.urls:
        try:
            saved = await desk.pages.add(address)
            with suppress(AnalysisError):
                await desk.analysis.analyse_story(saved.story)
        except FetchError as error:
            tell(str(error))
            code = IN_PART
        else:
            say(saved.story if saved.is_new else f"{saved.story} (was there already)")
            if saved.note:
                tell(f"{clean.shown_address(address)}: {saved.note}")
    return code
