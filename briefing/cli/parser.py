"""What the parsers of all commands have in common: clean words, the places, and kinds of arguments."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from briefing.cli import output
from briefing.core import clean
from briefing.core.errors import ConfigError
from briefing.files import from_home

_MOST = 1_000_000_000
_LEFT_OUT = re.compile(r"-[^-].")
PLACE_OPTIONS = ("--feeds", "--data-dir", "--config")


class CommandParser(argparse.ArgumentParser):
    """A parser whose words pass the cleaning gate, both those that it takes and those that it repeats in errors.

    What names a file has a `type` of its own, and stays as it is.
    """

    def __init__(self, *args: Any, fill: Callable[[CommandParser], None] | None = None, **kwargs: Any) -> None:
        """`fill` gives it its options when they are needed."""
        super().__init__(*args, **kwargs)
        self.register("type", None, clean.line)
        self._fill = fill
        self.searches: set[str] = set()
        """Names of arguments and options that take a search."""

    def fill(self) -> None:
        """Take up the options that it lacks yet."""
        fill, self._fill = self._fill, None
        if fill is not None:
            fill(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As everywhere, with all options."""
        self.fill()
        words = self._as_searches(args) if self.searches and args else args
        found, unknown = super().parse_known_args(words, namespace)
        if unknown:  # here, so that the usage shown is that of the command
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def _as_searches(self, words: Sequence[str]) -> list[str]:
        """Words with a space before `-oil`, which a search leaves out, so that it is taken for no option."""
        return [
            f" {word}" if _LEFT_OUT.match(word) and (before in self.searches or word[:2] not in self.searches) else word
            for before, word in zip(["", *words], words, strict=False)
        ]

    def add_subparsers(self, **kwargs: Any) -> Any:
        """As everywhere; the words behind a command are left to that command's parser."""
        commands = super().add_subparsers(**kwargs)
        commands.type = str
        return commands

    def _print_message(self, message: str, file: Any = None) -> None:
        """As everywhere, but help that cannot be written is an error: argparse would pass over it."""
        if file is sys.stdout:
            output.say(message.removesuffix("\n"))
        else:
            super()._print_message(message, file)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """As everywhere, once the help is out: a reader that has gone can still be handled now."""
        output.flush()
        super().exit(status, message)

    def error(self, message: str) -> NoReturn:
        """As everywhere, with a message that can be printed."""
        super().error(clean.line(message, 4_000))


def add_search(parser: argparse.ArgumentParser, *names: str, **options: Any) -> None:
    """Let a command take a search, as words or as an option. Any of its words may begin with `-`."""
    parser.add_argument(*names, **options)
    if isinstance(parser, CommandParser):
        parser.searches.update(names)


def add_place_options(parser: argparse.ArgumentParser, first: bool) -> None:
    """Add the options that say where things are; after a command they leave alone what was said before it."""
    default = None if first else argparse.SUPPRESS
    group = parser.add_argument_group("where files are")
    group.add_argument(
        "--feeds", type=place, dest="feeds_file", metavar="FILE", default=default, help="the list of feeds"
    )
    group.add_argument("--data-dir", type=place, metavar="DIR", default=default, help="the folder of the database")
    group.add_argument("--config", type=place, metavar="FILE", default=default, help="the settings")


def add_reader_options(parser: argparse.ArgumentParser, first: bool) -> None:
    """Add the options of the reader; after a command they leave alone what was said before it."""
    default = False if first else argparse.SUPPRESS
    parser.add_argument(
        "--demo", action="store_true", default=default, help="open on sample stories, without a network"
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        default=default,
        help="read by typed commands, without boxes and colours: for screen readers, Braille and scripts",
    )


def place_options(first: bool) -> CommandParser:
    """The same, as a parent of parsers."""
    places = CommandParser(add_help=False)
    add_place_options(places, first)
    return places


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Let a command print in one of these formats, usually in the first."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"how to print (default: {formats[0]})")


def count(text: str) -> int:
    """A number from 0 on; one that is larger than any library is as good as the largest."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{clean.line(text)!r} is not a number of 0 or more")
    return min(int(text[:10]), _MOST)


def port(text: str) -> int:
    """A port of this machine; 0 for any that is free."""
    if not text.isdecimal() or len(text) > 5 or int(text) > 65_535:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return int(text)


def source(text: str) -> str:
    """A file, an address, or - for standard input."""
    if not text.strip():
        raise argparse.ArgumentTypeError("nothing is named; say a file, an address, or - for standard input")
    return text


def place(text: str) -> str:
    """A path as it is typed. An empty one is hardly meant: a script may have left its variable empty."""
    if not text.strip():
        raise argparse.ArgumentTypeError("nothing is named; say a path")
    return text


def new_file(text: str) -> Path | None:
    """A file to write; none for - which is standard output."""
    return None if text == "-" else path(text)


def path(text: str) -> Path:
    """A path of the reader; `~` is the home folder."""
    try:
        return from_home(place(text))
    except ConfigError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
