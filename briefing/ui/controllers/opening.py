"""Opening a story: it is read from the library, shown, marked as read, completed and analysed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Protocol

from briefing.core.errors import AnalysisError, UnknownStory
from briefing.core.journal import Field
from briefing.core.open_story import OpenStory
from briefing.ui.controllers.host import CurrentStory, Messages, StoryPanes, Tasks
from briefing.ui.controllers.layout import Layout
from briefing.ui.controllers.marking import Marking
from briefing.ui.controllers.mentions import Mentions
from briefing.ui.layers import Layer
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.text import one_line

PREVIEW_SECONDS = 0.15
"""How long the cursor rests on a story before it is shown."""

HELD_SECONDS = 0.08
"""Presses that follow one another faster than this come from a key that is held."""


class OpeningHost(Messages, Tasks, CurrentStory, StoryPanes, Protocol):
    """What opening stories needs of the screen."""

    options: ReaderOptions

    def save_reading_position(self) -> None:
        """Remember how far the open story was read."""
        ...

    def show_warnings(self) -> None:
        """Show what happened to the reader's files."""
        ...


class Opening:
    """Opens one story at a time; the last one that was asked for wins."""

    def __init__(
        self,
        host: OpeningHost,
        layout: Layout,
        marking: Marking,
        mentions: Mentions,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`clock` and `sleep` tell a key that is held from one that is pressed again."""
        self.host = host
        self._clock = clock
        self._sleep = sleep
        self._layout = layout
        self._marking = marking
        self._mentions = mentions
        self.expected = ""
        """The story that was asked for and is not on the screen yet; empty where there is none."""
        self._asked_at = 0.0
        self._previewed = ""

    @property
    def is_preview(self) -> bool:
        """Whether the story that is shown was not opened, but only passed by the cursor."""
        opened = self.host.opened
        return opened is not None and opened.story.id == self._previewed

    def preview(self, story: str) -> None:
        """Show the story under the cursor once the cursor rests, if the settings say so; it stays unread."""
        host = self.host
        is_open = host.opened is not None and host.opened.story.id == story
        if not story or is_open or self.expected or host.pane is not Pane.LIST or not host.options.reader.preview:
            return
        if self._layout.shown_panes.story:
            host.run_in_background(self._preview(story), "preview")

    async def _preview(self, story: str) -> None:
        await self._sleep(PREVIEW_SECONDS)
        if self.expected or self.host.list.chosen != story:
            return
        opened = await self.host.desk.stories.open(story)
        if not self.expected and self.host.list.chosen == story:
            self._previewed = story
            self._draw(opened)

    def take_up(self) -> None:
        """Let a story that was only shown count as opened: the reader went to it."""
        if self.is_preview:
            self.host.run_in_background(self._open(self._previewed), "open", newest_only=False)

    def open_selected(self) -> None:
        """Open the story under the list's cursor."""
        self.open_story(self.host.list.chosen)

    def open_story(self, story: str) -> None:
        """Open a story, mark it as read, and have it analysed if it is not.

        While a key is held only headlines go by: the story is opened where the key is let go. What the first press
        opens counts as read, however soon the next one follows.
        """
        if not story:
            return
        self.host.list.choose_story(story)
        now = self._clock()
        is_held = now - self._asked_at < HELD_SECONDS
        self._asked_at = now
        self.expected = story
        if is_held:
            self._show_headline(story)
            self.host.run_in_background(self._open(story, HELD_SECONDS), "open where let go")
        else:
            self.host.run_in_background(self._open(story), "open", newest_only=False)

    def reopen(self, story: str, pane: Pane) -> None:
        """Open a story that was open when the reader ended, and go to the pane that the keys were in."""
        self.expected = story
        self.host.run_in_background(self._reopen(story, pane), "open", newest_only=False)

    async def _reopen(self, story: str, pane: Pane) -> None:
        try:
            await self._open(story)
        except UnknownStory:
            return  # it was removed meanwhile
        if self.host.opened is not None and self.host.opened.story.id == story:
            self.host.pane = pane

    def _show_headline(self, story: str) -> None:
        host = self.host
        host.save_reading_position()
        host.opened = None
        headline = host.list.headline(story)
        if headline is not None:
            host.story.say(one_line(headline.title), one_line(headline.source))

    async def _open(self, story: str, after: float = 0) -> None:
        await self._sleep(after)
        if after and self.expected != story:
            return  # it went by
        try:
            opened = await self.host.desk.stories.open(story)
        finally:
            is_wanted = self.expected == story
            if is_wanted:
                self.expected = ""
        if not opened.headline.read and self.host.options.reader.mark_read != "never":
            self._marking.mark([story], Field.READ, True, automatic=True)
        if is_wanted or self._previewed == story:
            self._previewed = ""
            self._show(opened)

    def _show(self, opened: OpenStory) -> None:
        self._layout.story_was_open = True
        self._draw(opened)
        self._layout.reveal_story()
        self._layout.apply()
        self.host.show_warnings()
        if not self.host.options.demo:
            self.host.run_in_background(self._complete(opened.story.id), "page")

    def _draw(self, opened: OpenStory) -> None:
        host, story = self.host, opened.story.id
        host.save_reading_position()
        self._mentions.reset()
        host.opened = opened
        host.story.seeker.seek(host.list.sought)
        headline = host.list.headline(story)
        if headline is not None and headline.found_line:
            self._jump_to_line(headline.found_line)
        host.name_story_pane()  # a search or a mention was of the story before
        if opened.analysis is None or opened.analysis.text_hash != opened.story.text_hash:
            host.run_in_background(self.analyse(story), "analyse")

    async def _complete(self, story: str) -> None:
        if await self.host.desk.pages.complete_if_wanted(story):
            await self.host.reload_opened([story])
            await self.analyse(story)

    async def analyse(self, story: str) -> None:
        """Analyse a story now, and show it where it is open."""
        host = self.host
        try:
            analysis = await host.desk.analysis.analyse_story(story)
        except AnalysisError as error:
            if host.opened is not None and host.opened.story.id == story:
                words = host.no_analysis_words(f"This story could not be analysed: {error}")
                host.panel.show(host.opened.analysis, words)
            return
        host.list.invalidate([story])
        host.show_analysis(story, analysis)

    async def open_at_offer(self, story: str, offer: str) -> None:
        """Open a story at the sentences of one of its offers; both by their ids."""
        host = self.host
        host.list.choose_story(story)
        self.expected = story
        await self._open(story)
        host.pane = Pane.STORY
        self._jump_to_line(offer)

    def _jump_to_line(self, line: str) -> None:
        """Bring the sentences of a line of the open story into sight, and put the panel's cursor on it; by its id."""
        host = self.host
        lines = host.opened.analysis.lines if host.opened and host.opened.analysis else ()
        for number, one in enumerate(lines):
            if one.id == line:
                host.panel.choose(Layer.OFFERS, str(number))
                host.call_after_refresh(host.story.jump, one.evidence)
