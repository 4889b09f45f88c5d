"""What could not be read: a rule that fails costs a story a sentence, and not its panel."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_log = logging.getLogger(__name__)
_SHOWN = 80
"""Characters of a passage that a problem quotes."""


class Problems:
    """Gathers what went wrong in one story, as sentences for the reader; the log has the traceback of each."""

    def __init__(self) -> None:
        self._found: list[str] = []

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each problem, in the order in which they came up."""
        return tuple(dict.fromkeys(self._found))

    @contextmanager
    def guard(self, work: str, text: object) -> Iterator[None]:
        """Do some `work` on a text, or on what is one by `str()`; an exception ends only this work."""
        try:
            yield
        except Exception as error:  # a rule may fail in any way, and the other lines are none the worse for it
            _log.exception("the analysis could not %s", work)
            self._found.append(f"The analysis could not {work} ({type(error).__name__}): “{quote(str(text))}”")


def quote(text: str) -> str:
    """The first words of a text, on one line."""
    words = " ".join(text[: 4 * _SHOWN].split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
