"""One sync of one account, from top to bottom. Each step commits by itself, so it may break off anywhere.

What was done here goes up first. Then the server's lists are fetched whole, or what changed there where it tells that,
and what they leave open is asked for one by one. Only then is anything set here. The next sync begins from the top
again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from msgspec import structs

from briefing.core.account import Account
from briefing.core.feed import Feed
from briefing.core.formatting import counted
from briefing.core.remote import (
    NOTHING_SENT,
    READ,
    STARRED,
    Comparison,
    Flag,
    RemoteItem,
    Seen,
    Sent,
    Setting,
    Tags,
    settle,
)
from briefing.core.remote_feeds import FeedPlan, KnownFeed, plan_feeds
from briefing.core.sync import AccountState, SyncReport, is_within, words
from briefing.core.sync_limits import SyncLimits
from briefing.intake.new_stories import OnNewStories
from briefing.intake.subscriptions import Subscriptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.sync import brakes
from briefing.sync.failures import Failures, contents_of
from briefing.sync.feeds import FeedSync, sentences
from briefing.sync.lists import Lists, changed_lists, whole_lists
from briefing.sync.numbers import renumbered_feeds, renumbered_stories, under_address
from briefing.sync.pushing import Pushing
from briefing.sync.server import RemoteFeed, SyncServer

OnProgress = Callable[[str, int, int, Sequence[str]], None]
"""Takes what is being done, how far it is, of how much, and the ids of stories that are new since the last time."""

WHOLE_EVERY = timedelta(days=1)
"""How often whole lists are compared where the server tells what changed: it does not tell what it threw away."""

MOST_CHANGES = 500
"""With more changes the ids of whole lists are less to fetch than the stories that changed."""

Clock = Callable[[], datetime]
T = TypeVar("T")


def ignore_progress(_words: str, _done: int, _total: int, _new: Sequence[str]) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What is known of suspects by now: how they are there, and which of them the server does not give."""

    seen: tuple[Seen, ...]
    missing: tuple[str, ...]

    def beside(self, listed: Sequence[Seen]) -> tuple[Seen, ...]:
        """What the stories say themselves, and what lists say of others."""
        given = {one.remote for one in self.seen}
        return (*self.seen, *(one for one in listed if one.remote not in given))


class Engine:
    """Syncs one account."""

    def __init__(
        self,
        account: Account,
        server: SyncServer,
        library: LibraryAccess,
        subscriptions: Subscriptions,
        on_new: OnNewStories,
        limits: SyncLimits,
        *,
        on_progress: OnProgress = ignore_progress,
        clock: Clock = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        self._server = server
        self._library = library
        self._subscriptions = subscriptions
        self._on_new = on_new
        self._limits = limits
        self._progress = on_progress
        self._clock = clock
        self._feed_sync = FeedSync(account, server, library, subscriptions)

    async def push(self, *, release: bool = False) -> SyncReport:
        """Only send what waits; with `release` also what was here before the first sync. Raises SyncError."""
        report = SyncReport(self._account.name)
        state = await self._library.write(lambda library: library.sync_accounts.open(self._account))
        if release:
            await self._library.write(lambda library: library.outbox.release(state.num))
        await self._subscriptions.read_again()
        await self._server.prepare()
        failures = Failures(report)
        feeds = await self._server.subscriptions()
        await self._let_go_of_renumbered(state.num, report, failures)
        known, feed_plan = await self._plan_feeds(state.num, self._subscriptions.feeds, feeds, failures)
        if reason := _reason_of_feeds(known, feed_plan, feeds):
            await self._hold(state.num, report, reason)
            return report
        await self._feed_sync.take_gone(state.num, feed_plan.gone)
        report.feeds += sentences(FeedPlan(gone=feed_plan.gone), self._account.name)
        await self._send(state.num, _away(known, feeds), report, failures)
        report.waiting = await self._library.read(lambda library: library.outbox.waiting(state.num))
        return report

    async def sync(self, *, yes: bool = False) -> SyncReport:
        """Make both sides the same; `yes` says that a person allows what would be held. Raises SyncError."""
        report = SyncReport(self._account.name)
        state = await self._library.write(lambda library: library.sync_accounts.open(self._account))
        await self._library.write(lambda library: library.sync_accounts.began(state.num, self._clock()))
        if not await self._once(state, report, yes):
            return report
        # A feed that was added there just now has stories; once is enough, for they come in a moment or later.
        state = replace(state, joined=True)
        await self._once(state, report, yes)
        return report

    async def plan(self, state: AccountState | None, earlier_names: Mapping[str, str] | None = None) -> SyncReport:
        """What `sync` would do for an account of which so much is known, None where it never was synced.

        `earlier_names` are those that feeds have of accounts by now called otherwise: a sync would mend them first.
        Nothing is written, here or there. Raises SyncError.
        """
        report = SyncReport(self._account.name, dry=True)
        failures = Failures(report)
        state, names = state or AccountState(-1), earlier_names or {}
        await self._subscriptions.read_again()
        feeds = self._subscriptions.feeds
        mine = [structs.replace(feed, account=names.get(feed.account, feed.account)) for feed in feeds]
        await self._server.prepare()
        others = await renumbered_stories(self._server, self._library, state.num, failures)
        report.renumbered = len(others)
        lists = await self._whole_lists(state.num, await self._server.subscriptions())
        known, feed_plan = await self._plan_feeds(state.num, mine, lists.feeds, failures)
        away = _away(known, lists.feeds)
        rows = await self._library.read(lambda library: library.outbox.to_send(state.num, away))
        _count(report.sent, [((row.field, row.tag), row.value) for row in rows])
        comparison = await self._compare(state.num, lists, feed_plan)
        checked = await self._check(state.num, comparison, lists, failures)
        report.feeds, report.elsewhere = sentences(feed_plan, self._account.name), feed_plan.elsewhere
        report.to_fetch = len(self._wanted(state, lists, comparison, await self._kept(state, lists))[0])
        report.gone = len(checked.missing)
        seen = [one for one in checked.beside(comparison.differs) if one.remote not in others]
        settings = await self._would_settle(state.num, seen, lists.tags)
        _count(report.adopted, settings)
        report.held = _reason_of_feeds(known, feed_plan, lists.feeds)
        report.held = report.held or await self._reason_of_states(state.num, settings)
        report.waiting = await self._library.read(lambda library: library.outbox.waiting(state.num))
        return report

    # ---------------------------------------------------------------------------------------------------- the steps

    async def _once(self, state: AccountState, report: SyncReport, yes: bool) -> bool:
        """One sync; whether a feed was added there, so that another one would bring its stories."""
        failures = Failures(report)
        await self._subscriptions.read_again()
        self._progress("sending", 0, 0, ())
        await self._server.prepare()
        feeds = await self._server.subscriptions()
        await self._let_go_of_renumbered(state.num, report, failures)
        known, feed_plan = await self._plan_feeds(state.num, self._subscriptions.feeds, feeds, failures)
        if not yes and (reason := _reason_of_feeds(known, feed_plan, feeds)):
            await self._hold(state.num, report, reason)
            return False
        labels = self._labels
        await self._library.write(lambda library: library.sync_accounts.keep_labels(state.num, labels))
        sent = await self._send(state.num, _away(known, feeds), report, failures)
        self._progress("comparing", 0, 0, ())
        lists = await self._look(state, feeds, feed_plan)
        comparison = await self._compare(state.num, lists, feed_plan)
        checked = await self._check(state.num, comparison, lists, failures, sent)
        seen = checked.beside(comparison.differs)
        if not yes:
            settings = await self._would_settle(state.num, seen, lists.tags, sent)
            if reason := await self._reason_of_states(state.num, settings):
                await self._hold(state.num, report, reason)
                return False
        report.feeds += sentences(feed_plan, self._account.name)
        report.elsewhere = feed_plan.elsewhere
        rows = await self._feed_sync.take_down(state.num, feed_plan, known)
        await self._settle(state.num, seen, checked, sent, lists, report)
        await self._fetch(state, lists, comparison, rows, report, failures)
        added = await self._feed_sync.take_up(state.num, feed_plan, self._clock(), report, failures)
        at, mark, is_whole = self._clock(), self._server.mark, lists.is_whole
        await self._library.write(lambda library: library.sync_accounts.ended(state.num, at, mark, is_whole=is_whole))
        report.waiting = await self._library.read(lambda library: library.outbox.waiting(state.num))
        return added

    async def _send(
        self, num: int, away: Collection[str], report: SyncReport, failures: Failures
    ) -> set[tuple[int, Flag]]:
        pushing = Pushing(self._server, self._library, await self._tags(num), report, failures)
        await pushing.push(num, away)
        return pushing.sent

    async def _let_go_of_renumbered(self, num: int, report: SyncReport, failures: Failures) -> None:
        """Before anything is sent or believed: forget the ids that stand for other stories on the server by now."""
        others = await renumbered_stories(self._server, self._library, num, failures)
        await self._library.write(lambda library: library.remote_items.untie(num, others))
        report.renumbered += len(others)

    async def _look(self, state: AccountState, feeds: tuple[RemoteFeed, ...], plan: FeedPlan) -> Lists:
        """What changed there since the last sync. Where the server cannot tell that, where feeds come to be here, and
        once a day as a proof: all its lists.
        """
        compared, since = state.compared, state.mark
        if compared is not None and is_within(compared, self._clock(), WHOLE_EVERY) and not plan.anew:
            changed = await changed_lists(self._server, since, feeds, self._labels, MOST_CHANGES)
            if changed is not None:
                return changed
        return await self._whole_lists(state.num, feeds)

    async def _whole_lists(self, num: int, feeds: tuple[RemoteFeed, ...]) -> Lists:
        return await whole_lists(self._server, self._library, num, feeds, self._labels, self._limits.most)

    async def _plan_feeds(
        self, num: int, mine: Sequence[Feed], feeds: tuple[RemoteFeed, ...], failures: Failures
    ) -> tuple[tuple[KnownFeed, ...], FeedPlan]:
        known = await self._library.read(lambda library: library.sync_accounts.feeds(num))
        others = await renumbered_feeds(self._server, self._library, num, known, feeds, failures)
        name, can = self._account.name, self._server.abilities
        living = under_address(known, others)
        plan = plan_feeds(name, mine, living, feeds, rename=can.rename, move=can.move)
        plan.drop += others
        plan.subscribe = await self._feed_sync.offered(plan.subscribe, self._clock())
        return known, plan

    async def _compare(self, num: int, lists: Lists, plan: FeedPlan) -> Comparison:
        return await self._library.read(lambda library: library.remote_items.compare(num, lists.all, plan.anew))

    async def _check(
        self, num: int, comparison: Comparison, lists: Lists, failures: Failures, sent: Sent = NOTHING_SENT
    ) -> _Checked:
        """Ask for the stories that are missing in a list, or in the changes though they were changed from here just
        now: only what they say themselves is proof.
        """
        seen = [item.seen for item in lists.told.values()]
        suspects = comparison.suspects
        if not lists.is_whole:
            remotes = await self._library.read(lambda library: library.remote_items.remotes_of(num, sent))
            suspects = tuple(remote for remote in remotes if remote not in lists.told)
        done, unsure = 0, set[str]()
        for ids in _batches(suspects, self._server.abilities.contents_at_once):
            items, failed = await contents_of(self._server, ids, failures)
            seen += [item.seen for item in items]
            unsure |= failed
            done += len(ids)
            self._progress("checking", done, len(suspects), ())
        known = {one.remote for one in seen} | unsure
        return _Checked(tuple(seen), tuple(remote for remote in suspects if remote not in known))

    async def _settle(
        self,
        num: int,
        seen: Sequence[Seen],
        checked: _Checked,
        sent: Sent,
        lists: Lists,
        report: SyncReport,
    ) -> None:
        for some in _batches(seen, 500):
            settled = await self._library.write(
                lambda library, some=some: library.remote_items.settle(num, some, sent, lists.tags)  # type: ignore[misc]
            )
            _count(report.adopted, settled.adopted)
        if checked.missing:
            await self._library.write(lambda library: library.remote_items.set_gone(num, checked.missing))
        waiting = await self._library.read(lambda library: library.outbox.waiting(num))
        if lists.is_whole and (waiting.refused or waiting.held):
            for listed in lists.all:
                await self._library.write(lambda library, one=listed: library.outbox.forget_settled(num, one))  # type: ignore[misc]
        report.gone += len(checked.missing)

    async def _fetch(
        self,
        state: AccountState,
        lists: Lists,
        comparison: Comparison,
        rows: dict[str, int],
        report: SyncReport,
        failures: Failures,
    ) -> None:
        """Fetch the stories that are not here, the newest first; each batch is kept before the next is asked for."""
        wanted, passed_over = self._wanted(state, lists, comparison, await self._kept(state, lists))
        done = 0
        for ids in _batches(wanted, self._server.abilities.contents_at_once):
            items, failed = await self._contents(ids, lists, failures)
            asked = [remote for remote in ids if remote not in failed]
            new = await self._keep(state, asked, items, rows, lists.tags, report)
            done += len(ids)
            self._progress("fetching", done, len(wanted), new)
        if passed_over:
            await self._library.write(lambda library: library.remote_items.keep_known(state.num, passed_over))
            report.said.append(
                f"{counted(len(passed_over), 'older unread story', 'older unread stories')} stay on the server alone"
            )

    async def _contents(
        self, ids: Sequence[str], lists: Lists, failures: Failures
    ) -> tuple[Sequence[RemoteItem], frozenset[str]]:
        """The stories of ids, and at which the server fails; what was told already is not asked for again."""
        untold = [remote for remote in ids if remote not in lists.told]
        told = [lists.told[remote] for remote in ids if remote in lists.told]
        items, failed = await contents_of(self._server, untold, failures)
        return [*told, *items], failed

    async def _keep(
        self,
        state: AccountState,
        asked: Sequence[str],
        items: Sequence[RemoteItem],
        rows: dict[str, int],
        tags: Tags,
        report: SyncReport,
    ) -> list[str]:
        at, given = self._clock(), {item.remote for item in items}
        missing = [remote for remote in asked if remote not in given]

        def keep(library: Library) -> list[str]:
            new: list[str] = []
            with library.together():  # what is done with new stories is done as they are kept
                for feed, some in _by_feed(items):
                    row = rows.get(feed)
                    if row is None:  # it was left out here, or belongs to another account
                        library.remote_items.keep_known(state.num, [item.remote for item in some], feed)
                        continue
                    arrived = library.remote_items.arrive(state.num, row, some, at, first=not state.joined, tags=tags)
                    new += arrived.new_stories
                    report.joined += arrived.joined
                    _count(report.adopted, arrived.settled)
                library.remote_items.keep_known(state.num, missing, gone=True)
                self._on_new(library, new, at)
                if not state.joined:
                    library.remote_items.hold(state.num, new)
            return new

        new = await self._library.write(keep)
        report.new_stories += new
        return new

    # ------------------------------------------------------------------------------------------------------- inside

    @property
    def _labels(self) -> tuple[str, ...]:
        """The tags that are kept the same. A server without labels has none: they are not to look as if gone."""
        return self._account.labels if self._server.abilities.labels else ()

    async def _tags(self, num: int) -> Tags:
        """The tags that go up; a label cannot have the name of a group."""
        known = await self._library.read(lambda library: library.sync_accounts.feeds(num))
        return Tags(frozenset(self._labels), frozenset(feed.group for feed in known if feed.group))

    async def _kept(self, state: AccountState, lists: Lists) -> int:
        """How many of the unread stories are here already: a first sync that broke off goes on where it was."""
        if state.joined:
            return 0
        return await self._library.read(lambda library: library.remote_items.known_in(state.num, lists.unread))

    def _wanted(
        self, state: AccountState, lists: Lists, comparison: Comparison, kept: int
    ) -> tuple[Sequence[str], Sequence[str]]:
        """The ids of stories to fetch, and those that the first sync passes over: the older ones that are unread."""
        if state.joined:
            return comparison.unknown, ()
        special = {remote for listed in lists.others for remote in listed.ids}
        chosen = [remote for remote in comparison.unknown if remote in special]
        unread = [remote for remote in comparison.unknown if remote not in special]
        room = max(0, self._limits.unread - kept)
        return [*chosen, *unread[:room]], unread[room:]

    async def _would_settle(
        self, num: int, seen: Sequence[Seen], tags: Tags, sent: Sent = NOTHING_SENT
    ) -> list[Setting]:
        here = await self._library.read(
            lambda library: library.remote_items.standings(num, [one.remote for one in seen])
        )
        return [
            setting for one in seen if one.remote in here for setting in settle(here[one.remote], one, sent, tags).adopt
        ]

    async def _reason_of_states(self, num: int, settings: Sequence[Setting]) -> str:
        unread, starred = await self._library.read(
            lambda library: (library.remote_items.unread(num), library.remote_items.starred(num))
        )
        return brakes.reason_of_states(
            unread=unread,
            to_read=sum(setting == (READ, True) for setting in settings),
            starred=starred,
            to_unstar=sum(setting == (STARRED, False) for setting in settings),
        )

    async def _hold(self, num: int, report: SyncReport, reason: str) -> None:
        """Say why nothing goes further without a person's yes."""
        report.held = reason
        report.waiting = await self._library.read(lambda library: library.outbox.waiting(num))


def _reason_of_feeds(known: Sequence[KnownFeed], plan: FeedPlan, feeds: Sequence[RemoteFeed]) -> str:
    living = [feed for feed in known if not feed.gone and not feed.left_out]
    return brakes.reason_of_feeds(feeds=len(living), gone=len(plan.gone), there=len(feeds))


def _away(known: Sequence[KnownFeed], feeds: Sequence[RemoteFeed]) -> set[str]:
    """The ids of known feeds that the server does not have at this moment."""
    return {feed.remote for feed in known} - {feed.remote for feed in feeds}


def _count(counts: dict[str, int], settings: Sequence[Setting]) -> None:
    for (what, _), value in settings:
        word = words(what, value)
        counts[word] = counts.get(word, 0) + 1


def _by_feed(items: Sequence[RemoteItem]) -> Iterator[tuple[str, list[RemoteItem]]]:
    feeds: dict[str, list[RemoteItem]] = {}
    for item in items:
        feeds.setdefault(item.feed, []).append(item)
    yield from feeds.items()


def _batches(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
