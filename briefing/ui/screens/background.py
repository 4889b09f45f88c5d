"""What goes on behind the reading: fetching and analysing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from briefing.core.events import AnalysisOff, FeedDone, RefreshFinished, StoryAnalysed
from briefing.ui.screens.feeds import FeedsScreen
from briefing.ui.screens.searching import SearchingScreen

MOST_TOLD = 3


class BackgroundScreen(SearchingScreen):
    """Fetches and analyses while one reads; what comes of it is shown, and nothing moves."""

    async def _refresh(self, urls: Sequence[str] | None = None, everything: bool = False) -> None:
        offline = False
        try:
            async for event in self.desk.refresh(urls, everything):
                self.progress = self.progress.after(event)
                if isinstance(event, FeedDone) and event.new_stories:
                    self._look_again_soon()
                    self._tell_notices()
                if isinstance(event, RefreshFinished):
                    offline = event.offline
                    self.feeds = await self.desk.feeds()
                    self._look_again_soon()
        finally:
            self.progress = self.progress.refresh_ended()
        if self.options.analyse:
            self.begin(self._analyse_waiting(), "waiting")
        if not self.options.demo and not offline:
            self.begin(self._complete_waiting(), "pages")

    async def _complete_waiting(self) -> None:
        completed = False
        try:
            async for event in self.desk.pages.complete_waiting():
                completed = True
                self.progress = self.progress.after(event)
                await self._show_text(event.story)
        finally:
            self.progress = self.progress.completion_ended()
        if completed and self.options.analyse:
            self.begin(self._analyse_waiting(), "waiting")

    async def _show_text(self, story: str) -> None:
        """Show the text that a story has now, at the same place, if it is the one that is read."""
        if self.opened is not None and self.opened.story.id == story:
            opened = await self.desk.open(story)
            if self.opened is not None and self.opened.story.id == story:
                self.opened = opened

    async def _analyse_waiting(self) -> None:
        async for event in self.desk.analyse_waiting():
            self.progress = self.progress.after(event)
            if isinstance(event, StoryAnalysed):
                self._show_analysis(event)
                self.list.forget([event.story])
                self._tell_notices()
            if isinstance(event, AnalysisOff) and self.opened is not None and self.opened.analysis is None:
                self.panel.show(None, self._no_analysis(""))
        self.progress = self.progress.analysis_ended()

    def keep_fresh(self) -> None:
        """Ask the feeds that are due by now, or show what others brought; called every so often while one reads."""
        if not self.progress.fetching:
            self.begin(self._refresh_due(), "due")

    async def _refresh_due(self) -> None:
        wait = await self.desk.rounds.due_in()
        if wait is not None and wait <= timedelta() and not self.progress.fetching:
            self.begin(self._refresh(), "refresh")
        elif await self.desk.counts() != self.counts:  # another Briefing works on the same data
            self._look_again_soon()

    def _tell_notices(self) -> None:
        """What the reader's rules want told; many at once are counted."""
        notices = self.desk.notices()
        for notice in notices[:MOST_TOLD]:
            self.tell(f"{notice.rule}: {notice.title}")
        if len(notices) > MOST_TOLD:
            self.tell(f"Rules have found {len(notices) - MOST_TOLD:,} more.")

    def action_feeds(self) -> None:
        """How the feeds are doing."""
        self.begin(self._show_feeds(), "feeds")

    async def _show_feeds(self) -> None:
        self.feeds = await self.desk.feeds()
        self.app.push_screen(FeedsScreen(self.feeds, self.now(), self.signs, self.key("add_feed")))

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
        if self.filter.view.feeds:
            return self.filter.view.feeds
        headline = self.list.headline(self.target)
        mine = tuple(s.feed.url for s in self.feeds if headline is not None and s.title == headline.source)
        return mine or None
