"""How an act stands: done, denied, only foreseen, or long ago."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.acts import factuality
from briefing.analysis.acts.lexicon import load_lexicon
from briefing.core.analysis import Act


def standing(model: Language, text: str, word: str) -> factuality.Factuality:
    doc = model(text)
    lexicon = load_lexicon()
    trigger = next(t for t in lexicon.triggers(doc) if t.token.text == word)
    return factuality.factuality_of(trigger, factuality.newest_year(iter(doc)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chile did not offer Peru a port.", "offer"),
        ("Chile has yet to offer Peru a port.", "offer"),
        ("Chile never offered Peru a port.", "offered"),
        ("Chile failed to offer Peru a port.", "offer"),
        ("Chile made no offer to buy the port.", "offer"),
        ("The minister denied that Chile had offered Peru a port.", "offered"),
        ("Chile denied telling Bolivia that it had offered Peru a port.", "offered"),
        ("Chile stopped short of offering Peru a port.", "offering"),
        ("Nobody has offered Peru a port.", "offered"),
        ("No neighbour offered Peru a port.", "offered"),
        ("Chile offered no port to Peru.", "offered"),
    ],
)
def test_negated(model: Language, text: str, word: str) -> None:
    assert standing(model, text, word).negated


@pytest.mark.parametrize(
    ("text", "word", "is_said_not_to_be"),
    [
        ("The court denied a request from Peru for the papers.", "request", False),
        ("The court denied Peru's motion to close the port.", "motion", False),
        ("Chile denied any request for help.", "request", True),
    ],
)
def test_what_a_court_denies_was_asked(model: Language, text: str, word: str, is_said_not_to_be: bool) -> None:
    assert standing(model, text, word).negated is is_said_not_to_be


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chile not only offered Peru a port but built one.", "offered"),
        ("Chile has not merely offered Peru a port, it has built one.", "offered"),
    ],
)
def test_not_only_denies_nothing(model: Language, text: str, word: str) -> None:
    assert not standing(model, text, word).negated


def test_a_not_in_a_name_denies_nothing(model: Language) -> None:
    assert not standing(model, "Bread Not Bombs' chairman asked for Peru to leave.", "asked").negated


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chile may offer Peru a port.", "offer"),
        ("Chile would have offered Peru a port.", "offered"),
        ("If Chile offers Peru a port, Bolivia will protest.", "offers"),
        ("Chile is likely to offer Peru a port.", "offer"),
        ("Chile would probably offer Peru a port.", "offer"),
        ("Chile has to accept the offer of a port.", "accept"),
        ("Did Chile offer Peru a port?", "offer"),
    ],
)
def test_not_real(model: Language, text: str, word: str) -> None:
    assert not standing(model, text, word).real


def test_plainly_told(model: Language) -> None:
    told = standing(model, "Chile offered Peru a port on Monday.", "offered")
    assert told == factuality.Factuality()


def test_history_is_background(model: Language) -> None:
    told = standing(model, "In 1974 Chile offered Peru a port, and in 2023 it closed it.", "offered")
    assert told.background
    assert not standing(model, "In 2023 Chile offered Peru a port.", "offered").background


@pytest.mark.parametrize(
    ("act", "told", "word_class", "expected"),
    [
        (Act.OFFER, factuality.Factuality(), "verb", (Act.OFFER, False)),
        (Act.OFFER, factuality.Factuality(negated=True), "verb", (Act.OFFER, True)),
        (Act.OFFER, factuality.Factuality(negated=True), "adjective", (Act.REJECT, False)),
        (Act.ACCEPT, factuality.Factuality(negated=True), "verb", (Act.REJECT, False)),
        (Act.ACCEPT, factuality.Factuality(negated=True, pending=True), "verb", (Act.ACCEPT, True)),
        (Act.PLEDGE, factuality.Factuality(negated=True), "modal", (Act.REJECT, False)),
    ],
)
def test_what_is_not_done_may_be_another_act(
    act: Act, told: factuality.Factuality, word_class: str, expected: tuple[Act, bool]
) -> None:
    assert factuality.resolve_act(act, told, word_class) == expected
