"""`briefing restore`: a backup, put in place."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from briefing.cli.output import say, tell
from briefing.cli.parser import path
from briefing.cli.prompts import ask
from briefing.cli.session import places_of
from briefing.config.actors import read_aliases
from briefing.config.feeds import read_feeds
from briefing.config.places import Places
from briefing.config.settings import Settings
from briefing.config.settings_file import read_settings
from briefing.core import clean
from briefing.core.errors import BriefingError, ConfigError
from briefing.core.hosts import is_named_private
from briefing.files import from_home
from briefing.services.clock import now
from briefing.storage import bundle
from briefing.terminal import end_in_order

_SHOWN = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("file", type=path, metavar="FILE", help="a file of `briefing backup`, or a daily copy")
    parser.add_argument("--replace", action="store_true", help="put the existing library aside")
    parser.add_argument(
        "--yes", action="store_true", help="do not ask about the programs, inner addresses and folders that it names"
    )


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    with end_in_order():  # what is half done is taken away
        return restore(places_of(args), args)


def restore(places: Places, args: argparse.Namespace) -> int:
    """Put a backup in place; what was there is kept under another name, and needs --replace."""
    bundle.refuse_other_file(args.file)  # first, or --replace would be recommended for it
    if places.database.exists() and not args.replace:
        raise BriefingError(f"there is a library at {places.database}; --replace puts it aside and restores the backup")
    for kept in bundle.unpack(args.file, places.database, places.texts, now(), partial(_look, yes=args.yes)):
        tell(f"what was there is kept as {kept}")
    say(str(places.database))
    return 0


def _look(texts: Mapping[str, Path], yes: bool) -> None:
    """See that the texts of a backup can be read, and have what it would do agreed to: anybody may have written it.

    That is the programs that would be run, those that this version leaves out and another may not, the addresses in the
    reader's own network that would be asked, and the folders of other programs that would be written to.
    """
    programs: list[tuple[str, ...]] = []
    left_out: list[str] = []
    inner: list[str] = []
    folders: list[str] = []
    try:
        if "feeds.yaml" in texts:
            feeds = read_feeds(texts["feeds.yaml"])
            programs += [feed.password_command for feed in feeds if feed.password_command]
            inner += [clean.shown_address(feed.url) for feed in feeds if feed.may_be_private]
        if "settings.yaml" in texts:
            settings = read_settings(texts["settings.yaml"])
            programs += settings.programs
            left_out += [problem.replace(f"{texts['settings.yaml'].parent}/", "") for problem in settings.problems]
            folders += _of_programs(settings.save_folder, settings.download_folder)
            inner += [
                clean.shown_address(account.url) for account in settings.accounts if is_named_private(account.url)
            ]
        if "actors.yaml" in texts:
            read_aliases(texts["actors.yaml"])
    except ConfigError as error:
        raise BriefingError(
            f"nothing was restored: {error.reason} ({Path(error.file or '').name} of the backup)"
        ) from None
    _tell_all("the backup names programs that Briefing would run:", [shlex.join(program) for program in programs])
    _tell_all("the backup names programs that Briefing leaves out:", left_out)
    _tell_all("the backup names addresses in your own network that Briefing would fetch:", inner)
    _tell_all("the backup names folders of other programs in which Briefing would put files:", folders)
    if (programs or left_out or inner or folders) and not yes and not ask("Restore it with them?"):
        raise BriefingError("nothing was restored; --yes restores it with them")


def _of_programs(*folders: Path) -> list[str]:
    """Folders in which programs may carry out what they find: hidden ones, those of commands, all outside the home."""
    usual = Settings()
    found = []
    for folder in folders:
        if folder in (usual.save_folder, usual.download_folder):
            continue
        home, target = from_home("~").resolve(), folder.resolve()
        inside = target.relative_to(home).parts if target.is_relative_to(home) else ()
        if not inside or any(part.startswith(".") or part in ("bin", "Library", "AppData") for part in inside):
            found.append(str(folder))
    return found


def _tell_all(what: str, lines: Sequence[str]) -> None:
    if lines:
        tell(what)
    for one in lines[:_SHOWN]:
        tell(clean.line(one))
    if len(lines) > _SHOWN:
        tell(f"and {len(lines) - _SHOWN:,} more")
