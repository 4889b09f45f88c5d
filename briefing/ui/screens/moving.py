"""Going through panes and stories, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from briefing.core.analysis import Span
from briefing.core.events import StoryAnalysed
from briefing.core.journal import Field
from briefing.core.query import UNREAD
from briefing.desk import OpenStory
from briefing.ui.filters import Filter
from briefing.ui.panes import Pane
from briefing.ui.screens.pointing import PointingScreen
from briefing.ui.text import one_line
from briefing.ui.views import ALL_STORIES
from briefing.ui.widgets.story_list import StoryList

AT_ONCE = 500
HELD_SECONDS = 0.08
EDGE_SECONDS = 5.0
MOST_MEANWHILE = 3
"""Presses that are made up for once the next unread story is found; a held key is not to go on after it is let go."""


class MovingScreen(PointingScreen):
    """Opens stories and jumps to sentences; every way in has a way back."""

    _came_from: tuple[tuple[Span, ...], int, Pane] | None = None
    _coming = ""
    _asked_at = 0.0
    _edge_told = 0.0
    _seeking = False
    _meanwhile = 0

    def on_story_list_opened(self, message: StoryList.Opened) -> None:
        """A story was clicked."""
        message.stop()
        self.open_story(message.story)

    def open_story(self, story: str) -> None:
        """Open a story, mark it as read, and have it analysed if it is not.

        While a key is held only headlines go by: the story is opened where the key is let go. What the first press
        opens counts as read, however soon the next one follows.
        """
        if not story:
            return
        self.list.choose_story(story)
        held = monotonic() - self._asked_at < HELD_SECONDS
        self._asked_at = monotonic()
        self._coming = story
        if held:
            self._announce(story)
            self.begin(self._open(story, HELD_SECONDS), "open where let go")
        else:
            self.begin(self._open(story), "open", newest_only=False)

    def _announce(self, story: str) -> None:
        """Show the headline of a story that is about to be opened."""
        self.keep_place()
        self.opened = None
        headline = self.list.headline(story)
        if headline is not None:
            self.story.say(one_line(headline.title), one_line(headline.source))

    async def _open(self, story: str, after: float = 0) -> None:
        await asyncio.sleep(after)
        if after and self._coming != story:
            return  # it went by
        try:
            opened = await self.desk.open(story)
        finally:
            still_wanted = self._coming == story
            if still_wanted:
                self._coming = ""
        if not opened.headline.read and self.options.mark_read != "never":
            self.mark([story], Field.READ, True, automatic=True)
        if still_wanted:
            self._show_opened(opened)

    def _show_opened(self, opened: OpenStory) -> None:
        story = opened.story.id
        self.keep_place()
        self._came_from = None
        self.unpin()
        self.opened = opened
        self._has_read = True
        if not self.panes_shown.story:
            self.pane = Pane.STORY
        self.lay_panes()
        self.tell_heard()
        if opened.analysis is None or opened.analysis.text_hash != opened.story.text_hash:
            self.begin(self._analyse(story), "analyse")
        if not self.options.demo:
            self.begin(self._complete_opened(story), "page")

    async def _complete_opened(self, story: str) -> None:
        if await self.desk.pages.complete_if_wanted(story):
            await self._show_text(story)
            await self._analyse(story)

    async def _analyse(self, story: str) -> None:
        analysis = await self.desk.analyse_story(story)
        if self.opened is not None and self.opened.story.id == story:
            if analysis is None:
                self.panel.show(self.opened.analysis, self._no_analysis("This story could not be analysed."))
            else:
                self._show_analysis(StoryAnalysed(story, analysis, 0, 0))

    # ----------------------------------------------------------------------------------------------------- in the pane

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

    def action_next_pane(self) -> None:
        """To the pane on the right."""
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        """To the pane on the left."""
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        if self.search_box.display:
            self._close_search()
        order = list(Pane) if self.opened is not None else [Pane.SIDEBAR, Pane.LIST]
        self.pane = order[(order.index(self.pane) + step) % len(order)] if self.pane in order else Pane.LIST

    def action_read_on(self) -> None:
        """Page the story; at its end go on to the next unread one."""
        if self._coming:
            return  # what is not on the screen yet is not read
        if self.opened is None or not self.story.display:
            self.open_story(self.list.chosen)
        elif self.story.at_end:
            self.action_next_unread()
        else:
            self.story.page(1)

    def action_enter(self) -> None:
        """Open the story, or jump to what the panel's cursor is on."""
        if self.pane is Pane.SIDEBAR:
            self.enter_view()
        elif self.pane is Pane.LIST:
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
        self.show_story()
        # Where the story was hidden it has its size only after this.
        self.call_after_refresh(self.story.jump, spans)

    def show_story(self) -> None:
        """Go to the story where it is not on the screen."""
        if not self.story.display:
            self.pane = Pane.STORY

    # ------------------------------------------------------------------------------------------------------------ back

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
        elif self._return() or self.unpin():
            pass
        elif self.pane is not Pane.LIST:
            self.pane = Pane.STORY if self.pane is Pane.PANEL and not self.panes_shown.list else Pane.LIST
            self.keep_place()
        elif self.filter.search:
            self.filter = self.filter.searching("")
        elif self.filter.view != ALL_STORIES:
            self.show_view(ALL_STORIES)
        else:
            return False
        return True

    def action_leave(self) -> None:
        """One step back, and out of the reader from the top."""
        if self.pane is not Pane.LIST or self.search_box.display:
            self.go_back()
        else:
            self.app.exit()

    # --------------------------------------------------------------------------------------------- from story to story

    def action_next_story(self) -> None:
        """Open the next story of the list."""
        self._open_at(self.list.cursor + 1)

    def action_previous_story(self) -> None:
        """Open the previous story of the list."""
        self._open_at(self.list.cursor - 1)

    def _open_at(self, number: int) -> None:
        if 0 <= number < len(self.list.ids):
            self.list.choose(number)
            self.open_story(self.list.chosen)
        else:
            self._tell_edge(
                "This is the last story of the list." if number > 0 else "This is the first story of the list."
            )

    def _tell_edge(self, words: str) -> None:
        """Say that it goes no further; once, where a key is held."""
        if monotonic() - self._edge_told > EDGE_SECONDS:
            self._edge_told = monotonic()
            self.tell(words)

    def action_next_unread(self) -> None:
        """Open the next unread story, here or in the next feed that has one."""
        self._open_unread(1)

    def action_previous_unread(self) -> None:
        """Open the previous unread story."""
        self._open_unread(-1)

    def _open_unread(self, step: int) -> None:
        number = self.list.next_unread(step)
        if number is not None:
            self._open_at(number)
        elif self._seeking:
            self._meanwhile = min(self._meanwhile + 1, MOST_MEANWHILE)
        else:
            self._seeking = True
            self.begin(self._seek_unread(step), "unread")

    async def _seek_unread(self, step: int) -> None:
        """Look further than the list knows: in the store, in the next feeds, then from the other end."""
        try:
            ids, cursor = self.list.ids, self.list.cursor
            found = await self._first_unread(ids[cursor + 1 :] if step > 0 else ids[:cursor][::-1])
            if not found and step > 0 and not self.filter.search:
                found = await self._first_elsewhere()
            if not found:
                found = await self._first_unread(ids[:cursor] if step > 0 else ids[cursor + 1 :][::-1])
        finally:
            self._seeking = False
            pressed, self._meanwhile = self._meanwhile, 0
        if not found:
            self._tell_edge("No unread story is left here.")
            return
        self.open_story(found)
        for _ in range(pressed):
            self._open_unread(step)

    async def _first_unread(self, ids: Sequence[str]) -> str:
        """The first of these that is unread: the near ones are asked for alone, all others at once."""
        near, far = ids[:AT_ONCE], ids[AT_ONCE:]
        found = self._first_of(near, await self.desk.unread_of(near))
        if found or not far:
            return found
        return self._first_of(far, frozenset(await self.desk.find(self.filter.query(self.now()) & UNREAD)))

    def _first_of(self, ids: Sequence[str], unread: frozenset[str]) -> str:
        """The first of these that is unread; what the list knows goes before the store, which may lag behind."""
        for story in ids:
            headline = self.list.headline(story)
            if story in unread if headline is None else not headline.read:
                return story
        return ""

    async def _first_elsewhere(self) -> str:
        """Go on to the next feed of the sidebar that has something unread; the story to open there."""
        if not self.filter.view.feeds:
            return ""
        for view in self.feeds_after(self.filter.view):
            habit = self.habit_of(view)
            ids = await self.desk.find(Filter(view, "", habit).query(self.now()) & UNREAD, 1)
            if ids:
                self.show_view(view)
                await self._find(afresh=True)
                self.tell(f"On to {view.title}")
                return ids[0]
        return ""

    def keep_place(self) -> None:
        """Remember how far the story on the screen was read."""
        opened = self.opened
        if opened is not None and self.story.place != opened.place:
            place = self.story.place
            self.set_reactive(MovingScreen.opened, replace(opened, place=place))
            self.begin(self.desk.memory.keep_place(opened.story.id, place), "place", newest_only=False)
