"""What commands print: data on standard output, all else on standard error, never a control character."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from briefing.core import clean
from briefing.core.errors import BriefingError
from briefing.core.formatting import ARROW, ASCII_ARROW
from briefing.core.json_text import in_ascii, json_text

_PLAIN = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "·": "-",
    "–": "-",
    "—": "-",
    "●": "*",
    "★": "#",
    "✎": "=",
    "◉": "@",
    "•": "*",
    ARROW: ASCII_ARROW,
}


def say(text: str = "", at_once: bool = False) -> None:
    """Lines of data; `at_once` where more come much later."""
    with _report_write_errors():
        sys.stdout.write(clean.text(text, limit=len(text) + 1) + "\n")
    if at_once:
        flush()


def flush() -> None:
    """Send out what was said so far. Raises BrokenPipeError, and BriefingError where it cannot be written."""
    with _report_write_errors():
        sys.stdout.flush()


@contextmanager
def _report_write_errors() -> Iterator[None]:
    """Report that standard output cannot be written. It is replaced, as the interpreter would flush it at the end."""
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise  # the reader of our output has gone
        raise BriefingError(f"standard output cannot be written: {error.strerror}") from None


def say_json(shape: Any, on_one_line: bool = False) -> None:
    """One JSON document."""
    say_json_text(json_text(shape, on_one_line))


def say_json_text(text: str) -> None:
    """A document that is JSON already: characters that standard output may lack are given by their numbers."""
    any_character = (sys.stdout.encoding or "").lower().startswith("utf")
    say(text if any_character else in_ascii(text), at_once=True)


def tell(text: str) -> None:
    """A line for the person, not for the script."""
    with suppress(OSError):  # where nothing can be written, this cannot be reported either
        sys.stderr.write(clean.line(text, limit=4_000) + "\n")
        sys.stderr.flush()


def tell_stopped() -> None:
    """Tell that somebody stopped the command: below the line on which the terminal shows `^C`, and a progress may."""
    with suppress(OSError):
        sys.stderr.write("\n" if sys.stderr.isatty() else "")
    tell("briefing: stopped before the end; what was done by then is kept")


class Progress:
    """A line on the terminal that renews itself; nothing where standard error is no terminal."""

    def __init__(self, shown: bool = True) -> None:
        self._shown = shown and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._open = False

    @property
    def is_shown(self) -> bool:
        """Whether there is somewhere to show it."""
        return self._shown

    def show(self, text: str) -> None:
        """Put this text in place of the last."""
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{clean.line(text, 78)}")
            sys.stderr.flush()
            self._open = True

    def clear(self) -> None:
        """Take the line away."""
        if self._open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._open = False


def arrow() -> str:
    """The arrow that standard output can show."""
    with suppress(UnicodeEncodeError, LookupError):
        ARROW.encode(sys.stdout.encoding or "ascii")
        return ARROW
    return ASCII_ARROW


def prepare() -> None:
    """Let no character end a command, be it one that the terminal lacks or one that is typed in another encoding.

    Nor does a stream that was closed before it began.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  (as long as the program)
    codecs.register_error("briefing", _in_its_place)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "briefing"), (sys.stderr, "briefing")):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors=errors)  # type: ignore[union-attr]


def _in_its_place(error: UnicodeError) -> tuple[str | bytes, int]:
    """What stands for characters that a terminal lacks: plain signs for those that we print, numbers for others."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = _PLAIN.get(error.object[error.start])
    return (sign, error.start + 1) if sign else codecs.backslashreplace_errors(error)
