"""Ministers and ministries of whom nobody says which state's they are."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.story import Body

ABOUT_CHAD = "Chad has no gas. Chad's harvest failed, and Chad's roads are closed. "


def side(model: Language, text: str, name: str) -> str:
    actors = analyse(model, "", Body.plain(text)).actors
    return next(actor.side for actor in actors if name in actor.name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Finance Minister Ada Lis asked banks for a loan on Monday.", "Lis"),
        ("The Farm Ministry asked banks for a loan on Monday.", "Farm Ministry"),
    ],
)
def test_they_speak_for_the_state_that_the_story_is_about(model: Language, text: str, name: str) -> None:
    assert side(model, ABOUT_CHAD + text, name) == "Chad"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Minister Ada Lis asked banks for a loan on Monday.", "Lis"),
        ("First Minister Ada Lis asked banks for a loan on Monday.", "Lis"),
        ("In Lima, Finance Minister Ada Lis asked banks for a loan.", "Lis"),
        ("The Togolese Health Ministry asked banks for a loan on Monday.", "Health Ministry"),
        ("Banker Ada Lis asked the government for a loan on Monday.", "Lis"),
    ],
)
def test_who_may_be_of_another_state_does_not(model: Language, text: str, name: str) -> None:
    assert side(model, ABOUT_CHAD + text, name) != "Chad"


def test_a_story_about_two_states_tells_nothing(model: Language) -> None:
    text = "Chad met Peru. Peru has no gas, Chad no roads. Peru sent Chad rice. Peru likes Chad. "
    assert side(model, text + "Finance Minister Ada Lis asked banks for a loan.", "Lis") == ""
