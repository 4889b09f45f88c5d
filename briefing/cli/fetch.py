"""`briefing fetch`: ask feeds for new stories, and analyse those."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from briefing.cli.exit_codes import DONE, IN_PART
from briefing.cli.feed_names import feeds_named
from briefing.cli.output import Progress, say, say_json, tell
from briefing.cli.parser import add_format
from briefing.cli.session import places_of, with_desk
from briefing.cli.sync import Synced, report_to_json, sync_accounts, tell_lost, tell_mended
from briefing.cli.watch import watch
from briefing.core import json_format
from briefing.core.account import Account
from briefing.core.errors import BriefingError
from briefing.core.events import AnalysisOff, FeedDone, RefreshFinished, StoryAnalysed, StoryNotAnalysed
from briefing.core.feed import FeedState
from briefing.core.formatting import counted
from briefing.locks import if_free, single_instance
from briefing.services.desk import Desk
from briefing.services.notices import Told

MOST_SKIPPED = 10
"""Feeds that were not asked for one and the same reason, of which each has a line of its own."""
BACKFILL_SECONDS = 60.0
"""The most that a fetch spends on finding clusters; the rest is left to the next one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json")
    parser.add_argument("urls", nargs="*", metavar="FEED", help="feeds of feeds.yaml, by address or title")
    parser.add_argument("--all", action="store_true", help="fetch every feed, also those that are not due")
    parser.add_argument(
        "--quiet", "-q", action="store_true", help="print only what needs you, not a line for each feed"
    )
    parser.add_argument("--watch", action="store_true", help="keep running, and fetch each feed at its own interval")
    parser.add_argument("--no-full-text", action="store_true", help="do not complete stories from their pages")
    parser.add_argument("--no-analysis", action="store_true", help="do not analyse the new stories now")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: _watch_alone(desk, args) if args.watch else fetch(desk, args))


async def _watch_alone(desk: Desk, args: argparse.Namespace) -> int:
    """Watch, where no other does. Signals are heeded by now: whoever holds the lock ends well."""
    with single_instance(places_of(args).data / "watch.lock", "briefing fetch --watch"):
        try:
            with suppress(BriefingError):  # the watch says so itself, and goes on
                await _tell_unasked(desk)
            return await watch(desk, args, fetch)
        except asyncio.CancelledError:
            return DONE  # a signal is a good end


async def fetch(desk: Desk, args: argparse.Namespace) -> int:
    """Ask feeds for what is new and analyse it. When no feed can be reached that is said once, unless it is known."""
    known_offline = desk.refresher.offline
    urls = [feed.url for name in args.urls for feed in await feeds_named(desk, name)] or None
    if not desk.subscriptions.feeds:
        tell("there are no feeds yet; `briefing feeds add URL` adds one")
    chatty = args.format == "text" and not args.quiet
    progress = Progress(shown=not args.quiet)
    finished, done = await _refresh(desk, urls, args, progress, chatty)
    await tell_mended(desk)
    if not (urls or args.all or args.watch):
        await _tell_unasked(desk)
    synced = await sync_accounts(desk, await _accounts_of(desk, urls, args), progress, chatty)
    if not args.no_full_text and not finished.offline:
        await _complete(desk, progress)
    whole = args.no_analysis or await _analyse_alone(desk, args, progress)
    await _do_as_rules_say(desk)
    await desk.maintenance.run_daily()
    if not args.no_analysis:
        await desk.maintenance.backfill(BACKFILL_SECONDS)
        await desk.notices.tell_hits(_show)
    if args.format == "json":
        say_json(await _fetch_report(desk, done, finished, synced), on_one_line=args.watch)
    elif chatty and not finished.offline:
        await _say_result(desk, done, finished, named=bool(urls), synced=bool(synced.asked), everything=args.all)
    if finished.offline and not known_offline:
        why = f": {finished.why}" if finished.why else ""
        tell(f"you seem to be offline: no feed could be reached{why}; what is stored can still be read")
    every_feed_failed = finished.total > 0 and finished.failed == finished.total
    return IN_PART if every_feed_failed or not whole or synced.failed else DONE


async def _refresh(
    desk: Desk, urls: Sequence[str] | None, args: argparse.Namespace, progress: Progress, chatty: bool
) -> tuple[RefreshFinished, dict[str, FeedDone]]:
    """Fetch the feeds, and say what came of each; how it ended, and each feed's result by its address."""
    finished, done = RefreshFinished(0, 0, 0), dict[str, FeedDone]()
    skipped: Counter[str] = Counter()
    async for event in desk.refresher.refresh(urls, everything=args.all):
        if isinstance(event, FeedDone):
            done[event.fetched.feed.url] = event
            progress.show(f"fetching {event.done}/{event.total}")
            skipped[event.fetched.message] += event.fetched.state is FeedState.SKIPPED
            if chatty and not event.fetched.offline and skipped[event.fetched.message] <= MOST_SKIPPED:
                progress.clear()
                say(_feed_line(event), at_once=True)
        elif isinstance(event, RefreshFinished):
            finished = event
    progress.clear()
    for why, number in skipped.items() if chatty else ():
        if number > MOST_SKIPPED:
            say(f"skipped    {counted(number - MOST_SKIPPED, 'more feed')}: {why}")
    return finished, done


async def _say_result(
    desk: Desk, done: dict[str, FeedDone], finished: RefreshFinished, *, named: bool, synced: bool, everything: bool
) -> None:
    """Say which feeds are out of reach, and what the whole fetch brought."""
    for event in done.values():
        if event.fetched.offline:
            say(_feed_line(event))
    if named and not finished.total and not synced:
        tell_lost(await desk.sync.lost())
    elif finished.total or not synced:
        say(_summary(finished, everything), at_once=True)


async def _tell_unasked(desk: Desk) -> None:
    """Say which accounts are not asked until a person has seen to them."""
    tell_lost(await desk.sync.lost())
    for status in await desk.sync.statuses():
        if status.state is not None and status.state.blocked:
            tell(f"{status.account.name} is not asked until `briefing sync` works again: {status.state.blocked}")


async def _accounts_of(desk: Desk, urls: Sequence[str] | None, args: argparse.Namespace) -> Sequence[Account]:
    """The accounts to sync: those of the feeds that were named, all, or those whose turn it is."""
    if urls is not None:
        names = {feed.account for feed in desk.subscriptions.feeds if feed.url in urls}
        return [account for account in desk.sync.accounts if account.name in names]
    return desk.sync.accounts if args.all else await desk.sync.due()


async def _do_as_rules_say(desk: Desk) -> None:
    """Tell of what the reader's rules found, and run what they ask for."""
    if sys.stderr.isatty():
        desk.notices.use_terminal(sys.stderr.write)
    await desk.notices.tell(desk.rules.take_notices(), _show)
    for problem in await desk.commands.run(desk.rules.take_errands()):
        tell(problem)


def _show(told: Told) -> None:
    for line in told.lines:
        tell(line)


async def _complete(desk: Desk, progress: Progress) -> None:
    """Complete new stories from their pages, where their feeds want that."""
    async for event in desk.pages.complete_waiting():
        progress.show(f"full text {event.done}/{event.total}")
    progress.clear()


async def _analyse_alone(desk: Desk, args: argparse.Namespace, progress: Progress) -> bool:
    """As `_analyse`, where no other fetch does it already."""
    with if_free(places_of(args).data / "analysis.lock") as is_free:
        if is_free:
            return await _analyse(desk, progress)
    tell("another `briefing fetch` is already analysing; it takes the new stories, too")
    return True


async def _analyse(desk: Desk, progress: Progress) -> bool:
    """Analyse what waits; whether all of it that can be analysed now is."""
    failed: list[StoryNotAnalysed] = []
    async for event in desk.analysis.analyse_waiting():
        if isinstance(event, StoryAnalysed | StoryNotAnalysed):
            progress.show(f"analysing {event.done}/{event.total}")
        if isinstance(event, StoryNotAnalysed):
            failed.append(event)
        elif isinstance(event, AnalysisOff):
            progress.clear()
            tell(event.message)
            return False
    progress.clear()
    for again in (False, True):
        mine = [event for event in failed if event.again is again]
        if mine:
            when = "; the next fetch tries again" if again else ""
            tell(f"{counted(len(mine), 'story', 'stories')} not analysed: {mine[0].message}{when}")
    return not any(event.again for event in failed)


def _feed_line(event: FeedDone) -> str:
    new = len(event.new_stories)
    result = f"{new:>4} new" if event.fetched.state is FeedState.NEW else event.fetched.state.value
    message = f": {event.fetched.message}" if event.fetched.message else ""
    return f"{result:<10} {event.title}{message}"


def _summary(finished: RefreshFinished, everything: bool) -> str:
    if finished.total:
        failed = f"; {counted(finished.failed, 'feed')} failed" if finished.failed else ""
        answered = counted(finished.total - finished.failed, "feed")
        return f"{counted(finished.new_stories, 'new story', 'new stories')} from {answered}{failed}"
    if everything:
        return "there is no feed to fetch; feeds that are gone for good are fetched only if you name them"
    return "no feed is due; --all fetches every feed"


async def _fetch_report(
    desk: Desk, done: dict[str, FeedDone], finished: RefreshFinished, synced: Synced
) -> dict[str, object]:
    rows = []
    for status in await desk.subscriptions.statuses():
        event = done.get(status.feed.url)
        if event is not None:
            new = len(event.new_stories)
            rows.append(json_format.fetched_to_json(event.fetched, event.title, new, event.next_fetch))
        elif status.configured:
            rows.append(json_format.skipped_to_json(status))
    report: dict[str, object] = {"feeds": rows, "stories_new": finished.new_stories}
    if desk.sync.accounts:
        report["accounts"] = [report_to_json(one) for one in synced.reports]
    return report
