"""A patch of Textual: what is pasted is words, whatever is in it.

Textual takes an escape character in pasted text for the beginning of a key and what follows for more keys. So text that
was copied with its colours would mark stories, or tag and remove things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from textual._xterm_parser import XTermParser  # it has no public name
from textual.message import Message

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~])?")
"""What colours words or moves the cursor, or what is left of it."""

_feed = XTermParser.feed


class PasteGate:
    """Passes on what is typed as it comes, and what is pasted once all of it is there: without escape sequences."""

    def __init__(self) -> None:
        self._typed_last = ""
        self._pasted: list[str] | None = None
        self._pasted_last = ""

    def pass_on(self, came: str) -> str:
        """What may be read now of all that has come."""
        passed = []
        while came:
            if self._pasted is None:
                typed, came = self._until_paste(came)
                passed.append(typed)
            else:
                words, came = self._until_end(self._pasted, came)
                passed.append(words)
        return "".join(passed)

    def _until_end(self, pasted: list[str], came: str) -> tuple[str, str]:
        """All that was pasted, once its end is there, and what follows; only the last piece is searched for an end."""
        words, end, behind = (self._pasted_last + came).partition(_END)
        if not end:
            pasted.append(words[: 1 - len(_END)])
            self._pasted_last = words[1 - len(_END) :]
            return "", ""
        self._pasted, self._pasted_last = None, ""
        return _SEQUENCE.sub("", "".join((*pasted, words))) + end, behind

    def _until_paste(self, came: str) -> tuple[str, str]:
        """What is typed up to the beginning of a paste, which may come in parts, and what follows that."""
        before = len(self._typed_last)
        typed, begin, pasted = (self._typed_last + came).partition(_BEGIN)
        self._pasted = [] if begin else None
        self._typed_last = "" if begin else typed[1 - len(_BEGIN) :]
        return (typed + begin)[before:], pasted


_gates: WeakKeyDictionary[XTermParser, PasteGate] = WeakKeyDictionary()


def _feed_words(self: XTermParser, data: str) -> Iterable[Message]:
    passed = _gates.setdefault(self, PasteGate()).pass_on(data)
    return _feed(self, passed) if passed or not data else ()  # nothing at all would be the end of what is typed


def keep_pastes_whole() -> None:
    """Let all that reads keys take what is pasted as words."""
    XTermParser.feed = _feed_words  # type: ignore[method-assign]
