"""Whether the terminal's background is dark or light: asked while the reader is loaded, and never waited for long."""

from __future__ import annotations

import os
import re
import select
import termios
import tty
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic

SECONDS = 0.3

# The colour of the background (OSC 11), then what the terminal is (DA1): every terminal answers the second, so that the
# answer to it ends the waiting where the first is not understood.
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_ATTRIBUTES = re.compile(rb"\x1b\[\?[0-9;]*c")
_COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_ANY_COLOUR = re.compile(rb"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)")
_DARK_NUMBERS = {"0", "1", "2", "3", "4", "5", "6", "8"}


@contextmanager
def ask_is_light(
    env: Mapping[str, str],
    keyboard: int,
    screen: int,
    seconds: float = SECONDS,
    keep: Callable[[bytes], object] = lambda typed: None,
) -> Iterator[Callable[[], bool | None]]:
    """Ask whether the background of the terminal with these file descriptors is light.

    What is given waits for the answer, until so many seconds after the question; it says None where that cannot be
    known. So there is something else to do while the terminal answers. `COLORFGBG`, which some terminals set, is
    believed before anything is asked. `keep` gets what was typed before the answer: it comes along with that.
    """
    number, asked = env.get("COLORFGBG", "").rpartition(";")[2], False
    with ExitStack() as until_known:
        if not number.isdigit():
            with suppress(OSError, termios.error):
                if os.isatty(keyboard) and os.isatty(screen):
                    until_known.enter_context(character_mode(keyboard))
                    os.write(screen, _QUESTION)
                    asked = True
        end = monotonic() + seconds

        def answer() -> bool | None:
            if number.isdigit():
                return number not in _DARK_NUMBERS
            with suppress(OSError):
                if asked:
                    said = _answer(keyboard, end)
                    keep(without_answers(said))
                    return _read_light(said)
            return None

        yield answer


@contextmanager
def character_mode(keyboard: int) -> Iterator[None]:
    """Have each key of the terminal at once, not each line."""
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard, termios.TCSANOW)
        yield
    finally:
        with suppress(termios.error):  # the terminal may have gone
            termios.tcsetattr(keyboard, termios.TCSANOW, before)


def _answer(keyboard: int, end: float) -> bytes:
    """What comes until the terminal has said what it is, or until time is up."""
    said = b""
    while not _ATTRIBUTES.search(said):
        if not select.select([keyboard], [], [], max(0.0, end - monotonic()))[0]:
            break
        chunk = os.read(keyboard, 1_024)
        if not chunk:
            break
        said += chunk
    return said


def without_answers(said: bytes) -> bytes:
    """What was typed, of all that came from a terminal that was asked."""
    return _ATTRIBUTES.sub(b"", _ANY_COLOUR.sub(b"", said))


def _read_light(said: bytes) -> bool | None:
    match = _COLOUR.search(said)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / int("f" * len(part), 16) for part in match.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5
