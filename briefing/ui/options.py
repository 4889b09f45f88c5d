"""How the reader is asked to start."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from briefing.config.settings import ReaderSettings
from briefing.ui.pictures import PictureWidget


class ReaderOptions(Struct, frozen=True):
    """What the settings say of the screen, and what only the program that opens it knows.

    `light` says whether the terminal's background is light; None where that is not known. `analyse` says whether
    stories that wait are analysed. `picture_widget` draws pictures, where that is wanted and can be. `notices` are
    sentences shown once the reader is open: what was odd in the settings. `on_started` is called once all is there.
    `typed_ahead` gives what was typed before the reader could read it.
    """

    reader: ReaderSettings = field(default_factory=ReaderSettings)
    demo: bool = False
    analyse: bool = True
    light: bool | None = None
    picture_widget: PictureWidget | None = None
    notices: tuple[str, ...] = ()
    on_started: Callable[[], None] = lambda: None
    typed_ahead: Callable[[], bytes] = lambda: b""
