"""The state of the reading screen, and how it is handed down to the panes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from weakref import finalize

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker

from briefing.core import clean
from briefing.core.errors import BriefingError
from briefing.core.events import StoryAnalysed
from briefing.core.feed import FeedStatus
from briefing.core.kept import NOTHING_KEPT
from briefing.desk import Counts, Desk, OpenStory
from briefing.ui.actions import Action, key_of
from briefing.ui.filters import Filter
from briefing.ui.marks import ALL_LAYERS, Layer
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.progress import Progress
from briefing.ui.signs import ASCII, UNICODE
from briefing.ui.widgets.bars import Heading, StatusBar
from briefing.ui.widgets.divider import Divider
from briefing.ui.widgets.lines import LineView
from briefing.ui.widgets.offer_panel import OfferPanel
from briefing.ui.widgets.search_box import SearchBox, SearchHelp
from briefing.ui.widgets.sidebar import Sidebar
from briefing.ui.widgets.story_list import StoryList
from briefing.ui.widgets.story_view import StoryView

NOTHING_OPEN = "Open a story to see who proposed what to whom."

HINTS = {
    Pane.SIDEBAR: (
        ("enter", "to the stories"),
        ("next_feed", "next feed"),
        ("add_feed", "add a feed"),
        ("help", "help"),
    ),
    Pane.LIST: (
        ("enter", "open"),
        ("search", "search"),
        ("next_unread", "next unread"),
        ("toggle_star", "star"),
        ("help", "help"),
    ),
    Pane.STORY: (("read_on", "read on"), ("save", "save"), ("note", "note"), ("next_pane", "panel"), ("help", "help")),
    Pane.PANEL: (("enter", "show the sentence"), ("explain", "why"), ("back", "back"), ("help", "help")),
}

log = logging.getLogger(__name__)


class StateScreen(Screen[None], inherit_bindings=False):
    """All state is here, in frozen values; a change of it is shown by the watchers below and nowhere else."""

    CSS_PATH = "reading.tcss"
    AUTO_FOCUS = "#list"

    opened: reactive[OpenStory | None] = reactive(None, init=False)
    counts: reactive[Counts] = reactive(Counts(), init=False)
    filter: reactive[Filter] = reactive(Filter(), init=False)
    progress: reactive[Progress] = reactive(Progress(), init=False)
    marks_shown: reactive[frozenset[Layer]] = reactive(ALL_LAYERS, init=False)
    feeds: reactive[tuple[FeedStatus, ...]] = reactive((), init=False)
    pane: reactive[Pane] = reactive(Pane.LIST, init=False)
    with_sidebar: reactive[bool] = reactive(True, init=False)
    with_panel: reactive[bool] = reactive(True, init=False)

    def __init__(
        self, desk: Desk, options: ReaderOptions, actions: tuple[Action, ...], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.desk = desk
        self.options = options
        self.actions = actions
        self.now = now
        self.signs = ASCII if options.ascii else UNICODE

    def compose(self) -> ComposeResult:
        """The heading, four panes with lines between them, the search line and the status line."""
        yield Heading(self.signs, id="heading")
        with Horizontal(id="panes"):
            yield Sidebar(self.signs, id="sidebar")
            yield Divider(Pane.SIDEBAR, self.signs.column)
            yield StoryList(self.signs, self.now, id="list")
            yield Divider(Pane.LIST, self.signs.column)
            yield StoryView(self.signs, self.now, id="story", pens=self.options.pens)
            yield Divider(Pane.PANEL, self.signs.column)
            yield OfferPanel(self.signs, id="panel")
        yield SearchBox(id="search")
        yield SearchHelp(id="search-help")
        yield StatusBar(self.signs, id="status")

    @property
    def sidebar(self) -> Sidebar:
        """The pane of views and feeds."""
        return self.query_one("#sidebar", Sidebar)

    @property
    def list(self) -> StoryList:
        """The pane of stories."""
        return self.query_one("#list", StoryList)

    @property
    def story(self) -> StoryView:
        """The pane of the story."""
        return self.query_one("#story", StoryView)

    @property
    def panel(self) -> OfferPanel:
        """The pane of what was found."""
        return self.query_one("#panel", OfferPanel)

    @property
    def search_box(self) -> SearchBox:
        """The line that a search is typed in."""
        return self.query_one("#search", SearchBox)

    @property
    def at(self) -> LineView:
        """The pane that keys go to."""
        return self.query_one(f"#{self.pane.value}", LineView)

    @property
    def target(self) -> str:
        """The story that marking keys are about: the one that is read, or the one under the cursor."""
        if self.pane in (Pane.STORY, Pane.PANEL) and self.opened is not None:
            return self.opened.story.id
        return self.list.chosen

    # ---------------------------------------------------------------------------------------------------- handing down

    def watch_counts(self, before: Counts, counts: Counts) -> None:
        """New numbers in the heading."""
        self._show_heading()

    def watch_progress(self) -> None:
        """Other words in the status line."""
        self._show_status()

    def watch_opened(self, before: OpenStory | None, opened: OpenStory | None) -> None:
        """Another story in the middle and on the right, or the same with another note."""
        if opened is None:
            self.story.show(None, None, NOTHING_KEPT)
            self.panel.show(None, NOTHING_OPEN)
            return
        self.story.show(opened.story, opened.analysis, opened.kept, opened.place)
        self.panel.notes = opened.kept.notes
        self.panel.show(opened.analysis, self._no_analysis(f"Being analysed{self.signs.ellipsis}"))
        if before is None or before.story.id != opened.story.id:
            self.panel.to_first()

    def watch_marks_shown(self, layers: frozenset[Layer]) -> None:
        """Other marks in the story, and in the legend."""
        self.story.show_layers(layers)
        self._show_status()

    def _no_analysis(self, otherwise: str) -> str:
        off = self.progress.analysis_off
        return f"analysis is off: {off}" if off else otherwise

    def _show_analysis(self, event: StoryAnalysed) -> None:
        opened = self.opened
        if opened is not None and opened.story.id == event.story and opened.analysis != event.analysis:
            # Set without the watcher, which would lay the story out again.
            self.set_reactive(StateScreen.opened, replace(opened, analysis=event.analysis))
            self.story.show_analysis(event.analysis)
            self.panel.show(event.analysis, "")

    def _show_heading(self) -> None:
        self.query_one(Heading).show(self.filter, len(self.list.ids), self.counts, self.options.demo)

    def _show_status(self) -> None:
        at = self.sidebar.row if self.pane is Pane.SIDEBAR else None
        self.query_one(StatusBar).show(
            at.fault if at is not None and at.fault else self.progress.words(self.signs.dot),
            [(key_of(self.actions, action), words) for action, words in HINTS[self.pane]],
            self.marks_shown if self.opened and self.story.display else None,
        )

    # --------------------------------------------------------------------------------------------- work that is behind

    def begin(self, work: Coroutine[Any, Any, None], group: str, newest_only: bool = True) -> None:
        """Do something behind; what goes wrong is told and ends nothing else."""
        start = partial(self._guarded, work)
        worker: Worker[None] = self.run_worker(start, group=group, exclusive=newest_only, exit_on_error=False)
        # Work that a newer one replaced before it began is closed, or Python would miss it as never awaited.
        finalize(worker, work.close)

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except BriefingError as error:
            self.tell(str(error), "error")
        except Exception as error:
            if not (self.is_attached and self.app.is_running):
                log.debug("A task outlived the panes that it was for", exc_info=True)
                return
            log.exception("A task of the screen failed")
            self.tell(f"Something went wrong ({type(error).__name__}: {error}); the reader goes on.", "error")

    def key(self, action: str) -> str:
        """The key of an action, for a sentence that tells it."""
        return key_of(self.actions, action)

    def tell(self, words: str, severity: str = "information") -> None:
        """Show a sentence for a while. It may hold words from outside: it is clean and never markup."""
        self.notify(clean.line(words), severity=severity, markup=False)  # type: ignore[arg-type]

    def tell_heard(self) -> None:
        """Show what happened to the reader's files."""
        for sentence in self.desk.heard():
            self.tell(sentence, "warning")
