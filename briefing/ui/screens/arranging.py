"""The panes: which are there, how wide they are, and that this is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing.ui import panes
from briefing.ui.panes import SIZES, STEP, Pane, Shown
from briefing.ui.screens.state import StateScreen
from briefing.ui.widgets.divider import Divider
from briefing.ui.widgets.lines import LineView

LAYOUT = "layout"


class ArrangingScreen(StateScreen):
    """Lays the panes out anew when the terminal or the reader's place in it changes."""

    _wanted: Mapping[Pane, int] = {}
    _has_read = False

    @property
    def panes_shown(self) -> Shown:
        """The panes that are on the screen."""
        return panes.shown(self.size.width, self.pane, self.with_sidebar, self.with_panel, self._has_read)

    def lay_panes(self) -> None:
        """Show the panes that there is room for, and give the keys to the one that the reader is at."""
        shown = self.panes_shown
        widths = panes.widths(self.size.width, shown, self._wanted)
        for pane in Pane:
            view = self.query_one(f"#{pane.value}", LineView)
            view.display = getattr(shown, pane.value)
            view.styles.width = widths.get(pane, "1fr")
        for divider in self.query(Divider):
            divider.display = divider.pane in widths
        if not self.search_box.display:
            self.set_focus(self.at, scroll_visible=False)
        self._show_status()

    def watch_pane(self) -> None:
        """The reader is elsewhere."""
        self.lay_panes()

    def watch_with_panel(self) -> None:
        """The panel comes or goes."""
        self.lay_panes()

    def watch_with_sidebar(self) -> None:
        """The sidebar comes or goes."""
        self.lay_panes()

    def on_resize(self) -> None:
        """More room, or less."""
        if self.is_mounted:
            self.lay_panes()

    def on_descendant_focus(self) -> None:
        """A click gave the keys to another pane."""
        focused = self.focused
        if isinstance(focused, LineView) and focused.id:
            self.pane = Pane(focused.id)

    # ----------------------------------------------------------------------------------------------- the reader's wish

    def action_sidebar(self) -> None:
        """Show or hide the sidebar; where there is no room for it beside the rest, go to it."""
        if self.pane is Pane.SIDEBAR:
            self.pane = Pane.LIST
            self.with_sidebar = False
        elif self.panes_shown.sidebar:
            self.with_sidebar = False
        else:
            self.with_sidebar = True
            if not self.panes_shown.sidebar:
                self.pane = Pane.SIDEBAR
        self._keep_layout()

    def action_wider(self) -> None:
        """Make the pane that one is at wider."""
        self._resize(self.pane, STEP)

    def action_narrower(self) -> None:
        """Make the pane that one is at narrower."""
        self._resize(self.pane, -STEP)

    def on_divider_dragged(self, message: Divider.Dragged) -> None:
        """The mouse draws the edge of a pane along."""
        message.stop()
        self._resize(message.pane, message.columns)

    def _resize(self, pane: Pane, columns: int) -> None:
        present = panes.widths(self.size.width, self.panes_shown, self._wanted)
        change = panes.resized(pane, columns, present)
        if change is None:
            self.tell("There is one pane on the screen; a wider terminal has room for more.")
            return
        changed, width = change
        self._wanted = {**self._wanted, changed: width}
        met = panes.widths(self.size.width, self.panes_shown, self._wanted)
        self._wanted = {**self._wanted, changed: met[changed]}
        self.lay_panes()
        self._keep_layout()

    # ---------------------------------------------------------------------------------------------------------- memory

    def _keep_layout(self) -> None:
        layout = {
            "sidebar": self.with_sidebar,
            "panel": self.with_panel,
            "widths": {pane.value: width for pane, width in self._wanted.items()},
        }
        self.begin(self.desk.memory.keep(LAYOUT, layout), "keep layout")

    def recall_layout(self, state: Mapping[str, Any]) -> None:
        """Lay the panes as they were; what is no layout is passed over."""
        layout = state.get(LAYOUT)
        if not isinstance(layout, dict):
            return
        widths = layout.get("widths")
        if isinstance(widths, dict):
            self._wanted = {
                pane: width for pane in SIZES if isinstance(width := widths.get(pane.value), int) and width > 0
            }
        self.with_sidebar = layout.get("sidebar") is not False
        self.with_panel = layout.get("panel") is not False
        self.lay_panes()
