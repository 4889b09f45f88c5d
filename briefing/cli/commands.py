"""The table of commands, and the parser that is made from it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import NamedTuple

from briefing import __version__
from briefing.cli.parser import PLACE_OPTIONS, CommandParser, add_place_options, add_reader_options

DESCRIPTION = "A news reader for the terminal that marks who proposed what to whom."


class Command(NamedTuple):
    """A command: its name, its module beside this one, and what it is for.

    The module has `add_arguments(parser)` and `run(args)`, which gives the exit code and raises BriefingError. It is
    loaded when its command is used: the reader would wait for all the others.
    """

    name: str
    module: str
    help: str

    def fill(self, parser: CommandParser) -> None:
        """Give the command's parser its options."""
        module = import_module(f"briefing.cli.{self.module}")
        add_place_options(parser, first=False)
        module.add_arguments(parser)
        parser.set_defaults(run=module.run)


COMMANDS = (
    Command("read", "read", "open the reader (as does no command at all)"),
    Command("fetch", "fetch", "fetch new stories from the feeds, and analyse them"),
    Command("list", "list_stories", "show stories, newest first"),
    Command("show", "show", "show one story with its offers and measures"),
    Command("add-story", "add_story", "keep web pages as stories"),
    Command(
        "offers", "offers", "show the ledger: who put what to whom, which measures were taken, and what became of it"
    ),
    Command("watch", "watches", "named searches of the ledger that notify you of what they find"),
    Command(
        "picture",
        "picture",
        "draw the ledger: who deals with whom, an exchange in time, acts a day, figures of a resource",
    ),
    Command("brief", "brief", "the day's briefing: what was put to whom since the last one"),
    Command("corrections", "corrections", "what you corrected in the panel"),
    Command("analyze", "analyze", "find actors, resources, offers and measures in a text"),
    Command("save", "save", "save annotated stories as Markdown"),
    Command("backup", "backup", "write the library, feeds and settings to one file"),
    Command("restore", "restore", "put a backup in place"),
    Command("download", "download", "download the files of a story, such as podcasts or papers"),
    Command("import", "importing", "move in from another reader"),
    Command("archive", "archive", "analyse millions of stories into tables, and search them"),
    Command("feeds", "feeds", "show, add, change, remove, import and export feeds"),
    Command(
        "accounts", "accounts", "show, add, check, rename and remove accounts on servers such as FreshRSS and Miniflux"
    ),
    Command("sync", "sync", "keep what is read, starred and subscribed to the same here and on your servers"),
    Command("serve", "serve", "open the reader in a browser on this machine"),
    Command("keys", "keys", "show the keys of the reader, as the settings have them"),
    Command("completions", "completions", "print completions for a shell"),
    Command("doctor", "doctor", "show what is installed, where files are, and which feeds fail and why"),
)
"""In the order of `briefing --help`. Without a command the reader opens."""

_GUESSED = {
    "ledger": "offers",
    "search": "list",
    "refresh": "fetch",
    "update": "fetch",
    "export": "feeds",
    "open": "read",
    **{option: f"--{option}" for option in ("demo", "help", "plain", "version")},
}
"""Words that people guess for commands which bear another name, or are options."""


def build_parser(filled: bool = True, commands: Iterable[Command] = COMMANDS) -> CommandParser:
    """The parser of some commands. The places may be given before or after the command. Parsers of commands that are
    not `filled` get their options when they are used.
    """
    parser = CommandParser(prog="briefing", description=DESCRIPTION)
    add_place_options(parser, first=True)
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    add_reader_options(parser, first=True)
    parser.set_defaults(run=_read, command=None)
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in commands:
        made = parsers.add_parser(command.name, help=command.help, description=command.help, fill=command.fill)
        if filled:
            made.fill()
    return parser


def _read(args: argparse.Namespace) -> int:
    from briefing.cli import read  # late: most command lines name another command

    return read.run(args)


def _commands_in(words: Sequence[str]) -> Sequence[Command]:
    """The commands that a command line may name: one or none where that is plain, as a parser of each takes long."""
    if words and (named := [command for command in COMMANDS if command.name == words[0]]):
        return named
    return () if _first_word(words) is None else COMMANDS


def _first_word(words: Sequence[str]) -> str | None:
    """The first word that is neither an option before a command nor the place that one names."""
    rest = iter(words)
    for word in rest:
        if word not in ("--demo", "--plain") and (word not in PLACE_OPTIONS or next(rest, "-").startswith("-")):
            return word
    return None


def _meant(word: str) -> str:
    """What somebody may have meant who typed a command that there is not, and all that there are."""
    from difflib import get_close_matches  # late: hardly ever needed

    names = [command.name for command in COMMANDS]
    near = get_close_matches(word, names, 1)
    name = _GUESSED.get(word) or (near[0] if near else "")
    guess = f"; did you mean `briefing {name}`?" if name else ""
    return f"{guess} (there are {', '.join(names)})"


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    """What a command line says; one that is wrong ends the program with exit code 2 and a sentence."""
    words = sys.argv[1:] if argv is None else argv
    parser = build_parser(filled=False, commands=_commands_in(words))
    word = _first_word(words)
    if word is not None and not word.startswith("-") and all(command.name != word for command in COMMANDS):
        parser.error(f"there is no command {word!r}{_meant(word)}")
    args = parser.parse_args(words)
    for option, others in (("demo", ("read", "serve")), ("plain", ("read",))):
        if getattr(args, option, False) and args.command not in (None, *others):
            parser.error(f"--{option} opens the reader; it cannot be used with {args.command!r}")
    return args
