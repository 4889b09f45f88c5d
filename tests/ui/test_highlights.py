"""What lies over the text: values and pure functions, without a screen."""

from __future__ import annotations

import pytest

from briefing.core.analysis import Span
from briefing.core.annotations import NO_ANNOTATIONS
from briefing.core.story import Body, Story
from briefing.ui.glyphs import UNICODE
from briefing.ui.highlights import FLASHES, Highlights, looks_of_line, smallest_mark
from briefing.ui.layers import Layer
from briefing.ui.marks import Mark
from briefing.ui.page import Page, lay_out
from briefing.ui.panel_rows import Item
from tests.ui.desks import NOW

TEXT = "Kenya sells tea to Oman. Oman pays in oil."
KENYA = Item((Span(0, 5),), layer=Layer.ACTORS, of="a1", name="Kenya")
OFFER = Item((Span(0, 24),), "o1", Layer.OFFERS, "0", "offer")


def page(text: str = TEXT, cells: int = 60) -> Page:
    return lay_out(Story("s", "Tea", Body.plain(text)), NO_ANNOTATIONS, NOW, cells, UNICODE)


def text_line(shown: Page) -> int:
    return next(number for number, line in enumerate(shown.lines) if line.end - line.start >= 10)


def words(shown: Page, stretches: object) -> list[str]:
    return [shown.shown.text[start:end] for start, end in stretches]  # type: ignore[attr-defined]


def test_an_actor_that_is_emphasized_dims_all_else() -> None:
    shown = page()
    number = text_line(shown)
    found = Highlights().emphasize(KENYA, shown)
    marks = [Mark(Layer.ACTORS, 0, 5, "actor-1", "a1"), Mark(Layer.ACTORS, 19, 23, "actor-2", "a2")]
    looks = looks_of_line(found, shown, number, shown.lines[number], marks)
    assert looks == [(0, len(TEXT), ".dimmed"), (0, 5, ".actor-1"), (0, 5, ".pointed")]
    assert looks_of_line(found.emphasize(None, shown), shown, number, shown.lines[number], marks) == [
        (0, 5, ".actor-1"),
        (19, 23, ".actor-2"),
    ]


def test_an_offer_that_is_emphasized_dims_nothing() -> None:
    shown = page()
    found = Highlights().emphasize(OFFER, shown)
    assert found.only is None
    assert words(shown, found.emphasized[text_line(shown)]) == ["Kenya sells tea to Oman."]


def test_a_flash_ends_after_so_many_changes() -> None:
    shown = page()
    found, seen = Highlights().flash([Span(0, 24)], shown), []
    while found.flashing:
        number = text_line(shown)
        seen.append((0, 24, ".flash") in looks_of_line(found, shown, number, shown.lines[number], []))
        found = found.next_flash()
    assert seen == [True, False, True, False, True]
    assert len(seen) == FLASHES
    assert found == Highlights()


def test_a_passage_over_several_lines_is_selected_on_each() -> None:
    shown = page(cells=20)
    found = Highlights().select(Span(0, 30), shown)
    assert len(found.selected) > 1
    assert " ".join(words(shown, found.selected.values())).strip() == TEXT[:30].strip()
    assert found.select(None, shown).selected == {}


@pytest.mark.parametrize("change", ["emphasize", "select", "flash"])
def test_without_a_page_nothing_is_highlighted(change: str) -> None:
    what = {"emphasize": OFFER, "select": Span(0, 5), "flash": [Span(0, 5)]}[change]
    found = getattr(Highlights(), change)(what, None)
    assert (found.emphasized, found.selected, found.flashing) == ({}, {}, {})


def test_the_smallest_mark_is_meant_and_an_offer_only_where_there_is_no_other() -> None:
    offer, actor = Mark(Layer.OFFERS, 0, 24, "offers", "0"), Mark(Layer.ACTORS, 0, 5, "actor-1", "a1")
    assert smallest_mark([offer, actor], 2) is actor
    assert smallest_mark([offer, actor], 10) is offer
    assert smallest_mark([offer, actor], 30) is None
