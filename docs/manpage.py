"""Makes docs/briefing.1, the manual page, from the command line and the table of keys: `python -m docs.manpage`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from briefing.cli.commands import DESCRIPTION, build_parser
from briefing.ui.actions import ACTIONS, Where, shown_keys

TARGET = Path(__file__).with_name("briefing.1")

FILES = {
    "~/.config/briefing/feeds.yaml": "the feeds, put there on first run",
    "~/.config/briefing/settings.yaml": "the settings, if there are any",
    "~/.local/share/briefing/briefing.db": "stories, stars and notes (SQLite)",
    "~/.local/share/briefing/briefing.log": "what went wrong behind the screen",
    "~/.local/share/briefing/*.yaml.kept": "what was read of feeds and settings, for a quick start; may be deleted",
}
ENVIRONMENT = {
    "BRIEFING_FEEDS, BRIEFING_CONFIG, BRIEFING_DATA_DIR": "as --feeds, --config and --data-dir",
    "XDG_CONFIG_HOME, XDG_DATA_HOME": "where the folders above lie otherwise",
    "NO_COLOR": "no colours: marks are told apart by how their letters are drawn",
    "BROWSER": "what opens addresses",
}
EXIT = {
    "0": "done, also when nothing was found",
    "1": "done in part or not at all",
    "2": "wrong usage or configuration",
    "3": "a dry run of briefing sync found something to do",
}


def page() -> str:
    """The whole page, in man's own language."""
    return "\n".join(_lines(build_parser())) + "\n"


def _lines(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield '.TH BRIEFING 1 "" "Briefing" "User commands"'
    yield f".SH NAME\nbriefing \\- {_text(DESCRIPTION[0].lower() + DESCRIPTION[1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield ".B briefing\n.RI [ OPTIONS ]\n.RI [ COMMAND ]"
    yield f".SH DESCRIPTION\n{_text(DESCRIPTION)}\nWithout a command the reader opens."
    yield ".SH OPTIONS"
    yield from _options(parser)
    yield ".SH COMMANDS"
    yield from _commands(parser, "briefing")
    yield ".SH KEYS"
    for where in Where:
        yield f".SS {_text(where.value)}"
        for action in ACTIONS:
            if action.where is where:
                yield from _entry(shown_keys(action), action.description)
    for title, entries in (("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", EXIT)):
        yield f".SH {title}"
        for name, words in entries.items():
            yield from _entry(name, words)


def _commands(parser: argparse.ArgumentParser, name: str) -> Iterator[str]:
    for group in _groups(parser):
        helps = {choice.dest: choice.help or "" for choice in group._choices_actions}
        for command, made in group.choices.items():
            arguments = [_argument(a) for a in made._actions if not a.option_strings and a.metavar != "ACTION"]
            yield f".SS {_text(' '.join([name, command, *arguments]))}"
            yield _text(helps[command])
            yield from _options(made, common=False)
            yield from _commands(made, f"{name} {command}")


def _options(parser: argparse.ArgumentParser, common: bool = True) -> Iterator[str]:
    """The options and described arguments; those that say where things are once only."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or not action.help or action.help == argparse.SUPPRESS:
            continue
        if not common and action.dest in ("help", "feeds_file", "data_dir", "config"):
            continue
        named = ", ".join(action.option_strings)
        yield from _entry(f"{named} {_argument(action)}".strip() if named else _argument(action), action.help)


def _argument(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    name = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    shown = str(name)
    return {"*": f"[{shown}…]", "+": f"{shown}…", "?": f"[{shown}]"}.get(str(action.nargs), shown)


def _groups(parser: argparse.ArgumentParser) -> Iterator[argparse._SubParsersAction[argparse.ArgumentParser]]:
    return (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))


def _entry(name: str, words: str) -> Iterator[str]:
    yield f".TP\n.B {_text(name)}\n{_text(words.replace('%%', '%'))}"


def _text(words: str) -> str:
    """Words that man shows as they are."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
