"""`briefing backup`: a whole library in one file."""

from __future__ import annotations

import argparse

from briefing.cli.output import say
from briefing.cli.parser import path
from briefing.cli.session import places_of
from briefing.config.places import Places
from briefing.storage import bundle
from briefing.terminal import end_in_order


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("file", type=path, metavar="FILE", help="the file to make, such as briefing.zip")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    with end_in_order():  # what is half done is taken away
        return backup(places_of(args), args)


def backup(places: Places, args: argparse.Namespace) -> int:
    """Write the library and its configuration to one file; its path is printed."""
    bundle.pack(args.file, places.database, places.texts)
    say(str(args.file))
    return 0
