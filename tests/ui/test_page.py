"""Where a story's text and its marks come to stand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.analysis import Actor, ActorKind, Analysis, Part, Span
from briefing.core.annotations import NO_ANNOTATIONS, Annotations, OtherReport, Source
from briefing.core.story import Block, BlockKind, Body, Link, Story
from briefing.ui.glyphs import UNICODE
from briefing.ui.layers import Layer
from briefing.ui.marks import marks
from briefing.ui.page import LineKind, Page, lay_out
from briefing.ui.text import width

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TEXT = "Ports\nEgypt wants wheat, and Romania has it.\nfirst\nsecond\na  b\nsaid so"


def body(*links: Link) -> Body:
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM, BlockKind.CODE, BlockKind.QUOTE]
    blocks, start = [], 0
    for kind, line in zip(kinds, TEXT.split("\n"), strict=True):
        blocks.append(Block(kind, start, start + len(line), 1))
        start += len(line) + 1
    return Body(TEXT, tuple(blocks), links)


def page(story: Story, cells: int = 24) -> Page:
    return lay_out(story, NO_ANNOTATIONS, NOW, cells, UNICODE)


def drawn(laid: Page) -> list[str]:
    return [
        line.prefix + (line.words or laid.text(line.part or Part.TEXT)[line.start : line.end]) for line in laid.lines
    ]


def test_blocks_stand_apart_and_items_together() -> None:
    laid = page(Story("1", "Grain", body(), source="Post", published=NOW))
    assert drawn(laid)[3:] == [
        "", "Ports", "", "Egypt wants wheat, and", "Romania has it.", "", "• first", "• second", "", "  a  b", "",
        "│ said so",
    ]  # fmt: skip


def test_links_are_numbered_by_address_and_told_at_the_end() -> None:
    one = Link(TEXT.index("wheat"), TEXT.index("wheat") + 5, "https://a.example/x")
    two = Link(TEXT.index("it."), TEXT.index("it.") + 3, "https://b.example/")
    again = Link(TEXT.index("first"), TEXT.index("first") + 5, "https://a.example/x")
    laid = page(Story("1", "Grain", body(one, two, again)), 60)
    lines = drawn(laid)
    assert "Egypt wants wheat[1], and Romania has it.[2]" in lines
    assert "• first[1]" in lines
    assert lines[-3:] == ["2 links", "[1] https://a.example/x", "[2] https://b.example/"]


def test_marks_find_their_words_behind_link_numbers_and_over_line_ends() -> None:
    link = Link(TEXT.index("wheat"), TEXT.index("wheat") + 5, "https://a.example/x")
    laid = page(Story("1", "Egypt asks", body(link)), 24)
    romania = TEXT.index("Romania")
    spans = (Span(0, 5, Part.TITLE), Span(romania, romania + 7), Span(TEXT.index("wheat,"), romania + 7))
    found = marks(laid, Analysis(actors=(Actor("a", "x", ActorKind.STATE, spans),)))
    marked = [
        (mark.layer, laid.text(part)[mark.start : mark.end])
        for number, of_line in found.items()
        for mark in of_line
        if (part := laid.lines[number].part)
    ]
    words = [text for _, text in marked]
    assert sorted(words) == ["Egypt", "Romania", "and Romania", "wheat[1],"]
    assert {layer for layer, _ in marked} == {Layer.ACTORS}


def test_offsets_hold_where_a_control_character_came_through() -> None:
    laid = page(Story("1", "a\x1bb", Body("one\x9b two", (Block(BlockKind.PARAGRAPH, 0, 8),))))
    assert laid.title == "a\N{REPLACEMENT CHARACTER}b"
    assert drawn(laid)[-1] == "one\N{REPLACEMENT CHARACTER} two"


def test_the_line_about_the_story_tells_the_host_and_is_broken_where_it_is_long() -> None:
    story = Story("1", "Grain", body(), "https://user:secret@port.example/a", "A. Writer", "Harbour Post", NOW)
    about = [line.words for line in page(story, 40).lines if line.kind is LineKind.ABOUT]
    assert "".join(about).count("port.example") == 1
    assert "secret" not in "".join(about)
    assert all(len(words) <= 40 for words in about)


def test_blocks_that_point_outside_the_text_are_left_out() -> None:
    laid = page(
        Story("1", "Grain", Body("short", (Block(BlockKind.PARAGRAPH, 3, 99), Block(BlockKind.PARAGRAPH, 0, 5))))
    )
    assert drawn(laid)[-1] == "short"


def test_tables_stand_straight_with_links_and_marks_in_them() -> None:
    text = "Grain | Price\nWheat, soft | 210\nRye | 190"
    price = text.index("210")
    told = Body(text, (Block(BlockKind.TABLE, 0, len(text)),), (Link(0, 5, "https://a.example/"),))
    laid = page(Story("1", "Grain", told), 60)
    assert drawn(laid)[3:6] == ["  Grain[1]    | Price", "  Wheat, soft | 210", "  Rye         | 190"]
    found = marks(laid, Analysis(actors=(Actor("a", "x", ActorKind.STATE, (Span(price, price + 3),)),)))
    assert [laid.shown.text[mark.start : mark.end] for (mark,) in found.values()] == ["210"]


def test_a_table_that_is_too_wide_is_left_as_it_is() -> None:
    text = f"{'a' * 60} | b\nc | {'d' * 40}"
    laid = page(Story("1", "Grain", Body(text, (Block(BlockKind.TABLE, 0, len(text)),))), 60)
    assert laid.shown.text == text


WIDE = (
    "Seller | Buyer | Good | When it comes\n"
    "Peru | Chile | copper | in spring, if the road over the pass is open\n"
    "Mali |  | gold | 漢字 | more"
)


def test_a_table_that_is_too_wide_has_its_cells_one_below_the_other_by_their_columns() -> None:
    rows = WIDE.removesuffix(" | more")
    laid = page(Story("1", "Grain", Body(rows, (Block(BlockKind.TABLE, 0, len(rows)),))), 40)
    assert drawn(laid)[3:] == [
        "  Seller         Peru",
        "  Buyer          Chile",
        "  Good           copper",
        "  When it comes  in spring, if the road",
        "                 over the pass is open",
        "",
        "  Seller         Mali",
        "  Good           gold",
        "  When it comes  漢字",
    ]


def test_a_caption_stands_above_a_wide_table_and_names_no_column() -> None:
    rows = f"What was sold, and when it is to come\n{WIDE.removesuffix(' | more')}"
    laid = page(Story("1", "Grain", Body(rows, (Block(BlockKind.TABLE, 0, len(rows)),))), 40)
    assert drawn(laid)[3:7] == [
        "  What was sold, and when it is to come",
        "",
        "  Seller         Peru",
        "  Buyer          Chile",
    ]


def test_a_first_row_that_cannot_name_the_columns_is_a_row() -> None:
    laid = page(Story("1", "Grain", Body(WIDE, (Block(BlockKind.TABLE, 0, len(WIDE)),))), 40)
    assert drawn(laid)[3:8] == ["  Seller", "    Buyer", "    Good", "    When it comes", ""]
    assert drawn(laid)[-5:] == ["", "  Mali", "    gold", "    漢字", "    more"]


def test_a_long_name_of_a_column_is_seen_whole_once() -> None:
    rows = "Place | The price that was asked for at the gate\nQuay | " + "x" * 40
    laid = page(Story("1", "Grain", Body(rows, (Block(BlockKind.TABLE, 0, len(rows)),))), 40)
    assert drawn(laid)[3:9] == [
        "  Place",
        "    The price that was asked for at the",
        "    gate",
        "",
        "  Place            Quay",
        "  The price that…  " + "x" * 21,
    ]


@given(st.text("ab |\n漢", max_size=80), st.integers(2, 30))
def test_no_cell_of_a_table_is_lost_and_no_line_too_wide(text: str, cells: int) -> None:
    text = text.strip() or "a | b"
    laid = page(Story("1", "T", Body(text, (Block(BlockKind.TABLE, 0, len(text)),))), cells)
    lines = drawn(laid)[laid.line_at(Part.TEXT, 0) :]
    assert all(letter in "".join(lines) for letter in set(text) - set(" |\n"))
    assert all(width(line) <= cells for line in lines)


def test_long_lines_of_code_break_between_words() -> None:
    code = "    if the_road_is_open: sell copper to Chile"
    laid = page(Story("1", "Code", Body(code, (Block(BlockKind.CODE, 0, len(code)),))), 32)
    assert drawn(laid)[3:] == ["      if the_road_is_open: sell", "  copper to Chile"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((), "Harbour Post · 1 min"),
        (("Harbour Post",), "Harbour Post · 1 min"),
        (("Plains Gazette", "Harbour Post"), "Harbour Post, Plains Gazette · 1 min"),
        (("B", "C", "D", "E"), "Harbour Post, B, C and 2 more sources · 1 min"),
    ],
)
def test_all_feeds_that_had_the_story_are_told(names: tuple[str, ...], told: str) -> None:
    story = Story("1", "Grain", body(), source="Harbour Post")
    kept = Annotations(sources=tuple(Source(name, "") for name in names))
    laid = lay_out(story, kept, NOW, 80, UNICODE)
    assert [line.words for line in laid.lines if line.kind is LineKind.ABOUT] == [told]


def test_a_story_without_a_text_is_said_to_have_none() -> None:
    laid = page(Story("1", "Only a title", Body.plain(" "), source="Post"), 40)
    assert drawn(laid)[:2] == ["Only a title", "Post · no text"]


def test_other_reports_are_counted_and_named() -> None:
    kept = Annotations(reports=(OtherReport("2", "Rye", "Plains Gazette", ""), OtherReport("3", "Oats", "B [x]", "")))
    laid = lay_out(Story("1", "Grain", body(), source="Harbour Post"), kept, NOW, 80, UNICODE)
    told = "Harbour Post · 1 min · 3 reports: Harbour Post, Plains Gazette, B [x]"
    assert [line.words for line in laid.lines if line.kind is LineKind.ABOUT] == [told]


def test_items_show_their_numbers_and_struck_words_are_known() -> None:
    text = "Tar is dear\n\nRope was nine ten"
    told = Body(
        text,
        (Block(BlockKind.ITEM, 0, 11, 1, "10."), Block(BlockKind.ITEM, 13, 30, 1, struck=((22, 26),))),
        (Link(0, 3, "https://a.example/"),),
    )
    laid = page(Story("1", "T", told), 12)
    assert drawn(laid)[3:8] == ["10. Tar[1]", "    is dear", "• Rope was", "  nine ten", ""]
    assert [laid.shown.text[start:end] for start, end in laid.shown.struck] == ["nine"]
