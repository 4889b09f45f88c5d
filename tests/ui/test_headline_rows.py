from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from briefing.core.headline import Headline
from briefing.ui.glyphs import ASCII
from briefing.ui.headline_rows import HeadlineRows
from briefing.ui.text import Piece, width

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STORY = Headline(
    "s1", "Ferries for wheat", "Harbour Post", "", NOW - timedelta(hours=3), NOW, main_line="Oslo: ferries"
)


def rows(
    cells: int, sought: Sequence[str] = (), columns: Sequence[str] = (), picked: Collection[str] = ()
) -> HeadlineRows:
    return HeadlineRows(ASCII, cells, sought, NOW, columns, picked)


def words(line: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in line)


def test_two_lines_have_the_title_then_who_says_it_and_how_old_it_is() -> None:
    drawn = rows(60)
    assert words(drawn.line(STORY, 0)).endswith("Ferries for wheat")
    assert words(drawn.line(STORY, 1)).split() == ["Harbour", "Post", "Oslo:", "ferries", "3", "h"]


@pytest.mark.parametrize("cells", [20, 40, 79])
def test_the_second_line_and_a_line_of_columns_fill_their_room(cells: int) -> None:
    assert width(words(rows(cells).line(STORY, 1))) == cells
    assert width(words(rows(cells, columns=("age", "feed", "title")).line(STORY, 0))) == cells


def test_words_that_are_sought_stand_out_in_the_title() -> None:
    hits = [piece.text for piece in rows(60, sought=["wheat"]).line(STORY, 0) if piece.style == ".hit"]
    assert hits == ["wheat"]


def test_a_picked_story_has_its_sign() -> None:
    picked, other = rows(60, picked=["s1"]).line(STORY, 0), rows(60).line(STORY, 0)
    assert ASCII.picked in words(picked)
    assert ASCII.picked not in words(other)


def test_a_story_that_is_gone_is_told_once() -> None:
    assert words(rows(60).line(None, 0)).strip() == "this story was removed"
    assert not words(rows(60).line(None, 1)).strip()
