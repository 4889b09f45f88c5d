"""Fetching and analysing while one reads: what comes of it is shown, and nothing moves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from textual.timer import Timer

from briefing.core.errors import ConfigError, StorageError
from briefing.core.events import AnalysisOff, FeedDone, RefreshFinished, RefreshStarted, StoryAnalysed
from briefing.core.formatting import counted
from briefing.core.headline import Counts
from briefing.core.notices import MAX_ALONE
from briefing.core.open_story import OpenStory
from briefing.core.rules import Errand
from briefing.core.waiting import Waiting
from briefing.services.notices import Told
from briefing.ui.controllers.host import CurrentStory, Dialogs, KnownFeeds, Messages, StoryPanes, Tasks
from briefing.ui.controllers.listing import Listing
from briefing.ui.controllers.syncing import Syncing
from briefing.ui.controllers.target import use_target
from briefing.ui.filters import Filter
from briefing.ui.glyphs import Glyphs
from briefing.ui.options import ReaderOptions
from briefing.ui.progress import Progress

ROUND_SECONDS = 10.0
"""Between two rounds of completing stories from their pages: hosts are left alone for a while."""

COUNT_SECONDS = 2.0

AGAIN_SECONDS = 30.0
"""How long to wait where the library cannot take an analysis, as when it is locked; each time twice as long."""

LEDGER_EVERY = 25
"""After so many analyses their lines go into the ledger, while the others are still to come."""


class BackgroundHost(Messages, Tasks, CurrentStory, Dialogs, StoryPanes, KnownFeeds, Protocol):
    """What work in the background needs of the screen."""

    options: ReaderOptions
    glyphs: Glyphs
    now: Callable[[], datetime]
    counts: Counts
    filter: Filter
    progress: Progress
    waiting: Waiting

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> Timer:
        """Call a function once, after so many seconds."""
        ...


class Background:
    """Refreshes feeds, completes stories from their pages, and has them analysed."""

    def __init__(
        self,
        host: BackgroundHost,
        listing: Listing,
        on_ledger: Callable[[], Coroutine[Any, Any, None]],
        syncing: Syncing,
    ) -> None:
        """`on_ledger` is called when the ledger has changed."""
        self.host = host
        self._on_ledger = on_ledger
        self._listing = listing
        self._is_counting = self._is_looking = False
        self._syncing = syncing
        syncing.process_new = self._process_new

    def start(self) -> None:
        """Begin what the options want done when the reader opens."""
        self.count_waiting_soon()
        if self.host.options.reader.refresh_on_start:
            self.host.run_in_background(self._refresh(), "refresh")
            self._syncing.sync_due()
        elif self.host.options.analyse:
            self.host.run_in_background(self._analyse_waiting(), "waiting")

    # -------------------------------------------------------------------------------------------------------- fetching

    async def _refresh(self, urls: Sequence[str] | None = None, everything: bool = False) -> None:
        host, is_offline, is_news = self.host, False, everything or not self.host.desk.refresher.offline
        await self._notice_edits()
        try:
            async for event in host.desk.refresher.refresh(urls, everything):
                host.progress = host.progress.after(event)
                if isinstance(event, RefreshStarted) and not host.list.ids:
                    self._listing.find_again_soon()  # the empty list says how stories come in
                if isinstance(event, FeedDone) and event.new_stories:
                    self._listing.find_again_soon()
                    self._show_notices()
                if isinstance(event, RefreshFinished):
                    self.count_waiting_soon()
                    is_offline = event.offline
                    if is_offline and is_news:
                        self._tell_offline(event.why)
                    if not event.total and (everything or urls):
                        self._tell_none_asked(urls)
                    host.feeds = await host.desk.subscriptions.statuses()
                    self._listing.find_again_soon()
        finally:
            host.progress = host.progress.refresh_ended()
        self._process_new(is_offline)

    def _tell_offline(self, why: str) -> None:
        self.host.show_message(
            f"No feed could be reached{f': {why}' if why else ''}. {self.host.key('refresh_all')} tries again now,"
            " and Briefing does so from time to time. All that is stored can be read.",
            "warning",
        )

    def _tell_none_asked(self, urls: Sequence[str] | None) -> None:
        """Say why no feed was asked, where the reader wanted it; those of an account are synced instead."""
        host, feeds = self.host, self.host.desk.subscriptions.feeds
        wanted = [feed for feed in feeds if urls is None or feed.url in urls]
        if not feeds:
            host.show_message(f"There are no feeds yet. {host.key('add_feed')} adds one.")
        elif not wanted:
            host.show_message("This feed was removed, so it is not fetched any more.")
        elif not any(feed.account for feed in wanted):
            host.show_message(f"All feeds are muted or gone for good. {host.key('feeds')} shows them.")

    def _process_new(self, is_offline: bool = False) -> None:
        """Do with new stories what is done with all: clusters, analysis, full text."""
        host = self.host
        self._show_notices()
        host.run_in_background(self._find_reports(), "reports")
        if host.options.analyse:
            host.run_in_background(self._analyse_waiting(), "waiting")
        if not host.options.demo and not is_offline:
            host.run_in_background(self._complete_waiting(), "pages")

    async def fetch_feeds(self, urls: Sequence[str]) -> None:
        """Fetch these feeds now, also beside a refresh that is running."""
        if self._tell_demo():
            return
        self._syncing.sync_feeds(urls)
        if not self.host.progress.fetching:
            await self._refresh(urls)
            return
        async for event in self.host.desk.refresher.refresh(urls):  # the status line counts the other refresh
            if isinstance(event, RefreshFinished):
                self.host.feeds = await self.host.desk.subscriptions.statuses()
                self._listing.find_again_soon()

    def refresh_due(self) -> None:
        """Fetch the feeds that are due by now, or show what others brought; called every so often."""
        self._syncing.sync_due()
        if not (self.host.progress.fetching or self._is_looking):  # a look is never cut short by the next
            self._is_looking = True
            self.host.run_in_background(self._look_around(), "due")

    async def _look_around(self) -> None:
        try:
            await self._refresh_due()
        finally:
            self._is_looking = False

    async def _refresh_due(self) -> None:
        host = self.host
        await self._notice_edits()
        wait = await host.desk.refresher.due_in()
        if wait is not None and wait <= timedelta() and not host.progress.fetching:
            host.run_in_background(self._refresh(), "refresh")
        elif await host.desk.stories.counts() != host.counts:  # another Briefing works on the same data
            self._listing.find_again_soon()

    async def _notice_edits(self) -> None:
        """Take up a feeds.yaml that somebody edited; a fault in it is told once, and the feeds stay as they were."""
        host = self.host
        try:
            is_changed = await host.desk.subscriptions.read_if_changed()
        except ConfigError as error:
            host.show_message(f"{error}. The feeds stay as they were.", "warning")
            return
        if is_changed:
            host.feeds = await host.desk.subscriptions.statuses()

    def refresh_all(self) -> None:
        """Fetch all feeds now."""
        self._fetch(None)

    def refresh_feed(self) -> object:
        """Fetch the feeds that are shown alone, or that of the story; all where there is neither."""
        shown = self.host.filter.view.feeds
        if shown or not self.host.target:
            self._fetch(shown or None)
            return None
        return use_target(self.host, self._fetch_its_feed, "feed")

    def _fetch_its_feed(self, opened: OpenStory) -> None:
        mine = tuple(status.feed.url for status in self.host.feeds if status.title == opened.headline.source)
        self._fetch(mine or None)

    def _fetch(self, urls: Sequence[str] | None) -> None:
        if self._tell_demo():
            return
        self._syncing.sync_feeds(urls)
        if self.host.progress.fetching:
            self.host.show_message("Feeds are being fetched already.")
        else:
            self.host.run_in_background(self._refresh(urls, everything=urls is None), "refresh")

    def _tell_demo(self) -> bool:
        """Whether this is the demo, whose stories no feed brings; if so, say that."""
        if self.host.options.demo:
            self.host.show_message("These are sample stories: there is nothing to fetch.")
        return self.host.options.demo

    # ------------------------------------------------------------------------------------------- pages and analyses

    async def _complete_waiting(self) -> None:
        """Complete stories in rounds until none waits, or none of a round could be completed."""
        host, is_completed = self.host, True
        while is_completed:
            is_completed = False
            try:
                async for event in host.desk.pages.complete_waiting():
                    is_completed = True
                    host.progress = host.progress.after(event)
                    self.count_waiting_soon()
                    await host.reload_opened([event.story])
            finally:
                host.progress = host.progress.completion_ended()
            if is_completed and host.options.analyse:
                host.run_in_background(self._analyse_waiting(), "waiting")
            if is_completed:
                await asyncio.sleep(ROUND_SECONDS)

    def count_waiting_soon(self) -> None:
        """Count what waits for its page or an analysis, after a pause."""
        if not self._is_counting:
            self._is_counting = True
            self.host.set_timer(COUNT_SECONDS, self._count_waiting_now)

    def _count_waiting_now(self) -> None:
        self._is_counting = False
        self.host.run_in_background(self._count_waiting(), "count waiting")

    async def _count_waiting(self) -> None:
        self.host.waiting = await self.host.desk.waiting()

    async def _analyse_waiting(self) -> None:
        """Analyse what waits; what the library cannot take now is tried again later, and that is said once."""
        pause = AGAIN_SECONDS
        while True:
            try:
                await self._analyse_now()
                return
            except StorageError as error:
                if pause == AGAIN_SECONDS:
                    self.host.show_message(str(error), "error")
            await asyncio.sleep(pause)
            pause *= 2

    async def _analyse_now(self) -> None:
        host = self.host
        try:
            async for event in host.desk.analysis.analyse_waiting():
                host.progress = host.progress.after(event)
                if isinstance(event, StoryAnalysed):
                    if event.done % LEDGER_EVERY == 0:
                        host.run_in_background(self._find_reports(), "reports")
                    host.show_analysis(event.story, event.analysis)
                    host.list.invalidate([event.story])
                    self.count_waiting_soon()
                    self._show_notices()
                if isinstance(event, AnalysisOff) and host.opened is not None and host.opened.analysis is None:
                    host.panel.show(None, host.no_analysis_words(""))
        finally:  # also where the library could not take one
            host.progress = host.progress.analysis_ended()
        await self._find_reports()

    async def look_after(self, show_warnings: Callable[[], None]) -> None:
        """Do the daily maintenance of the library, and find which stories report the same event."""
        await self.host.desk.maintenance.run_daily()
        show_warnings()
        await self._find_reports()

    async def _find_reports(self) -> None:
        """Find which stories report the same event, of those that were stored since the last time."""
        host = self.host
        if await host.desk.maintenance.backfill():
            host.list.invalidate(host.list.ids)
            if host.opened is not None:
                await host.reload_opened([host.opened.story.id])
            await self._on_ledger()
        await host.desk.notices.tell_hits(self._show)

    def _show_notices(self) -> None:
        """Tell of what the reader's rules found, and do what they want done."""
        rules = self.host.desk.rules
        if notices := rules.take_notices():
            told = self.host.desk.notices.tell(notices, self._show)
            self.host.run_in_background(told, "notices", newest_only=False)
        if errands := rules.take_errands():
            self.host.run_in_background(self._run(errands), "errands", newest_only=False)

    def _show(self, told: Told) -> None:
        """Show notices; of many at once most are counted."""
        for notice in told.notices[:MAX_ALONE]:
            self.host.show_message(f"{notice.by}: {notice.text}")
        if len(told.notices) > MAX_ALONE:
            self.host.show_message(
                f"{counted(len(told.notices) - MAX_ALONE, 'more notice')} of your rules and watches."
            )
        for problem in told.problems:
            self.host.show_message(problem, "warning")

    async def _run(self, errands: Sequence[Errand]) -> None:
        for problem in await self.host.desk.commands.run(errands):
            self.host.show_message(problem, "warning")
