"""The ledger: the offers of all stories, each once, however many stories tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from briefing.core.analysis import Act, Offer
from briefing.core.offer_identity import shared_words
from briefing.core.quantities import Quantity, quantity
from briefing.core.visibility import UNSURE_BELOW, is_shown

SAME_TERMS = 0.6
"""Offers of one sort between the same two are one where they share so many of the words of their terms."""

SAME_AMOUNT = 0.9
"""… where of two amounts of one unit the smaller is at least this share of the larger: a raised bid is another one."""

SAME_TIME = timedelta(days=10)
"""… and where no more time lies between two tellings."""


ANSWERED_WITHIN = timedelta(days=60)
"""How far back an answer looks for what it answers."""


@dataclass(frozen=True, slots=True)
class OfferReport:
    """An offer as one story tells it. `resources` are names; `published` is when it was fetched where nobody says."""

    offer: Offer
    story: str
    title: str
    source: str
    link: str
    quote: str
    published: datetime
    fetched: datetime
    resources: tuple[str, ...] = ()

    @property
    def proposer(self) -> str:
        """The name of who proposes, or nothing."""
        return self.offer.proposer.name if self.offer.proposer else ""

    @property
    def recipient(self) -> str:
        """The name of the one to whom, or nothing."""
        return self.offer.recipient.name if self.offer.recipient else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer with all that tell it, the first one first. `answers` is the id of the entry that it answers."""

    reports: tuple[OfferReport, ...]
    answers: str = ""

    @property
    def first(self) -> OfferReport:
        """Who told it first."""
        return self.reports[0]

    @property
    def offer(self) -> Offer:
        """The offer, as it was told first."""
        return self.reports[0].offer

    @property
    def id(self) -> str:
        """The id of the offer that was told first."""
        return self.offer.id

    @property
    def proposer(self) -> str:
        """The name of who proposes, or nothing."""
        return self.first.proposer

    @property
    def recipient(self) -> str:
        """The name of the one to whom, or nothing."""
        return next((report.recipient for report in self.reports if report.recipient), "")

    @property
    def quantity(self) -> str:
        """How much, in the words of the first that says so, or nothing."""
        return next((report.offer.quantity for report in self.reports if report.offer.quantity), "")

    @property
    def resources(self) -> tuple[str, ...]:
        """The names of the resources that it is about."""
        return tuple(dict.fromkeys(name for report in self.reports for name in report.resources))

    @property
    def confidence(self) -> float:
        """The chance of the surest of its tellings, from 0 to 1."""
        return max(report.offer.confidence for report in self.reports)

    def is_shown(self, unsure_below: float = UNSURE_BELOW) -> bool:
        """Whether it is shown by default: one of its tellings is."""
        return any(is_shown(report.offer, unsure_below) for report in self.reports)

    @property
    def first_seen(self) -> datetime:
        """When it was first told."""
        return self.first.published

    @property
    def last_seen(self) -> datetime:
        """When it was last told."""
        return self.reports[-1].published


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: by a name of who proposes, of the one to whom, of a resource, or by the act. Empty: no matter."""

    actor: str = ""
    to: str = ""
    resource: str = ""
    act: Act | None = None

    def means(self, entry: Entry) -> bool:
        """Whether an entry is meant."""
        return (
            _names(self.actor, entry.proposer)
            and _names(self.to, entry.recipient)
            and (not self.resource or any(_names(self.resource, name) for name in entry.resources))
            and self.act in (None, entry.offer.act)
        )


@dataclass(slots=True)
class _Group:
    """What is one offer so far: its tellings, the names of those to whom, and the time of the last telling."""

    reports: list[OfferReport]
    recipients: set[str]
    last: float

    def takes(self, one: OfferReport, recipient: str) -> bool:
        """Whether another telling is of the same offer."""
        if recipient and self.recipients and recipient not in self.recipients:
            return False
        return any(_same_terms(report.offer, one.offer) for report in self.reports[-3:])


def _same_terms(one: Offer, other: Offer) -> bool:
    if shared_words(one.terms.text, other.terms.text) < SAME_TERMS:
        return False
    a, b = _amount(one.quantity or ""), _amount(other.quantity or "")
    if a is None or b is None or a.amount is None or b.amount is None:
        return True
    if (a.unit, a.currency, a.per) != (b.unit, b.currency, b.per):
        return True
    return min(a.amount, b.amount) >= SAME_AMOUNT * max(a.amount, b.amount)


@lru_cache(20_000)
def _amount(words: str) -> Quantity | None:
    return quantity(words) if words else None


def merge_reports(reports: Iterable[OfferReport]) -> tuple[Entry, ...]:
    """The entries of what many stories tell, the last told first, those of one time as they came."""
    groups: list[_Group] = []
    alike: dict[tuple[object, ...], list[_Group]] = {}
    for one in sorted(reports, key=lambda one: one.published):
        sort = (one.offer.act, one.offer.negated, one.proposer.casefold())
        at, recipient = one.published.timestamp(), one.recipient.casefold()
        # Told in the order of time: what is too old for this one is too old for all that come after it.
        near = alike[sort] = [group for group in alike.get(sort, ()) if at - group.last <= SAME_TIME.total_seconds()]
        group = next((group for group in reversed(near) if group.takes(one, recipient)), None)
        if group is None:
            group = _Group([], set(), at)
            near.append(group)
            groups.append(group)
        group.reports.append(one)
        group.recipients |= {recipient} - {""}
        group.last = at
    entries = _link_answers([Entry(tuple(group.reports)) for group in groups])
    return tuple(sorted(entries, key=lambda entry: entry.last_seen, reverse=True))


def _link_answers(entries: list[Entry]) -> list[Entry]:
    """The entries, the answers among them with the id of what they answer."""
    put: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.offer.act.opens:
            put.setdefault(entry.proposer.casefold(), []).append(entry)
    return [_with_answered(entry, put) if entry.offer.act.is_answer else entry for entry in entries]


def _with_answered(answer: Entry, put: dict[str, list[Entry]]) -> Entry:
    best, best_alike = "", 0.0
    for entry in put.get(answer.recipient.casefold(), ()) if answer.recipient else ():
        if not timedelta() <= answer.last_seen - entry.first_seen <= ANSWERED_WITHIN:
            continue
        if _strangers(entry.recipient, answer.proposer):
            continue
        alike = shared_words(entry.offer.terms.text, answer.offer.terms.text)
        alike += 0.5 * bool(set(entry.resources) & set(answer.resources)) + 0.2 * bool(entry.recipient)
        if alike >= max(best_alike, 0.3):
            best, best_alike = entry.id, alike
    return Entry(answer.reports, best)


def _strangers(one: str, other: str) -> bool:
    return bool(one and other) and one.casefold() != other.casefold()


def _names(wanted: str, name: str) -> bool:
    """Whether a name holds another as whole words."""
    return not wanted or re.search(rf"(?<!\w){re.escape(wanted.casefold())}(?!\w)", name.casefold()) is not None
