"""The likeliest of several candidates, and recipients that no phrase says."""

from __future__ import annotations

import pytest
from spacy.language import Language

from bench.learning import Case, learned
from briefing.analysis.linking import ranker
from briefing.analysis.linking.ranker import Model
from briefing.analysis.linking.recipient_candidates import RecipientCandidate
from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Act, Party
from briefing.core.story import Body

MODEL = Model({"here": 1.0, "scene": -1.0, "nobody": 0.2}, 0.5)
NEAR = RecipientCandidate(Party("Chile"), {"here": 1.0})
FAR = RecipientCandidate(Party("Malta"), {"scene": 1.0})


def test_the_likeliest_is_chosen_with_its_chance() -> None:
    choice = MODEL.choose([FAR, NEAR], {"nobody": 1.0})
    assert choice is not None
    assert choice.candidate is NEAR
    assert choice.chance == pytest.approx(2.718 / (2.718 + 0.368 + 1.221), abs=1e-3)


def test_nobody_is_chosen_where_nobody_is_likely_enough() -> None:
    assert MODEL.choose([FAR], {"nobody": 1.0}) is None
    assert MODEL.choose([NEAR, NEAR], {"nobody": 1.0}) is None
    assert MODEL.choose([], {"nobody": 1.0}) is None


def test_what_speaks_for_the_right_ones_is_learned() -> None:
    case = Case(("Chile",), None, (FAR, NEAR), {"nobody": 1.0})
    weights = learned([case] * 5)
    assert weights["here"] > 0 > weights["scene"]
    assert weights["nobody"] < 0
    assert learned([Case((None,), None, (FAR, NEAR), {"nobody": 1.0})] * 5)["nobody"] > 0


def test_the_model_that_ships_knows_only_traits_that_there_are() -> None:
    model = ranker.load()
    assert 0 < model.threshold < 1
    assert {"first of the story", "subject before", "nobody", "share"} <= model.weights.keys()


def test_the_other_side_of_a_story_is_named(model: Language) -> None:
    text = (
        "Zambia and Glencore have been at odds over the Mopani copper mine since March. Zambia asked Glencore in April "
        "to keep the pit open. Glencore offered 30 million dollars on Tuesday."
    )
    found = analyse(model, "", Body.plain(text)).offers
    offer = next(o for o in found if o.act is Act.OFFER)
    assert offer.recipient is not None
    assert offer.recipient.name == "Zambia"
