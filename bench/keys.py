"""From a key to what it draws, in a reader over 100,000 stories: with nothing to do, and while feeds come in.

`python -m bench.keys [STORIES] [FEEDS]`. Each kind of key is pressed at a pace of its own, steps down the list at 60 a
second. What was drawn is read back through an emulator once the reader has ended, so that it takes nothing from it. A
key has arrived where the screen first shows what it does.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import pyte

from bench.clock import Ratio
from bench.newspapers import Newspapers, serving
from bench.readers import reader
from bench.terminal import COLUMNS, LINES, Program, running

STORIES, FEEDS, ENTRIES = 100_000, 200, 30
_BUSY = "refresh_on_start: true\nfull_text: never\nfetch:\n  per_host: 0\n"
_CURSOR = re.compile(r"▌[^│]*?Title p(\d+)-(\d+)")
_SETTLE = 5.0
_LAST = 3.0
"""Seconds before the first key where nothing else goes on, and after the last one of a kind."""

# Sequences of newer terminals that the emulator would print as text.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")

Look = Callable[[Sequence[str]], object]
"""What of a screen, line by line, a key changes."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Keys that are pressed in turns, `number` of them, a pause of so many `seconds` apart; the first is measured.

    `steps` says that each takes the cursor to the next story, so that none can be taken for another.
    """

    name: str
    keys: tuple[str, ...]
    number: int
    seconds: float
    steps: bool = False


KINDS = (
    Kind("next", ("j",), 600, 1 / 60, steps=True),
    Kind("page", ("\x1b[6~",), 60, 0.15),
    Kind("next unread", ("n",), 40, 0.3),
    Kind("open", ("\r", "\x1b"), 60, 0.3),  # and back: Textual waits a tenth of a second for what may follow Esc
)


def measure(stories: int = STORIES, feeds: int = FEEDS, kinds: Sequence[Kind] = KINDS) -> Iterator[Ratio]:
    """The ratios of this part."""
    with tempfile.TemporaryDirectory() as folder:
        quiet = _pressed(reader(Path(folder) / "quiet", stories), kinds)
        with serving(Newspapers(feeds, ENTRIES)) as urls:
            busy = _pressed(reader(Path(folder) / "busy", stories, urls, _BUSY), kinds, b"fetching")
    meanwhile = f"while {feeds} feeds come in and are analysed"
    for kind in kinds:
        yield Ratio(
            f"{kind.name}, key to screen, {meanwhile}", "with nothing to do", median(busy[kind]), median(quiet[kind])
        )
        yield Ratio("… the slowest of a hundred", "with nothing to do", _slowest(busy[kind]), _slowest(quiet[kind]))
    for kind in kinds:
        if kind.steps:
            lost = float(kind.number - len(busy[kind]))
            yield Ratio(f"{kind.name}: keys lost at {1 / kind.seconds:.0f} a second", "all", lost, kind.number, "keys")


def _slowest(seconds: Sequence[float]) -> float:
    """What 99 of 100 keep to."""
    return quantiles(seconds, n=100)[-1]


def _pressed(command: Sequence[str], kinds: Sequence[Kind], begin: bytes = b"") -> dict[Kind, list[float]]:
    """The seconds that the keys of each kind took; those whose work was never seen are left out."""
    with running(command) as program:
        program.read_until(b"Title")
        if begin:
            program.read_until(begin)
        else:
            program.read_all(time.perf_counter() + _SETTLE)
        pressed = {kind: _press(program, kind) for kind in kinds}
    screens = _Screens(program.drawn)
    return {kind: _seconds(kind, moments, screens) for kind, moments in pressed.items()}


def _press(program: Program, kind: Kind) -> list[float]:
    moments = []
    due = time.perf_counter()
    for number in range(kind.number):
        program.read_all(due)
        moments.append(program.press(kind.keys[number % len(kind.keys)]))
        due += kind.seconds
    program.read_all(time.perf_counter() + _LAST)
    return moments


class _Screens:
    """What was on the screen, piece by piece of what was drawn."""

    def __init__(self, drawn: Sequence[tuple[float, bytes]]) -> None:
        self._left = list(reversed(drawn))
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    def until(self, moment: float) -> list[str]:
        """The screen at a moment."""
        while self._left and self._left[-1][0] <= moment:
            self._draw()
        return list(self._screen.display)

    def next(self, end: float) -> tuple[float, list[str]] | None:
        """When the screen was drawn the next time before `end`, and how it was then."""
        if not self._left or self._left[-1][0] > end:
            return None
        moment = self._draw()
        return moment, list(self._screen.display)

    def _draw(self) -> float:
        moment, piece = self._left.pop()
        self._stream.feed(_UNKNOWN.sub(b"", piece))
        return moment


def _seconds(kind: Kind, moments: Sequence[float], screens: _Screens) -> list[float]:
    if kind.steps:
        return _seconds_of_steps(moments, screens)
    found = []
    for number, moment in enumerate(moments):
        end = moments[number + 1] if number + 1 < len(moments) else moment + _LAST
        before = _body(screens.until(moment))
        if number % len(kind.keys):
            continue
        while drawn := screens.next(end):
            if _body(drawn[1]) != before:
                found.append(drawn[0] - moment)
                break
    return found


def _seconds_of_steps(moments: Sequence[float], screens: _Screens) -> list[float]:
    """By the story under the cursor: the first key led to the one behind that which it was on before."""
    found: list[float] = []
    first = _story(screens.until(moments[0]))
    while len(found) < len(moments) and (drawn := screens.next(moments[-1] + _LAST)):
        while len(found) < min(len(moments), _story(drawn[1]) - first):
            found.append(drawn[0] - moments[len(found)])
    return found


def _story(screen: Sequence[str]) -> int:
    """The number of the story under the cursor."""
    at = next((match for line in screen if (match := _CURSOR.search(line))), None)
    return -1 if at is None else int(at[1]) + int(at[2])


def _body(screen: Sequence[str]) -> list[str]:
    """The list and the story, without what tells of the background: heading, sidebar, status, scrollbars."""
    return [line.split("│", 1)[-1].rstrip(" ▁▂▃▄▅▆▇█") for line in screen[1:-1]]


if __name__ == "__main__":
    for ratio in measure(*map(int, sys.argv[1:])):
        print(ratio.line(), flush=True)
