"""The line that a search is typed in."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Input

from briefing.core.errors import QueryError
from briefing.ui.text import one_line


class SearchBox(Input):
    """Hidden until it is asked for; says what is wrong with a search below what was typed."""

    HELP = 'words, "a phrase", -without, feed:, group:, is:unread, has:offer, since:3d'

    def on_mount(self) -> None:
        """Begin hidden."""
        self.display = False
        self.border_title = "Search"

    def open(self, typed: str) -> None:
        """Show the line, with what was searched for last."""
        self.display = True
        self.value = typed
        self.placeholder = self.HELP
        self._say("")
        self.action_end()
        self.focus()

    def close(self) -> None:
        """Hide the line."""
        self.display = False

    def refuse(self, error: QueryError) -> None:
        """Say why a search cannot be understood, with the cursor where it goes wrong."""
        self._say(str(error))
        self.cursor_position = min(error.position, len(self.value))

    def on_input_changed(self) -> None:
        """What was wrong may be right now."""
        self._say("")

    def _say(self, words: str) -> None:
        self.border_subtitle = Content(one_line(words)) if words else ""
        self.set_class(bool(words), "-wrong")
