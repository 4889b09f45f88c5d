"""How the reader is asked to start."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.config.commands import Command
from briefing.core.pen import USUAL_PENS, Pen


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """`keys` pairs the id of an action with its keys; `theme` is a name of Textual's or one of ours, empty for ours.

    `light` says whether the terminal's ground is light, where that is known. `marks` says how marks are told apart
    (`colour`, `plain`, `contrast`; empty for what the terminal can do), and `unsure_below` which offers stand back.
    `notices` are sentences shown once the reader is open: what was odd in the settings. `analyse` says whether stories
    that wait are analysed, `mark_read` what marks stories as read by itself (`opened`, `passed`, `never`), `keep_fresh`
    whether feeds are asked by their own rhythm while the reader is open.
    """

    demo: bool = False
    refresh_on_start: bool = True
    keep_fresh: bool = False
    mark_read: str = "opened"
    analyse: bool = True
    theme: str = ""
    light: bool | None = None
    ascii: bool = False
    marks: str = ""
    unsure_below: float = 0.5
    pens: tuple[Pen, ...] = USUAL_PENS
    commands: tuple[Command, ...] = ()
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notices: tuple[str, ...] = ()
