"""Who is on whose side: leaders, their states and their houses."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.actors.same_side import Sides
from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Party
from briefing.core.story import Body

SIDES = Sides(
    [
        ("norland", "Norland", ""),
        ("maja-berg", "Maja Berg", "Norland"),
        ("karl-holm", "Karl Holm", "Norland"),
        ("sund", "Sund", ""),
        ("~the dockers", "the dockers", ""),
        ("treasury", "Norland Treasury", "Norland"),
        ("ida-moen", "Ida Moen", "Norland Treasury"),
        ("ring", "Ring", "Ring Road"),
        ("ring-road", "Ring Road", "Ring"),
    ]
)


@pytest.mark.parametrize(
    ("one", "other", "on_one_side", "speaks"),
    [
        ("norland", "norland", True, True),
        ("maja-berg", "norland", True, True),
        ("norland", "maja-berg", True, True),
        ("maja-berg", "karl-holm", True, False),
        ("maja-berg", "sund", False, False),
        ("~the dockers", "sund", False, False),
        ("ida-moen", "treasury", True, True),
        ("ida-moen", "norland", True, True),
        ("norland", "ida-moen", True, True),
        ("ida-moen", "maja-berg", True, False),
        ("ida-moen", "sund", False, False),
        ("ring", "sund", False, False),
        ("sund", None, False, False),
        (None, None, False, False),
    ],
)
def test_two_ministers_of_a_state_are_on_one_side_and_neither_speaks_for_the_other(
    one: str | None, other: str | None, on_one_side: bool, speaks: bool
) -> None:
    assert SIDES.keys_on_one_side(one, other) is on_one_side
    assert SIDES.one_speaks_for_other(one, other) is speaks


def test_parties_without_an_actor_are_known_by_name() -> None:
    assert SIDES.on_one_side(Party("dockers"), Party("Dockers"))
    assert SIDES.on_one_side(Party("Maja Berg", "maja-berg"), Party("Norland"))
    assert not SIDES.on_one_side(Party("dockers"), Party("Norland"))


@pytest.mark.parametrize(
    ("text", "house", "side"),
    [
        ("Danish Prime Minister Mette Larsen spoke. The Larsen administration sells ships.", "Larsen", "Denmark"),
        ("The United States buys ships. The Larsen administration sells ships to Denmark.", "Larsen", "United States"),
        ("Denmark buys ships. The maritime safety administration sells ships.", "safety", None),
        ("The European Community sold butter. The European Union sells cheese.", "Community", "European Union"),
    ],
)
def test_a_house_is_on_the_side_of_its_leader(model: Language, text: str, house: str, side: str | None) -> None:
    actors = analyse(model, "", Body.plain(text)).actors
    assert next((a.side for a in actors if house in a.name.split() and a.kind != "person"), None) == side


def test_nobody_puts_anything_to_a_list_that_holds_their_own_state(model: Language) -> None:
    (line,) = analyse(model, "", Body.plain("Emmanuel Macron urged Germany and France to cut tariffs on steel.")).offers
    assert line.recipient is not None
    assert (line.recipient.name, line.recipient.joint) == ("Germany", ())
