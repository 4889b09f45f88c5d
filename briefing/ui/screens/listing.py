"""The list: which stories it shows, and how it finds them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Input

from briefing.core import clean
from briefing.core.errors import QueryError
from briefing.ui.filters import Filter, Sort
from briefing.ui.merge import merged
from briefing.ui.panes import Pane
from briefing.ui.screens.state import StateScreen
from briefing.ui.widgets.story_list import StoryList

FIRST_STORIES = 200
FIRST_HEADLINES = 60
SETTLE_SECONDS = 0.4


class ListingScreen(StateScreen):
    """Finds stories by sort, feed and search; a list that is found again keeps its place."""

    _looking_soon = False

    async def _find(self, afresh: bool) -> None:
        """Ask for the stories of the filter; afresh shows the first ones at once and starts at the top."""
        wanted = self.filter.query(self.now())
        if afresh:
            first = await self.desk.find(wanted, FIRST_STORIES)
            await self._load(first[:FIRST_HEADLINES])
            self.list.show(first, afresh=True, empty_words=self._empty_words())
        self.counts = await self.desk.counts()  # before the list: what comes in between is noticed the next time
        found = await self.desk.find(wanted)
        shown = found if afresh else merged(self.list.ids, found)
        self.list.show(shown, afresh=False, empty_words=self._empty_words())
        self._show_heading()

    def _empty_words(self) -> str:
        if self.filter.search:
            return f"Nothing was found. {self.key('back')} shows the list again."
        if self.filter.sort is not Sort.ALL:
            return f"No {self.filter.sort.value.lower()} stories here. {self.key('show_all')} shows all."
        if self.filter.feed_url:
            return f"No stories of this feed. {self.key('back')} shows the list again."
        return f"No stories yet. {self.key('refresh_all')} fetches all feeds."

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

    # --------------------------------------------------------------------------------------------------- what is shown

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
