"""`briefing keys` and `briefing completions`: the keys of the reader, and completions for shells."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from briefing.cli.output import say, say_json, tell
from briefing.config.settings import Settings
from briefing.ui.actions import Where, bound, shown_keys

KEYS_WIDTH = 14


def keys(settings: Settings, args: argparse.Namespace) -> int:
    """Print every action with its keys as they are set, and tell clashes; 1 where there are any."""
    table, problems = bound(dict(settings.keys))
    if args.format == "json":
        say_json(
            {
                "keys": [
                    {"name": action.id, "keys": shown_keys(action).split(), "does": action.words, "group": action.where}
                    for action in table
                ],
                "problems": list(problems),
            }
        )
    else:
        for where in Where:
            say(f"{where.value}")
            for action in table:
                if action.where is where:
                    say(f"  {shown_keys(action):<{KEYS_WIDTH}} {action.words}  ({action.id})")
            say()
    for problem in problems:
        tell(problem)
    return int(bool(problems))


def completions(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the completions of the command line for a shell."""
    import shtab  # late: no other command needs it

    files = {"FILE": shtab.FILE, "FILE|URL|-": shtab.FILE, "DIR": shtab.DIRECTORY, "FOLDER": shtab.DIRECTORY}
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
                yield from _actions(command)
