"""The day's briefing as one HTML file: it loads nothing, prints well, and draws its diagram itself."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.core import clean
from briefing.core.annotations import Annotations
from briefing.core.brief import Brief, By, Edge
from briefing.core.brief_markdown import first_of_papers, summary
from briefing.core.formatting import act_words, long_day, long_time
from briefing.core.headline import Headline
from briefing.core.ledger.entries import Entry, EntryRow
from briefing.core.ledger.wording import between, long_state, terms_words

_STYLE = """
:root { color-scheme: light dark; --ink: #22262b; --faint: #6b7075; --line: #2f5f8f; --paper: #fbfaf6; }
@media (prefers-color-scheme: dark) { :root { --ink: #d6d2c8; --faint: #93979b; --line: #7aa2c9; --paper: #16191d; } }
body { font: 16px/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink);
  background: var(--paper); }
h1, h2, h3 { line-height: 1.2; } h2 { border-bottom: 1px solid var(--faint); margin-top: 2rem; }
h3 { margin: 1.2rem 0 .2rem; } ul { padding-left: 1.2rem; } li { margin: .3rem 0; break-inside: avoid; }
.faint, figcaption { color: var(--faint); font-size: .9em; } q, blockquote { color: var(--faint); }
a { color: var(--line); } mark { background: #ffe58a; color: #22262b; } .own { white-space: pre-wrap; }
svg { width: 100%; height: auto; } svg text { font: 13px sans-serif; fill: var(--ink); }
svg path { fill: none; stroke: var(--line); stroke-opacity: .7; }
@media print { :root { --ink: #000; --faint: #444; --line: #000; --paper: #fff; } body { margin: 0; max-width: none;
  font-size: 11pt; } a { text-decoration: none; } h2, h3 { break-after: avoid; } }
"""
_ROW, _LEFT, _RIGHT, _WIDTH = 30, 240, 480, 720


def to_html(brief: Brief, by: By = By.PAIR) -> str:
    """The whole document."""
    title = f"Briefing, {long_day(brief.until.astimezone())}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_text(title)}</h1>\n"
        + "\n".join(_body(brief, by))
        + "\n</body>\n</html>\n"
    )


def _body(brief: Brief, by: By) -> Iterator[str]:
    yield f'<p class="faint">Since {long_time(brief.since.astimezone())}: {_text(summary(brief))}.</p>'
    if brief.edges():
        yield f"<figure>{diagram(brief.edges())}<figcaption>Who asks what of whom</figcaption></figure>"
    if not brief.entries:
        yield "<p>Nothing new.</p>"
    if brief.measures:
        yield f"<h2>Measures</h2><ul>{''.join(_entry(entry, named=True) for entry in brief.measures)}</ul>"
    if brief.offers:
        yield "<h2>Who put what to whom</h2>"
    for name, entries in brief.groups(by):
        yield f"<h3>{_text(name)}</h3><ul>"
        yield from (_entry(entry, named=by is not By.PAIR) for entry in entries)
        yield "</ul>"
    if brief.answers:
        yield f"<h2>Answers</h2><ul>{''.join(_entry(entry, named=True) for entry in brief.answers)}</ul>"
    if brief.noted:
        yield "<h2>Noted</h2>"
        yield from (f"<p>{_headline(noted.headline)}</p>{_annotations(noted.annotations)}" for noted in brief.noted)
    if brief.read:
        yield f"<h2>Read</h2><ul>{''.join(f'<li>{_headline(one)}</li>' for one in brief.read)}</ul>"


def _entry(entry: Entry, named: bool) -> str:
    row = entry.row
    whom = f"{between(row)} · " if named else ""
    state = "" if row.act.is_answer else f' <span class="faint">{_text(long_state(row))}</span>'
    quotes = "".join(
        f"<br><q>{_text(one.quote)}</q> {_link(one.source, one.link)}, {one.published.date().isoformat()}"
        for one in first_of_papers(entry)
    )
    old = (
        "" if entry.answers is None else f'<br><span class="faint">answers: {_text(_offer_line(entry.answers))}</span>'
    )
    head = f"<strong>{_text(f'{whom}{act_words(row)}')}</strong>"
    return f"<li>{head}: {_text(terms_words(row))}{state}{old}{quotes}</li>"


def _annotations(kept: Annotations) -> str:
    marks = (
        f"<blockquote><mark>{_text(mark.anchor.quote)}</mark>{_own(mark.note)}</blockquote>" for mark in kept.marks
    )
    return "".join((*marks, *(_own(note.text) for note in kept.notes)))


def _own(note: str) -> str:
    return f'<div class="own">{escape(clean.text(note))}</div>' if note else ""


def _offer_line(row: EntryRow) -> str:
    return f"{between(row)} · {act_words(row)}: {row.terms} ({row.first.date().isoformat()})"


def _headline(headline: Headline) -> str:
    return f"{_link(headline.title or '(no title)', headline.link)} · {_text(headline.source)}"


def _link(words: str, raw: str) -> str:
    address = clean.address(raw)
    return f'<a href="{escape(address)}">{_text(words)}</a>' if address else _text(words)


def _text(words: str) -> str:
    return escape(" ".join(clean.text(words).split()))


def diagram(edges: tuple[Edge, ...]) -> str:
    """Proposers on the left, recipients on the right, a line for each pair, as thick as there are offers."""
    left = list(dict.fromkeys(edge.proposer for edge in edges))
    right = list(dict.fromkeys(edge.recipient for edge in edges))
    height = max(len(left), len(right)) * _ROW + 10
    lines = [
        f'<path d="M{_LEFT} {_y(left, edge.proposer)} C{_LEFT + 100} {_y(left, edge.proposer)}'
        f' {_RIGHT - 100} {_y(right, edge.recipient)} {_RIGHT} {_y(right, edge.recipient)}"'
        f' stroke-width="{min(1 + edge.count, 8)}"><title>{_text(f"{edge.proposer} → {edge.recipient}: {edge.words}")}'
        "</title></path>"
        for edge in edges
    ]
    names = [
        f'<text x="{_LEFT - 8}" y="{_y(left, name) + 4}" text-anchor="end">{_text(name[:32])}</text>' for name in left
    ] + [f'<text x="{_RIGHT + 8}" y="{_y(right, name) + 4}">{_text(name[:32])}</text>' for name in right]
    shape = f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="Who asks what of whom">'
    return shape + "".join((*lines, *names)) + "</svg>"


def _y(names: list[str], name: str) -> int:
    return names.index(name) * _ROW + _ROW // 2 + 5
