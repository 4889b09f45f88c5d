"""The day's briefing as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.core.brief import Brief, By, Edge
from briefing.core.formatting import act_words, counted, in_quotes, long_day, long_time
from briefing.core.json_format import headline_to_json, time_to_json
from briefing.core.ledger.entries import Entry, EntryRow, Telling
from briefing.core.ledger.format import entry_to_json, row_to_json
from briefing.core.ledger.pictures.marks import label
from briefing.core.ledger.wording import between, long_state, tellings_by_terms, terms_words
from briefing.core.markdown import Markdown

_MARKDOWN = Markdown()
_MOST_PAPERS = 3


def to_markdown(brief: Brief, by: By = By.PAIR) -> str:
    """The whole document."""
    return "\n".join(_lines(brief, by)).rstrip("\n") + "\n"


def _lines(brief: Brief, by: By) -> Iterator[str]:
    yield f"# Briefing, {long_day(brief.until.astimezone())}"
    yield f"\nSince {long_time(brief.since.astimezone())}: {summary(brief)}.\n"
    if brief.edges():
        yield "```mermaid\n" + mermaid(brief.edges()) + "\n```\n"
    if not brief.entries:
        yield "Nothing new.\n"
    if brief.measures:
        yield "## Measures\n"
    for entry in brief.measures:
        yield from _entry(entry, named=True)
    if brief.offers:
        yield "## Who put what to whom\n"
    for name, entries in brief.groups(by):
        yield f"### {_MARKDOWN.cell(name)}\n"
        for entry in entries:
            yield from _entry(entry, named=by is not By.PAIR)
    if brief.answers:
        yield "## Answers\n"
    for entry in brief.answers:
        yield from _entry(entry, named=True)
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
    """An entry with what it answers, and the quote of each paper that tells it."""
    row = entry.row
    whom = f"{between(row)} · " if named else ""
    state = f" · {long_state(row)}" if not row.act.is_answer else ""
    yield f"- **{_MARKDOWN.cell(f'{whom}{act_words(row)}')}**: {_MARKDOWN.cell(terms_words(row) + state)}"
    if entry.answers is not None:
        day = entry.answers.first.date().isoformat()
        yield f"  answers, of {day}: {_MARKDOWN.cell(_offer_line(entry.answers))}"
    for one in first_of_papers(entry):
        yield f"  - {_MARKDOWN.cell(in_quotes(one.quote))} {_where(one)}"
    yield ""


def first_of_papers(entry: Entry) -> list[Telling]:
    """The line of each paper that says the terms, else its first, of a few papers."""
    found: dict[str, Telling] = {}
    for one in tellings_by_terms(entry):
        found.setdefault(one.source, one)
    return list(found.values())[:_MOST_PAPERS]


def _where(one: Telling) -> str:
    return f"{_link(one.source, one.link)}, {one.published.date().isoformat()}"


def _link(words: str, address: str) -> str:
    shown = _MARKDOWN.cell(words) or "(no title)"
    return _MARKDOWN.link(shown, address) if address else shown


def _offer_line(row: EntryRow) -> str:
    return f"{between(row)} · {act_words(row)}: {' '.join(row.terms.split())}"


def summary(brief: Brief) -> str:
    """What is in it, in numbers, and how much is left out."""
    left_out = (f"{brief.left_out:,} more of less weight",) if brief.left_out else ()
    less_sure = (f"{brief.less_sure:,} less sure",) if brief.less_sure else ()
    return ", ".join(
        (
            counted(len(brief.measures), "measure"),
            counted(len(brief.offers), "offer"),
            counted(len(brief.answers), "answer"),
            f"{len(brief.read):,} read",
            f"{len(brief.noted):,} noted",
            *left_out,
            *less_sure,
        )
    )


def mermaid(edges: tuple[Edge, ...]) -> str:
    """A Mermaid diagram of who asks what of whom; nothing in a name can leave its label."""
    names = list(dict.fromkeys(name for edge in edges for name in (edge.proposer, edge.recipient)))
    lines = ["flowchart LR", *(f'  a{number}["{label(name)}"]' for number, name in enumerate(names))]
    for edge in edges:
        more = f" (+{edge.count - 1})" if edge.count > 1 else ""
        words = f"{label(edge.words)}{more}"
        lines.append(f'  a{names.index(edge.proposer)} -->|"{words}"| a{names.index(edge.recipient)}')
    return "\n".join(lines)


def to_json(brief: Brief, hashes: Mapping[str, str], by: By = By.PAIR) -> dict[str, Any]:
    """The same for scripts. `hashes` are those of the texts, by the ids of stories."""
    return {
        "since": time_to_json(brief.since),
        "until": time_to_json(brief.until),
        "measures": [entry_to_json(entry, hashes) for entry in brief.measures],
        "groups": [
            {"name": name, "offers": [entry_to_json(entry, hashes) for entry in entries]}
            for name, entries in brief.groups(by)
        ],
        "answers": [
            {**entry_to_json(entry, hashes), "to": None if entry.answers is None else row_to_json(entry.answers)}
            for entry in brief.answers
        ],
        "left_out": brief.left_out,
        "less_sure": brief.less_sure,
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
