"""What is taken back, and what is left undone, by the syntax of its sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from briefing.analysis.acts.negation import is_left_undone, withdrawing_verb
from briefing.analysis.vocabulary import shipped_vocabulary, using
from briefing.core.analysis import Act
from tests.analysis.rules import lines_of


def _token(model: Language, text: str, word: str) -> Token:
    return next(token for token in model(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("Mali dropped its demand for a toll.", "demand", "dropped"),
        ("Mali walked back its threat to close the road.", "threat", "walked"),
        ("Mali backed off its threat to close the road.", "threat", "backed"),
        ("Mali backed away from its demand for a toll.", "demand", "backed"),
        ("Mali backed down from its demand for a toll.", "demand", "backed"),
        ("Mali went back on its pledge to sell cotton.", "pledge", "went"),
        ("Mali reneged on its promise to sell cotton.", "promise", "reneged"),
        ("Mali backed its demand with a map.", "demand", None),
        ("Mali did not back away from its demand for a toll.", "demand", None),
        ("Mali may walk back its threat to close the road.", "threat", None),
        ("Mali went on with its demand for a toll.", "demand", None),
        ("Mali insisted on its demand for a toll.", "demand", None),
    ],
)
def test_the_verb_that_takes_an_act_back(model: Language, text: str, word: str, verb: str | None) -> None:
    with using(shipped_vocabulary("en")):
        found = withdrawing_verb(_token(model, text, word))
    assert (None if found is None else found.text) == verb


@pytest.mark.parametrize(
    ("text", "word", "is_undone"),
    [
        ("Mali stopped short of demanding a toll.", "demanding", True),
        ("Mali fell short of demanding a toll.", "demanding", True),
        ("Instead of demanding a toll, Mali closed the road.", "demanding", True),
        ("Rather than demanding a toll, Mali closed the road.", "demanding", True),
        ("Far from demanding a toll, Mali closed the road.", "demanding", True),
        ("Mali closed the road without demanding a toll.", "demanding", True),
        ("Mali closed the road after demanding a toll.", "demanding", False),
        ("Mali closed the road by demanding a toll.", "demanding", False),
    ],
)
def test_what_is_left_undone(model: Language, text: str, word: str, is_undone: bool) -> None:
    with using(shipped_vocabulary("en")):
        assert is_left_undone(_token(model, text, word)) is is_undone


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("Reports that Mali offered Ghana cotton are untrue.", True),
        ("Reports that Mali offered Ghana cotton are false.", True),
        ("Reports that Mali offered Ghana cotton were denied.", True),
        ("Reports that Mali offered Ghana cotton are three days old.", False),
    ],
)
def test_what_a_denied_report_says_was_not_done(model: Language, text: str, is_denied: bool) -> None:
    (offer,) = (line for line in lines_of(model, text) if line.act is Act.OFFER)
    assert offer.negated is is_denied
