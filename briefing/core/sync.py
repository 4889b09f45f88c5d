"""Accounts on servers as the library keeps them, and what a sync did or would do. No clock, no disk."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from briefing.core.account import Account
from briefing.core.formatting import age, ago, counted
from briefing.core.journal import Field


@dataclass(frozen=True, slots=True)
class AccountState:
    """What the library knows of an account. `blocked` and `message` are sentences; times are those of this machine."""

    num: int
    joined: bool = False
    last_ok: datetime | None = None
    last_try: datetime | None = None
    failures: int = 0
    not_before: datetime | None = None
    blocked: str = ""
    message: str = ""
    mark: str = ""
    """Where the changes begin that the server is asked for; empty where it cannot tell them."""

    compared: datetime | None = None
    """When its whole lists were compared last."""


@dataclass(frozen=True, slots=True)
class LostAccount:
    """An account that is not in the settings any more, and has so many feeds and unsent changes here.

    `name` is that of its feeds in feeds.yaml, empty where it has none; `num` is None where it never was synced.
    """

    name: str
    feeds: int = 0
    num: int | None = None
    url: str = ""
    waiting: int = 0

    @property
    def called(self) -> str:
        """What `briefing accounts remove` knows it by."""
        return self.name or self.url


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many changes wait in the outbox; `held` are from before the first sync, `refused` were given up."""

    changes: int = 0
    held: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A change that goes up, for all ids that its story has on the server."""

    gen: int
    story: int
    field: Field
    tag: str
    value: bool
    tries: int
    remotes: tuple[str, ...]


@dataclass(slots=True)
class SyncReport:
    """What one sync did, or with `dry` what it would do. Sentences in `said` are for a person."""

    account: str
    dry: bool = False
    sent: dict[str, int] = field(default_factory=dict)
    """What went up, by its words: `read`, `unread`, `starred`, `not starred`, `tagged`, `not tagged`."""

    adopted: dict[str, int] = field(default_factory=dict)
    """What was taken over, by the same words."""

    new_stories: list[str] = field(default_factory=list)
    """The ids of stories that are new here; a dry run has none."""

    to_fetch: int = 0
    """How many stories of the server are not here."""

    joined: int = 0
    """How many stories of the server turned out to be here already."""

    gone: int = 0
    """How many stories the server has no more; they stay here."""

    renumbered: int = 0
    """How many numbers of stories stand for others on the server by now."""

    feeds: list[str] = field(default_factory=list)
    """What became of feeds, one sentence each."""

    elsewhere: dict[str, int] = field(default_factory=dict)
    """How many of the server's feeds come from another account already, by its name."""

    said: list[str] = field(default_factory=list)
    held: str = ""
    """Why the sync waits for a person, empty where it does not."""

    failed: str = ""
    """What the server failed at, in its words: that was left for the next sync. Empty where it failed at nothing."""

    waiting: Waiting = Waiting()

    @property
    def did_something(self) -> bool:
        """Whether anything changed, or would, on either side."""
        stories = self.adopted or self.new_stories or self.to_fetch or self.joined or self.renumbered
        return bool(self.sent or stories or self.feeds)


def words(what: Field, value: bool) -> str:
    """How a change is called in a report."""
    match what:
        case Field.READ:
            return "read" if value else "unread"
        case Field.STARRED:
            return "starred" if value else "not starred"
    return "tagged" if value else "not tagged"


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """An account with what the library knows of it; None where it was never synced."""

    account: Account
    state: AccountState | None = None
    waiting: Waiting = Waiting()


FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
THROTTLED_WAIT = timedelta(minutes=30)


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: 1, 2, 4 … 60 minutes."""
    return min(LONGEST_WAIT, FIRST_WAIT * int(2 ** min(max(failures - 1, 0), 10)))


def may_be_asked(state: AccountState, now: datetime) -> bool:
    """Whether a server may be asked by itself. A wait that a clock ahead of `now` wrote down would have no end."""
    was_ahead = state.last_try is not None and state.last_try > now
    return not state.blocked and (state.not_before is None or state.not_before <= now or was_ahead)


def is_due(state: AccountState, now: datetime, every: timedelta) -> bool:
    """Whether it is an account's turn; also where a wrong clock says that its last sync is still to come."""
    return may_be_asked(state, now) and (state.last_ok is None or not is_within(state.last_ok, now, every))


def is_within(at: datetime, now: datetime, span: timedelta) -> bool:
    """Whether a moment is less than a span ago; one that is still to come was written by a wrong clock, and is not."""
    return timedelta() <= now - at < span


def status_lines(status: AccountStatus, now: datetime, *, refused_below: bool = False) -> tuple[str, ...]:
    """How an account is, in short sentences: the first always, others where there is something to say.

    `refused_below` says that what the server refused is listed below them, so that they need not say where.
    """
    state, waiting = status.state, status.waiting
    if state is None or (state.last_try is None and state.last_ok is None):
        return ("not synced yet",)
    lines = ["not synced yet" if state.last_ok is None else f"synced {ago(state.last_ok, now)}"]
    if waiting.changes:
        lines.append(f"{counted(waiting.changes, 'change')} to be sent")
    if waiting.held:
        lines.append(
            f"{counted(waiting.held, 'change')} from before the first sync: `briefing sync --send-earlier` sends them"
        )
    if waiting.refused:
        where = "" if refused_below else ": `briefing sync status` lists them"
        lines.append(f"{counted(waiting.refused, 'change')} refused by the server{where}")
    if state.message:
        lines.append(state.message + _when_again(state, now))
    return tuple(lines)


def _when_again(state: AccountState, now: datetime) -> str:
    if state.not_before is None or may_be_asked(state, now) or state.not_before - now < FIRST_WAIT:
        return ""
    return f"; tried again in {age(now, state.not_before)}"


def lost_words(lost: LostAccount) -> str:
    """What is wrong with an account that is not in the settings, and what to do."""
    missing = []
    if lost.feeds:
        missing.append(f"{counted(lost.feeds, 'feed')} in feeds.yaml {'gets' if lost.feeds == 1 else 'get'} no stories")
    if lost.waiting:
        missing.append(f"{counted(lost.waiting, 'change')} {'is' if lost.waiting == 1 else 'are'} not sent")
    where = f" ({lost.url})" if lost.name and lost.url else ""
    return (
        f"the account {lost.called!r}{where} is not in the settings: {' and '.join(missing)}."
        f" Add it again, or let it go with `briefing accounts remove {shlex.quote(lost.called)}`"
    )


def earlier_words(held: int, server: str) -> str:
    """That changes from before the first sync wait for a yes, without a full stop."""
    return f"{counted(held, 'change')} from before the first sync {'is' if held == 1 else 'are'} not on {server} yet"


def removal_question(server: str, starred: int) -> str:
    """Whether a feed is to be removed on the server, too, of whose stories so many are starred."""
    stars = f", {counted(starred, 'starred one')} among them" if starred else ""
    return f"Remove it on {server} as well? Its stories are removed there{stars}; here they stay."


def report_lines(report: SyncReport) -> tuple[str, ...]:
    """What a sync did, or would do, in short sentences."""
    would = "would be " if report.dry else ""
    lines = [f"{would}sent: {_counts(report.sent)}"] if report.sent else []
    if report.adopted:
        lines.append(f"{would}taken over: {_counts(report.adopted)}")
    if report.dry and report.to_fetch:
        lines.append(f"would be fetched: {counted(report.to_fetch, 'story', 'stories')}")
    if report.new_stories:
        lines.append(counted(len(report.new_stories), "new story", "new stories"))
    if report.joined:
        lines.append(f"already here: {counted(report.joined, 'story', 'stories')}")
    if report.gone:
        lines.append(f"gone on the server, and kept here: {counted(report.gone, 'story', 'stories')}")
    if report.renumbered:
        lines.append(f"given to other stories on the server, and compared anew: {counted(report.renumbered, 'number')}")
    elsewhere = [
        f"{counted(number, 'feed')} left to {other}, which {'it comes' if number == 1 else 'they come'} from"
        for other, number in report.elsewhere.items()
    ]
    failed = [f"left for the next sync: {report.failed}"] if report.failed else []
    return (*lines, *report.feeds, *elsewhere, *report.said, *failed)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in counts.items())
