"""The tags of a story, typed in one line; known ones are completed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import Piece, content, one_line
from briefing.ui.widgets.paragraphs import keys_line, title_line
from briefing.ui.widgets.typed_line import TypedLine

MOST_SHOWN = 12


class TagsScreen(Dialog[tuple[str, ...]]):
    """Answers with all the tags that the story is to have."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "complete", show=False, priority=True)]

    def __init__(self, title: str, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self.story_title = title
        self.tags = tuple(tags)
        self.known = tuple(known)

    def compose(self) -> ComposeResult:
        """The title of the story, the line, and the tags that there are."""
        with Vertical(classes="box wide"):
            yield title_line(f"Tags of: {self.story_title}")
            yield TypedLine(
                ", ".join(self.tags) + (", " if self.tags else ""), placeholder="later, wheat, ask the port"
            )
            yield Static(id="known", classes="line")
            yield keys_line("Commas divide", "Tab completes", "Enter saves", "Esc closes")

    def on_mount(self) -> None:
        """Type at once, behind the tags that there are."""
        line = self.query_one(Input)
        self.set_focus(line)
        line.action_end()
        self._show()

    def on_input_changed(self) -> None:
        """Show which known tags begin so."""
        self._show()

    def take_line(self, line: TypedLine) -> None:
        """Answer."""
        tags = (tag.strip().lstrip("#") for tag in line.value.split(","))
        self.dismiss(tuple(dict.fromkeys(one_line(tag) for tag in tags if tag)))

    def action_complete(self) -> None:
        """Put the first known tag that begins so in place of what was typed."""
        line, found = self.query_one(Input), self._matching_tags()
        if found:
            before, comma, _ = line.value.rpartition(",")
            line.value = f"{before}{comma}{' ' if comma else ''}{found[0]}, "
            line.action_end()

    def _matching_tags(self) -> list[str]:
        *had, begun = (part.strip().casefold() for part in self.query_one(Input).value.split(","))
        return [tag for tag in self.known if tag.casefold() not in had and tag.casefold().startswith(begun)]

    def _show(self) -> None:
        found = self._matching_tags()[:MOST_SHOWN]
        self.query_one("#known", Static).update(content([Piece("  ".join(map(one_line, found)), "$accent")]))
