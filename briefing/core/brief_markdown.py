"""The day's briefing as Markdown and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.core.brief import Brief, By, Edge
from briefing.core.formatting import act_words, counted
from briefing.core.json_format import headline_to_json, time_to_json
from briefing.core.ledger.reports import Entry, OfferReport
from briefing.core.ledger_format import between, entry_to_json
from briefing.core.markdown import Markdown

_MARKDOWN = Markdown()
_NO_LABEL = re.compile(r"[^\w\s.,:'’()%$€£+/&-]")


def to_markdown(brief: Brief, by: By = By.PAIR) -> str:
    """The whole document."""
    return "\n".join(_lines(brief, by)).rstrip("\n") + "\n"


def _lines(brief: Brief, by: By) -> Iterator[str]:
    yield f"# Briefing, {brief.until.astimezone():%d %B %Y}"
    yield f"\nSince {brief.since.astimezone():%d %B %Y, %H:%M}: {summary(brief)}.\n"
    if brief.edges():
        yield "```mermaid\n" + mermaid(brief.edges()) + "\n```\n"
    yield "## Who put what to whom\n"
    if not brief.entries:
        yield "Nothing new.\n"
    for name, entries in brief.groups(by):
        yield f"### {_MARKDOWN.cell(name)}\n"
        for entry in entries:
            yield from _entry(entry, named=by is not By.PAIR)
    if brief.answers:
        yield "## Answers\n"
    for answer in brief.answers:
        yield from _entry(answer.entry, named=True)
        if answer.to is not None:
            day = answer.to.first_seen.date().isoformat()
            yield f"  answers, of {day}: {_MARKDOWN.cell(_offer_line(answer.to))}\n"
    if brief.noted:
        yield "## Noted\n"
    for noted in brief.noted:
        yield f"{_link(noted.headline.title, noted.headline.link)} · {_MARKDOWN.cell(noted.headline.source)}\n"
        for mark in noted.annotations.marks:
            yield _MARKDOWN.quote(_MARKDOWN.mark(_MARKDOWN.cell(mark.anchor.quote))) + "\n"
            if mark.note:
                yield _MARKDOWN.note(mark.note) + "\n"
        for note in noted.annotations.notes:
            yield _MARKDOWN.note(note.text) + "\n"
    if brief.read:
        yield "## Read\n"
        yield "\n".join(f"- {_link(one.title, one.link)} · {_MARKDOWN.cell(one.source)}" for one in brief.read)


def _entry(entry: Entry, named: bool) -> Iterator[str]:
    whom = f"{between(entry)} · " if named else ""
    quantity = f" ({entry.quantity})" if entry.quantity and entry.quantity not in entry.offer.terms.text else ""
    what = _MARKDOWN.cell(f"{entry.offer.terms.text}{quantity}")
    yield f"- **{_MARKDOWN.cell(f'{whom}{act_words(entry.offer)}')}**: {what}"
    for report in entry.reports:
        yield f"  - “{_MARKDOWN.cell(report.quote)}” {_where(report)}"
    yield ""


def _where(report: OfferReport) -> str:
    return f"{_link(report.source, report.link)}, {report.published.date().isoformat()}"


def _link(words: str, address: str) -> str:
    shown = _MARKDOWN.cell(words) or "(no title)"
    return _MARKDOWN.link(shown, address) if address else shown


def _offer_line(entry: Entry) -> str:
    return f"{between(entry)} · {act_words(entry.offer)}: {' '.join(entry.offer.terms.text.split())}"


def summary(brief: Brief) -> str:
    """What is in it, in numbers."""
    return ", ".join(
        (
            counted(len(brief.entries), "offer"),
            counted(len(brief.answers), "answer"),
            f"{len(brief.read):,} read",
            f"{len(brief.noted):,} noted",
        )
    )


def mermaid(edges: tuple[Edge, ...]) -> str:
    """A Mermaid diagram of who asks what of whom; nothing in a name can leave its label."""
    names = list(dict.fromkeys(name for edge in edges for name in (edge.proposer, edge.recipient)))
    lines = ["flowchart LR", *(f'  a{number}["{_label(name)}"]' for number, name in enumerate(names))]
    for edge in edges:
        more = f" (+{edge.count - 1})" if edge.count > 1 else ""
        words = f"{_label(edge.words)}{more}"
        lines.append(f'  a{names.index(edge.proposer)} -->|"{words}"| a{names.index(edge.recipient)}')
    return "\n".join(lines)


def _label(words: str) -> str:
    return " ".join(_NO_LABEL.sub(" ", words).split())[:60] or "—"


def to_json(brief: Brief, hashes: Mapping[str, str], by: By = By.PAIR) -> dict[str, Any]:
    """The same for scripts. `hashes` are those of the texts, by the ids of stories."""
    return {
        "since": time_to_json(brief.since),
        "until": time_to_json(brief.until),
        "groups": [
            {"name": name, "offers": [entry_to_json(entry, hashes) for entry in entries]}
            for name, entries in brief.groups(by)
        ],
        "answers": [
            {
                **entry_to_json(answer.entry, hashes),
                "to": None if answer.to is None else entry_to_json(answer.to, hashes),
            }
            for answer in brief.answers
        ],
        "read": [headline_to_json(headline) for headline in brief.read],
        "noted": [
            {
                **headline_to_json(noted.headline),
                "notes": [note.text for note in noted.annotations.notes],
                "marks": [{"quote": mark.anchor.quote, "note": mark.note} for mark in noted.annotations.marks],
            }
            for noted in brief.noted
        ],
    }
