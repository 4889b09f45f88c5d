"""Six negotiations in several papers, against the ledger that was written by hand. The analyses are hand-built, so this
tests the ledger alone; what the analysis finds in such texts is measured elsewhere (`bench.gold`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.search import parse
from briefing.storage.library import Library
from tests.support.listed import read_yaml
from tests.support.made import NOON, hours
from tests.support.negotiations import Said, open_library, tell

CORPUS: dict[str, Any] = read_yaml(Path(__file__).parent / "negotiations.yaml")
AT_THE_END = NOON + hours(24 * 40)


def told(folder: Path, backwards: bool = False) -> tuple[Library, tuple[EntryRow, ...]]:
    """The library of the corpus at day 40, and its entries."""
    library = open_library(folder)
    for story in reversed(CORPUS["stories"]) if backwards else CORPUS["stories"]:
        lines = [
            Said(act, by, to, terms, quote, quantity or "", (good,) if good else ())
            for act, by, to, terms, quantity, good, quote in story["lines"]
        ]
        text = " ".join(line.quote for line in lines)
        tell(library, story["paper"], story["title"], text, NOON + hours(24 * story["day"]), *lines)
    library.ledger.lapse(AT_THE_END)
    return library, library.ledger.find(parse("sure:all", AT_THE_END), 0, 100).rows


def as_written(row: EntryRow, word: str) -> list[object]:
    """An entry in the words of the hand-written ledger."""
    one, other = (side.name if side else "" for side in (row.proposer, row.recipient))
    return [
        row.act.value, one, other, word if word in row.terms else row.terms, row.state.value, row.quantity,
        row.earlier_quantity, row.papers, row.stories,
    ]  # fmt: skip


def entry_of(rows: tuple[EntryRow, ...], wanted: list[Any]) -> EntryRow | None:
    found = [row for row in rows if as_written(row, wanted[3])[:4] == wanted[:4]]
    return found[0] if len(found) == 1 else None


def test_every_entry_is_as_a_reader_wrote_it(tmp_path: Path) -> None:
    library, rows = told(tmp_path)
    wanted = CORPUS["ledger"]
    found = [entry_of(rows, one) for one in wanted]
    assert [row and as_written(row, one[3]) for row, one in zip(found, wanted, strict=True)] == wanted
    assert len(rows) == len(wanted)
    ids = [row.id if row else "" for row in found]
    answers = {place: ids.index(row.answers) for place, row in enumerate(found) if row and row.answers}
    assert answers == CORPUS["answers"]
    library.close()


def test_the_entries_are_the_same_whichever_story_comes_in_first(tmp_path: Path) -> None:
    library, rows = told(tmp_path, backwards=True)
    wanted = {(one[0], one[1], one[2], one[8]) for one in CORPUS["ledger"]}
    assert {(*tuple(as_written(row, "")[:3]), row.stories) for row in rows} == wanted
    library.close()
