"""The ledger's searches over entries in memory: what stands in for the stored ledger until that is there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from briefing.core.ledger import reports
from briefing.core.ledger.entries import Entry, EntryRow, Move, Page, Side, State, Telling
from briefing.core.ledger.search import LedgerOrder, LedgerQuery
from briefing.core.query import All, AnyOf, Key, Node, Not, Term
from briefing.core.visibility import is_shown


def rows_of(entries: Sequence[reports.Entry], unsure_below: float) -> dict[str, Entry]:
    """The entries by their ids."""
    answered = {entry.answers: entry for entry in entries if entry.answers}
    rows = {entry.id: _row(entry, answered.get(entry.id), unsure_below) for entry in entries}
    found = {}
    for entry in entries:
        by = answered.get(entry.id)
        found[entry.id] = Entry(
            rows[entry.id],
            tuple(_telling(report, number, unsure_below) for number, report in enumerate(entry.reports)),
            rows.get(entry.answers),
            None,
            (rows[by.id],) if by else (),
        )
    return found


def page(entries: dict[str, Entry], query: LedgerQuery, start: int, most: int) -> Page:
    """Some rows of a search."""
    found = [entry.row for entry in entries.values() if _means(query.where, entry)]
    sureness = [term for term in _terms(query.where) if term.key is Key.SURE]
    shown = found if sureness else [row for row in found if row.shown]
    order = {
        LedgerOrder.MOVED: lambda row: -row.moved.timestamp(),
        LedgerOrder.WEIGHT: lambda row: -row.weight,
        LedgerOrder.RESOURCE: lambda row: (row.resources or ("\uffff",), -row.moved.timestamp()),
        LedgerOrder.PAIR: lambda row: (row.pair, -row.moved.timestamp()),
    }[query.order]
    shown.sort(key=order)
    return Page(tuple(shown[start : start + most]), start, len(shown), len(found) - len(shown))


def _row(entry: reports.Entry, answered: reports.Entry | None, unsure_below: float) -> EntryRow:
    said = [report.offer.quantity for report in entry.reports if report.offer.quantity]
    state = State.ANSWERED if answered else State.REPEATED if len(entry.reports) > 1 else State.PUT
    return EntryRow(
        entry.id,
        entry.offer.act,
        entry.offer.terms.text,
        entry.first_seen,
        entry.last_seen,
        Side(entry.proposer) if entry.proposer else None,
        Side(entry.recipient) if entry.recipient else None,
        entry.offer.negated,
        said[-1] if said else "",
        said[0] if said and said[0] != said[-1] else "",
        entry.resources,
        state,
        len({report.source for report in entry.reports}),
        len({report.story for report in entry.reports}),
        len({report.source for report in entry.reports}) + entry.confidence,
        entry.confidence,
        entry.is_shown(unsure_below),
        entry.answers,
        answered.id if answered else "",
        answered.offer.act if answered else None,
    )


def _telling(report: reports.OfferReport, number: int, unsure_below: float) -> Telling:
    speaker = report.offer.speaker.name if report.offer.speaker else ""
    return Telling(
        report.offer.id, report.story, report.title, report.source, report.link, report.quote, report.published,
        report.fetched, report.proposer, report.recipient, speaker, report.offer.terms.text,
        report.offer.quantity or "", report.offer.confidence, is_shown(report.offer, unsure_below),
        Move.TOLD if number else Move.PUT,
    )  # fmt: skip


def _terms(node: Node) -> list[Term]:
    match node:
        case Term():
            return [node]
        case Not(part):
            return _terms(part)
        case All(parts) | AnyOf(parts):
            return [term for part in parts for term in _terms(part)]


def _means(node: Node, entry: Entry) -> bool:
    match node:
        case Not(part):
            return not _means(part, entry)
        case AnyOf(parts):
            return any(_means(part, entry) for part in parts)
        case All(parts):
            return all(_means(part, entry) for part in parts)
        case Term(key, value):
            return _is_so(key, value, entry)


def _is_so(key: Key, value: object, entry: Entry) -> bool:
    row = entry.row
    proposer, recipient = (side.name if side else "" for side in (row.proposer, row.recipient))
    text = value if isinstance(value, str) else ""
    match key:
        case Key.SINCE:
            return row.moved >= cast(datetime, value)
        case Key.BEFORE:
            return row.moved < cast(datetime, value)
        case Key.FROM:
            return _has(text, proposer)
        case Key.TO:
            return _has(text, recipient)
        case Key.ACTOR:
            return _has(text, proposer, recipient)
        case Key.ACT:
            return row.act.value == text
        case Key.RESOURCE:
            return _has(text, *row.resources)
        case Key.FEED:
            return _has(text, *(one.source for one in entry.tellings))
        case Key.SURE:
            least = int(text) / 100 if text.isdecimal() else 0.0
            return {"yes": row.shown, "no": not row.shown, "all": True}.get(text, row.confidence >= least)
        case Key.IS:
            special = {"open": row.state.is_open, "answer": row.act.is_answer, "measure": row.act.is_measure}
            return special.get(text, row.state.value == text)
        case Key.WORDS:
            quotes = (part for one in entry.tellings for part in (one.quote, one.title))
            return _has(text, proposer, recipient, row.terms, row.quantity, *row.resources, *quotes)
        case _:
            return False


def _has(wanted: str, *texts: str) -> bool:
    end = "" if wanted.endswith("*") else r"(?!\w)"
    words = re.compile(rf"(?<!\w){re.escape(_plain(wanted.rstrip('*')))}{end}")
    return any(words.search(_plain(text)) for text in texts)


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
