"""The tables of an archive: their columns, and the rows of a story."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from briefing.archive.stories import Told
from briefing.clustering.fingerprint import Fingerprint
from briefing.core import clean
from briefing.core.analysis import Actor, Analysis, Line, Part, Party, Span
from briefing.core.body_json import blocks_to_json, links_to_json
from briefing.core.boilerplate import shape
from briefing.core.story import Body, Story
from briefing.core.visibility import count_offers, is_shown

UNDATED = "none"
_OPENING, _TELLING = 3_000, 24
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)

_TEXT, _COUNT = pa.string(), pa.int32()
_TIME = pa.timestamp("us", tz="UTC")
_SPAN = pa.struct([("start", _COUNT), ("end", _COUNT), ("part", _TEXT)])
_PARTY = pa.struct(
    [("name", _TEXT), ("actor", _TEXT), ("span", _SPAN), ("called", _TEXT), ("kind", _TEXT), ("side", _TEXT)]
)
_ENTITY = pa.schema(
    [("part", _TEXT), ("story", _TEXT), ("id", _TEXT), ("name", _TEXT), ("kind", _TEXT), ("mentions", pa.list_(_SPAN))]
)
_LINE = pa.schema(
    [
        ("part", _TEXT),
        ("id", _TEXT),
        ("story", _TEXT),
        ("place", _COUNT),
        ("act", _TEXT),
        ("negated", pa.bool_()),
        ("proposer", _TEXT),
        ("recipient", _TEXT),
        ("speaker", _TEXT),
        ("proposers", pa.list_(_PARTY)),
        ("recipients", pa.list_(_PARTY)),
        ("speakers", pa.list_(_PARTY)),
        ("terms", _TEXT),
        ("terms_span", _SPAN),
        ("quantity", _TEXT),
        ("condition", _TEXT),
        ("resources", pa.list_(_TEXT)),
        ("resource_names", pa.list_(_TEXT)),
        ("goods", pa.list_(_TEXT)),
        ("confidence", pa.float64()),
        ("matter", _TEXT),
        ("shape", pa.int64()),
        ("shown", pa.bool_()),
        ("evidence", pa.list_(_SPAN)),
        ("answers", _SPAN),
        ("quote", _TEXT),
        ("told", _TIME),
        ("published", _TIME),
        ("fetched", _TIME),
        ("source", _TEXT),
        ("title", _TEXT),
        ("link", _TEXT),
    ]
)
SCHEMAS: Mapping[str, pa.Schema] = {
    "stories": pa.schema(
        [
            ("part", _TEXT),
            ("id", _TEXT),
            ("title", _TEXT),
            ("text", _TEXT),
            ("blocks", _TEXT),
            ("links", _TEXT),
            ("link", _TEXT),
            ("source", _TEXT),
            ("authors", pa.list_(_TEXT)),
            ("categories", pa.list_(_TEXT)),
            ("language", _TEXT),
            ("told", _TIME),
            ("published", _TIME),
            ("fetched", _TIME),
            ("offers", _COUNT),
            ("measures", _COUNT),
            ("shown", _COUNT),
            ("opening", _TEXT),
            ("text_hash", _TEXT),
            ("version", _TEXT),
        ]
    ),
    "actors": _ENTITY.append(pa.field("side", _TEXT)),
    "resources": _ENTITY,
    "offers": _LINE,
    "measures": _LINE,
    "errors": pa.schema(
        [
            ("part", _TEXT),
            ("story", _TEXT),
            ("input", _TEXT),
            ("record", pa.int64()),
            ("stage", _TEXT),
            ("message", _TEXT),
        ]
    ),
}
"""`part` is the key of the partition that a row came with; a column `month` is in the names of folders."""


@dataclass(slots=True)
class Rows:
    """The rows of a partition, by table and month."""

    part: str
    _rows: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)

    def add_story(self, told: Told, analysis: Analysis) -> None:
        """Add a story with all that was found in it."""
        story, month = told.story, month_of(told.story.published)
        self._add("stories", month, _story_row(told, analysis))
        for table, entities in (("actors", analysis.actors), ("resources", analysis.resources)):
            for one in entities:
                mentions = [_span(mention) for mention in one.mentions]
                row = {"story": story.id, "id": one.id, "name": one.name, "kind": str(one.kind), "mentions": mentions}
                self._add(table, month, row | ({"side": one.side} if isinstance(one, Actor) else {}))
        for place, line in enumerate(analysis.lines):
            table = "measures" if line.act.is_measure else "offers"
            self._add(table, month, _line_row(told, place, line, analysis))

    def add_error(self, stage: str, message: str, input_: str, record: int, story: Story | None = None) -> None:
        """Add what went wrong: `stage` is `read`, `analyse`, or `problem` for an analysis that lacks some lines."""
        row = {"story": story.id if story else None, "input": clean.line(input_), "record": record, "stage": stage}
        self._add("errors", month_of(story.published if story else None), row | {"message": clean.line(message)})

    def tables(self) -> Iterable[tuple[str, str, pa.Table]]:
        """Each table of each month that has rows."""
        for (table, month), rows in sorted(self._rows.items()):
            yield table, month, pa.Table.from_pylist(rows, SCHEMAS[table])

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        counts = dict.fromkeys(SCHEMAS, 0)
        for (table, _), rows in self._rows.items():
            counts[table] += len(rows)
        return counts

    def _add(self, table: str, month: str, row: dict[str, Any]) -> None:
        self._rows.setdefault((table, month), []).append({"part": self.part, **row})


def month_of(moment: datetime | None) -> str:
    """The folder of a time: `2026-11`, or `none`."""
    return UNDATED if moment is None else f"{moment.year:04}-{moment.month:02}"


def line_id(story: str, place: int) -> str:
    """The id of a line: the same in every run."""
    return hashlib.blake2b(f"{story}\0{place}".encode(), digest_size=8).hexdigest()


def _story_row(told: Told, analysis: Analysis) -> dict[str, Any]:
    story = told.story
    plain = story.body == Body.plain(story.body.text)
    return {
        "id": story.id,
        "title": story.title,
        "text": story.body.text,
        "blocks": None if plain else json.dumps(blocks_to_json(story.body)),
        "links": json.dumps(links_to_json(story.body)) if story.body.links else None,
        "link": story.link,
        "source": story.source,
        "authors": list(story.authors),
        "categories": list(story.categories),
        "language": analysis.language or story.language,
        "told": told.told,
        "published": story.published,
        "fetched": story.fetched,
        "offers": len(analysis.offers),
        "measures": len(analysis.measures),
        "shown": count_offers(analysis),
        "opening": _opening(story) if analysis.lines else None,
        "text_hash": story.text_hash,
        "version": analysis.version,
    }


def _line_row(told: Told, place: int, line: Line, analysis: Analysis) -> dict[str, Any]:
    story = told.story
    actors = {actor.id: actor for actor in analysis.actors}
    about = [resource for one in line.resources for resource in analysis.resources if resource.id == one]
    evidence = line.evidence[0]
    text = story.title if evidence.part is Part.TITLE else story.body.text
    quote = " ".join(text[evidence.start : evidence.end].split())
    return {
        "id": line_id(story.id, place),
        "story": story.id,
        "place": place,
        "act": line.act.value,
        "negated": line.negated,
        "proposer": _name(line.proposer, actors),
        "recipient": _name(line.recipient, actors),
        "speaker": _name(line.speaker, actors),
        "proposers": _parties(line.proposer, actors),
        "recipients": _parties(line.recipient, actors),
        "speakers": _parties(line.speaker, actors),
        "terms": line.terms.text,
        "terms_span": _span(line.terms.span),
        "quantity": line.quantity,
        "condition": line.condition,
        "resources": list(line.resources),
        "resource_names": [resource.name for resource in about],
        "goods": [resource.name for resource in about if resource.kind != "money"],
        "confidence": line.confidence,
        "matter": line.matter.value,
        "shape": shape(quote),
        "shown": is_shown(line),
        "evidence": [_span(span) for span in line.evidence],
        "answers": None if line.answers is None else _span(line.answers),
        "quote": quote,
        "told": told.told,
        "published": story.published,
        "fetched": story.fetched,
        "source": story.source,
        "title": story.title,
        "link": story.link,
    }


def _name(party: Party | None, actors: Mapping[str, Actor]) -> str | None:
    """What a party is called: as its actor, where it is one."""
    if party is None:
        return None
    actor = actors.get(party.actor or "")
    return party.name if actor is None else actor.name


def _parties(first: Party | None, actors: Mapping[str, Actor]) -> list[dict[str, Any]]:
    rows = []
    for one in () if first is None else (first, *first.joint):
        actor = actors.get(one.actor or "")
        rows.append(
            {
                "name": one.name,
                "actor": one.actor,
                "span": None if one.span is None else _span(one.span),
                "called": _name(one, actors),
                "kind": None if actor is None else actor.kind.value,
                "side": None if actor is None else actor.side,
            }
        )
    return rows


def _opening(story: Story) -> str:
    """The telling words of a story's opening with their weights, by which the ledger compares the news of lines."""
    weights = Fingerprint(story.title, story.body.text[:_OPENING], _NO_TIME, "").opening
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_TELLING]
    return json.dumps({word: round(weights[word], 4) for word in best}, ensure_ascii=False)


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "part": span.part.value}
