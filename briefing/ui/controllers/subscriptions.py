"""Feeds that the reader adds, by their address or from an OPML list; what was added is fetched at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol

from briefing.core.feed import Feed
from briefing.core.formatting import counted
from briefing.intake.shipped import Choice
from briefing.services.desk import Desk
from briefing.ui.controllers.host import CurrentStory, Dialogs, KnownFeeds, Messages, Tasks
from briefing.ui.controllers.listing import Listing
from briefing.ui.filters import Filter
from briefing.ui.glyphs import Glyphs
from briefing.ui.panes import Pane
from briefing.ui.screens.add_feed import AddFeedScreen
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.shipped import ShippedScreen

EXPORT_FILE = "~/briefing-feeds.opml"
MAX_PROBLEMS = 3


class SubscriptionsHost(Messages, Tasks, CurrentStory, Dialogs, KnownFeeds, Protocol):
    """What adding feeds needs of the screen."""

    desk: Desk
    glyphs: Glyphs
    filter: Filter

    def draw_offer(self, words: str) -> None:
        """Draw the line that offers groups of feeds to begin with; none where there are no words."""
        ...


class Subscriptions:
    """`fetch_feeds` fetches the feeds with these addresses, also beside a refresh that is running."""

    def __init__(
        self, host: SubscriptionsHost, fetch_feeds: Callable[[Sequence[str]], Awaitable[None]], listing: Listing
    ) -> None:
        self.host = host
        self._fetch_feeds = fetch_feeds
        self._listing = listing

    # ---------------------------------------------------------------------------------------- the feeds that ship

    async def offer_groups(self) -> None:
        """Offer the groups of the feeds that ship in a line, until somebody has chosen; the reader asks nothing."""
        offered = await self.host.desk.shipped.offered()
        feeds = counted(sum(len(group.feeds) for group in offered), "feed")
        self.host.draw_offer(f"{feeds} in {counted(len(offered), 'group')} to begin with" if offered else "")

    def choose_groups(self) -> object:
        """Choose among the groups of the feeds that ship."""
        return self.host.run_in_background(self._choose_groups(), "groups")

    async def _choose_groups(self) -> None:
        host, shipped = self.host, self.host.desk.shipped
        names = await host.ask(ShippedScreen(await shipped.groups(), host.glyphs))
        if names is not None:
            await self._show_choice(await shipped.choose(names))

    async def _show_choice(self, choice: Choice) -> None:
        host = self.host
        host.show_message(f"{choice.sentence}. {host.key('groups')} chooses again.")
        host.draw_offer("")
        host.feeds = await host.desk.subscriptions.statuses()
        if host.opened is not None and not await host.desk.stories.headlines([host.opened.story.id]):
            host.opened, host.pane = None, Pane.LIST
        await self._listing.find()
        if choice.added:
            await self._fetch_feeds([feed.url for feed in choice.added])

    # ----------------------------------------------------------------------------------------------- the reader's own

    def add_feed(self) -> None:
        """Add a feed by its address, or by that of a page."""
        host = self.host

        def on_answer(feed: Feed | None) -> None:
            if feed is not None:
                host.show_message(f"Added: {feed.title or feed.url}")
                host.run_in_background(self._fetch([feed]), "added", newest_only=False)

        group = next((s.feed.group for s in host.feeds if s.feed.url in host.filter.view.feeds), "")
        host.open_dialog(AddFeedScreen(host.desk.subscriptions, group, host.glyphs.ellipsis), on_answer)

    async def _fetch(self, feeds: Sequence[Feed]) -> None:
        self.host.feeds = await self.host.desk.subscriptions.statuses()
        await self._fetch_feeds([feed.url for feed in feeds])

    def import_opml(self) -> None:
        """Add the feeds of an OPML list."""

        def on_answer(source: str | None) -> None:
            if source:
                self.host.run_in_background(self._import(source), "import")

        self.host.open_dialog(AskLineScreen("Import feeds (OPML)", "a file, or an address"), on_answer)

    async def _import(self, source: str) -> None:
        host = self.host
        imported = await host.desk.subscriptions.import_list(source)
        host.show_message(f"Added {counted(len(imported.added), 'feed')}; {imported.known:,} were there already.")
        for sentence in imported.left_out[:MAX_PROBLEMS]:
            host.show_message(f"Left out: {sentence}", "warning")
        if len(imported.left_out) > MAX_PROBLEMS:
            host.show_message(f"{len(imported.left_out) - MAX_PROBLEMS} more were left out.", "warning")
        if imported.added:
            room = await host.desk.shipped.make_room()
            if room.left_out:
                await self._show_choice(room)
            await self._fetch(list(imported.added))

    def export_opml(self) -> None:
        """Write the feeds to an OPML file."""

        def on_answer(file: str | None) -> None:
            if file:
                self.host.run_in_background(self._export(file), "export")

        dialog = AskLineScreen("Export feeds (OPML)", "a file that does not exist yet", EXPORT_FILE)
        self.host.open_dialog(dialog, on_answer)

    async def _export(self, file: str) -> None:
        await self.host.desk.subscriptions.export_to(Path(file))
        self.host.show_message(f"Saved: {file}")
