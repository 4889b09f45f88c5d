"""`briefing restore`: a backup, put in place."""

from __future__ import annotations

import argparse

from briefing.cli.output import say, tell
from briefing.cli.parser import path
from briefing.cli.session import places_of
from briefing.config.places import Places
from briefing.core.errors import BriefingError
from briefing.services.clock import now
from briefing.storage import archive

NAME = "restore"
HELP = "put a backup in place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("file", type=path, metavar="FILE", help="a file of `briefing backup`, or a daily copy")
    parser.add_argument("--replace", action="store_true", help="put a library that is there aside")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return restore(places_of(args), args)


def restore(places: Places, args: argparse.Namespace) -> int:
    """Put a backup in place; what was there is kept under another name, and needs --replace."""
    if places.database.exists() and not args.replace:
        raise BriefingError(f"there is a library at {places.database}; --replace puts it aside and the backup in place")
    for kept in archive.unpack(args.file, places.database, places.texts, now()):
        tell(f"what was there is kept as {kept}")
    say(str(places.database))
    return 0
