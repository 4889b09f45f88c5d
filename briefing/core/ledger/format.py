"""Entries as JSON, rows of a table, a diagram, and lines. `docs/ledger.md` describes the JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from textwrap import wrap
from typing import Any

from briefing.core.formatting import ARROW, act_words, age, counted, in_quotes
from briefing.core.json_format import time_to_json
from briefing.core.ledger.entries import Entry, EntryRow, Join, Side, Telling
from briefing.core.ledger.pictures.marks import label
from briefing.core.ledger.wording import between, long_state, tellings_by_terms, terms_words
from briefing.core.markdown import Markdown

COLUMNS = (
    "id", "act", "state", "proposer", "recipient", "terms", "quantity", "earlier_quantity", "resources", "papers",
    "confidence", "answers", "answered_by", "first_seen", "moved", "line", "move", "quote", "source", "title", "link",
    "published", "fetched", "sha256",
)  # fmt: skip
MOST_EDGES = 40
_WIDTH = 80


def row_to_json(row: EntryRow) -> dict[str, Any]:
    """An entry without the lines behind it."""
    return {
        "id": row.id,
        "act": row.act.value,
        "negated": row.negated,
        "state": row.state.value,
        "proposer": _name(row.proposer),
        "recipient": _name(row.recipient),
        "proposer_people": list(row.proposer.people) if row.proposer else [],
        "recipient_people": list(row.recipient.people) if row.recipient else [],
        "terms": row.terms,
        "quantity": row.quantity or None,
        "earlier_quantity": row.earlier_quantity or None,
        "resources": list(row.resources),
        "answers": row.answers or None,
        "answered_by": row.answered_by or None,
        "answered_with": row.answered_with.value if row.answered_with else None,
        "answerer": row.answerer or None,
        "deadline": time_to_json(row.deadline),
        "confidence": round(row.confidence, 3),
        "shown": row.shown,
        "weight": round(row.weight, 2),
        "papers": row.papers,
        "watches": list(row.watches),
        "first_seen": time_to_json(row.first),
        "moved": time_to_json(row.moved),
    }


def entry_to_json(entry: Entry, hashes: Mapping[str, str]) -> dict[str, Any]:
    """One entry of what `briefing offers` prints. `hashes` are those of the texts, by the ids of stories."""
    last = max((one.published for one in entry.tellings), default=entry.row.moved)
    return {
        **row_to_json(entry.row),
        "last_seen": time_to_json(last),
        "stories": [_story(one, hashes) for one in entry.tellings],
    }


def _story(one: Telling, hashes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": one.story,
        "line": one.line,
        "move": one.move.value,
        "quote": one.quote,
        "confidence": round(one.confidence, 3),
        "joined": _join(one.join),
        "title": one.title,
        "source": one.source,
        "link": one.link,
        "published": time_to_json(one.published),
        "fetched": time_to_json(one.fetched),
        "sha256": hashes.get(one.story),
    }


def _join(join: Join | None) -> dict[str, Any] | None:
    if join is None:
        return None
    return {"chance": round(join.chance, 3), "by_hand": join.by_hand, "reasons": list(join.reasons)}


def rows(entries: Iterable[Entry], hashes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """A row for each line that tells an entry, in the order of COLUMNS."""
    for entry in entries:
        for one in entry.tellings:
            shape = {**_story(one, hashes), **row_to_json(entry.row)}
            shape |= {"act": act_words(entry.row), "resources": "; ".join(entry.row.resources)}
            yield tuple(" ".join(str(shape[column] or "").split()) for column in COLUMNS)


def markdown_table(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a table of entries, each with the quote that says its terms, and its sources."""
    cell, link = Markdown().cell, Markdown().link
    yield "| Moved | Act | Proposer → recipient | Terms | Quantity | State | Quote | Sources |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for entry in entries:
        row = entry.row
        sources = {one.source: one.link for one in entry.tellings}
        cells = (
            row.moved.date().isoformat(),
            cell(act_words(row)),
            cell(between(row)),
            cell(row.terms),
            cell(row.quantity),
            cell(long_state(row)),
            "".join(cell(in_quotes(one.quote)) for one in tellings_by_terms(entry)[:1]),
            ", ".join(link(cell(name), address) if address else cell(name) for name, address in sources.items()),
        )
        yield f"| {' | '.join(cells)} |"


def mermaid(entries: Iterable[EntryRow]) -> str:
    """A Mermaid diagram of who puts what to whom; nothing in a name can leave its label."""
    pairs = [(row.proposer.name, row.recipient.name, row) for row in entries if row.proposer and row.recipient]
    counts = Counter((one, other) for one, other, _ in pairs)
    words = {(one, other): label(f"{act_words(row)}: {_about(row)}") for one, other, row in reversed(pairs)}
    edges = counts.most_common(MOST_EDGES)
    names = list(dict.fromkeys(name for pair, _ in edges for name in pair))
    lines = ["flowchart LR", *(f'  a{number}["{label(name)}"]' for number, name in enumerate(names))]
    for (one, other), count in edges:
        more = f" (+{count - 1})" if count > 1 else ""
        lines.append(f'  a{names.index(one)} -->|"{words[one, other]}{more}"| a{names.index(other)}')
    if len(counts) > len(edges):
        lines.append(f"  %% {counted(len(counts) - len(edges), 'more pair')} with fewer entries")
    return "\n".join(lines)


def entry_lines(entry: Entry, now: datetime, arrow: str = ARROW) -> Iterator[str]:
    """An entry as text: how old, between whom, what, what became of it, and the quote of each story that tells it."""
    row = entry.row
    papers = f" · {counted(row.papers, 'paper')}" if row.papers > 1 else ""
    yield f"{age(row.moved, now):>4}  {between(row, arrow)} · {act_words(row)} · {long_state(row)}{papers}"
    yield from wrap(terms_words(row), _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)
    for one in entry.tellings:
        less_sure = "" if one.shown else f" · less sure ({one.less_sure})"
        quote = f"{in_quotes(one.quote)} {one.source}, {one.story}{less_sure}"
        yield from wrap(quote, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)


def _about(row: EntryRow) -> str:
    return ", ".join(row.resources[:2]) or row.terms


def _name(side: Side | None) -> str | None:
    return side.name if side else None
