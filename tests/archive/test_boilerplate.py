"""What a source has in many stories is noticed in an archive, too, and what a line is about is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.archive.database import open_database
from briefing.archive.ledger import make_ledger
from briefing.archive.lines import line_of
from briefing.archive.stories import Told
from briefing.archive.tables import Rows
from briefing.core.analysis import Act, Analysis, Line, Span, Terms
from briefing.core.matter import Matter
from briefing.core.story import Body, Story
from briefing.core.visibility import Hidden, why_hidden
from tests.archive.made import fill, rows, write_lines
from tests.support.made import NOON

APPEAL = "Gazette demanded readers {} crowns for new presses."


def appeals(days: Sequence[int], source: str = "Gazette") -> list[dict[str, object]]:
    """Stories of one source, on these days, that end with its appeal."""
    return [
        {
            **story,
            "id": f"{source}-{story['id']}",
            "source": source,
            "text": f"It rained {number} times. {APPEAL.format(number)}",
            "date": (NOON + timedelta(days=day)).isoformat(),
        }
        for number, (day, story) in enumerate(zip(days, rows(len(days)), strict=True))
    ]


@pytest.mark.parametrize(
    ("days", "is_noticed"), [((0, 4, 8), True), ((0, 4), False), ((0, 1, 2), False), ((0, 2, 4, 6, 8), True)]
)
def test_a_sentence_of_many_events_stands_back(tmp_path: Path, days: tuple[int, ...], is_noticed: bool) -> None:
    stories = [*appeals(days), *rows(1)]
    archive = fill(tmp_path / "out", write_lines(tmp_path / "in.jsonl", stories))
    for _ in range(2):  # found out, and then read again
        with open_database(archive.path) as database:
            found = list(database.rows("SELECT * FROM lines ORDER BY source, told"))
            mine = [row for row in found if row["quote"].startswith("Gazette")]
            assert [row["repeated"] for row in mine] == [is_noticed] * len(days)
            assert [row["shown"] for row in mine] == [not is_noticed] * len(days)
            assert [why_hidden(line_of(row)) for row in mine] == [Hidden.REPEATED if is_noticed else None] * len(days)
            assert all(row["shown"] and not row["repeated"] for row in found if row not in mine)
            make_ledger(database, archive.path, NOON)
            entries = archive.path / "ledger" / "entries.parquet"
            shown = database.rows(f"SELECT shown FROM '{entries}' WHERE terms LIKE '%presses'")
            assert {row["shown"] for row in shown} == {not is_noticed}


def test_another_source_may_say_the_same(tmp_path: Path) -> None:
    stories = [*appeals((0, 4)), *appeals((8, 12), "Herald")]
    archive = fill(tmp_path / "out", write_lines(tmp_path / "in.jsonl", stories))
    with open_database(archive.path) as database:
        assert {row["repeated"] for row in database.rows("SELECT repeated FROM lines")} == {False}


def test_what_a_line_is_about_is_kept() -> None:
    text = "Rovers offered Athletic nine million for the goalkeeper."
    span = Span(0, len(text))
    line = Line(Act.OFFER, Terms("nine million", Span(24, 36)), (span,), matter=Matter.SPORT)
    kept = Rows("part")
    kept.add_story(Told(Story("one", "Transfer", Body.plain(text)), NOON), Analysis(lines=(line,)))
    (row,) = next(table for name, _, table in kept.tables() if name == "offers").to_pylist()
    assert line_of({**row, "repeated": False}).matter is Matter.SPORT
