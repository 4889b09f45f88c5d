from __future__ import annotations

from briefing.core.analysis import Part
from briefing.core.annotations import NO_ANNOTATIONS
from briefing.core.story import Block, BlockKind, Body, Link, Story
from briefing.ui.glyphs import UNICODE
from briefing.ui.page import Page, lay_out
from briefing.ui.selected_text import Selected, selected_lines, selected_text
from tests.ui.desks import NOW

ADDRESS = "https://ministry.example/press/2026/11/minutes-of-the-talks-on-gas-and-grain.html"
TEXT = f"The ministry said that it had offered two cargoes, until Friday.\n\n{ADDRESS}\n\nNobody answered."


def page(cells: int) -> Page:
    return lay_out(Story("s", "Talks", Body.plain(TEXT)), NO_ANNOTATIONS, NOW, cells, UNICODE)


def all_lines(page: Page) -> list[Selected]:
    return [Selected(line.prefix + line.words, line.part, line.start, line.end) for line in page.lines]


def test_wrapped_lines_of_a_paragraph_are_one_line() -> None:
    narrow = page(30)
    assert len(narrow.lines) > 8
    lines = selected_text(all_lines(narrow), narrow).split("\n")
    assert "The ministry said that it had offered two cargoes, until Friday." in lines
    assert ADDRESS in lines
    assert lines[-1] == "Nobody answered."


def test_a_part_of_two_lines_is_joined_with_what_stands_between() -> None:
    narrow = page(30)
    first, second = [line for line in narrow.lines if line.part is Part.TEXT][:2]
    some = [
        Selected("", Part.TEXT, first.start + 4, first.end),
        Selected("", Part.TEXT, second.start, second.start + 4),
    ]
    assert selected_text(some, narrow) == TEXT[first.start + 4 : second.start + 4]


def test_the_sign_of_an_item_stands_once() -> None:
    narrow = page(30)
    first, second = [line for line in narrow.lines if line.part is Part.TEXT][:2]
    some = [
        Selected("• ", Part.TEXT, first.start, first.end),
        Selected("  ", Part.TEXT, second.start, second.end),
    ]
    assert selected_text(some, narrow) == "• " + TEXT[first.start : second.end]


def test_nothing_selected_is_no_text() -> None:
    assert selected_text([], page(30)) == ""


def test_numbers_of_links_are_left_out_and_addresses_are_whole() -> None:
    text = "The terms and the price are known."
    body = Body(
        text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (Link(4, 9, f"{ADDRESS}?terms"), Link(18, 23, ADDRESS))
    )
    found = lay_out(Story("s", "Talks", body), NO_ANNOTATIONS, NOW, 40, UNICODE)
    assert "The terms[1] and the price[2] are known." in found.shown.text
    everything = selected_text(selected_lines(found, lambda number: (0, -1), 2), found)
    assert text in everything.split("\n")
    assert f"[1] {ADDRESS}?terms\n[2] {ADDRESS}" in everything
    to_the_sign = selected_text(selected_lines(found, lambda number: (0, 42), 2), found)
    assert to_the_sign.endswith(f"[2] {ADDRESS}"), "who selects the sign of a cut wants what was cut"
