"""The reading screen: what it does when it opens, and the keys that leave the story or the screen as it is."""

from __future__ import annotations

from briefing.core import why
from briefing.core.analysis import Offer
from briefing.core.errors import BriefingError
from briefing.core.lines import offer_line
from briefing.ui import panes
from briefing.ui.marks import Layer, MarkMode
from briefing.ui.panes import Pane
from briefing.ui.screens.browsing import SESSION
from briefing.ui.screens.correcting import CorrectingScreen
from briefing.ui.screens.help import HelpScreen, Here
from briefing.ui.screens.layers import LayersScreen
from briefing.ui.screens.state import NOTHING_OPEN
from briefing.ui.screens.why import WhyScreen

MINUTE = 60.0
GONE = "The story, read again, no longer tells this offer."

HERE = {
    Pane.SIDEBAR: Here(
        "In the sidebar",
        ("enter", "fold", "unfold", "refresh_feed", "refresh_all", "add_feed", "feeds", "forget_search", "sidebar"),
    ),
    Pane.LIST: Here(
        "In the list of stories",
        ("enter", "read_on", "next_unread", "toggle_read", "toggle_star", "all_read", "undo", "search", "show_all",
         "show_unread", "show_starred", "next_feed", "order", "hide_read", "refresh_all"),
    ),
    Pane.STORY: Here(
        "In the story",
        ("read_on", "page_down", "page_up", "next_story", "previous_story", "enter", "back", "next_mention",
         "previous_mention", "layers", "mark_mode", "note", "save", "browse", "links", "reports", "copy", "copy_more",
         "pipe"),
    ),
    Pane.PANEL: Here(
        "In the panel",
        ("enter", "next_mention", "previous_mention", "copy_more", "panel", "back"),
    ),
}  # fmt: skip


class ReadingScreen(CorrectingScreen):
    """Stories on the left, the story in the middle, who proposed what to whom on the right."""

    def on_mount(self) -> None:
        """Show the store first; fetch and analyse behind it."""
        self.sidebar.border_title = "Feeds"
        self.list.border_title = "Stories"
        self.name_story()
        self.panel.unsure_below = self.options.unsure_below
        self.mark_as(self._first_mode())
        self.panel.border_title = "Who proposed what to whom"
        self.story.say(
            f"{self.key('enter')} opens the story under the cursor.",
            f"{self.key('help')} shows all keys.",
        )
        self.panel.show(None, NOTHING_OPEN)
        self._read_in = self.story  # at the end, when there is no pane any more, it still knows its place
        self.lay_panes()
        self.begin(self._start(), "start")
        self.set_interval(MINUTE, self._each_minute)
        if self.options.keep_fresh:
            self.set_interval(MINUTE / 2, self.keep_fresh)
        for notice in self.options.notices:
            self.tell(notice, "warning")

    def _first_mode(self) -> MarkMode:
        if self.options.marks:
            return MarkMode(self.options.marks)
        return MarkMode.PLAIN if self.app.no_color else MarkMode.COLOUR

    def mark_as(self, mode: MarkMode) -> None:
        """Tell marks apart in this way."""
        self.story.mode = mode
        for other in MarkMode:
            self.set_class(other is mode, f"-{other.value}")

    def action_mark_mode(self) -> None:
        """The next way of telling marks apart."""
        modes = list(MarkMode)
        self.mark_as(modes[(modes.index(self.story.mode) + 1) % len(modes)])
        self.tell(f"Marks: {self.story.mode.value}")

    def _greeting(self) -> tuple[str, ...]:
        """What a first start is met with, where the story will be."""
        key = self.key
        return (
            "Welcome to Briefing: the news, and who proposed what to whom.",
            f"{key('refresh_all')} fetches your feeds, {key('add_feed')} adds one, {key('help')} shows all keys.",
            "`briefing --demo` shows sample stories, without a network.",
        )

    async def _start(self) -> None:
        await self.recall()
        await self._find(afresh=True)
        if not self.counts.total:
            self.story.say(*self._greeting())
        self.feeds = await self.desk.feeds()
        self.keep_session()
        self.tell_heard()
        self.begin(self._look_after(), "look after")
        if self.options.refresh_on_start:
            self.begin(self._refresh(), "refresh")
        elif self.options.analyse:
            self.begin(self._analyse_waiting(), "waiting")

    def _each_minute(self) -> None:
        self.list.refresh()  # ages grow
        self.keep_session()
        self.keep_place()

    async def on_unmount(self) -> None:
        """Remember when the session ended, and how far the story was read."""
        await self.desk.memory.keep(SESSION, self.now().isoformat(timespec="seconds"))
        if self.opened is not None:
            await self.desk.memory.keep_place(self.opened.story.id, self._read_in.place)

    async def _look_after(self) -> None:
        await self.desk.look_after()
        self.tell_heard()
        if await self.desk.settle():
            self.list.forget(self.list.ids)

    # --------------------------------------------------------------------------------------------------- what is drawn

    def action_panel(self) -> None:
        """Show or hide the panel; where there is one pane at a time, go to it."""
        if self.size.width < panes.MIDDLE:
            self.pane = Pane.STORY if self.pane is Pane.PANEL else Pane.PANEL if self.opened else self.pane
            return
        if self.pane is Pane.PANEL:
            self.pane = Pane.STORY
        self.with_panel = not self.with_panel
        self._keep_layout()

    def action_explain(self) -> None:
        """Why the offer that the panel's cursor is on is told."""
        chosen = self.panel.chosen
        offers = self.opened.analysis.lines if self.opened is not None and self.opened.analysis is not None else ()
        offer = next((o for o in offers if chosen is not None and chosen.offer and o.id == chosen.offer), None)
        if self.opened is None or offer is None:
            self.tell(f"Choose an offer first: {self.key('panel')} shows the panel.")
        else:
            self.begin(self._explain(self.opened.story.id, offer), "explain")

    async def _explain(self, story: str, offer: Offer) -> None:
        screen = WhyScreen(offer_line(offer, self.signs.arrow), f"The story is read again{self.signs.ellipsis}")
        await self.app.push_screen(screen)
        try:
            reasons = await self.desk.explain(story, offer)
            told = [GONE] if reasons is None else list(why.lines(reasons))
        except BriefingError as error:
            told = [str(error)]
        if screen.is_attached:  # nobody has closed it meanwhile
            screen.tell(told)

    def action_layers(self) -> None:
        """Choose which marks are shown."""

        def chosen(layer: Layer | None) -> None:
            if layer is not None:
                self.marks_shown = self.marks_shown ^ {layer}

        self.app.push_screen(LayersScreen(self.marks_shown), chosen)

    async def action_suspend(self) -> None:
        """Behind the shell that started the reader, until that brings it back."""
        await self.run_action("app.suspend_process")

    def action_palette(self) -> None:
        """All commands, by name."""
        self.app.action_command_palette()

    async def action_messages(self) -> None:
        """What was told, to read again."""
        await self.run_action("app.messages")

    def action_help(self) -> None:
        """The keys of where one stands, and all others."""
        self.app.push_screen(HelpScreen(self.actions, HERE[self.pane]))
