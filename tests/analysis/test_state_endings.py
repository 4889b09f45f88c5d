"""Organisations whose name ends in a state's are not that state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.analysis.conftest import Read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tidal Forest Foundation Norway urged Peru to ban trawls.", ["Tidal Forest Foundation Norway", "Peru"]),
        ("Kelp Watch Fiji (KWF) urged Peru to ban trawls.", ["Kelp Watch Fiji", "Peru"]),
        ("Peru heard the Clean Wells Network Kenya.", ["Peru", "Clean Wells Network Kenya"]),
        ("Sudan and the Clean Wells Network Kenya met.", ["Sudan", "Clean Wells Network Kenya"]),
        ("Amnesty International Kenya urged Peru to free them.", ["Amnesty International Kenya", "Peru"]),
        ("Greenpeace Germany urged Peru to close the plant.", ["Greenpeace Germany", "Peru"]),
        ("Peru asked Caminhos de Portugal for rails.", ["Peru", "Caminhos de Portugal"]),
        ("The Caixa do Brazil offered Peru a loan.", ["Caixa do Brazil", "Peru"]),
    ],
)
def test_a_state_at_the_end_of_a_name_belongs_to_it(
    understand: Callable[..., Read], text: str, names: list[str]
) -> None:
    assert [actor.name for actor in understand(text).cast.actors] == names


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("On Monday Norway asked Peru for fish.", "Norway"),
        ("The World Bank heard Kenya on Monday.", "Kenya"),
        ("President Ada Lisk of Portugal met miners.", "Portugal"),
        ("Maria de Guinea left.", "Guinea"),
    ],
)
def test_a_state_behind_other_capitals_stands_for_itself(
    understand: Callable[..., Read], text: str, state: str
) -> None:
    assert understand(text).mentions(state) == [state]


@pytest.mark.parametrize("name", ["Electricite de France", "Électricité de France"])
def test_a_company_is_known_however_its_accents_are_printed(understand: Callable[..., Read], name: str) -> None:
    read = understand(f"{name} offered Poland six reactors.")
    assert [actor.kind.value for actor in read.cast.actors] == ["company", "state"]
    assert [actor.name for actor in read.cast.actors] == [name, "Poland"]


def test_a_name_of_several_words_is_known_where_the_parser_loses_it(understand: Callable[..., Read]) -> None:
    read = understand("Uranium One will wait. Peru took the offer from Uranium One.")
    assert read.mentions("Uranium One") == ["Uranium One", "Uranium One"]
