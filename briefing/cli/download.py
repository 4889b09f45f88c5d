"""`briefing download`: the files that a story comes with."""

from __future__ import annotations

import argparse

from briefing.cli.output import Progress, say, tell
from briefing.cli.parser import count, path
from briefing.cli.session import with_desk
from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.formatting import size_text
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--pick", type=count, metavar="N", help="only this file (default: all)")
    parser.add_argument(
        "--out", type=path, metavar="FOLDER", help="the folder (default: download_folder of the settings)"
    )


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: download(desk, args))


async def download(desk: Desk, args: argparse.Namespace) -> int:
    """Fetch the files of a story, or one of them; the path of each on a line."""
    files = (await desk.stories.open(args.id)).story.enclosures
    if not files:
        tell("this story has no files")
        return 0
    if args.pick is not None:
        if not 1 <= args.pick <= len(files):
            tell(f"there is no file {args.pick}; these are there:")
            for number, file in enumerate(files, 1):
                tell(f"{number} {file.kind or 'file'} {clean.shown_address(file.address)}")
            return 1
        files = files[args.pick - 1 : args.pick]
    code, progress = 0, Progress()

    def on_progress(done: int, total: int | None) -> None:
        progress.show(size_text(done) + (f" of {size_text(total)}" if total else ""))

    for file in files:
        try:
            path = await desk.files.download(args.id, file, on_progress, args.out)
        except FetchError as error:
            progress.clear()
            tell(str(error))
            code = 1
        else:
            progress.clear()
            say(str(path))
    return code
