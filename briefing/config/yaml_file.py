"""A YAML file as mappings whose every wrong key or value is an error that names its line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config.yaml_nodes import KeptNodes, Node
from briefing.core import clean
from briefing.core.errors import ConfigError

if TYPE_CHECKING:
    from briefing.config.composing import Composed

_DURATION = re.compile(r"(\d{1,5})\s*(m|h|d)")
_MISREAD = re.compile(r"[-+]?(?:0[\d_]+|.*:.*)")
"""Numbers that YAML reads as hardly anybody means them: 0100 as 64, and 1:30 as 90."""
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def duration_text(duration: timedelta) -> str:
    """A time as a file says it, in the largest unit that holds it: 30m, 2h, 1d."""
    for unit, size in reversed(_UNITS.items()):
        if duration % size == timedelta():
            return f"{duration // size}{unit}"
    return f"{max(1, duration // _UNITS['m'])}m"


class Value:
    """A value of a file, knowing its line. Each reader raises ConfigError where the value is of another kind."""

    def __init__(self, node: Node, file: Path) -> None:
        self._node = node
        self.file = file

    @property
    def line(self) -> int:
        """Where the value stands, from 1."""
        return self._node.line

    def wrong(self, message: str) -> ConfigError:
        """An error about this value."""
        return ConfigError(message, self.file, self.line)

    @property
    def is_null(self) -> bool:
        """Whether nothing stands here."""
        return self._node.kind == "null"

    @property
    def is_text(self) -> bool:
        """Whether a text, a number or yes or no stands here."""
        return self._node.kind == "scalar"

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return self._node.kind == "list"

    def mapping(self, what: str, known: tuple[str, ...] | None = None) -> dict[str, Value]:
        """The values by key. `known` lists the keys that may stand here; None lets every key through."""
        if self._node.kind != "mapping":
            raise self.wrong(f"{what} must be a mapping (key: value, with a space behind the colon)")
        found: dict[str, Value] = {}
        for key_node, value_node in zip(self._node.parts[::2], self._node.parts[1::2], strict=True):
            key = Value(key_node, self.file).text("a key")
            here = Value(key_node, self.file)
            if known is not None and key not in known:
                raise here.wrong(f"unknown key {key!r} in {what}{_meant(key, known)}; known are: {', '.join(known)}")
            if key in found:
                raise here.wrong(f"the key {key!r} is twice in {what}")
            found[key] = Value(value_node, self.file)
        return found

    def items(self, what: str) -> Iterator[Value]:
        """The values of a list."""
        if not self.is_list:
            raise self.wrong(f"{what} must be a list (lines that begin with a dash and a space)")
        return (Value(node, self.file) for node in self._node.parts)

    def text(self, what: str) -> str:
        """A text of one line."""
        if self.is_null:
            raise self.wrong(f"{what} has no value; write one, or remove the line")
        if not self.is_text:
            raise self.wrong(f"{what} must be a text")
        return clean.line(self._node.text)

    def words(self, what: str) -> list[str]:
        """A list of texts, or a line of words of which some may be quoted. Raises ValueError for an open quote."""
        if self.is_list:
            return [item.text(what) for item in self.items(what)]
        return shlex.split(self.text(what))

    def command(self, what: str) -> tuple[str, ...]:
        """A program and its arguments, as a list or as a line with quotes; no shell ever reads it."""
        try:
            command = tuple(self.words(what))
        except ValueError:
            raise self.wrong(f"{what} has a quote that is not closed") from None
        if not command:
            raise self.wrong(f"{what} must name a program")
        return command

    def number(self, what: str, least: int, most: int) -> int:
        """A whole number between two bounds."""
        number = self._node.meant
        if isinstance(number, int) and not isinstance(number, bool) and least <= number <= most:
            if _MISREAD.fullmatch(self._node.text):
                written = clean.line(self._node.text, 40)
                raise self.wrong(f"{what} is {written}, which YAML reads as {number:,}; write it in plain figures")
            return number
        raise self.wrong(f"{what} must be a whole number from {least:,} to {most:,}")

    def share(self, what: str) -> float:
        """A number from 0 to 1."""
        number = self._node.meant
        if isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number <= 1:
            return float(number)
        raise self.wrong(f"{what} must be a number from 0 to 1")

    def boolean(self, what: str) -> bool:
        """Yes or no."""
        value = self._node.meant
        if not isinstance(value, bool):
            raise self.wrong(f"{what} must be true or false")
        return value

    def choice(self, what: str, choices: tuple[str, ...]) -> str:
        """One of a few words."""
        word = self.text(what)
        if word not in choices:
            raise self.wrong(f"{what} must be one of: {', '.join(choices)}")
        return word

    def duration(self, what: str) -> timedelta:
        """A time such as 30m, 2h or 1d."""
        match = _DURATION.fullmatch(self.text(what))
        if match is None or int(match[1]) == 0:
            raise self.wrong(f"{what} must be a time such as 30m, 2h or 1d")
        return int(match[1]) * _UNITS[match[2]]


def _meant(key: str, known: tuple[str, ...]) -> str:
    """Which key somebody may have meant who wrote one that there is not."""
    from difflib import get_close_matches  # late: hardly ever needed

    near = get_close_matches(key, known, 1)
    return f", {near[0]!r} may be meant" if near else ""


def read_yaml(file: Path, kept: KeptNodes | None = None) -> Value | None:
    """The top value of a file, or None if nothing stands in it; `kept` may have what was read of the same text before.

    Raises ConfigError, OSError where it is not there.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        from briefing.config.yaml_errors import text_error  # late: most files are text

        raise text_error(error, file) from None
    if kept is None:
        return parse_yaml(text, file)
    if (known := kept.read(text)) is not None:
        return _value(known[0], file)
    composed = _compose(text, file)
    if not composed.has_copies:
        kept.keep(text, composed.top)
    return _value(composed.top, file)


def parse_yaml(text: str, file: Path) -> Value | None:
    """The top value of the text of a file. Raises ConfigError."""
    return _value(_compose(text, file).top, file)


def _compose(text: str, file: Path) -> Composed:
    from briefing.config.composing import compose  # late: most starts read what was kept

    return compose(text, file)


def _value(node: Node | None, file: Path) -> Value | None:
    return None if node is None else Value(node, file)
