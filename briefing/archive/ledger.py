"""The ledger of an archive: entries, the lines behind them, and what answers what, by the decisions of the reader's.

Only lines with the same act by the same proposer can be one entry, and only what an answer's recipient put can be
answered by it. So DuckDB sorts lines into such blocks, on the disk where memory does not do, and one block after the
other streams through the reader's own functions. Of a block only that stays in memory which may still be joined.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from briefing import private
from briefing.archive.database import ArchiveDatabase
from briefing.archive.lines import line_of
from briefing.core.analysis import Act, Offer, Part, Party, Span, Terms
from briefing.core.errors import StorageError
from briefing.core.ledger.reports import (
    ANSWERED_WITHIN,
    SAME_TIME,
    Entry,
    OfferReport,
    link_answers,
    merge_reports,
)

WINDOW = 20_000
"""Lines of a block that are joined at once, beside those of entries that are still open."""

_TEXT, _TIME = pa.string(), pa.timestamp("us", tz="UTC")
_ENTRIES = pa.schema(
    [
        ("id", _TEXT),
        ("act", _TEXT),
        ("negated", pa.bool_()),
        ("proposer", _TEXT),
        ("recipient", _TEXT),
        ("terms", _TEXT),
        ("quantity", _TEXT),
        ("resources", pa.list_(_TEXT)),
        ("confidence", pa.float64()),
        ("shown", pa.bool_()),
        ("stories", pa.int32()),
        ("papers", pa.int32()),
        ("first_seen", _TIME),
        ("last_seen", _TIME),
    ]
)
_LINES = pa.schema([("entry", _TEXT), ("line", _TEXT), ("story", _TEXT), ("told", _TIME)])
_ANSWERS = pa.schema([("id", _TEXT), ("answers", _TEXT)])


@dataclass(frozen=True, slots=True)
class Made:
    """How many entries there are, of how many lines, and how many of them answer another."""

    entries: int = 0
    lines: int = 0
    answers: int = 0


def make_ledger(database: ArchiveDatabase, folder: Path) -> Made:
    """Make `ledger/entries.parquet` and `ledger/lines.parquet` anew. Raises StorageError.

    `entries` has a column `answers`, the id of the entry that an answer is about.
    """
    target = folder / "ledger"
    try:
        private.make_folder(target)
        made = _make(database, target)
        for name in ("entries", "lines"):
            (target / f".{name}.tmp").replace(target / f"{name}.parquet")
    except OSError as error:
        raise StorageError(f"{target} cannot be written: {error.strerror or error}") from None
    finally:
        for leftover in target.glob(".*.tmp"):
            with suppress(OSError):
                leftover.unlink()
    return made


def _make(database: ArchiveDatabase, target: Path) -> Made:
    joined, linked = target / ".joined.tmp", target / ".answers.tmp"
    entries = lines = answers = 0
    with _Writer(joined, _ENTRIES) as to_entries, _Writer(target / ".lines.tmp", _LINES) as to_lines:
        for entry in join(reports_of(database)):
            to_entries.add(_entry_row(entry))
            for report in entry.reports:
                to_lines.add(
                    {"entry": entry.id, "line": report.offer.id, "story": report.story, "told": report.published}
                )
            entries, lines = entries + 1, lines + len(entry.reports)
    database.add_view("joined", [str(joined)])
    with _Writer(linked, _ANSWERS) as to_answers:
        for answer in link(_blocks_of_answers(database)):
            to_answers.add({"id": answer.id, "answers": answer.answers})
            answers += 1
    database.add_view("linked", [str(linked)])
    database.write(
        "SELECT joined.*, linked.answers FROM joined LEFT JOIN linked USING (id) ORDER BY joined.last_seen DESC, id",
        target / ".entries.tmp",
    )
    return Made(entries, lines, answers)


def reports_of(database: ArchiveDatabase) -> Iterator[OfferReport]:
    """All lines, block after block, and in each in the order of time."""
    for row in database.rows(
        "SELECT * FROM lines ORDER BY act, negated, lower(proposer) NULLS FIRST, told, fetched, story, place"
    ):
        yield OfferReport(
            line_of(row),
            row["story"],
            row["title"],
            row["source"],
            row["link"],
            row["quote"],
            row["told"],
            row["fetched"],
            tuple(row["resource_names"] or ()),
        )


def join(reports: Iterable[OfferReport], window: int = WINDOW) -> Iterator[Entry]:
    """The entries of lines that come block after block, each block in the order of time; none has its answer yet."""
    for _, block in groupby(reports, key=_block):
        kept: list[OfferReport] = []
        new = 0
        for report in block:
            kept.append(report)
            new += 1
            if new >= window:
                new = 0
                # An entry that nothing was told of for so long takes no more. The others are joined again with what
                # comes: as lines are taken in the order of time, they come out as they are.
                open_since = report.published - SAME_TIME
                entries = merge_reports(kept)
                yield from (entry for entry in entries if entry.last_seen < open_since)
                still_open = (entry for entry in entries if entry.last_seen >= open_since)
                kept = sorted((one for entry in still_open for one in entry.reports), key=lambda one: one.published)
        yield from merge_reports(kept)


def link(blocks: Iterable[Iterable[Entry]]) -> Iterator[Entry]:
    """The answers that answer something. Each block has what one party put, and the answers to it, as they came."""
    for block in blocks:
        put: deque[Entry] = deque()
        for entry in block:
            if not entry.offer.act.is_answer:
                put.append(entry)
                continue
            while put and entry.last_seen - put[0].first_seen > ANSWERED_WITHIN:
                put.popleft()
            *_, answer = link_answers([*put, entry])
            if answer.answers:
                yield answer


def _block(report: OfferReport) -> tuple[Act, bool, str]:
    return report.offer.act, report.offer.negated, report.proposer.casefold()


def _blocks_of_answers(database: ArchiveDatabase) -> Iterator[Iterator[Entry]]:
    opens = ", ".join(f"'{act.value}'" for act in Act if act.opens)
    answer = ", ".join(f"'{act.value}'" for act in Act if act.is_answer)
    rows = database.rows(
        f"SELECT *, lower(proposer) AS block, first_seen AS moment, 0 AS behind FROM joined WHERE act IN ({opens})"
        f" UNION ALL SELECT *, lower(recipient), last_seen, 1 FROM joined WHERE act IN ({answer})"
        f" AND recipient <> '' ORDER BY block, moment, behind, id"
    )
    for _, block in groupby(rows, key=lambda row: row["block"]):
        yield map(_short_entry, block)


def _entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "act": entry.offer.act.value,
        "negated": entry.offer.negated,
        "proposer": entry.proposer,
        "recipient": entry.recipient,
        "terms": entry.offer.terms.text,
        "quantity": entry.quantity or None,
        "resources": list(entry.resources),
        "confidence": entry.confidence,
        "shown": entry.is_shown(),
        "stories": len({report.story for report in entry.reports}),
        "papers": len({report.source for report in entry.reports}),
        "first_seen": entry.first_seen,
        "last_seen": entry.last_seen,
    }


def _short_entry(row: Mapping[str, Any]) -> Entry:
    """An entry with as much as answers are found by."""
    span = Span(0, 0, Part.TEXT)
    offer = Offer(
        Act(row["act"]),
        Terms(row["terms"], span),
        (span,),
        Party(row["proposer"]) if row["proposer"] else None,
        Party(row["recipient"]) if row["recipient"] else None,
        id=row["id"],
    )
    first = OfferReport(offer, "", "", "", "", "", row["first_seen"], row["first_seen"], tuple(row["resources"]))
    return Entry((first, replace(first, published=row["last_seen"])))


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
