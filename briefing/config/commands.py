"""Commands of the reader's own, to which a story can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.config.yaml_file import Value
from briefing.core.program_text import carries_out_input, is_carried_out

PLACES = ("{address}", "{title}")
INPUTS = ("address", "text", "markdown", "json", "nothing")
_KEYS = ("name", "run", "input", "terminal")


@dataclass(frozen=True, slots=True)
class Command:
    """`run` is a program and its arguments, in which `{address}` and `{title}` stand for those of the story.

    `input` says what the program reads on its standard input; with `terminal` it has the screen until it ends.
    `unsafe` says why it must not run; it is empty for nearly all.
    """

    name: str
    run: tuple[str, ...]
    input: str = "address"
    terminal: bool = False
    unsafe: str = ""


def read_commands(value: Value) -> tuple[Command, ...]:
    """The commands of the settings, unsafe ones too. Raises ConfigError with the line."""
    found: dict[str, Command] = {}
    for item in value.items("commands"):
        command = _command(item)
        if command.name in found:
            raise item.wrong(f"the command {command.name!r} is twice in commands")
        found[command.name] = command
    return tuple(found.values())


def danger_of(value: Value, run: Sequence[str], places: Sequence[str]) -> str:
    """Why a program would carry out what comes into its places, which strangers write; empty where it would not."""
    if not run or not is_carried_out(run, places):
        return ""
    return str(
        value.wrong(
            f"{' and '.join(places)} would be run as code here; give them as arguments of their own, behind"
            f""" it: [sh, -c, 'echo "$1"', sh, "{places[0]}"]"""
        )
    )


def _command(item: Value) -> Command:
    values = item.mapping("a command", _KEYS)
    for key in ("name", "run"):
        if key not in values or values[key].is_null:
            raise item.wrong(f"a command needs {key}")
    run = tuple(part.text("a part of run") for part in values["run"].items("run"))
    if not run or not run[0]:
        raise values["run"].wrong("run must begin with a program")
    given = values["input"].choice("input", INPUTS) if "input" in values else INPUTS[0]
    name = values["name"].text("name")
    unsafe = danger_of(values["run"], run, PLACES)
    if given != "nothing" and carries_out_input(run):
        unsafe = str(
            values["run"].wrong(f"{run[0]} would run what a feed says as code; name the program that it should run")
        )
    return Command(
        name=name,
        run=run,
        input=given,
        terminal=values["terminal"].boolean("terminal") if "terminal" in values else False,
        unsafe=f"The command {name} is left out. {unsafe}" if unsafe else "",
    )
