"""Bodies that bear a leader's name."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.actors.houses import is_house_of, leader_of
from briefing.analysis.pipeline import analyse
from briefing.core.story import Body


@pytest.mark.parametrize(
    ("house", "leader"),
    [
        ("Larsen government", "Larsen"),
        ("Mette Larsen Cabinet", "Mette Larsen"),
        ("Larsen bakery", ""),
        ("government", ""),
    ],
)
def test_a_house_has_its_leaders_name_in_front(house: str, leader: str) -> None:
    assert leader_of(house) == leader


def test_a_house_is_that_of_whom_it_is_named_after() -> None:
    assert is_house_of("Larsen government", "Mette Larsen")
    assert not is_house_of("Larsen government", "Mette Holm")
    assert not is_house_of("Larsen bakery", "Mette Larsen")
    assert not is_house_of("government", "Mette Larsen")


@pytest.mark.parametrize(
    "text", ["Dockers storm the Turkish parliament", "Grain aid halted by the Egyptian foreign ministry"]
)
def test_a_text_may_end_with_the_name_of_a_house(model: Language, text: str) -> None:
    assert analyse(model, text, Body.plain(text)).problems == ()
