"""The table of commands, and the parser that is made from it."""

from __future__ import annotations

import argparse
from typing import Protocol

from briefing import __version__
from briefing.cli import (
    accounts,
    add_story,
    analyze,
    archive,
    backup,
    brief,
    completions,
    corrections,
    doctor,
    download,
    feeds,
    fetch,
    importing,
    keys,
    list_stories,
    offers,
    picture,
    read,
    restore,
    save,
    serve,
    show,
    sync,
    watches,
)
from briefing.cli.parser import CommandParser, place_options

DESCRIPTION = "A news reader for the terminal that marks who proposed what to whom."


class Command(Protocol):
    """What a module of this table has."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of the command."""
        ...

    def run(self, args: argparse.Namespace) -> int:
        """Run the command; its exit code. Raises BriefingError."""
        ...


COMMANDS: tuple[Command, ...] = (
    read,
    fetch,
    list_stories,
    show,
    add_story,
    offers,
    watches,
    picture,
    brief,
    corrections,
    analyze,
    save,
    backup,
    restore,
    download,
    importing,
    archive,
    feeds,
    accounts,
    sync,
    serve,
    keys,
    completions,
    doctor,
)
"""In the order of `briefing --help`. Without a command the reader opens."""


def build_parser() -> argparse.ArgumentParser:
    """The parser. The places may be given before or after the command."""
    parser = CommandParser(prog="briefing", description=DESCRIPTION, parents=[place_options(first=True)])
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    parser.add_argument("--demo", action="store_true", help="open on sample stories, without a network")
    parser.add_argument("--plain", action="store_true", help=read.PLAIN)
    parser.set_defaults(run=read.run, parser=parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        made = commands.add_parser(
            command.NAME, help=command.HELP, description=command.HELP, parents=[place_options(first=False)]
        )
        command.add_arguments(made)
        made.set_defaults(run=command.run)
    return parser


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    """What a command line says; one that is wrong ends the program with exit code 2 and a sentence."""
    parser = build_parser()
    args = parser.parse_args(argv)
    for option in ("demo", "plain"):
        if getattr(args, option, False) and args.command not in (None, read.NAME, serve.NAME):
            parser.error(f"--{option} opens the reader; it cannot be used with {args.command!r}")
    return args
