"""The ledger as JSON, rows of a table, and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from textwrap import wrap
from typing import Any

from briefing.core.formatting import ARROW, NOBODY, act_words, age
from briefing.core.json_format import time_to_json
from briefing.core.ledger.reports import Entry, OfferReport
from briefing.core.markdown import Markdown
from briefing.core.visibility import UNSURE_BELOW

COLUMNS = (
    "id", "act", "proposer", "recipient", "terms", "quantity", "resources", "answers", "first_seen", "last_seen",
    "quote", "source", "title", "link", "published", "fetched", "sha256",
)  # fmt: skip
_WIDTH = 80


def entry_to_json(entry: Entry, hashes: Mapping[str, str], unsure_below: float = UNSURE_BELOW) -> dict[str, Any]:
    """One entry of what `briefing offers` prints. `hashes` are those of the texts, by the ids of stories."""
    return {
        "id": entry.id,
        "act": entry.offer.act.value,
        "negated": entry.offer.negated,
        "proposer": entry.proposer or None,
        "recipient": entry.recipient or None,
        "terms": entry.offer.terms.text,
        "quantity": entry.quantity or None,
        "resources": list(entry.resources),
        "answers": entry.answers or None,
        "confidence": round(entry.confidence, 3),
        "shown": entry.is_shown(unsure_below),
        "stories": [_story(report, hashes) for report in entry.reports],
        "first_seen": time_to_json(entry.first_seen),
        "last_seen": time_to_json(entry.last_seen),
    }


def _story(report: OfferReport, hashes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": report.story,
        "quote": report.quote,
        "title": report.title,
        "source": report.source,
        "link": report.link,
        "published": time_to_json(report.published),
        "fetched": time_to_json(report.fetched),
        "sha256": hashes.get(report.story),
    }


def rows(entries: Iterable[Entry], hashes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """A row for each story that tells an entry, in the order of COLUMNS."""
    for entry in entries:
        for report in entry.reports:
            shape = {**entry_to_json(entry, hashes), **_story(report, hashes), "id": entry.id}
            shape |= {"act": act_words(entry.offer), "resources": "; ".join(entry.resources)}
            yield tuple(" ".join(str(shape[column] or "").split()) for column in COLUMNS)


def markdown_table(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a table of entries, each with its first quote and its sources."""
    cell, link = Markdown().cell, Markdown().link
    yield "| Last told | Act | Proposer → recipient | Terms | Quantity | Quote | Sources |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for entry in entries:
        sources = {report.source: report.link for report in entry.reports}
        cells = (
            entry.last_seen.date().isoformat(),
            cell(act_words(entry.offer)),
            cell(between(entry)),
            cell(entry.offer.terms.text),
            cell(entry.quantity),
            f"“{cell(entry.first.quote)}”",
            ", ".join(link(cell(name), address) if address else cell(name) for name, address in sources.items()),
        )
        yield f"| {' | '.join(cells)} |"


def entry_lines(entry: Entry, now: datetime, arrow: str = ARROW) -> Iterator[str]:
    """An entry as text: how old, between whom, what, and the quote of each story that tells it."""
    yield f"{age(entry.last_seen, now):>4}  {between(entry, arrow)} · {act_words(entry.offer)}"
    quantity = f" ({entry.quantity})" if entry.quantity and entry.quantity not in entry.offer.terms.text else ""
    yield from wrap(
        f"{_one_line(entry.offer.terms.text)}{quantity}", _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6
    )
    for report in entry.reports:
        quote = f"“{report.quote}” {report.source}, {report.story}"
        yield from wrap(quote, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)


def between(entry: Entry, arrow: str = ARROW) -> str:
    """`proposer → recipient`, as everywhere."""
    proposer = entry.proposer or NOBODY
    return f"{proposer} {arrow} {entry.recipient}" if entry.recipient else proposer


def _one_line(text: str) -> str:
    return " ".join(text.split())
