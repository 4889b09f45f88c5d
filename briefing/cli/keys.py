"""`briefing keys`: the keys of the reader."""

from __future__ import annotations

import argparse

from briefing.cli.output import say, say_json, tell
from briefing.cli.parser import add_format
from briefing.cli.session import settings_of
from briefing.config.settings import Settings
from briefing.ui.actions import Where, bind_keys, shown_keys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return keys(settings_of(args), args)


KEYS_WIDTH = 14


def keys(settings: Settings, args: argparse.Namespace) -> int:
    """Print every action with its keys as they are set, and tell clashes; 1 where there are any."""
    table, problems = bind_keys(dict(settings.reader.keys))
    if args.format == "json":
        say_json(
            {
                "keys": [
                    {
                        "name": action.id,
                        "keys": shown_keys(action).split(),
                        "does": action.description,
                        "group": action.where,
                    }
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
                    say(f"  {shown_keys(action):<{KEYS_WIDTH}} {action.description}  ({action.id})")
            say()
    for problem in problems:
        tell(problem)
    return int(bool(problems))
