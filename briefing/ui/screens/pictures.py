"""The pictures of a story, one at a time, each fetched when it is to be seen."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.widgets import Static

from briefing.core import clean
from briefing.core.pictures import Picture
from briefing.ui.pictures import PictureWidget
from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import one_line
from briefing.ui.widgets.paragraphs import keys_line


class PicturesScreen(Dialog[str]):
    """Shows pictures; answers with the address of one that is to be opened in the browser."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("j,n,J,down,right,space,pagedown", "step(1)", "next"),
        ("k,p,K,N,up,left,pageup", "step(-1)", "previous"),
        ("o,enter", "open", "open"),
        ("I", "close", "close"),
    ]

    def __init__(
        self, pictures: Sequence[Picture], load: Callable[[Picture], Awaitable[bytes]], draw: PictureWidget, waits: str
    ) -> None:
        """`load` fetches a picture as a PNG, `draw` makes a widget of it; `waits` stands where it is on its way."""
        super().__init__()
        self.pictures = tuple(pictures)
        self.at = 0
        self._load = load
        self._draw = draw
        self._waits = waits

    def compose(self) -> ComposeResult:
        """What the picture shows, the picture, and the keys."""
        with Vertical(classes="box pictures"):
            yield Static(id="picture-words", classes="title")
            yield Container(id="picture")
            yield keys_line(*(("j k next and previous",) if len(self.pictures) > 1 else ()), "o opens", "Esc closes")

    def on_mount(self) -> None:
        """Begin with the first."""
        self._show()

    def action_step(self, steps: int) -> None:
        """Another picture; there is none before the first and after the last."""
        at = max(0, min(self.at + steps, len(self.pictures) - 1))
        if at != self.at:
            self.at = at
            self._show()

    def action_open(self) -> None:
        """Open the picture in the browser."""
        self.dismiss(self.pictures[self.at].address)

    def show_message(self, words: str, severity: SeverityLevel = "information") -> None:
        """Show a sentence in place of the picture."""
        frame = self.query_one("#picture", Container)
        frame.remove_children()
        frame.mount(Static(Content(clean.line(words))))

    def _show(self) -> None:
        picture = self.pictures[self.at]
        words = one_line(picture.words) or clean.shown_address(picture.address)
        number = f"Picture {self.at + 1} of {len(self.pictures)}" if len(self.pictures) > 1 else "Picture"
        self.query_one("#picture-words", Static).update(Content(f"{number}: {words}"))
        self.run_in_background(self._put(picture), "picture")

    async def _put(self, picture: Picture) -> None:
        frame = self.query_one("#picture", Container)
        await frame.remove_children()
        await frame.mount(Static(Content(f"{clean.host(picture.address)}{self._waits}")))
        drawn = self._draw(io.BytesIO(await self._load(picture)))
        await frame.remove_children()
        await frame.mount(drawn)
