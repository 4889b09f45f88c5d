"""The panes: which are there, how wide they are, and that this is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from textual.geometry import Size

from briefing.core.headline import Counts
from briefing.services.desk import Desk
from briefing.ui import panes
from briefing.ui.controllers.host import Messages, Tasks
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import SIZES, STEP, Pane, Shown
from briefing.ui.widgets.story_list import ONE_LINE, TWO_LINES, StoryList

if TYPE_CHECKING:
    from briefing.core.open_story import OpenStory  # only its name: the first screen has no story

LAYOUT = "layout"


class LayoutHost(Messages, Tasks, Protocol):
    """What the layout needs of the screen."""

    desk: Desk
    options: ReaderOptions
    opened: OpenStory | None
    counts: Counts
    pane: Pane
    with_sidebar: bool
    with_panel: bool
    list: StoryList

    @property
    def size(self) -> Size:
        """The cells of the screen."""
        ...

    def draw_panes(self, shown: Shown, widths: Mapping[Pane, int]) -> None:
        """Draw these panes, those with a width so wide; the keys go to the pane that the reader is in."""
        ...


class Layout:
    """Lays the panes out again when the terminal changes, or the pane that the reader is in."""

    def __init__(self, host: LayoutHost) -> None:
        self.host = host
        self.story_was_open = False
        self._wanted: Mapping[Pane, int] = {}
        self._lines: int | None = None
        """How many lines a story takes in the list, where the reader chose."""

    @property
    def shown_panes(self) -> Shown:
        """The panes that are on the screen."""
        host = self.host
        return panes.panes_that_fit(host.size.width, host.pane, host.with_sidebar, host.with_panel, self.story_was_open)

    def apply(self) -> None:
        """Draw the panes that there is room for."""
        shown = self.shown_panes
        self._set_density()
        self.host.draw_panes(shown, self._widths())

    def _widths(self) -> dict[Pane, int]:
        is_reading = self.story_was_open or self.host.options.reader.preview or not self.host.counts.total
        return panes.widths(self.host.size.width, self.shown_panes, self._wanted, is_reading)

    def _set_density(self) -> None:
        given = self.host.options.reader.list_lines
        usual = int(given) if given != "auto" else TWO_LINES if self.host.size.height >= panes.TALL else ONE_LINE
        lines = self._lines or usual
        if lines != self.host.list.lines_each:
            self.host.list.show_lines_each(lines)

    def reveal_story(self) -> None:
        """Go to the story where it is not on the screen."""
        if not self.shown_panes.story:
            self.host.pane = Pane.STORY

    # -------------------------------------------------------------------------------------------- the reader's choice

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar; where there is no room for it beside the rest, go to it."""
        host = self.host
        if host.pane is Pane.SIDEBAR:
            host.pane = Pane.LIST
            host.with_sidebar = False
        elif self.shown_panes.sidebar:
            host.with_sidebar = False
        else:
            host.with_sidebar = True
            if not self.shown_panes.sidebar:
                host.pane = Pane.SIDEBAR
        self._save()

    def toggle_panel(self) -> None:
        """Show or hide the panel; where there is one pane at a time, go to it."""
        host = self.host
        if host.size.width < panes.MIDDLE:
            host.pane = Pane.STORY if host.pane is Pane.PANEL else Pane.PANEL if host.opened else host.pane
            return
        if host.pane is Pane.PANEL:
            host.pane = Pane.STORY
        host.with_panel = not host.with_panel
        self._save()

    def toggle_density(self) -> None:
        """Draw each story of the list in one line, or in two."""
        self._lines = TWO_LINES if self.host.list.lines_each == ONE_LINE else ONE_LINE
        self._set_density()
        self._save()

    def widen(self) -> None:
        """Make the pane that the reader is in wider."""
        self.resize(self.host.pane, STEP)

    def narrow(self) -> None:
        """Make it narrower."""
        self.resize(self.host.pane, -STEP)

    def resize(self, pane: Pane, columns: int) -> None:
        """Make a pane wider by so many columns, narrower where they are below zero."""
        change = panes.resize(pane, columns, self._widths())
        if change is None:
            self.host.show_message("Only one pane fits on this screen; a wider terminal shows more.")
            return
        changed, width = change
        self._wanted = {**self._wanted, changed: width}
        possible = self._widths()
        self._wanted = {**self._wanted, changed: possible[changed]}
        self.apply()
        self._save()

    # ---------------------------------------------------------------------------------------------------------- memory

    def _save(self) -> None:
        layout = {
            "sidebar": self.host.with_sidebar,
            "panel": self.host.with_panel,
            "lines": self._lines,
            "widths": {pane.value: width for pane, width in self._wanted.items()},
        }
        self.host.run_in_background(self.host.desk.reader_state.keep(LAYOUT, layout), "keep layout")

    def restore(self, state: Mapping[str, Any]) -> None:
        """Lay the panes out as they were in the last run; what is no layout is ignored."""
        layout = state.get(LAYOUT)
        if not isinstance(layout, dict):
            return
        widths = layout.get("widths")
        if isinstance(widths, dict):
            self._wanted = {
                pane: width for pane in SIZES if isinstance(width := widths.get(pane.value), int) and width > 0
            }
        self.host.with_sidebar = layout.get("sidebar") is not False
        self.host.with_panel = layout.get("panel") is not False
        if layout.get("lines") in (ONE_LINE, TWO_LINES):
            self._lines = layout["lines"]
        self.apply()
