"""The reading screen: it owns the state, hands it down to three panes, and turns keys into calls of the desk."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from briefing.core import clean
from briefing.core.analysis import Span
from briefing.core.errors import BriefingError, QueryError
from briefing.core.events import AnalysisOff, FeedDone, RefreshFinished, StoryAnalysed
from briefing.core.feed import FeedStatus
from briefing.core.journal import Field
from briefing.core.lines import counted
from briefing.desk import Counts, Desk, OpenStory
from briefing.ui import panes
from briefing.ui.actions import Action
from briefing.ui.browser import open_address
from briefing.ui.filters import Filter, Sort
from briefing.ui.marks import ALL_LAYERS, Layer
from briefing.ui.merge import merged
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.progress import Progress
from briefing.ui.screens.confirm import ConfirmScreen
from briefing.ui.screens.feeds import FeedsScreen
from briefing.ui.screens.help import HelpScreen
from briefing.ui.screens.layers import LayersScreen
from briefing.ui.screens.links import LinksScreen
from briefing.ui.screens.note import NoteScreen
from briefing.ui.signs import ASCII, UNICODE
from briefing.ui.widgets.bars import Heading, StatusBar
from briefing.ui.widgets.lines import LineView
from briefing.ui.widgets.offer_panel import OfferPanel
from briefing.ui.widgets.search_box import SearchBox
from briefing.ui.widgets.story_list import StoryList
from briefing.ui.widgets.story_view import StoryView

FIRST_STORIES = 200
FIRST_HEADLINES = 60
SETTLE_SECONDS = 0.4
MINUTE = 60.0

log = logging.getLogger(__name__)


class ReadingScreen(Screen[None], inherit_bindings=False):
    """Stories on the left, the story in the middle, who proposed what to whom on the right."""

    CSS_PATH = "reading.tcss"
    AUTO_FOCUS = "#list"

    filter: reactive[Filter] = reactive(Filter(), init=False)
    opened: reactive[OpenStory | None] = reactive(None, init=False)
    counts: reactive[Counts] = reactive(Counts(), init=False)
    progress: reactive[Progress] = reactive(Progress(), init=False)
    marks_shown: reactive[frozenset[Layer]] = reactive(ALL_LAYERS, init=False)
    pane: reactive[Pane] = reactive(Pane.LIST, init=False)
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
        self.feeds: tuple[FeedStatus, ...] = ()
        self._came_from: tuple[tuple[Span, ...], int, Pane] | None = None
        self._looking_soon = False

    def compose(self) -> ComposeResult:
        """The heading, three panes, the search line and the status line."""
        yield Heading(self.signs, id="heading")
        with Horizontal(id="panes"):
            yield StoryList(self.signs, self.now, id="list")
            yield StoryView(self.signs, self.now, id="story")
            yield OfferPanel(self.signs, id="panel")
        yield SearchBox(id="search")
        yield StatusBar(self.signs, id="status")

    def on_mount(self) -> None:
        """Show the store first; fetch and analyse behind it."""
        self.set_class(self.options.ascii, "-ascii")
        self.list.border_title = "Stories"
        self.story.border_title = "Story"
        self.panel.border_title = "Who proposed what to whom"
        self.story.empty_words = ("", "Enter opens the story under the cursor.", "? shows all keys.")
        self.panel.show(None, "Open a story to see who proposed what to whom.")
        self.lay_panes()
        self.begin(self._start(), "start")
        self.set_interval(MINUTE, self.list.refresh)
        for notice in self.options.notices:
            self.tell(notice, "warning")

    async def _start(self) -> None:
        await self._find(afresh=True)
        self.feeds = await self.desk.feeds()
        if self.options.refresh_on_start:
            self.begin(self._refresh(), "refresh")
        elif self.options.analyse:
            self.begin(self._analyse_waiting(), "waiting")

    # ------------------------------------------------------------------------------------------------------ parts

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
        return {Pane.LIST: self.list, Pane.STORY: self.story, Pane.PANEL: self.panel}[self.pane]

    # -------------------------------------------------------------------------------------------- work that is behind

    def begin(self, work: Coroutine[Any, Any, None], group: str, newest_only: bool = True) -> None:
        """Do something behind; what goes wrong is told and ends nothing else."""
        self.run_worker(self._guarded(work), group=group, exclusive=newest_only, exit_on_error=False)

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except BriefingError as error:
            self.tell(str(error), "error")
        except Exception as error:
            log.exception("A task of the screen failed")
            self.tell(f"Something went wrong ({type(error).__name__}: {error}); the log file has the details.", "error")

    def tell(self, words: str, severity: str = "information") -> None:
        """Show a sentence for a while. It may hold words from outside: it is clean and never markup."""
        self.notify(clean.line(words), severity=severity, markup=False)  # type: ignore[arg-type]

    # --------------------------------------------------------------------------------------------------- the list

    async def _find(self, afresh: bool) -> None:
        """Ask for the stories of the filter; afresh shows the first ones at once and starts at the top."""
        wanted = self.filter.query(self.now())
        if afresh:
            first = await self.desk.find(wanted, FIRST_STORIES)
            await self._load(first[:FIRST_HEADLINES])
            self.list.show(first, afresh=True, empty_words=self._empty_words())
        found = await self.desk.find(wanted)
        shown = found if afresh else merged(self.list.ids, found)
        self.counts = await self.desk.counts()
        self.list.show(shown, afresh=False, empty_words=self._empty_words())
        self._show_heading()

    def _empty_words(self) -> str:
        if self.filter.search:
            return "Nothing was found. Esc shows the list again."
        if self.filter.sort is not Sort.ALL or self.filter.feed_url:
            return (
                f"No {self.filter.sort.value.lower()} stories here. 1 shows all."
                if self.filter.sort is not Sort.ALL
                else "No stories of this feed."
            )
        return "No stories yet. R fetches all feeds."

    def watch_filter(self) -> None:
        """Another filter: another list."""
        self._show_heading()
        self.begin(self._find(afresh=True), "find")

    def _look_again_soon(self) -> None:
        if not self._looking_soon:
            self._looking_soon = True
            self.set_timer(SETTLE_SECONDS, self._look_again)

    def _look_again(self) -> None:
        self._looking_soon = False
        self.begin(self._find(afresh=False), "find")

    def on_story_list_wanted(self, message: StoryList.Wanted) -> None:
        """Headlines are about to be seen: load them."""
        message.stop()
        self.begin(self._load(message.ids), "headlines", newest_only=False)

    async def _load(self, ids: Sequence[str]) -> None:
        self.list.supply(ids, await self.desk.headlines(ids))

    def on_story_list_opened(self, message: StoryList.Opened) -> None:
        """A story was clicked."""
        message.stop()
        self.open_story(message.story)

    def watch_counts(self) -> None:
        """New numbers in the heading."""
        self._show_heading()

    def _show_heading(self) -> None:
        self.query_one(Heading).show(self.filter, len(self.list.ids), self.counts, self.options.demo)

    # -------------------------------------------------------------------------------------------------- the story

    def open_story(self, story: str) -> None:
        """Open a story, mark it as read, and have it analysed if it is not."""
        if story:
            self.list.choose_story(story)
            self.begin(self._open(story), "open")

    async def _open(self, story: str) -> None:
        opened = await self.desk.open(story)
        self._came_from = None
        self.opened = opened
        if not panes.shown(self.size.width, self.pane, self.with_panel).story:
            self.pane = Pane.STORY
        self.lay_panes()
        if not opened.headline.read:
            self.mark([story], Field.READ, True)
        if opened.analysis is None or opened.analysis.text_hash != opened.story.text_hash:
            self.begin(self._analyse(story), "analyse")

    async def _analyse(self, story: str) -> None:
        analysis = await self.desk.analyse_story(story)
        if self.opened is not None and self.opened.story.id == story:
            if analysis is None:
                self.panel.show(self.opened.analysis, self._no_analysis("This story could not be analysed."))
            else:
                self._show_analysis(StoryAnalysed(story, analysis, 0, 0))

    def _show_analysis(self, event: StoryAnalysed) -> None:
        opened = self.opened
        if opened is not None and opened.story.id == event.story and opened.analysis != event.analysis:
            # Set without the watcher, which would lay the story out again.
            self.set_reactive(
                ReadingScreen.opened, OpenStory(opened.story, event.analysis, opened.note, opened.headline)
            )
            self.story.show_analysis(event.analysis)
            self.panel.show(event.analysis, "")

    def watch_opened(self, before: OpenStory | None, opened: OpenStory | None) -> None:
        """Another story in the middle and on the right, or the same with another note."""
        if opened is None:
            self.story.show(None, None, "")
            self.panel.show(None, "Open a story to see who proposed what to whom.")
            return
        self.story.show(opened.story, opened.analysis, opened.note)
        self.panel.show(opened.analysis, self._no_analysis(f"Being analysed{self.signs.ellipsis}"))
        if before is None or before.story.id != opened.story.id:
            self.panel.to_first()

    def _no_analysis(self, otherwise: str) -> str:
        off = self.progress.analysis_off
        return f"analysis is off: {off}" if off else otherwise

    def watch_marks_shown(self, layers: frozenset[Layer]) -> None:
        """Other marks in the story, and in the legend."""
        self.story.show_layers(layers)
        self._show_status()

    # -------------------------------------------------------------------------------------------------- the panes

    def lay_panes(self) -> None:
        """Show the panes that there is room for, and give the keys to the one that the reader is at."""
        columns = self.size.width
        shown = panes.shown(columns, self.pane, self.with_panel)
        for pane, wanted in ((self.list, shown.list), (self.story, shown.story), (self.panel, shown.panel)):
            pane.display = wanted
        self.list.styles.width = panes.list_width(columns) if shown.story else "1fr"
        self.panel.styles.width = panes.panel_width(columns) if shown.story else "1fr"
        if not self.search_box.display:
            self.set_focus(self.at, scroll_visible=False)
        self._show_status()

    def watch_pane(self) -> None:
        """The reader is elsewhere."""
        self.lay_panes()

    def watch_with_panel(self) -> None:
        """The panel comes or goes."""
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

    # -------------------------------------------------------------------------------------------- what goes on behind

    async def _refresh(self, urls: Sequence[str] | None = None, everything: bool = False) -> None:
        try:
            async for event in self.desk.refresh(urls, everything):
                self.progress = self.progress.after(event)
                if isinstance(event, FeedDone) and event.new_stories:
                    self._look_again_soon()
                if isinstance(event, RefreshFinished):
                    self.feeds = await self.desk.feeds()
                    self._look_again_soon()
        finally:
            self.progress = self.progress.refresh_ended()
        if self.options.analyse:
            self.begin(self._analyse_waiting(), "waiting")

    async def _analyse_waiting(self) -> None:
        async for event in self.desk.analyse_waiting():
            self.progress = self.progress.after(event)
            if isinstance(event, StoryAnalysed):
                self._show_analysis(event)
                self.list.forget([event.story])
            if isinstance(event, AnalysisOff) and self.opened is not None and self.opened.analysis is None:
                self.panel.show(None, self._no_analysis(""))
        self.progress = self.progress.analysis_ended()

    def watch_progress(self) -> None:
        """Other words in the status line."""
        self._show_status()

    def _show_status(self) -> None:
        self.query_one(StatusBar).show(
            self.progress.words(self.signs.dot),
            self.pane,
            self.marks_shown if self.opened and self.story.display else None,
        )

    # ---------------------------------------------------------------------------------------------------- marking

    def mark(self, ids: Sequence[str], field: Field, value: bool, told: bool = False) -> None:
        """Set a field of stories: at once on the screen, behind it in the store."""
        name = "read" if field is Field.READ else "starred"
        self.list.change(ids, **{name: value})
        self.begin(self._mark(tuple(ids), field, value, told), "mark", newest_only=False)

    async def _mark(self, ids: tuple[str, ...], field: Field, value: bool, told: bool) -> None:
        step = await self.desk.mark(ids, field, value)
        self.counts = await self.desk.counts()
        if told and step is not None:
            self.tell(f"{step.label}; u undoes it")

    @property
    def target(self) -> str:
        """The story that marking keys are about: the one that is read, or the one under the cursor."""
        if self.pane is not Pane.LIST and self.opened is not None:
            return self.opened.story.id
        return self.list.chosen

    def _toggle(self, field: Field) -> None:
        headline = self.list.headline(self.target)
        if headline is not None:
            value = not (headline.read if field is Field.READ else headline.starred)
            self.mark([headline.id], field, value)

    def action_toggle_read(self) -> None:
        """Mark as read or unread."""
        self._toggle(Field.READ)

    def action_toggle_star(self) -> None:
        """Star, or take the star away."""
        self._toggle(Field.STARRED)

    def action_all_read(self) -> None:
        """Mark all that is shown as read, once it is confirmed."""
        ids = self.list.ids
        if ids:

            def answered(yes: bool | None) -> None:
                if yes:
                    self.mark(ids, Field.READ, True, told=True)

            self.app.push_screen(ConfirmScreen(f"Mark {counted(len(ids), 'story', 'stories')} as read?"), answered)

    def action_undo(self) -> None:
        """Take the last marking back."""
        self.begin(self._undo(), "mark", newest_only=False)

    async def _undo(self) -> None:
        step = await self.desk.undo()
        if step is None:
            self.tell("There is nothing to undo.")
            return
        self.tell(f"Undone: {step.label}")
        self.list.forget(change.story for change in step.changes)
        self.counts = await self.desk.counts()

    # ----------------------------------------------------------------------------------------------------- moving

    def action_down(self) -> None:
        """One down."""
        self.at.move(1)

    def action_up(self) -> None:
        """One up."""
        self.at.move(-1)

    def action_top(self) -> None:
        """To the first."""
        self.at.move(-self.at.virtual_size.height)

    def action_bottom(self) -> None:
        """To the last."""
        self.at.move(self.at.virtual_size.height)

    def action_page_down(self) -> None:
        """A screen down."""
        self.at.page(1)

    def action_page_up(self) -> None:
        """A screen up."""
        self.at.page(-1)

    def action_read_on(self) -> None:
        """Page the story; at its end go on to the next unread one."""
        if self.opened is None or not self.story.display:
            self.open_story(self.list.chosen)
        elif self.story.at_end:
            self.action_next_unread()
        else:
            self.story.page(1)

    def action_enter(self) -> None:
        """Open the story, or jump to what the panel's cursor is on."""
        if self.pane is Pane.LIST:
            if self.opened is not None and self.opened.story.id == self.list.chosen:
                self.pane = Pane.STORY
            else:
                self.open_story(self.list.chosen)
        elif self.pane is Pane.PANEL:
            self._jump()
        elif not self._return():
            self.pane = Pane.PANEL

    def on_offer_panel_chosen(self) -> None:
        """A line of the panel was clicked."""
        self._jump()

    def _jump(self) -> None:
        spans = self.panel.spans
        if not spans:
            return
        if self._came_from is not None and self._came_from[0] == spans:
            self._return()
            return
        came_from = self._came_from[1] if self._came_from else self.story.top
        self._came_from = (spans, came_from, self.pane)
        if not self.story.display:
            self.pane = Pane.STORY
        # Where the story was hidden it has its size only after this.
        self.call_after_refresh(self.story.jump, spans)

    def _return(self) -> bool:
        """Go back to where one was before a jump; False where there was none."""
        if self._came_from is None:
            return False
        _, line, pane = self._came_from
        self._came_from = None
        self.story.go_to(line)
        self.pane = pane
        return True

    def action_back(self) -> None:
        """One step back; never out of the reader."""
        self.go_back()

    def go_back(self) -> bool:
        """One step back; False where there is none."""
        if self.search_box.display:
            self._close_search()
        elif self._return():
            pass
        elif self.pane is not Pane.LIST:
            narrow = not panes.shown(self.size.width, self.pane, self.with_panel).list
            self.pane = Pane.STORY if self.pane is Pane.PANEL and narrow else Pane.LIST
        elif self.filter != Filter():
            self.filter = Filter()
        else:
            return False
        return True

    def action_leave(self) -> None:
        """One step back, and out of the reader from the top."""
        if self.pane is not Pane.LIST or self.search_box.display:
            self.go_back()
        else:
            self.app.exit()

    def action_next_pane(self) -> None:
        """To the pane on the right."""
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        """To the pane on the left."""
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        if self.search_box.display:
            self._close_search()
        order = list(Pane) if self.opened is not None else [Pane.LIST]
        self.pane = order[(order.index(self.pane) + step) % len(order)] if self.pane in order else Pane.LIST

    # ----------------------------------------------------------------------------------------- from story to story

    def action_next_story(self) -> None:
        """Open the next story of the list."""
        self._open_at(self.list.cursor + 1)

    def action_previous_story(self) -> None:
        """Open the previous story of the list."""
        self._open_at(self.list.cursor - 1)

    def _open_at(self, number: int) -> None:
        if 0 <= number < len(self.list.ids):
            self.open_story(self.list.ids[number])
        else:
            self.tell("This is the last story of the list." if number > 0 else "This is the first story of the list.")

    def action_next_unread(self) -> None:
        """Open the next unread story."""
        self.begin(self._open_unread(1), "unread")

    def action_previous_unread(self) -> None:
        """Open the previous unread story."""
        self.begin(self._open_unread(-1), "unread")

    async def _open_unread(self, step: int) -> None:
        ids, cursor = self.list.ids, self.list.cursor
        ahead = ids[cursor + 1 :] if step > 0 else ids[:cursor][::-1]
        behind = ids[:cursor] if step > 0 else ids[cursor + 1 :][::-1]
        unread = set(await self.desk.find(self.filter.query(self.now()).but(unread=True)))
        found = next((story for story in (*ahead, *behind) if story in unread), None)
        if found is None:
            self.tell("No unread story is left here.")
        else:
            self.open_story(found)

    # ---------------------------------------------------------------------------------------------- what is shown

    def action_show_all(self) -> None:
        """All stories."""
        self._sort(Sort.ALL)

    def action_show_unread(self) -> None:
        """Unread stories."""
        self._sort(Sort.UNREAD)

    def action_show_starred(self) -> None:
        """Starred stories."""
        self._sort(Sort.STARRED)

    def _sort(self, sort: Sort) -> None:
        self.filter = Filter(sort, self.filter.feed_url, self.filter.feed_title, self.filter.search)
        self.pane = Pane.LIST

    def action_next_feed(self) -> None:
        """The next feed alone."""
        self._step_feed(1)

    def action_previous_feed(self) -> None:
        """The previous feed alone."""
        self._step_feed(-1)

    def _step_feed(self, step: int) -> None:
        choices = [("", ""), *((status.feed.url, status.title) for status in self.feeds if status.total)]
        urls = [url for url, _ in choices]
        place = urls.index(self.filter.feed_url) if self.filter.feed_url in urls else 0
        url, title = choices[(place + step) % len(choices)]
        self.filter = Filter(self.filter.sort, url, clean.line(title), self.filter.search)
        self.pane = Pane.LIST

    def action_search(self) -> None:
        """Open the search line."""
        self.search_box.open(self.filter.search)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A search was typed."""
        message.stop()
        wanted = Filter(self.filter.sort, self.filter.feed_url, self.filter.feed_title, message.value.strip())
        try:
            wanted.query(self.now())
        except QueryError as error:
            self.search_box.refuse(error)
            return
        self._close_search()
        self.pane = Pane.LIST
        self.filter = wanted

    def _close_search(self) -> None:
        self.search_box.close()
        self.set_focus(self.at)

    def action_feeds(self) -> None:
        """How the feeds are doing."""
        self.begin(self._show_feeds(), "feeds")

    async def _show_feeds(self) -> None:
        self.feeds = await self.desk.feeds()
        self.app.push_screen(FeedsScreen(self.feeds, self.now(), self.signs))

    def action_refresh_all(self) -> None:
        """Fetch all feeds now."""
        self._fetch(None)

    def action_refresh_feed(self) -> None:
        """Fetch the feed that is shown alone, or that of the story."""
        self._fetch(self._feed_meant())

    def _fetch(self, urls: Sequence[str] | None) -> None:
        if self.progress.fetching:
            self.tell("Feeds are being fetched already.")
        else:
            self.begin(self._refresh(urls, everything=urls is None), "refresh")

    def _feed_meant(self) -> tuple[str, ...] | None:
        if self.filter.feed_url:
            return (self.filter.feed_url,)
        headline = self.list.headline(self.target)
        mine = tuple(s.feed.url for s in self.feeds if headline is not None and s.title == headline.source)
        return mine or None

    # --------------------------------------------------------------------------------------------- with the story

    def action_note(self) -> None:
        """Write a note on the story."""
        if self.target:
            self.begin(self._note(self.target), "note")

    async def _note(self, story: str) -> None:
        before = await self.desk.open(story)

        def written(text: str | None) -> None:
            if text is not None and text != before.note:
                self.begin(self._keep_note(story, text), "note", newest_only=False)

        self.app.push_screen(NoteScreen(before.note, before.story.title), written)

    async def _keep_note(self, story: str, text: str) -> None:
        await self.desk.set_note(story, text)
        self.list.change([story], noted=bool(text.strip()))
        if self.opened is not None and self.opened.story.id == story:
            self.opened = await self.desk.open(story)
        self.tell("The note is kept." if text.strip() else "The note is gone.")

    def action_save(self) -> None:
        """Save the story as Markdown."""
        if self.target:
            self.begin(self._save(self.target), "save", newest_only=False)

    async def _save(self, story: str) -> None:
        self.tell(f"Saved: {await self.desk.save(story)}")

    def action_browse(self) -> None:
        """Open the story in the browser."""
        self._with_address(self.browse)

    def browse(self, address: str) -> None:
        """Open an address, or say why it cannot be."""
        problem = open_address(address)
        self.tell(problem or f"Opened in the browser: {clean.host(address)}", "warning" if problem else "information")

    def action_copy(self) -> None:
        """Copy the address of the story."""
        self._with_address(self._copy)

    def _copy(self, address: str) -> None:
        self.app.copy_to_clipboard(address)
        self.tell(f"Copied: {clean.shown_address(address)}")

    def _with_address(self, use: Callable[[str], None]) -> None:
        headline = self.list.headline(self.target)
        address = clean.address(headline.link) if headline is not None and headline.link else None
        if address is None:
            self.tell("This story has no address.", "warning")
        else:
            use(address)

    def action_links(self) -> None:
        """The links of the story that is open."""
        page = self.story.page_shown
        addresses = page.shown.addresses if page is not None and self.pane is not Pane.LIST else ()
        if not addresses:
            self.tell("Open a story that has links first." if self.pane is Pane.LIST else "This story has no links.")
            return

        def chosen(address: str | None) -> None:
            if address:
                self.browse(address)

        self.app.push_screen(LinksScreen(addresses), chosen)

    def action_panel(self) -> None:
        """Show or hide the panel; where there is one pane at a time, go to it."""
        if self.size.width < panes.MIDDLE:
            self.pane = Pane.STORY if self.pane is Pane.PANEL else Pane.PANEL if self.opened else self.pane
            return
        if self.pane is Pane.PANEL:
            self.pane = Pane.STORY
        self.with_panel = not self.with_panel

    def action_layers(self) -> None:
        """Choose which marks are shown."""

        def chosen(layer: Layer | None) -> None:
            if layer is not None:
                self.marks_shown = self.marks_shown ^ {layer}

        self.app.push_screen(LayersScreen(self.marks_shown), chosen)

    def action_palette(self) -> None:
        """All commands, by name."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """All keys."""
        self.app.push_screen(HelpScreen(self.actions))
