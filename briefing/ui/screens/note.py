"""Writing a note: what is typed is in the library a moment later, whichever way one leaves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import TextArea

from briefing.core.errors import BriefingError
from briefing.ui.editor import edit_text, find_editor
from briefing.ui.hanging_indent import HangingParagraph, KeyHints
from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import Piece, one_line, same_length
from briefing.ui.widgets.paragraphs import Paragraphs, title_line

log = logging.getLogger(__name__)

SOON = 0.4
"""Seconds after which what was typed is kept, also while one goes on typing."""

KEYS = KeyHints(("Esc saves", "Ctrl+Z undoes", "Ctrl+E your editor", "#word is a tag"))


class NoteScreen(Dialog[str]):
    """A small editor. Esc and Ctrl+S both keep what is written; an empty note takes the note away.

    What cannot be kept stays on the screen, until the reader closes it a second time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", "keep", priority=True),
        Binding("ctrl+e", "edit", "your editor", priority=True),
    ]

    def __init__(self, note: str, about: str, keep: Callable[[str, str], Awaitable[None]]) -> None:
        """`about` says what the note is on; `keep` stores a text, which was made from the text that it stored last."""
        super().__init__()
        self.area = TextArea(same_length(note), soft_wrap=True, tab_behavior="focus")
        self.about = about
        self._keep = keep
        self._kept = note
        self._refused: str | None = None
        """What could not be kept when the reader asked to close."""
        self._timer: Timer | None = None
        self._keeping = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """What the note is on, the note, and the keys."""
        with Vertical(classes="box note"):
            yield title_line(f"Note on: {self.about}")
            yield self.area
            yield Paragraphs([KEYS], classes="keys")

    def on_mount(self) -> None:
        """Write on at the end."""
        self.area.move_cursor(self.area.document.end)
        self.set_focus(self.area)

    @property
    def text(self) -> str:
        """What is written now."""
        return self.area.text

    def on_text_area_changed(self) -> None:
        """Keep it soon: not at each key, and not only when one stops."""
        if self._timer is None:
            self._timer = self.set_timer(SOON, self._keep_soon)

    async def _keep_soon(self) -> None:
        self._timer = None
        await self._keep_now()

    async def _keep_now(self) -> bool:
        async with self._keeping:  # what is on its way into the store is not there yet
            return await self._keep_text(self.text)

    async def _keep_text(self, text: str) -> bool:
        """Keep a text; whether it is kept."""
        base = self._kept
        if text == base:
            return True
        self._kept = text
        try:
            await self._keep(text, base)
        except BriefingError as error:
            self._kept = base  # it is tried again with the next key, and when the note is closed
            told = f"NOT SAVED: {one_line(str(error))}. Ctrl+E gives it to your editor; Esc twice closes without it."
            self.query_one(".keys", Paragraphs).show([HangingParagraph(words=[Piece(told, "bold $text-error")])])
            return False
        self.query_one(".keys", Paragraphs).show([KEYS])
        return True

    async def action_keep(self) -> None:
        """Keep what is written, and close once it is kept, or where the reader asks a second time."""
        if await self._keep_now():
            self.dismiss(self.text)
        elif self._refused == self.text:
            self.dismiss(None)
        else:
            self._refused = self.text

    async def on_unmount(self) -> None:
        """The reader ends while one writes: what is written is kept all the same, if it can be."""
        if self.text != self._kept:
            try:
                await self._keep(self.text, self._kept)
            except BriefingError as error:
                log.error("A note could not be kept: %s", error)

    def action_edit(self) -> None:
        """Go on in the reader's own editor."""
        try:
            command = find_editor()
            with self.app.suspend():
                after = edit_text(self.text, command)
        except SuspendNotSupported:
            self.notify("An editor needs a terminal, and the reader has none here.", severity="warning")
        except BriefingError as error:
            self.notify(one_line(f"{error}."), severity="warning", markup=False)
        else:
            self.area.replace(same_length(after.rstrip("\n")), (0, 0), self.area.document.end)
            self.area.move_cursor(self.area.document.end)
