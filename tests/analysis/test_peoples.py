"""Peoples and those who live or trade in a state are parties of their own; those who act for it are the state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from tests.analysis.conftest import Read
from tests.analysis.rules import lines_of, name


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Finland has offered Kenyans two thousand work permits.", "Kenyans"),
        ("Finland urged the Palestinians to return to the talks.", "Palestinians"),
        ("Finland urged Chilean growers to sell their barley.", "Chilean growers"),
        ("Finland asked the Danes to share their reserves.", "Denmark"),
        ("Finland asked Danish negotiators to share the reserves.", "Denmark"),
    ],
)
def test_a_people_is_named_as_it_is_written_and_a_state_by_its_own_name(model: Language, text: str, whom: str) -> None:
    (line,) = lines_of(model, text)
    assert (name(line.proposer), name(line.recipient)) == ("Finland", whom)


def test_those_who_live_in_a_state_are_no_mention_of_it(understand: Callable[..., Read]) -> None:
    read = understand("Chile rejected the plan. Many Chileans live abroad, and Chilean exporters objected.")
    assert read.mentions("Chile") == ["Chile"]


def test_a_place_that_is_only_fought_over_is_no_actor(understand: Callable[..., Read]) -> None:
    read = understand("Norway sent flour to Gaza. Sweden called for an end to the war on Gaza.")
    assert {actor.name for actor in read.cast.actors} == {"Norway", "Sweden"}


@pytest.mark.parametrize(
    ("text", "state", "mentions"),
    [
        ("The Hong Kong authorities asked Peru for maps.", "Hong Kong", ["Hong Kong authorities"]),
        ("The Iraq federal government asked Peru for maps.", "Iraq", ["Iraq federal government"]),
        ("Danish and Swedish mediators asked Peru for maps.", "Denmark", ["Danish"]),
        ("Danish, Swedish and Finnish mediators asked Peru for maps.", "Denmark", ["Danish"]),
        ("South Korea met. Korean officials asked Peru for maps.", "South Korea", ["South Korea", "Korean officials"]),
    ],
)
def test_who_acts_for_a_state_is_a_mention_of_it(
    understand: Callable[..., Read], text: str, state: str, mentions: list[str]
) -> None:
    assert understand(text).mentions(state) == mentions


def test_boats_of_two_states_are_no_mention_of_either(understand: Callable[..., Read]) -> None:
    read = understand("Danish and Swedish boats lie off Peru. Peru asked Chad for maps.")
    assert {actor.name for actor in read.cast.actors} == {"Peru", "Chad"}
