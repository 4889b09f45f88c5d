"""What stands in a YAML file, as plain values that can be kept: so a start with a file that is known needs no YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from briefing import private
from briefing.config.garbage import no_search_for_garbage

_FORM = "1"
"""Of what is kept: another form is not read."""


class Node(Struct, frozen=True, array_like=True, gc=False):
    """A value in a file. `line` counts from 1; `parts` are the values of a list, or keys and values by turns.

    `text` is a scalar as written, `meant` what YAML takes it for where that is a number or yes or no.
    """

    kind: Literal["scalar", "null", "list", "mapping"]
    line: int
    text: str = ""
    meant: bool | int | float | None = None
    parts: tuple[Node, ...] = ()


class _Kept(Struct, frozen=True):
    form: str
    text: str
    top: Node | None


class KeptNodes:
    """The nodes of one file, kept in another beside the library, as long as the file has the same text."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def read(self, text: str) -> tuple[Node | None] | None:
        """The top node that was kept of this text, if any stands there; None where nothing was kept of it."""
        try:
            with no_search_for_garbage():
                kept = msgspec.json.decode(self._place.read_bytes(), type=_Kept)
        except (OSError, ValueError, RecursionError):
            return None
        return (kept.top,) if (kept.form, kept.text) == (_FORM, text) else None

    def keep(self, text: str, top: Node | None) -> None:
        """Keep the top node of a text. What cannot be kept is found anew the next time."""
        try:
            content = msgspec.json.encode(_Kept(_FORM, text, top))
            private.make_file(self._place)
            self._place.write_bytes(content)  # one that is cut short is not read
        except (OSError, ValueError, RecursionError):  # no UTF-8, as half a pair of surrogates
            return
