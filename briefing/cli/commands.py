"""The commands that read and write the library. Each returns its exit code: 0 done, 1 in part or not at all."""

from __future__ import annotations

import argparse

from briefing.cli.output import Progress, arrow, say, say_json, tell
from briefing.core import plaintext, query, shapes
from briefing.core.errors import (
    BriefingError,
    ConfigError,
    FetchError,
    QueryError,
    UnknownFeed,
    UnknownStory,
    UsageError,
)
from briefing.core.events import AnalysisOff, FeedDone, RefreshFinished, StoryAnalysed
from briefing.core.feed import FeedState
from briefing.core.lines import counted
from briefing.core.query import Query
from briefing.desk import Desk, now

DONE, IN_PART, WRONG_USAGE = 0, 1, 2
SETTLING_SECONDS = 60.0
"""The most that a fetch spends on finding clusters; the rest is left to the next one."""


async def fetch(desk: Desk, args: argparse.Namespace) -> int:
    """Ask feeds for what is new and analyse it. When no feed can be reached that is said once, unless it is known."""
    known_offline = desk.rounds.offline
    urls = _chosen(desk, args.urls) if args.urls else None
    if not desk.configured:
        tell("there are no feeds yet; `briefing feeds add URL` adds one")
    chatty = args.format == "text" and not args.quiet
    progress, finished, done = Progress(shown=not args.quiet), RefreshFinished(0, 0, 0), {}
    async for event in desk.refresh(urls, everything=args.all):
        if isinstance(event, FeedDone):
            done[event.fetched.feed.url] = event
            progress.show(f"fetching {event.done}/{event.total}")
            if chatty and not event.fetched.offline:
                progress.clear()
                say(_feed_line(event), at_once=True)
        elif isinstance(event, RefreshFinished):
            finished = event
    progress.clear()
    if not args.no_full_text and not finished.offline:
        await _complete(desk, progress)
    whole = True
    if not args.no_analysis:
        whole = await _analyse(desk, progress)
    for notice in desk.notices():
        tell(f"{notice.rule}: {notice.title}")
    await desk.look_after()
    if not args.no_analysis:
        await desk.settle(SETTLING_SECONDS)
    if args.format == "json":
        say_json(await _fetch_report(desk, done, finished), on_one_line=args.watch)
    elif chatty and not finished.offline:
        for event in done.values():
            if event.fetched.offline:
                say(_feed_line(event))
        say(_summary(finished, args.all), at_once=True)
    if finished.offline and not known_offline:
        tell("you seem to be offline: no feed could be reached; what is stored can still be read")
    every_feed_failed = finished.total > 0 and finished.failed == finished.total
    return IN_PART if every_feed_failed or not whole else DONE


async def list_stories(desk: Desk, args: argparse.Namespace) -> int:
    """Print the lines of a list."""
    try:
        wanted: Query = query.parse(args.query, now().astimezone())
    except QueryError as error:
        tell(f"--query: {error}")
        return WRONG_USAGE
    headlines = await desk.headlines(await desk.find(wanted, args.limit))
    total = await desk.count(wanted)
    if args.format == "json":
        say_json({"stories": [shapes.headline_to_json(headline) for headline in headlines], "total": total})
        return DONE
    moment = now()
    for headline in headlines:
        say(plaintext.headline_lines(headline, moment, arrow()))
    tell(f"{len(headlines):,} of {counted(total, 'story', 'stories')}")
    return DONE


async def show(desk: Desk, args: argparse.Namespace) -> int:
    """Print one story."""
    if args.full_text:
        await desk.pages.complete_once(args.id)
    opened = await desk.open(args.id)
    notes = [note.text for note in opened.kept.notes]
    if args.format == "json":
        say_json(shapes.story_to_json(opened.story, opened.analysis, notes, opened.kept.reports))
    elif args.format == "markdown":
        say(desk.as_text(opened.story, opened.analysis, opened.kept).rstrip())
    else:
        say(plaintext.story_text(opened.story, opened.analysis, opened.note, arrow()))
    return DONE


async def add_stories(desk: Desk, args: argparse.Namespace) -> int:
    """Keep pages as stories, and analyse them; the id of each on a line."""
    code = DONE
    for address in args.urls:
        try:
            story, is_new = await desk.pages.add(address)
            await desk.analyse_story(story)
        except FetchError as error:
            tell(str(error))
            code = IN_PART
        else:
            say(story if is_new else f"{story} (was there already)")
    return code


async def save(desk: Desk, args: argparse.Namespace) -> int:
    """Save stories; the path of each on a line."""
    ids = list(args.ids)
    if args.query is not None:
        try:
            ids += await desk.find(query.parse(args.query, now().astimezone()))
        except QueryError as error:
            tell(f"--query: {error}")
            return WRONG_USAGE
    elif not ids:
        tell("say which stories to save, by their ids or with --query")
        return WRONG_USAGE
    known = [headline.id for headline in await desk.headlines(ids)]
    for story_id in ids:
        if story_id not in known:
            tell(str(UnknownStory(story_id)))
    for story_id in args.ids:
        if story_id in known:
            await desk.analyse_story(story_id)
    async for saved in desk.save_all(known, args.out):
        if saved.told:
            tell(saved.told)
        say(str(saved.path))
    return DONE if len(known) == len(ids) else IN_PART


async def _complete(desk: Desk, progress: Progress) -> None:
    """Complete new stories from their pages, where their feeds want that."""
    async for event in desk.pages.complete_waiting():
        progress.show(f"full text {event.done}/{event.total}")
    progress.clear()


async def _analyse(desk: Desk, progress: Progress) -> bool:
    """Analyse what waits; whether the analysis was there to do it."""
    async for event in desk.analyse_waiting():
        if isinstance(event, StoryAnalysed):
            progress.show(f"analysing {event.done}/{event.total}")
        elif isinstance(event, AnalysisOff):
            progress.clear()
            tell(event.message)
            return False
    progress.clear()
    return True


def _chosen(desk: Desk, names: list[str]) -> list[str]:
    chosen = []
    for name in names:
        urls = [feed.url for feed in desk.configured if name in (feed.url, feed.title)]
        if not urls:
            raise UnknownFeed(name)
        chosen += urls
    return chosen


def _feed_line(event: FeedDone) -> str:
    new = len(event.new_stories)
    told = f"{new:>4} new" if event.fetched.state is FeedState.NEW else event.fetched.state.value
    message = f": {event.fetched.message}" if event.fetched.message else ""
    return f"{told:<10} {event.title}{message}"


def _summary(finished: RefreshFinished, everything: bool) -> str:
    if finished.total:
        return f"{counted(finished.new_stories, 'new story', 'new stories')} from {counted(finished.total, 'feed')}"
    if everything:
        return "there is no feed to ask; those that are gone for good are asked when they are named"
    return "no feed is due; --all asks every feed"


async def _fetch_report(desk: Desk, done: dict[str, FeedDone], finished: RefreshFinished) -> dict[str, object]:
    rows = []
    for status in await desk.feeds():
        event = done.get(status.feed.url)
        if event is not None:
            rows.append(shapes.fetched_to_json(event.fetched, event.title, len(event.new_stories), event.next_fetch))
        elif status.configured:
            rows.append(shapes.skipped_to_json(status))
    return {"feeds": rows, "stories_new": finished.new_stories}


def exit_code(error: BriefingError) -> int:
    """The exit code that an error ends a command with."""
    return WRONG_USAGE if isinstance(error, ConfigError | UsageError) else IN_PART
