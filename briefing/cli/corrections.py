"""`briefing corrections`: what the reader said about what was found, and the stories it was said of as examples."""

from __future__ import annotations

import argparse
import asyncio
import json

from briefing.cli.output import say, say_json, tell
from briefing.cli.parser import new_file, place_options
from briefing.cli.session import with_desk
from briefing.core.correction_words import in_words
from briefing.core.errors import StorageError
from briefing.core.formatting import counted
from briefing.core.gold import gold_example
from briefing.core.json_format import time_to_json
from briefing.files import write_whole
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    shown = actions.add_parser(
        "list", help="show your corrections, the newest first", parents=[place_options(first=False)]
    )
    shown.add_argument("--format", choices=("text", "json"), default="text")
    export = actions.add_parser(
        "export", help="write the corrected stories in the format of gold files", parents=[place_options(first=False)]
    )
    export.add_argument(
        "--out", type=new_file, metavar="FILE", help="the file to write (JSON lines); - is standard output"
    )


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: corrections(desk, args))


async def corrections(desk: Desk, args: argparse.Namespace) -> int:
    """List or export them."""
    return await (_list(desk, args) if args.action == "list" else _export(desk, args))


async def _list(desk: Desk, args: argparse.Namespace) -> int:
    said = tuple(reversed(await desk.annotations.corrections()))
    if args.format == "json":
        rows = [
            {
                "id": one.id,
                "story": one.story,
                "offer": one.offer or None,
                "part": one.part.value,
                "subject": one.subject or None,
                "value": one.value,
                "made": time_to_json(one.made),
            }
            for one in said
        ]
        say_json({"corrections": rows})
        return 0
    for one in said:
        say(f"{one.story}  {f'offer {one.offer}: ' if one.offer else ''}{in_words(one)}")
    tell(counted(len(said), "correction"))
    return 0


async def _export(desk: Desk, args: argparse.Namespace) -> int:
    lines = []
    for story_id in dict.fromkeys(one.story for one in await desk.annotations.corrections()):
        opened = await desk.stories.open(story_id)
        if opened.analysis is not None:
            lines.append(json.dumps(gold_example(opened.story, opened.analysis), ensure_ascii=False))
    text = "".join(f"{line}\n" for line in lines)
    if args.out is None:
        if lines:
            say(text.rstrip("\n"))
    else:
        try:
            await asyncio.to_thread(write_whole, args.out, text)
        except OSError as error:
            raise StorageError(f"{args.out} cannot be written: {error.strerror or error}") from error
        say(str(args.out))
    tell(counted(len(lines), "story", "stories"))
    return 0
