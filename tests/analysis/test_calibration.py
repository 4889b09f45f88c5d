"""How far a line can be believed."""

from __future__ import annotations

import pytest
from spacy.language import Language

from bench.calibration import Case, fitted
from bench.scoring import JudgedLine
from briefing.analysis.pipeline import analyse
from briefing.analysis.scoring import calibration
from briefing.core.analysis import Act, Line, Part, Span, Terms
from briefing.core.story import Body

_SPAN = Span(0, 4, Part.TEXT)
_LINE = Line(Act.OFFER, Terms("coal", _SPAN), (_SPAN,))


def _case(trait: str, sound: bool) -> Case:
    return {"a line": 1.0, trait: 1.0}, JudgedLine(_LINE, True, sound, sound)


def test_lines_are_believed_as_often_as_they_say_nothing_wrong() -> None:
    found = [_case("a noun says it", n % 4 == 0) for n in range(400)] + [_case("other", n % 4 > 0) for n in range(400)]
    weights = fitted(found)
    assert calibration.likely({"a line": 1.0, "a noun says it": 1.0}, weights) == pytest.approx(0.25, abs=0.02)
    assert calibration.likely({"a line": 1.0, "other": 1.0}, weights) == pytest.approx(0.75, abs=0.02)


def test_what_ships_knows_every_trait_that_it_weighs() -> None:
    weights = calibration.load()
    assert {"a line", "the words say it surely", "nobody puts it", "to whom is likely"} <= weights.keys()
    assert weights["its terms are another's"] < 0 < weights["the words say it surely"]


def test_a_line_that_says_more_by_its_words_is_believed_more(model: Language) -> None:
    text = "Chile offered Peru two million tons of copper. Lima studied an offer."
    sure = analyse(model, "", Body.plain(text)).offers[0]
    text = "Chile met Peru in Lima. A request for copper was put, and it was turned down."
    vague = analyse(model, "", Body.plain(text)).offers
    assert sure.confidence > 0.7
    assert all(offer.confidence < sure.confidence for offer in vague)
