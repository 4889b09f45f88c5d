"""`briefing completions`: completions for a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from briefing.cli.output import say

SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("shell", choices=SHELLS)


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    # Late, as that module names this one. The parser at work has this command alone.
    from briefing.cli.commands import build_parser

    return completions(build_parser(filled=False), args.shell)


def completions(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the completions of the command line for a shell."""
    import shtab  # late: no other command needs it

    files = {
        "FILE": shtab.FILE,
        "FILE|URL|-": shtab.FILE,
        "INPUT": shtab.FILE,
        "DIR": shtab.DIRECTORY,
        "FOLDER": shtab.DIRECTORY,
    }
    for action in _actions(parser):
        if action.metavar in files:
            action.complete = files[action.metavar]  # type: ignore[attr-defined]
    say(shtab.complete(parser, shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                command.fill()
                yield from _actions(command)
