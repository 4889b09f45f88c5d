"""What is brought in by hand: feeds, and lists of feeds."""

from __future__ import annotations

from pathlib import Path

from briefing.core.events import RefreshFinished
from briefing.core.feed import Feed
from briefing.core.lines import counted
from briefing.ui.screens.add_feed import AddFeedScreen
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.sharing import SharingScreen

EXPORT_FILE = "~/briefing-feeds.opml"
MOST_TOLD = 3


class IntakeScreen(SharingScreen):
    """Adds feeds by their address or from a list; what was added is fetched at once."""

    def action_add_feed(self) -> None:
        """Add a feed by its address, or by that of a page."""

        def added(feed: Feed | None) -> None:
            if feed is not None:
                self.tell(f"Added: {feed.title or feed.url}")
                self.begin(self._fetch_added([feed]), "added", newest_only=False)

        group = next((s.feed.group for s in self.feeds if s.feed.url in self.filter.view.feeds), "")
        self.app.push_screen(AddFeedScreen(self.desk.subscriptions, group, self.signs.ellipsis), added)

    async def _fetch_added(self, feeds: list[Feed]) -> None:
        self.feeds = await self.desk.feeds()
        urls = [feed.url for feed in feeds]
        if not self.progress.fetching:
            await self._refresh(urls)
            return
        async for event in self.desk.refresh(urls):  # beside the refresh that the status line tells of
            if isinstance(event, RefreshFinished):
                self.feeds = await self.desk.feeds()
                self._look_again_soon()

    # --------------------------------------------------------------------------------------------------------- pages

    def action_full_text(self) -> None:
        """Show the text of the story's page, or the feed's again."""
        if self.target:
            self.begin(self._full_text(self.target), "page")

    async def _full_text(self, story: str) -> None:
        if not (await self.desk.pages.has_text(story)):
            self.tell(f"Asking for the page{self.signs.ellipsis}")
        from_page = await self.desk.pages.toggle(story)
        self.tell("The text of the page." if from_page else "The text of the feed.")
        await self._text_changed(story)

    def action_refetch(self) -> None:
        """Ask for the story's page again, though it was asked for before."""
        if self.target:
            self.begin(self._refetch(self.target), "page")

    async def _refetch(self, story: str) -> None:
        self.tell(f"Asking for the page{self.signs.ellipsis}")
        await self.desk.pages.complete(story)
        self.tell("The text of the page.")
        await self._text_changed(story)

    async def _text_changed(self, story: str) -> None:
        if self.opened is None or self.opened.story.id != story:
            self.open_story(story)
            return
        await self._show_text(story)
        await self._analyse(story)
        self.list.forget([story])

    def action_add_story(self) -> None:
        """Keep a page as a story."""

        def answered(address: str | None) -> None:
            if address:
                self.begin(self._add_story(address), "add story")

        self.app.push_screen(AskLineScreen("Save a page as a story", "its address"), answered)

    async def _add_story(self, address: str) -> None:
        self.tell(f"Asking for the page{self.signs.ellipsis}")
        story, is_new = await self.desk.pages.add(address)
        self.tell("Saved as a story." if is_new else "This story was there already.")
        self.feeds = await self.desk.feeds()
        await self._find(afresh=False)
        self.open_story(story)

    # ------------------------------------------------------------------------------------------------- lists of feeds

    def action_import_opml(self) -> None:
        """Add the feeds of an OPML list."""

        def answered(source: str | None) -> None:
            if source:
                self.begin(self._import_opml(source), "import")

        self.app.push_screen(AskLineScreen("Import feeds (OPML)", "a file, or an address"), answered)

    async def _import_opml(self, source: str) -> None:
        imported = await self.desk.subscriptions.import_list(source)
        self.tell(f"Added {counted(len(imported.added), 'feed')}; {imported.known:,} were there already.")
        for sentence in imported.left_out[:MOST_TOLD]:
            self.tell(f"Left out: {sentence}", "warning")
        if len(imported.left_out) > MOST_TOLD:
            self.tell(f"{len(imported.left_out) - MOST_TOLD} more were left out.", "warning")
        if imported.added:
            await self._fetch_added(list(imported.added))

    def action_export_opml(self) -> None:
        """Write the feeds to an OPML file."""

        def answered(file: str | None) -> None:
            if file:
                self.begin(self._export_opml(file), "export")

        screen = AskLineScreen("Export feeds (OPML)", "a file that is not there yet", EXPORT_FILE)
        self.app.push_screen(screen, answered)

    async def _export_opml(self, file: str) -> None:
        await self.desk.subscriptions.export_to(Path(file))
        self.tell(f"Written: {file}")
