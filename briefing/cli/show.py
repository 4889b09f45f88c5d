"""`briefing show`: one story with its offers and measures."""

from __future__ import annotations

import argparse

from briefing.cli.exit_codes import DONE
from briefing.cli.output import arrow, say, say_json
from briefing.cli.parser import add_format
from briefing.cli.session import settings_of, with_desk
from briefing.core import json_format, plaintext
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json", "markdown")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--full-text", action="store_true", help="the text of its web page, fetched if necessary")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: show(desk, args))


async def show(desk: Desk, args: argparse.Namespace) -> int:
    """Print one story."""
    if args.full_text:
        await desk.pages.complete_once(args.id)
    opened = await desk.stories.open(args.id)
    notes = [note.text for note in opened.annotations.notes]
    if args.format == "json":
        say_json(
            json_format.story_to_json(
                opened.story, opened.analysis, notes, opened.annotations.reports, settings_of(args).reader.bounds
            )
        )
    elif args.format == "markdown":
        say(desk.saving.as_text(opened.story, opened.analysis, opened.annotations).rstrip())
    else:
        bounds = settings_of(args).reader.bounds
        say(plaintext.story_text(opened.story, opened.analysis, opened.note, arrow(), bounds))
    return DONE
