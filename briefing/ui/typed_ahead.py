"""Keys that are typed while the reader is loaded: they count as all others do."""

from __future__ import annotations

import os
import select
import termios
from collections.abc import Iterable
from contextlib import suppress

from textual.message import Message

from briefing.ui.terminal_background import character_mode, without_answers

MOST = 4_096


def typed_so_far(keyboard: int) -> bytes:
    """What waits to be read from the terminal with this file descriptor; nothing if it is none."""
    with suppress(OSError, termios.error):
        if os.isatty(keyboard):
            with character_mode(keyboard):
                if select.select([keyboard], [], [], 0)[0]:
                    return without_answers(os.read(keyboard, MOST))
    return b""


def keys_of(typed: bytes) -> Iterable[Message]:
    """The keys that these bytes stand for.

    Enter is the end of a line to a terminal that nobody draws on yet: it comes as a line feed, not as a return.
    """
    if not typed:
        return ()
    from textual._xterm_parser import XTermParser  # what Textual itself reads keys with; it has no public name

    parser = XTermParser()
    text = typed.decode("utf-8", "ignore").replace("\n", "\r")
    return (*parser.feed(text), *parser.feed(""))
