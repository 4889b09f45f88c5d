"""Measures by the syntax: what relieves, and what permits."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.measure_acts import measure_act
from tests.analysis.learned.documents import read_document, word_of


@pytest.mark.parametrize(
    ("text", "word", "taken_for", "told"),
    [
        ("The federation cleared the Peruvian rower.", "cleared", "impose", "lift"),
        ("Oslo restored the duties that it had lifted in May.", "restored", "lift", "impose"),
        ("Oslo restored the old mill.", "restored", "lift", "lift"),
        ("Oslo restored its policy of sanctions on Chile.", "restored", "lift", "impose"),
        ("Oslo extended its output cuts until May.", "extended", "lift", "impose"),
        ("Oslo extended its price lists until May.", "extended", "lift", "lift"),
        ("Oslo announced an exemption to its sanctions on Chile.", "announced", "impose", "lift"),
        ("Oslo announced duties on Chilean salt.", "announced", "impose", "impose"),
        ("Oslo's looser restrictions on Chilean salt took effect.", "restrictions", "impose", "lift"),
        ("Oslo's restrictions on looser Chilean salt took effect.", "restrictions", "impose", "impose"),
        ("Oslo extended its ban on Chilean salt.", "extended", "impose", "impose"),
        ("Ghana reopened its border with Togo.", "reopened", "impose", "lift"),
        ("Oslo halted its planned duties on Chilean walnuts.", "halted", "impose", "lift"),
        ("Oslo delayed the introduction of duties on walnuts.", "delayed", "impose", "lift"),
        ("Oslo postponed the start of talks on walnuts.", "postponed", "impose", "impose"),
        ("Oslo halted exports of cod to Chile.", "halted", "impose", "impose"),
        ("Oslo is not expected to loosen its limits on cod.", "loosen", "impose", "impose"),
        ("Oslo is expected to loosen its limits on cod.", "loosen", "impose", "lift"),
        ("Norway imposed a pause in its duties on Chilean salt.", "imposed", "impose", "lift"),
        ("Norway imposed a pause in its talks with Chile.", "imposed", "impose", "impose"),
        ("Ghana welcomed the suspension of sanctions.", "suspension", "impose", "lift"),
        ("Kenya cut tariffs on Ugandan eggs.", "cut", "impose", "lift"),
        ("Kenya cut exports of eggs.", "cut", "impose", "impose"),
        ("Norway lifted the duties imposed on Chile in May.", "imposed", "impose", "lift"),
        ("Norway has not lifted the duties imposed on Chile in May.", "imposed", "impose", "impose"),
        ("Norway removed the exemptions from its duties.", "removed", "impose", "impose"),
        ("Norway removed the exemptions from its duties.", "removed", "lift", "impose"),
        ("Norway allowed the sanctions to take effect.", "allowed", "lift", "impose"),
        ("Norway allowed the trawlers to sail.", "allowed", "lift", "lift"),
        ("Norway allowed the duties to lapse.", "allowed", "lift", "lift"),
        ("Norway authorised sanctions on Chad.", "authorised", "lift", "impose"),
        ("Norway permitted an increase in duties on Chilean salt.", "permitted", "accept", "impose"),
        ("The queen ordered a blockade of Fiji.", "ordered", "demand", "impose"),
        ("The queen ordered a report on Fiji.", "ordered", "demand", "demand"),
        ("Norway rebuffed growers who had asked to be spared.", "rebuffed", "impose", "reject"),
        ("Norway plans to lift its ban on Chilean salt.", "plans", "impose", "lift"),
        ("Norway plans to lift its anchors.", "plans", "impose", "impose"),
        ("The charity was authorised to unload the ship.", "authorised", "accept", "lift"),
        ("Ghana gave the charity permission to unload the ship.", "gave", "offer", "lift"),
        ("Ghana gave the charity a ship.", "gave", "offer", "offer"),
        ("Ghana demanded permission to unload the ship.", "demanded", "demand", "demand"),
    ],
)
def test_what_a_measure_does(model: Language, text: str, word: str, taken_for: str, told: str) -> None:
    assert _told(model, text, word, taken_for, negated=False) == (told, False)


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Deaf recruits will no longer be banned from joining the fleet.", "banned", ("lift", False)),
        ("Deaf recruits will not be banned from joining the fleet.", "banned", ("impose", True)),
        ("Ghana has not reopened its border.", "reopened", ("lift", True)),
    ],
)
def test_a_sign_stays_unless_the_measure_ends(model: Language, text: str, word: str, told: tuple[str, bool]) -> None:
    assert _told(model, text, word, "impose", negated=True) == told


def _told(model: Language, text: str, word: str, act: str, *, negated: bool) -> tuple[str, bool]:
    document = read_document(model, text)
    return measure_act(document, word_of(document, word), act, negated)
