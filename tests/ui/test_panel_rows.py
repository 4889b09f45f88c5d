"""What stands in the panel, and what is folded away in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Party, Span, Terms
from briefing.core.annotations import NO_ANNOTATIONS
from briefing.core.matter import Matter
from briefing.core.story import Body, Story
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.ui.glyphs import ASCII, UNICODE
from briefing.ui.layers import Layer
from briefing.ui.marks import marks
from briefing.ui.page import lay_out
from briefing.ui.panel_rows import Fold, Panel, panel_rows
from tests.ui.desks import NOW

TEXT = "Peru banned imports of Chilean salt. Chile offered Peru a discount. Somebody may want a talk."
BAN, DISCOUNT, TALK = Span(0, 36), Span(37, 67), Span(68, 93)
PERU, CHILE = Party("Peru", "a1"), Party("Chile", "a2")
LINES = (
    Line(Act.IMPOSE, Terms("imports of Chilean salt", Span(12, 35)), (BAN,), PERU, CHILE, confidence=0.9, id="ban"),
    Line(Act.OFFER, Terms("a discount", Span(56, 66)), (DISCOUNT,), CHILE, PERU, confidence=0.8, id="discount"),
    Line(Act.DEMAND, Terms("a talk", Span(86, 92)), (TALK,), None, None, confidence=0.9, id="talk"),
    Line(Act.PLEDGE, Terms("a discount", Span(56, 66)), (DISCOUNT,), CHILE, PERU, confidence=0.2, id="pledge"),
)
ACTORS = (Actor("a1", "Peru", ActorKind.STATE, (Span(0, 4),)), Actor("a2", "Chile", ActorKind.STATE, (Span(37, 42),)))


def analysis(*lines: Line) -> Analysis:
    return Analysis(ACTORS, (), lines)


def text_of(panel: Panel) -> list[str]:
    return ["".join(piece.text for piece in row.pieces) for row in panel.rows]


def headings(panel: Panel) -> list[str]:
    return [row.pieces[0].text for row in panel.rows if row.pieces and row.pieces[0].style == ".heading"]


def test_measures_stand_beside_the_offers_in_a_group_of_their_own() -> None:
    panel = panel_rows(analysis(*LINES[:2]), 50, UNICODE)
    assert headings(panel) == ["OFFER", "MEASURES", "ACTORS"]
    lines = text_of(panel)
    place = lines.index("MEASURES  1")
    assert lines[place + 1 : place + 3] == ["Peru → Chile", "  impose: imports of Chilean salt"]


def test_what_a_quantity_comes_to_is_there_in_a_narrow_panel() -> None:
    loan = replace(LINES[1], terms=Terms("a loan of 4.5 bln dlrs", Span(56, 66)), quantity="4.5 bln dlrs")
    words = " ".join(text_of(panel_rows(analysis(loan), 24, UNICODE))).split()
    assert "4.5 bln dlrs = USD 4.5 billion" in " ".join(words)


def test_what_is_less_sure_is_folded_and_counted() -> None:
    panel = panel_rows(analysis(*LINES), 50, UNICODE, fold=Fold(key="z"))
    assert headings(panel) == ["OFFER", "MEASURES", "▸ LESS SURE", "ACTORS"]
    assert "▸ LESS SURE  2  z shows" in text_of(panel)
    assert [item.offer for item in panel.items if item.layer is Layer.OFFERS] == ["discount", "ban"]


def test_it_is_unfolded_behind_all_others_with_the_reason() -> None:
    panel = panel_rows(analysis(*LINES), 50, ASCII, fold=Fold(True, "z"))
    assert [item.offer for item in panel.items if item.layer is Layer.OFFERS] == ["discount", "ban", "talk", "pledge"]
    assert [item.of for item in panel.items if item.layer is Layer.OFFERS] == ["1", "0", "2", "3"]
    words = "\n".join(text_of(panel))
    assert "- LESS SURE  2  z hides" in words
    assert "demand: a talk" in words
    assert "less sure: no proposer is named" in words
    assert "20% sure" in words
    assert "it is not sure enough" not in words


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "No offers or measures were found in this story."),
        (LINES[2:], "No line is sure enough; 2 less sure: z"),
    ],
)
def test_an_empty_panel_is_honest(lines: tuple[Line, ...], words: str) -> None:
    assert text_of(panel_rows(analysis(*lines), 60, UNICODE, fold=Fold(key="z")))[0] == words


def test_the_bound_of_the_settings_decides() -> None:
    panel = panel_rows(analysis(*LINES), 50, UNICODE, bounds=Bounds(0.85))
    assert [item.offer for item in panel.items if item.layer is Layer.OFFERS] == ["ban"]


def test_a_line_about_sport_says_so_among_the_less_sure() -> None:
    about = replace(LINES[1], matter=Matter.SPORT)
    assert "LESS SURE  1" in " ".join(text_of(panel_rows(analysis(LINES[0], about), 60, UNICODE)))
    rows = text_of(panel_rows(analysis(about), 60, UNICODE, fold=Fold(is_open=True, key="z")))
    assert any("less sure: it is about sport" in row for row in rows)
    wanted = text_of(panel_rows(analysis(about), 60, UNICODE, bounds=Bounds(hide_about=frozenset())))
    assert not any("less sure" in row.lower() for row in wanted)


def test_joint_parties_are_all_named() -> None:
    both = Line(Act.OFFER, LINES[1].terms, (DISCOUNT,), Party("Chile", "a2", joint=(Party("Bolivia"),)), PERU)
    assert "Chile, Bolivia → Peru" in text_of(panel_rows(analysis(both), 50, UNICODE))


def test_only_sentences_of_shown_lines_are_marked() -> None:
    page = lay_out(Story("s", "Salt", Body.plain(TEXT)), NO_ANNOTATIONS, NOW, 120, UNICODE)

    def marked(bound: Bounds | None) -> set[str]:
        found = marks(page, analysis(*LINES), bounds=bound)
        return {mark.of for on_line in found.values() for mark in on_line if mark.layer is Layer.OFFERS}

    assert marked(USUAL_BOUNDS) == {"0", "1"}
    assert marked(None) == {"0", "1", "2"}  # the fourth shares a sentence with the second


def test_what_could_not_be_read_is_told_below_all_else() -> None:
    told = Analysis(ACTORS, (), LINES[:1], problems=tuple(f"Sentence {n} could not be read." for n in range(5)))
    panel = panel_rows(told, 50, UNICODE)
    assert headings(panel)[-1] == "NOT READ"
    assert text_of(panel)[-4:] == ["NOT READ  5", *(f"Sentence {n} could not be read." for n in range(3))]
