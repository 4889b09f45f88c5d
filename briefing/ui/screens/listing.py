"""The list: how it finds the stories that it shows."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.ui.merge import merged
from briefing.ui.screens.arranging import ArrangingScreen
from briefing.ui.views import ALL_STORIES, UNREAD_STORIES
from briefing.ui.widgets.story_list import StoryList

FIRST_STORIES = 200
FIRST_HEADLINES = 60
SETTLE_SECONDS = 0.4


class ListingScreen(ArrangingScreen):
    """Finds the stories of the filter; a list that is found again keeps its place."""

    _looking_soon = False
    _sought: tuple[str, ...] = ()

    async def _find(self, afresh: bool) -> None:
        """Ask for the stories of the filter; afresh shows the first ones at once and starts at the top."""
        wanted = self.filter.query(self.now())
        if afresh:
            self._sought = wanted.sought
            first = await self.desk.find(wanted, FIRST_STORIES)
            self.list.forget_all(self._sought)
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
        if self.filter.habit.hide_read and self.filter.view != UNREAD_STORIES:
            return f"Nothing unread here. {self.key('hide_read')} shows what was read."
        if self.filter.view.feeds:
            return f"No stories here yet. {self.key('refresh_feed')} fetches; {self.key('back')} shows all."
        if self.filter.view != ALL_STORIES:
            return f"No {self.filter.view.title.lower()} stories here. {self.key('show_all')} shows all."
        if not self.desk.configured:
            return f"No stories and no feeds yet. {self.key('add_feed')} adds a feed."
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
        self.list.supply(ids, await self.desk.headlines(ids, self._sought))
