"""All keys, made from the table of actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from briefing.ui.actions import Action, Where, shown_keys
from briefing.ui.hanging_indent import HangingParagraph
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.signs import Signs
from briefing.ui.text import Piece
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line
from briefing.ui.widgets.typed_line import TypedLine

KEYS_WIDTH = 12


@dataclass(frozen=True, slots=True)
class PaneHelp:
    """A pane, the ids of the actions that matter there, and what some of them do there rather than in general.

    `story` says which story keys are about there.
    """

    name: str
    actions: tuple[str, ...]
    own_words: Mapping[str, str] = field(default_factory=dict)
    story: str = ""


class HelpScreen(ScrollDialog[None]):
    """The keys of one pane and its signs, then all other keys in groups.

    Typing after / leaves the lines that hold what was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("question_mark", "close", "close"), ("slash", "find", "find")]

    def __init__(self, actions: tuple[Action, ...], here: PaneHelp, signs: Signs = ()) -> None:
        super().__init__()
        self.actions = actions
        self.here = here
        self.signs = signs

    def compose(self) -> ComposeResult:
        """The groups, and a line to find something in them."""
        with Vertical(classes="box tall help"):
            yield Static(Content("Keys"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Paragraphs(self._paragraphs(""), id="keys")
            yield TypedLine(placeholder="/ searches the keys", id="find")
            yield keys_line("Esc closes")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Leave the lines that hold what was typed."""
        self.query_one("#keys", Paragraphs).show(self._paragraphs(message.value.casefold().strip()))

    def take_line(self, line: TypedLine) -> None:
        """Back to scrolling."""
        self.set_focus(None)

    def action_find(self) -> None:
        """Type what to look for."""
        self.query_one(TypedLine).begin()

    def _paragraphs(self, wanted: str) -> Iterator[HangingParagraph]:
        found = False
        for heading, lines in self._groups():
            mine = [(key, words) for key, words in lines if wanted in f"{key} {words}".casefold()]
            if not mine:
                continue
            if found:
                yield HangingParagraph()
            found = True
            yield HangingParagraph(words=[Piece(heading, "bold $accent")])
            for key, words in mine:
                yield HangingParagraph([Piece(f"{key:>{KEYS_WIDTH}}  ", "bold")], [Piece(words)])
        if not found:
            yield HangingParagraph(words=[Piece("No key matches.", "$muted")])

    def _groups(self) -> Iterator[tuple[str, Signs]]:
        by_name = {action.id: action for action in self.actions}
        story = (("", f"Keys about a story: {self.here.story}"),) if self.here.story else ()
        yield self.here.name, (*story, *self._lines(by_name[name] for name in self.here.actions))
        yield "Signs", self.signs
        for where in Where:
            others = (one for one in self.actions if one.where is where and one.id not in self.here.actions)
            yield where.value, self._lines(others)

    def _lines(self, actions: Iterable[Action]) -> Signs:
        own = self.here.own_words
        return tuple((shown_keys(action), own.get(action.id, action.description)) for action in actions)
