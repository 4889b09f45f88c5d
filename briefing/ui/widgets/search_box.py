"""The line that a search is typed in, and the lines that explain it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from briefing.core.errors import QueryError
from briefing.core.query.hints import Hint
from briefing.ui.text import Piece, content, one_line
from briefing.ui.widgets.typed_line import TypedLine


class SearchBox(TypedLine):
    """Hidden until it is asked for; says what is wrong with a search below what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", show=False, priority=True),
        Binding("ctrl+g", "widen", "search all stories", show=False, priority=True),
        Binding("ctrl+s", "keep", "save this search", show=False, priority=True),
    ]

    @dataclass
    class CompletionWanted(Message):
        """The reader asked for the word at the cursor to be completed."""

    @dataclass
    class Kept(Message):
        """The reader wants to save what was typed as a search of its own."""

        search: str

    @dataclass
    class Widened(Message):
        """The reader wants to search all stories."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, select_on_focus=False)  # that comes late, and would select what is typed meanwhile
        self.display = False

    def open(self, typed: str, title: str = "Search") -> None:
        """Show the line, with what was searched for last, which goes when another is typed; the title says where."""
        self.display = True
        self.screen.add_class("-searching")
        self.border_title = Content(one_line(title))
        self.value = typed
        self._say("")
        self.select_all()
        self.begin()

    def close(self) -> None:
        """Hide the line."""
        self.display = False
        self.screen.remove_class("-searching")

    def refuse(self, error: QueryError) -> None:
        """Say why a search cannot be understood, with the cursor where it goes wrong."""
        self._say(str(error))
        self.cursor_position = min(error.position, len(self.value))

    def on_input_changed(self) -> None:
        """What was wrong may be right now."""
        self._say("")

    def action_complete(self) -> None:
        """Complete the word at the cursor."""
        self.post_message(self.CompletionWanted())

    def action_widen(self) -> None:
        """Search all stories."""
        self.post_message(self.Widened())

    def action_keep(self) -> None:
        """Save what was typed as a search of its own."""
        self.post_message(self.Kept(self.value))

    def _say(self, words: str) -> None:
        self.border_subtitle = Content(one_line(words)) if words else ""
        self.set_class(bool(words), "-wrong")


_TAB = "Tab completes"


def _as_fit(words: Sequence[str], columns: int, between: str = "  ") -> str:
    """The first words that a line of so many columns has room for; one at least."""
    shown = words[0]
    for word in words[1:]:
        if cell_len(shown + between + word) > columns:
            break
        shown += between + word
    return shown


class SearchHelp(Static):
    """Two lines under the search: what the term at the cursor means, what it could become, how much would be found."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.display = False
        self._said: tuple[Hint, str, Sequence[str]] = Hint(""), "", ("",)

    def show(self, hint: Hint, found: str, keys: Sequence[str]) -> None:
        """Show a hint, in words how much all of it finds, and what the keys do as far as there is room."""
        self._said = hint, found, keys
        self.draw()

    @on(events.Resize)
    def draw(self) -> None:
        """Draw what is said in the room that there is."""
        hint, found, keys = self._said
        room = self.size.width
        found = f"{one_line(found)}  " if found else ""
        meaning = one_line(hint.meaning)
        fits = _as_fit(meaning.split(" "), room - cell_len(found) - 2, " ")
        first = [Piece(found, "bold"), Piece(fits if fits == meaning else f"{fits} …")]
        if hint.completions:
            completions = _as_fit(hint.completions, room - len(_TAB) - 3)
            second = [Piece(completions, "$accent"), Piece(f"   {_TAB}", "$muted")]
        else:
            second = [Piece(_as_fit(keys, room, "   "), "$muted")]
        self.update(content([*first, Piece("\n"), *second]))
