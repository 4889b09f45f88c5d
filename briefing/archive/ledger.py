"""The ledger of an archive: entries with their lives, the lines behind them, and what answers what.

DuckDB sorts the lines by time, on the disk where memory does not do; they stream through `joining`, which compares a
line only with those that share a key with it: a party with a telling word, or both parties.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from briefing import private
from briefing.archive.database import ArchiveDatabase
from briefing.archive.joining import Entry, Joiner, Sides
from briefing.core.analysis import Act, ActorKind
from briefing.core.errors import StorageError
from briefing.core.ledger.lines import LONGEST, LedgerLine, LineParty, house_of
from briefing.core.matter import Matter
from briefing.core.party_names import NO_NAMES, PartyNames, person_name
from briefing.core.visibility import USUAL_BOUNDS

_TEXT, _TIME = pa.string(), pa.timestamp("us", tz="UTC")
_ENTRIES = pa.schema(
    [
        ("id", _TEXT),
        ("act", _TEXT),
        ("negated", pa.bool_()),
        ("proposer", _TEXT),
        ("proposer_person", _TEXT),
        ("recipient", _TEXT),
        ("recipient_person", _TEXT),
        ("terms", _TEXT),
        ("quantity", _TEXT),
        ("earlier_quantity", _TEXT),
        ("resources", pa.list_(_TEXT)),
        ("state", _TEXT),
        ("confidence", pa.float64()),
        ("weight", pa.float64()),
        ("shown", pa.bool_()),
        ("stories", pa.int32()),
        ("papers", pa.int32()),
        ("first_seen", _TIME),
        ("last_seen", _TIME),
        ("moved", _TIME),
        ("deadline", _TIME),
        ("answers", _TEXT),
        ("answers_chance", pa.float64()),
    ]
)
_LINES = pa.schema([("entry", _TEXT), ("line", _TEXT), ("chance", pa.float64())])
_SQL = (
    "SELECT line.*, story.opening FROM lines AS line JOIN stories AS story"
    " ON story.id = line.story AND story.month = line.month ORDER BY line.told, line.story, line.place"
)
_PEOPLE = (
    "SELECT name, side, count(*) AS stories FROM actors WHERE kind = 'person' AND side <> ''"
    " GROUP BY name, side ORDER BY stories, name, side"
)


@dataclass(frozen=True, slots=True)
class Made:
    """How many entries there are, of how many lines, and how many of them answer another."""

    entries: int = 0
    lines: int = 0
    answers: int = 0


def make_ledger(database: ArchiveDatabase, folder: Path, now: datetime, names: PartyNames = NO_NAMES) -> Made:
    """Make `ledger/entries.parquet` and `ledger/lines.parquet` anew, as of `now`. Raises StorageError."""
    target = folder / "ledger"
    try:
        private.make_folder(target)
        made = _make(database, target, now, names)
        for name in ("entries", "lines"):
            (target / f".{name}.tmp").replace(target / f"{name}.parquet")
    except OSError as error:
        raise StorageError(f"{target} cannot be written: {error.strerror or error}") from None
    finally:
        for leftover in target.glob(".*.tmp"):
            with suppress(OSError):
                leftover.unlink()
    return made


def _make(database: ArchiveDatabase, target: Path, now: datetime, names: PartyNames) -> Made:
    entries = lines = answers = 0
    with (
        _Writer(target / ".entries.tmp", _ENTRIES) as to_entries,
        _Writer(target / ".lines.tmp", _LINES) as to_lines,
    ):
        for entry in join(database, names):
            to_entries.add(_entry_row(entry, now))
            for line, _, chance in entry.lines:
                to_lines.add({"entry": entry.first.line.id, "line": line, "chance": chance})
            entries, lines, answers = entries + 1, lines + len(entry.lines), answers + (entry.put is not None)
    return Made(entries, lines, answers)


def join(database: ArchiveDatabase, names: PartyNames) -> Iterator[Entry]:
    """The entries of all lines, each once nothing can be joined to it any more."""
    people = {person_name(row["name"]): row["side"] for row in database.rows(_PEOPLE)}  # the most frequent stays
    joiner, sides = Joiner(names), Sides(names, people)
    for number, (_, rows) in enumerate(groupby(database.rows(_SQL), key=lambda row: row["story"])):
        told = list(rows)
        put = {_place(row["terms_span"]): row["id"] for row in told}
        context = json.loads(told[0]["opening"] or "{}")
        yield from joiner.take(
            (_line(row, number, context, sides), None if row["answers"] is None else put.get(_place(row["answers"])))
            for row in told
        )
    yield from joiner.end()


def _line(row: Mapping[str, Any], story: int, context: Mapping[str, float], sides: Sides) -> LedgerLine:
    return LedgerLine(
        row["id"],
        Act(row["act"]),
        " ".join(row["terms"].split())[:LONGEST],
        row["told"],
        _party(row["proposers"], sides),
        _party(row["recipients"], sides),
        row["negated"],
        row["quantity"] or "",
        tuple(row["goods"] or ()),
        row["quote"][:LONGEST],
        row["confidence"],
        story=story,
        house=house_of(row["link"]) or row["source"],
        context=context,
        in_title=row["terms_span"]["part"] == "title",
        withheld=Matter(row["matter"]) in USUAL_BOUNDS.hide_about,
        repeated=row["repeated"],
    )


def _party(rows: list[Mapping[str, Any]] | None, sides: Sides) -> LineParty | None:
    if not rows:
        return None
    first, *others = rows
    kind = None if first["kind"] is None else ActorKind(first["kind"])
    return sides.party(first["called"], kind, first["side"] or "", tuple(one["called"] for one in others[:2]))


def _place(span: Mapping[str, Any]) -> tuple[Any, ...]:
    return span["part"], span["start"], span["end"]


def _entry_row(entry: Entry, now: datetime) -> dict[str, Any]:
    life = entry.life(now)
    return {
        "id": entry.first.line.id,
        "act": life.best.act.value,
        "negated": life.best.negated,
        "proposer": life.proposer.side if life.proposer else None,
        "proposer_person": life.proposer.person or None if life.proposer else None,
        "recipient": life.recipient.side if life.recipient else None,
        "recipient_person": life.recipient.person or None if life.recipient else None,
        "terms": life.best.terms,
        "quantity": life.quantity or None,
        "earlier_quantity": life.earlier_quantity or None,
        "resources": list(life.resources),
        "state": life.state.value,
        "confidence": life.confidence,
        "weight": life.weight,
        "shown": life.is_shown(),
        "stories": life.stories,
        "papers": life.houses,
        "first_seen": life.first,
        "last_seen": entry.last.line.at,
        "moved": life.moved,
        "deadline": life.deadline,
        "answers": entry.put.first.line.id if entry.put else None,
        "answers_chance": entry.chance if entry.put else None,
    }


class _Writer:
    """Writes rows to a Parquet file, some at a time."""

    _AT_ONCE = 10_000

    def __init__(self, file: Path, schema: pa.Schema) -> None:
        self._schema = schema
        self._rows: list[dict[str, Any]] = []
        self._writer = parquet.ParquetWriter(file, schema, compression="zstd")

    def __enter__(self) -> _Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, row: dict[str, Any]) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) >= self._AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._rows, self._schema))
        self._rows = []
