"""The web pages of stories: their full text instead of the feed's, and pages kept as stories."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from briefing.ui.controllers.host import CurrentStory, Dialogs, KnownFeeds, Messages, Tasks
from briefing.ui.controllers.target import has_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.screens.ask_line import AskLineScreen


class PagesHost(Messages, Tasks, CurrentStory, Dialogs, KnownFeeds, Protocol):
    """What pages need of the screen."""

    glyphs: Glyphs


class StoryOpener(Protocol):
    """What opens and analyses stories."""

    def open_story(self, story: str) -> None:
        """Open a story by its id."""
        ...

    async def analyse(self, story: str) -> None:
        """Analyse a story now, and show it where it is open."""
        ...


class Pages:
    """Fetches the page of a story; `find_again` finds the stories of the list again."""

    def __init__(self, host: PagesHost, opener: StoryOpener, find_again: Callable[[], Awaitable[None]]) -> None:
        self.host = host
        self._opener = opener
        self._find_again = find_again

    def toggle_full_text(self) -> None:
        """Show the text of the story's page, or the feed's again."""
        if has_target(self.host):
            self.host.run_in_background(self._toggle(self.host.target), "page")

    async def _toggle(self, story: str) -> None:
        pages = self.host.desk.pages
        if not await pages.has_text(story):
            self._show_fetching()
        from_page = await pages.toggle(story)
        self.host.show_message("This is the full text of the page." if from_page else "This is the text of the feed.")
        await self._show_text(story)

    def refetch_page(self) -> None:
        """Fetch the story's page again, though it was fetched before."""
        if has_target(self.host):
            self.host.run_in_background(self._refetch(self.host.target), "page")

    async def _refetch(self, story: str) -> None:
        self._show_fetching()
        await self.host.desk.pages.complete(story)
        self.host.show_message("This is the full text of the page.")
        await self._show_text(story)

    async def _show_text(self, story: str) -> None:
        if self.host.opened is None or self.host.opened.story.id != story:
            self._opener.open_story(story)
            return
        await self.host.reload_opened([story])
        await self._opener.analyse(story)
        self.host.list.invalidate([story])

    def add_page(self) -> None:
        """Keep a page as a story, by its address."""

        def on_answer(address: str | None) -> None:
            if address:
                self.host.run_in_background(self._add(address), "add story")

        self.host.open_dialog(AskLineScreen("Save a page as a story", "its address"), on_answer)

    async def _add(self, address: str) -> None:
        self._show_fetching()
        saved = await self.host.desk.pages.add(address)
        done = "Saved as a story." if saved.is_new else "This story was there already."
        self.host.show_message(f"{done} {saved.note}".rstrip())
        self.host.feeds = await self.host.desk.subscriptions.statuses()
        await self._find_again()
        self._opener.open_story(saved.story)

    def _show_fetching(self) -> None:
        self.host.show_message(f"Fetching the page{self.host.glyphs.ellipsis}")
