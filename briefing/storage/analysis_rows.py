"""Analysis rows: actors, resources, mentions, lines, parties and evidence, with ids that survive re-analysis."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Part, Party, Resource, Span, Terms
from briefing.core.corrections import apply_corrections, correct_line
from briefing.core.formatting import foremost_line, whole_line
from briefing.core.line_identity import StoredLine, corrected_lines_to_keep, match_line_ids
from briefing.core.matter import Matter
from briefing.core.query import Term
from briefing.core.story import Story
from briefing.core.visibility import USUAL_BOUNDS, Bounds, count_offers, is_shown, shown_lines
from briefing.storage import corrections
from briefing.storage.cells import readable, real, text, text_or_none, texts, words
from briefing.storage.database import Database
from briefing.storage.ids import fresh_id
from briefing.storage.ledger import aside, boilerplate
from briefing.storage.ledger.placing import Placer
from briefing.storage.search import line_conditions
from briefing.storage.times import now

_ROLES = ("proposer", "recipient", "speaker")


def store(db: Database, num: int, story: Story, analysis: Analysis) -> Analysis:
    """Keep the analysis of a story in place of its last one; it comes back with the ids of its lines."""
    said = corrections.of_story(db, num)
    words = {correction.offer for correction in said}
    old = [
        StoredLine(line, quote, correct_line(line, said) if line.id in words else None)
        for line, quote in _lines(db, num, retired=True)
    ]
    new = [StoredLine(line, _words(story, line.evidence[0])) for line in analysis.lines]
    found = match_line_ids(old, new, lambda: fresh_id(8))
    stays = corrected_lines_to_keep(old, found, story.body.text)
    new += [StoredLine(line, _words(story, line.evidence[0])) for line in stays]
    kept = replace(analysis, lines=(*found, *stays))
    db.run(
        "INSERT OR REPLACE INTO analysis (story, version, text_hash, problems) VALUES (?, ?, ?, ?)",
        num,
        kept.version,
        kept.text_hash,
        "\n".join(kept.problems),
    )
    for table in ("actor", "resource", "mention"):
        db.run(f"DELETE FROM {table} WHERE story = ?", num)
    db.run_many(
        "INSERT INTO actor (story, id, name, kind, side) VALUES (?, ?, ?, ?, ?)",
        [(num, a.id, a.name, a.kind.value, a.side) for a in kept.actors],
    )
    db.run_many(
        "INSERT INTO resource (story, id, name, kind) VALUES (?, ?, ?, ?)",
        [(num, r.id, r.name, r.kind) for r in kept.resources],
    )
    db.run_many(
        "INSERT INTO mention (story, id, of, whom, part, start, end) VALUES (?, ?, ?, ?, ?, ?, ?)",
        _mention_rows(num, story, kept),
    )
    db.run("UPDATE offer SET retired = 1 WHERE story = ?", num)
    for place, (line, stored) in enumerate(zip(kept.lines, new, strict=True)):
        _store_line(db, num, place, line, stored.quote)
    db.run("UPDATE story SET language = ? WHERE num = ?", kept.language, num)
    Placer(db, db.names).refresh_story(num, now())
    kept = _with_set_aside(db, num, kept)
    _summarise(db, num, kept)
    notice_boilerplate(db, num)
    return _with_set_aside(db, num, kept)


def notice_boilerplate(db: Database, num: int) -> None:
    """Let lines stand back whose sentences have become boilerplate of the feed, in this story and in older ones."""
    for story in boilerplate.notice(db, num, now()):
        summarise(db, story)


def _with_set_aside(db: Database, num: int, analysis: Analysis) -> Analysis:
    repeated, dismissed = aside.of_story(db, num)
    if not repeated and not dismissed:
        return analysis
    lines = tuple(
        replace(line, repeated=line.id in repeated, dismissed=line.id in dismissed) for line in analysis.lines
    )
    return replace(analysis, lines=lines)


def summarise(db: Database, num: int) -> None:
    """Bring what a list shows of a story's offers up to date."""
    analysis = load(db, num)
    if analysis is not None:
        _summarise(db, num, analysis)


def _summarise(db: Database, num: int, analysis: Analysis) -> None:
    shown = _corrected(db, num, analysis)
    db.run("UPDATE story SET offers = ?, main_offer = ? WHERE num = ?", count_offers(shown), _main_line(shown), num)


def main_line(db: Database, num: int, bounds: Bounds) -> str:
    """The foremost line of a story that is not less sure than a bound, as one line; empty where there is none."""
    analysis = load(db, num)
    return "" if analysis is None else _main_line(_corrected(db, num, analysis), bounds)


class FoundLine(NamedTuple):
    """A line of a story that a search found: its id, the whole of it, and whether it is less sure."""

    id: str
    words: str
    less_sure: bool


def found_line(db: Database, num: int, terms: Sequence[Term], bounds: Bounds) -> FoundLine | None:
    """The foremost line of a story that all of some terms are true of; a sure one where there is one."""
    analysis = load(db, num)
    if analysis is None:
        return None
    wanted = line_conditions(terms)
    rows = db.rows(f"SELECT id FROM offer WHERE story = ? AND {wanted.sql}", num, *wanted.values)
    ids = {row["id"] for row in rows}
    meant = tuple(line for line in _corrected(db, num, analysis).lines if line.id in ids)
    sure = tuple(line for line in meant if is_shown(line, bounds))
    main = foremost_line(sure or meant)
    return None if main is None else FoundLine(main.id, whole_line(main), not sure)


def _corrected(db: Database, num: int, analysis: Analysis) -> Analysis:
    return apply_corrections(analysis, corrections=(*corrections.of_story(db, num), *corrections.of_actors(db)))


def _main_line(shown: Analysis, bounds: Bounds = USUAL_BOUNDS) -> str:
    main = foremost_line(shown_lines(shown, bounds))  # a list shows nothing that is less sure
    return "" if main is None else whole_line(main)


def load(db: Database, num: int) -> Analysis | None:
    """The analysis of a story, or None if it has none, or none that went well."""
    row = db.row(
        "SELECT version, analysis.text_hash, error, problems, language"
        " FROM analysis JOIN story ON story.num = analysis.story WHERE analysis.story = ?",
        num,
    )
    if row is None or row["error"]:
        return None
    mentions: dict[tuple[str, str], list[Span]] = {}
    spans = db.rows("SELECT * FROM mention WHERE story = ? ORDER BY part DESC, start", num)
    for key, span in readable(spans, lambda m: ((m["of"], m["whom"]), _span(m))):
        mentions.setdefault(key, []).append(span)

    def actor(row: sqlite3.Row) -> Actor:
        spans = tuple(mentions.get(("actor", row["id"]), ()))
        return Actor(row["id"], text(row["name"]), ActorKind(row["kind"]), spans, words(row["side"]))

    actors = readable(db.rows("SELECT id, name, kind, side FROM actor WHERE story = ?", num), actor)
    resources = readable(
        db.rows("SELECT id, name, kind FROM resource WHERE story = ?", num),
        lambda r: Resource(r["id"], text(r["name"]), text(r["kind"]), tuple(mentions.get(("resource", r["id"]), ()))),
    )
    found = Analysis(
        actors=tuple(sorted(actors, key=lambda a: _first(a.mentions))),
        resources=tuple(sorted(resources, key=lambda r: _first(r.mentions))),
        lines=tuple(line for line, _ in _lines(db, num)),
        version=words(row["version"]),
        text_hash=words(row["text_hash"]),
        language=words(row["language"]),
        problems=tuple(words(row["problems"]).splitlines()),
    )
    return _with_set_aside(db, num, found)


def _store_line(db: Database, num: int, place: int, line: Line, quote: str) -> None:
    db.run(
        "INSERT INTO offer (id, story, place, act, negated, terms, part, start, end, quantity, resources, confidence,"
        " matter, quote, answers_part, answers_start, answers_end, condition)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET place = excluded.place,"
        " act = excluded.act, negated = excluded.negated, terms = excluded.terms, part = excluded.part,"
        " start = excluded.start, end = excluded.end, quantity = excluded.quantity, resources = excluded.resources,"
        " confidence = excluded.confidence, matter = excluded.matter, quote = excluded.quote,"
        " answers_part = excluded.answers_part, answers_start = excluded.answers_start,"
        " answers_end = excluded.answers_end, condition = excluded.condition, retired = 0",
        line.id,
        num,
        place,
        line.act.value,
        int(line.negated),
        line.terms.text,
        *_place(line.terms.span),
        line.quantity,
        json.dumps(line.resources),
        line.confidence,
        line.matter.value,
        quote,
        *((None, None, None) if line.answers is None else _place(line.answers)),
        line.condition,
    )
    db.run("DELETE FROM party WHERE offer = ?", line.id)
    db.run("DELETE FROM evidence WHERE offer = ?", line.id)
    for role in _ROLES:
        first: Party | None = getattr(line, role)
        for number, party in enumerate(() if first is None else (first, *first.joint)):
            db.run(
                "INSERT INTO party (id, offer, role, name, actor, part, start, end) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                _party_id(line.id, role, number),
                line.id,
                role,
                party.name,
                party.actor,
                *((None, None, None) if party.span is None else _place(party.span)),
            )
    db.run_many(
        "INSERT INTO evidence (offer, place, part, start, end) VALUES (?, ?, ?, ?, ?)",
        [(line.id, place, *_place(span)) for place, span in enumerate(line.evidence)],
    )


def _lines(db: Database, num: int, retired: bool = False) -> Iterator[tuple[Line, str]]:
    parties = {
        row["id"]: row
        for row in db.rows("SELECT party.* FROM party JOIN offer ON offer.id = party.offer WHERE offer.story = ?", num)
    }
    evidence: dict[str, list[Span]] = {}
    spans = db.rows(
        "SELECT evidence.* FROM evidence JOIN offer ON offer.id = evidence.offer WHERE offer.story = ?"
        " ORDER BY evidence.offer, evidence.place",
        num,
    )
    for offer, span in readable(spans, lambda e: (e["offer"], _span(e))):
        evidence.setdefault(offer, []).append(span)

    def told(row: sqlite3.Row) -> tuple[Line, str]:
        proposer, recipient, speaker = (_party(parties, row["id"], role) for role in _ROLES)
        return (
            Line(
                act=Act(row["act"]),
                terms=Terms(text(row["terms"]), _span(row)),
                evidence=tuple(evidence[row["id"]]),
                proposer=proposer,
                recipient=recipient,
                speaker=speaker,
                negated=bool(row["negated"]),
                resources=texts(row["resources"]),
                quantity=text_or_none(row["quantity"]),
                condition=text(row["condition"]),
                confidence=real(row["confidence"]),
                matter=Matter(row["matter"]),
                answers=_answered_span(row),
                id=row["id"],
            ),
            row["quote"],
        )

    rows = db.rows("SELECT * FROM offer WHERE story = ? AND retired <= ? ORDER BY place", num, int(retired))
    yield from readable(rows, told)


def _party_id(offer: str, role: str, number: int) -> str:
    """The id of a party of an offer: `number` is 0 for the first of a role, and more for those who stand with it."""
    return f"{offer}-{role}-{number}" if number else f"{offer}-{role}"


def _party(rows: Mapping[str, sqlite3.Row], offer: str, role: str, number: int = 0) -> Party | None:
    """The party of a role with all who stand with it, out of the rows by id."""
    row = rows.get(_party_id(offer, role, number))
    if row is None:
        return None
    joint: list[Party] = []
    while number == 0 and (other := _party(rows, offer, role, len(joint) + 1)) is not None:
        joint.append(other)
    return Party(row["name"], row["actor"], None if row["part"] is None else _span(row), tuple(joint))


def _mention_rows(num: int, story: Story, analysis: Analysis) -> list[tuple[object, ...]]:
    """Rows whose ids hold as long as the same words stand in the text for the same time."""
    rows: list[tuple[object, ...]] = []
    seen: Counter[tuple[str, str]] = Counter()
    everyone = [("actor", a.id, a.mentions) for a in analysis.actors]
    everyone += [("resource", r.id, r.mentions) for r in analysis.resources]
    mentions = [(of, whom, span) for of, whom, spans in everyone for span in spans]
    for of, whom, span in sorted(mentions, key=lambda m: (m[0], m[2])):
        words = (of, f"{span.part}\0{_words(story, span)}")
        seen[words] += 1
        key = "\0".join((*words, str(seen[words])))
        rows.append((num, hashlib.blake2b(key.encode(), digest_size=6).hexdigest(), of, whom, *_place(span)))
    return rows


def _words(story: Story, span: Span) -> str:
    text = story.title if span.part is Part.TITLE else story.body.text
    return text[span.start : span.end]


def _place(span: Span) -> tuple[str, int, int]:
    return span.part.value, span.start, span.end


def _answered_span(row: sqlite3.Row) -> Span | None:
    if row["answers_part"] is None:
        return None
    return _checked(row["answers_start"], row["answers_end"], row["answers_part"])


def _span(row: sqlite3.Row) -> Span:
    return _checked(row["start"], row["end"], row["part"])


def _checked(start: object, end: object, part: str) -> Span:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        raise ValueError("a place in a text is two whole numbers")
    return Span(start, end, Part(part))


def _first(mentions: tuple[Span, ...]) -> tuple[bool, int]:
    return (mentions[0].part is Part.TEXT, mentions[0].start) if mentions else (True, 1 << 40)
