from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.config.settings import LIST_COLUMNS, ReaderSettings
from briefing.core.headline import Headline
from briefing.ui.glyphs import ASCII
from briefing.ui.list_columns import USUAL_COLUMNS, column_widths, column_words

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STORY = Headline("s1", "Wheat", "Harbour Post", "", NOW - timedelta(hours=3), NOW, main_line="A \u2192 B", cluster=3)


def test_the_settings_begin_with_the_usual_columns() -> None:
    assert ReaderSettings().columns == USUAL_COLUMNS


@pytest.mark.parametrize(
    ("room", "columns"),
    [(40, ["title"]), (50, ["age", "title"]), (75, ["age", "feed", "title"])],
)
def test_the_title_has_room_before_other_columns(room: int, columns: list[str]) -> None:
    widths = column_widths(("age", "feed", "title"), room)
    assert list(widths) == columns


@given(st.permutations(LIST_COLUMNS), st.integers(0, 300))
def test_the_columns_fill_the_room_at_any_width(wanted: list[str], room: int) -> None:
    widths = column_widths(wanted, room)
    taken = sum(widths.values()) + 2 * (len(widths) - 1)
    assert taken == max(room, taken - widths["title"])
    assert [name for name in wanted if name in widths] == list(widths)


def test_what_stands_in_columns() -> None:
    assert column_words("age", STORY, NOW, ASCII) == "3 h"
    assert column_words("reports", STORY, NOW, ASCII) == "+2"
    assert column_words("offer", STORY, NOW, ASCII) == "A -> B"
    assert column_words("lines", STORY, NOW, ASCII) == ASCII.lines
    assert column_words("feed", STORY, NOW, ASCII) == "Harbour Post"
    assert column_words("lines", replace(STORY, less_sure=True), NOW, ASCII) == ""
    assert column_words("offer", replace(STORY, less_sure=True), NOW, ASCII).startswith("less sure: ")
    assert column_words("lines", replace(STORY, watched=True), NOW, ASCII) == ASCII.watched
    alone = replace(STORY, cluster=1, main_line="")
    assert column_words("reports", alone, NOW, ASCII) == column_words("lines", alone, NOW, ASCII) == ""


def test_dates_are_short() -> None:
    assert ":" in column_words("date", replace(STORY, published=NOW), NOW, ASCII)
    assert column_words("date", replace(STORY, published=NOW - timedelta(days=5)), NOW, ASCII) == "19 Nov"
    assert column_words("date", replace(STORY, published=NOW - timedelta(days=400)), NOW, ASCII) == "10/2025"
