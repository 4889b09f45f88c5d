"""What is shown by default, and why the rest is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.analysis import Act, Line, Party
from briefing.core.matter import Matter
from briefing.core.visibility import Bounds, Hidden, hidden_lines, is_shown, shown_lines, why_hidden
from tests.support.made import analysis_of, story

SURE = analysis_of(story()).lines[0]


def test_a_sure_line_with_its_parties_is_shown() -> None:
    assert is_shown(SURE)
    assert why_hidden(SURE) is None


@pytest.mark.parametrize("act", Act)
def test_nothing_is_shown_that_nobody_does(act: Act) -> None:
    assert why_hidden(replace(SURE, act=act, proposer=None)) is Hidden.NO_PROPOSER


@pytest.mark.parametrize("act", Act)
def test_a_demand_an_offer_and_a_threat_are_shown_with_an_addressee(act: Act) -> None:
    unaddressed = replace(SURE, act=act, recipient=None)
    needed = act in (Act.DEMAND, Act.OFFER, Act.THREATEN)
    assert why_hidden(unaddressed) == (Hidden.NO_RECIPIENT if needed else None)


@pytest.mark.parametrize(("chance", "shown"), [(0.59, False), (0.6, True)])
def test_the_chance_decides(chance: float, shown: bool) -> None:
    assert is_shown(replace(SURE, confidence=chance), Bounds(0.6)) is shown


@pytest.mark.parametrize(
    ("matter", "reason"),
    [(Matter.SPORT, Hidden.SPORT), (Matter.SHOW, Hidden.SHOW), (Matter.PRIVATE, Hidden.PRIVATE), (Matter.PUBLIC, None)],
)
def test_what_a_line_is_about_decides_unless_the_settings_say_otherwise(matter: Matter, reason: Hidden | None) -> None:
    line = replace(SURE, matter=matter)
    assert why_hidden(line) is reason
    assert why_hidden(line, Bounds(hide_about=frozenset({matter} - {Matter.PUBLIC}))) is reason
    assert is_shown(line, Bounds(hide_about=frozenset()))


def test_what_a_feed_says_in_many_stories_stands_back() -> None:
    assert why_hidden(replace(SURE, repeated=True)) is Hidden.REPEATED


def test_what_the_reader_corrected_is_shown_whatever_it_lacks() -> None:
    corrected = replace(SURE, proposer=None, recipient=None, confidence=0.1, corrected=True)
    assert is_shown(replace(corrected, matter=Matter.SPORT, repeated=True))


def test_each_line_is_either_shown_or_less_sure() -> None:
    lines: tuple[Line, ...] = (SURE, replace(SURE, confidence=0.2), replace(SURE, proposer=Party("banks")))
    analysis = replace(analysis_of(story()), lines=lines)
    assert shown_lines(analysis) == (lines[0], lines[2])
    assert hidden_lines(analysis) == (lines[1],)


def test_what_the_reader_dismissed_is_hidden_unless_they_corrected_it() -> None:
    assert why_hidden(replace(SURE, dismissed=True)) is Hidden.DISMISSED
    assert is_shown(replace(SURE, dismissed=True, corrected=True))
