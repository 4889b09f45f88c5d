"""The reading screen: its panes, its state, and how the state is drawn. What keys do is in `ui/controllers`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.reactive import var
from textual.widgets import Input

from briefing.core.feed import FeedStatus
from briefing.core.headline import Counts
from briefing.core.waiting import NOTHING_WAITS, Waiting
from briefing.services.desk import Desk
from briefing.ui.actions import Action, Where
from briefing.ui.controllers.beginning import build_beginning
from briefing.ui.early_keys import carry_out
from briefing.ui.filters import Filter
from briefing.ui.glyphs import ASCII, UNICODE
from briefing.ui.layers import ALL_LAYERS, Layer, MarkMode, first_mode
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane, Shown
from briefing.ui.partial_drawing import draw_in_parts
from briefing.ui.progress import Progress
from briefing.ui.screens.working import WorkingScreen
from briefing.ui.signs import watched_sign
from briefing.ui.widgets.bars import Bar, Heading, StatusBar
from briefing.ui.widgets.divider import Divider
from briefing.ui.widgets.lines import LineView
from briefing.ui.widgets.panes import Panes
from briefing.ui.widgets.sidebar import Sidebar
from briefing.ui.widgets.story_list import StoryList

if TYPE_CHECKING:
    from briefing.core.analysis import Analysis
    from briefing.core.open_story import OpenStory
    from briefing.ui.controllers.wiring import Controllers
    from briefing.ui.widgets.offer_panel import OfferPanel
    from briefing.ui.widgets.search_box import SearchBox, SearchHelp
    from briefing.ui.widgets.story_view import StoryView
    from briefing.ui.widgets.typed_line import TypedLine

MINUTE = 60.0
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
    Pane.PANEL: (
        ("enter", "show the sentence"),
        ("explain", "why"),
        ("less_sure", "less sure"),
        ("back", "back"),
        ("help", "help"),
    ),
}
OF_STORIES = frozenset(("enter", "next_unread", "toggle_star"))
"""What those keys of the list do needs a story in it."""


class ReadingScreen(WorkingScreen[None], inherit_bindings=False):
    """Stories on the left, the story in the middle, who proposed what to whom on the right.

    All state that is drawn is here, in frozen values; the watchers below draw a change of it, and nothing else does.
    What the first drawing can do without is put in behind it: the story, the panel, and the lines that come and go.
    """

    CSS_PATH = "reading.tcss"
    AUTO_FOCUS = "#list"
    BLANK = True  # bars and panes cover all of it

    opened: var[OpenStory | None] = var(None, init=False)
    counts: var[Counts] = var(Counts(), init=False)
    filter: var[Filter] = var(Filter(), init=False)
    progress: var[Progress] = var(Progress(), init=False)
    marks_shown: var[frozenset[Layer]] = var(ALL_LAYERS, init=False)
    waiting: var[Waiting] = var(NOTHING_WAITS, init=False)
    feeds: var[tuple[FeedStatus, ...]] = var((), init=False)
    pane: var[Pane] = var(Pane.LIST, init=False)
    with_sidebar: var[bool] = var(True, init=False)
    with_panel: var[bool] = var(True, init=False)

    since: Bar
    offer: Bar
    story: StoryView
    panel: OfferPanel
    search_box: SearchBox
    search_help: SearchHelp

    def __init__(
        self, desk: Desk, options: ReaderOptions, actions: tuple[Action, ...], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        draw_in_parts(self)
        self.desk = desk
        self.options = options
        self.actions = actions
        self.now = now
        self.glyphs = ASCII if options.reader.ascii else UNICODE
        self.heading = Heading(self.glyphs, id="heading")
        self.sidebar = Sidebar(self.glyphs, id="sidebar")
        self.list = StoryList(self.glyphs, now, id="list")
        self.status = StatusBar(self.glyphs, id="status")
        self.mark_mode = self.status.mode = first_mode(options.reader.marks, self.app.no_color)
        self.add_class(f"-{self.mark_mode.value}", update=False)  # it is styled when it is shown
        self.is_complete = False
        self.beginning = build_beginning(self, lambda place: self.controllers.session.go_on(place))

    @cached_property
    def controllers(self) -> Controllers:
        """What keys do; loaded behind the first screen, or with the first key, as it takes as long as the screen."""
        from briefing.ui.controllers.wiring import build_controllers  # late, with all that it leads to

        self.complete()
        return build_controllers(self, self.beginning)

    def compose(self) -> ComposeResult:
        """The heading, the sidebar, the list and the status line."""
        yield self.heading
        with Panes(id="panes"):
            yield self.sidebar
            yield Divider(Pane.SIDEBAR, self.glyphs.column)
            yield self.list
        yield self.status

    def complete(self) -> None:
        """Put in the story and the panel, the search line, and two lines above the panes; once."""
        if not self.is_complete:
            _complete(self)

    # ------------------------------------------------------------------------------------------------ start and end

    async def on_mount(self) -> None:
        """Show the library first, drawn once its titles are known; fetch and analyse in the background."""
        self.sidebar.border_title = "Feeds"
        self.list.border_title = "Stories"
        self.list.columns_wanted = self.options.reader.columns
        self.beginning.layout.apply()
        self.run_in_background(self.beginning.start(), "start")
        self.set_interval(MINUTE, self._each_minute)
        if self.options.reader.refresh_while_open:
            self.set_interval(MINUTE / 2, lambda: self.controllers.background.refresh_due())
        for notice in self.options.notices:
            self.show_message(notice, "warning")
        await self.beginning.wait_for_titles()

    def _each_minute(self) -> None:
        self.list.refresh()  # ages grow
        self.controllers.session.each_minute()

    async def on_unmount(self) -> None:
        """Remember where the reader was."""
        await self.controllers.session.end()
        await self.controllers.syncing.end()

    # ------------------------------------------------------------------------------------------------ drawing the state

    def watch_counts(self, before: Counts, counts: Counts) -> None:
        """New numbers in the heading at once, and in the sidebar soon."""
        self.show_heading()
        if bool(before.total) != bool(counts.total):
            self.beginning.layout.apply()
        self.beginning.sidebar.show_counts()
        self.beginning.sidebar.recount_soon()

    def watch_waiting(self) -> None:
        """More is known of the stories, or less."""
        self.show_heading()
        self.controllers.overview.show_waiting()

    def watch_filter(self) -> None:
        """Another filter: another list."""
        self.beginning.listing.show()

    def watch_feeds(self) -> None:
        """Other feeds, or the same in another state."""
        self.beginning.sidebar.show()

    def watch_pane(self) -> None:
        """The reader is elsewhere."""
        self.beginning.layout.apply()
        if self.pane in (Pane.STORY, Pane.PANEL):
            self.controllers.opening.take_up()

    def watch_with_panel(self) -> None:
        """The panel or the sidebar comes or goes."""
        self.beginning.layout.apply()

    watch_with_sidebar = watch_with_panel

    def watch_marks_shown(self, layers: frozenset[Layer]) -> None:
        """Other marks in the story, and in the legend."""
        self.story.show_layers(layers)
        self.show_status()

    def watch_opened(self, before: OpenStory | None, opened: OpenStory | None) -> None:
        """Another story in the middle and on the right, or the same with another note."""
        if opened is None:
            self.story.show(None, None)
            self.panel.show(None, NOTHING_OPEN)
            return
        self.story.show(opened.story, opened.analysis, opened.annotations, opened.place)
        self.panel.notes = opened.annotations.notes
        self.panel.show(opened.analysis, self.no_analysis_words(f"Analysing{self.glyphs.ellipsis}"))
        if before is None or before.story.id != opened.story.id:
            self.panel.to_first()

    def show_analysis(self, story: str, analysis: Analysis) -> None:
        """Draw an analysis where its story is open; nothing moves."""
        opened = self.opened
        if opened is not None and opened.story.id == story and opened.analysis != analysis:
            # Set without the watcher, which would lay the story out again.
            self.set_reactive(ReadingScreen.opened, replace(opened, analysis=analysis))
            self.story.show_analysis(analysis)
            self.panel.show(analysis, "")

    def no_analysis_words(self, otherwise: str) -> str:
        """Why the panel is empty: that the analysis is off, or `otherwise`."""
        off = self.progress.analysis_off
        return f"analysis is off: {off}" if off else otherwise

    def show_heading(self) -> None:
        """Draw the line above the panes."""
        self.heading.show(self.filter, len(self.list.ids), self.counts, self.options.demo, self.waiting)

    def draw_since(self, words: str) -> None:
        """Draw the line above the list on what moved since the reader was here; none where there are no words."""
        self.since.tell(words, f"{self.key('since')} shows it")

    def draw_offer(self, words: str) -> None:
        """Draw the line that offers groups of feeds to begin with; none where there are no words."""
        self.offer.tell(words, f"{self.key('groups')} chooses which stay")

    def show_status(self) -> None:
        """Draw the line below the panes."""
        row = self.sidebar.row if self.pane is Pane.SIDEBAR else None
        dead = dead_actions(self)
        self.status.show(
            row.fault if row is not None and row.fault else self.progress.words(self.glyphs.dot),
            self.hints(hint for hint in HINTS[self.pane] if hint[0] not in dead),
            self.marks_shown if self.opened and self.story.display else None,
            (watched_sign(self.glyphs),) if self.list.display and self.list.has_watched else (),
        )

    watch_progress = show_status

    def draw_panes(self, shown: Shown, widths: Mapping[Pane, int]) -> None:
        """Draw these panes, those with a width so wide; the keys go to the pane that the reader is in."""
        for pane, view in self._views().items():
            view.display = getattr(shown, pane.value)
            view.styles.width = widths.get(pane, "1fr")
        for divider in self.query(Divider):
            divider.display = divider.pane in widths
        if not (self.is_complete and self.search_box.display):
            self.focus_pane()
        self.show_status()

    def draw_marks_as(self, mode: MarkMode) -> None:
        """Draw marks in this way from now on."""
        self.mark_mode = self.story.mode = self.status.mode = mode
        self.show_status()
        for other in MarkMode:
            self.set_class(other is mode, f"-{other.value}")

    def name_story_pane(self, more: str = "") -> None:
        """Write the title of the story's pane, with `more` after it."""
        self.story.border_title = f"Story {self.glyphs.dot} {more}" if more else "Story"

    # ----------------------------------------------------------------------------------------- what controllers ask for

    def _views(self) -> dict[Pane, LineView]:
        """The panes that are there."""
        views: dict[Pane, LineView] = {Pane.SIDEBAR: self.sidebar, Pane.LIST: self.list}
        if self.is_complete:
            views |= {Pane.STORY: self.story, Pane.PANEL: self.panel}
        return views

    @property
    def active_pane(self) -> LineView:
        """The pane that the keys go to."""
        return self._views()[self.pane]

    def focus_pane(self) -> None:
        """Give the keys to the pane that the reader is in."""
        self.set_focus(self.active_pane, scroll_visible=False)

    @property
    def target(self) -> str:
        """The story that keys are about: the one that is read or about to be, or the one under the cursor."""
        if self.pane in (Pane.STORY, Pane.PANEL) and self.opened is not None:
            return self.controllers.opening.expected or self.opened.story.id
        return self.list.chosen

    async def reload_opened(self, ids: Collection[str]) -> None:
        """Read the open story from the library again, if it is one of these."""
        before = self.opened
        if before is not None and before.story.id in ids:
            opened = await self.desk.stories.open(before.story.id)
            if self.opened is not None and self.opened.story.id == opened.story.id:
                self.opened = opened

    def save_reading_position(self) -> None:
        """Remember how far the open story was read."""
        opened, place = self.opened, self.story.place
        if opened is not None and place != opened.place:
            self.set_reactive(ReadingScreen.opened, replace(opened, place=place))
            work = self.desk.reader_state.keep_reading_position(opened.story.id, place)
            self.run_in_background(work, "reading position", newest_only=False)

    def set_first_filter(self, first: Filter) -> None:
        """Begin with a filter, before the list is found for the first time."""
        self.set_reactive(ReadingScreen.filter, first)

    def show_warnings(self) -> None:
        """Show what happened to the reader's files."""
        for sentence in self.desk.maintenance.take_warnings():
            self.show_message(sentence, "warning")

    # ------------------------------------------------------------------------------------------- keys and messages

    async def action_perform(self, name: str) -> None:
        """Carry out an action of the table, by its id."""
        action = next(action for action in self.actions if action.id == name)
        if action.where not in (Where.SHOW, Where.REST):  # those are about no story, so that they need not wait for one
            if self.pane is Pane.LIST:
                await self.beginning.listing.found()  # a key that is typed ahead of a search is about what that finds
            await self.controllers.stepping.known_before(name)
        await carry_out(self, self.controllers.handler(action)())

    def on_resize(self) -> None:
        """More room, or less."""
        if self.is_mounted:
            self.beginning.layout.apply()

    def on_descendant_focus(self) -> None:
        """A click gave the keys to another pane."""
        focused = self.focused
        if isinstance(focused, LineView) and focused.id:
            self.pane = Pane(focused.id)

    def on_divider_dragged(self, message: Divider.Dragged) -> None:
        """The mouse draws the edge of a pane along."""
        self.beginning.layout.resize(message.pane, message.columns)

    def on_sidebar_pointed(self, message: Sidebar.Pointed) -> None:
        """The list follows the sidebar's cursor."""
        self.beginning.views.follow_cursor(message.view)

    def on_sidebar_entered(self) -> None:
        """A view was clicked."""
        self.beginning.views.enter()

    def on_sidebar_fold_toggled(self, message: Sidebar.FoldToggled) -> None:
        """The sign of a group was clicked."""
        self.beginning.sidebar.toggle_fold(message.view.title)

    def on_story_list_wanted(self, message: StoryList.Wanted) -> None:
        """Headlines are about to be seen."""
        self.beginning.listing.load_soon(message.ids)

    def on_story_list_passed(self, message: StoryList.Passed) -> None:
        """The cursor went past stories."""
        self.controllers.marking.pass_by(message.ids)

    def on_story_list_pointed(self, message: StoryList.Pointed) -> None:
        """The cursor is on another story."""
        if self.options.reader.preview:
            self.controllers.opening.preview(message.story)

    def on_story_list_opened(self, message: StoryList.Opened) -> None:
        """A story was clicked."""
        self.controllers.opening.open_story(message.story)

    def on_story_view_mark_clicked(self, message: StoryView.MarkClicked) -> None:
        """A mark in the text was clicked."""
        self.controllers.mentions.select_mark(message.layer, message.of)

    def on_story_view_link_clicked(self, message: StoryView.LinkClicked) -> None:
        """The number of a link was clicked."""
        self.controllers.web_links.browse(message.address)

    def on_offer_panel_moved(self, message: OfferPanel.Moved) -> None:
        """The cursor of the panel is on something, or the keys have left the panel."""
        self.show_status()
        if self.opened is not None:
            self.controllers.mentions.follow_cursor(message.item)

    def on_offer_panel_chosen(self) -> None:
        """A line of the panel was clicked."""
        self.controllers.mentions.jump()

    def on_input_changed(self, message: Input.Changed) -> None:
        """A search is typed."""
        if message.input is self.search_box and self.search_box.display:
            self.controllers.search.explain()

    def take_line(self, line: TypedLine) -> None:
        """A search was typed."""
        self.controllers.search.submit(line.value)

    def on_search_box_completion_wanted(self) -> None:
        """The term at the cursor is to be completed."""
        self.controllers.search.complete()

    def on_search_box_widened(self) -> None:
        """All stories are to be searched."""
        self.controllers.search.widen()

    def on_search_box_kept(self, message: SearchBox.Kept) -> None:
        """The search is to be saved."""
        self.controllers.search.save(message.search)


def _complete(screen: ReadingScreen) -> None:
    from briefing.ui.panel_rows import Fold  # late, with all that lays a story out
    from briefing.ui.widgets.offer_panel import OfferPanel
    from briefing.ui.widgets.search_box import SearchBox, SearchHelp
    from briefing.ui.widgets.story_view import StoryView

    glyphs, options = screen.glyphs, screen.options.reader
    screen.since, screen.offer = Bar(glyphs, id="since"), Bar(glyphs, id="offer")
    screen.since.display = screen.offer.display = False
    screen.story = StoryView(glyphs, screen.now, id="story", pens=options.pens)
    screen.panel = OfferPanel(glyphs, id="panel")
    screen.search_box, screen.search_help = SearchBox(id="search"), SearchHelp(id="search-help")
    screen.is_complete = True
    screen.story.mode = screen.mark_mode
    screen.name_story_pane()
    screen.panel.bounds = screen.story.bounds = options.bounds
    screen.panel.fold = Fold(key=screen.key("less_sure"))
    screen.panel.border_title = "Who proposed what to whom"
    screen.mount(screen.since, screen.offer, after=screen.heading)
    edges = Divider(Pane.LIST, glyphs.column), Divider(Pane.PANEL, glyphs.column)
    screen.mount(edges[0], screen.story, edges[1], screen.panel, after=screen.list)
    screen.mount(screen.search_box, screen.search_help, before=screen.status)
    screen.app.stylesheet.apply(screen.status)  # the story's sheet, which came with it, has looks for the legend
    screen.story.say(
        f"{screen.key('enter')} opens the story under the cursor.", f"{screen.key('help')} shows all keys."
    )
    screen.panel.show(None, NOTHING_OPEN)
    screen.beginning.layout.apply()


def dead_actions(screen: ReadingScreen) -> frozenset[str]:
    """The actions that do nothing in the pane where the keys are, or with what its cursor is on."""
    if screen.pane is Pane.LIST and not screen.list.ids:
        return OF_STORIES
    return screen.panel.dead if screen.pane is Pane.PANEL else frozenset()
