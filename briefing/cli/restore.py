"""`briefing restore`: a backup, put in place."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from briefing.cli.output import say, tell
from briefing.cli.parser import path
from briefing.cli.prompts import ask
from briefing.cli.session import places_of
from briefing.config.feeds import read_feeds
from briefing.config.places import Places
from briefing.config.settings import read_settings
from briefing.core import clean
from briefing.core.errors import BriefingError, ConfigError
from briefing.services.clock import now
from briefing.storage import archive

NAME = "restore"
HELP = "put a backup in place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("file", type=path, metavar="FILE", help="a file of `briefing backup`, or a daily copy")
    parser.add_argument("--replace", action="store_true", help="put a library that is there aside")
    parser.add_argument("--yes", action="store_true", help="do not ask about programs that the settings name")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return restore(places_of(args), args)


def restore(places: Places, args: argparse.Namespace) -> int:
    """Put a backup in place; what was there is kept under another name, and needs --replace."""
    if places.database.exists() and not args.replace:
        raise BriefingError(f"there is a library at {places.database}; --replace puts it aside and the backup in place")
    for kept in archive.unpack(args.file, places.database, places.texts, now(), partial(_look, yes=args.yes)):
        tell(f"what was there is kept as {kept}")
    say(str(places.database))
    return 0


def _look(texts: Mapping[str, Path], yes: bool) -> None:
    """See that the texts of a backup can be read, and have its programs agreed to: anybody may have written it."""
    programs: list[tuple[str, ...]] = []
    try:
        if "feeds.yaml" in texts:
            programs += [feed.password_command for feed in read_feeds(texts["feeds.yaml"]) if feed.password_command]
        if "settings.yaml" in texts:
            programs += read_settings(texts["settings.yaml"]).programs
    except ConfigError as error:
        raise BriefingError(
            f"nothing was restored: {error.reason} ({Path(error.file or '').name} of the backup)"
        ) from None
    if not programs:
        return
    tell("the backup names programs that Briefing would run:")
    for program in programs:
        tell(f"    {clean.line(shlex.join(program))}")
    if not yes and not ask("Restore it with them?"):
        raise BriefingError("nothing was restored; --yes restores it with its programs")
