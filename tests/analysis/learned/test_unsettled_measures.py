"""Measures that are none yet: considered, prepared, possible, in a bill, or hanging on a condition."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.unsettled_measures import unsettled_act
from tests.analysis.learned.documents import read_document, word_of


@pytest.mark.parametrize(
    ("text", "word", "taken_for", "told"),
    [
        ("Norway is considering duties on Chilean walnuts.", "considering", "impose", "threaten"),
        ("Kenya considered imposing a quota on eggs.", "imposing", "impose", "threaten"),
        ("Kenya considers banning imports of Ugandan eggs.", "considers", "impose", "threaten"),
        ("The court considered the complaint.", "considered", "impose", "impose"),
        ("Norway is considering lifting its duties on walnuts.", "considering", "impose", "offer"),
        ("Norway is considering lifting its duties on walnuts.", "lifting", "lift", "offer"),
        ("Norway is considering the removal of duties on walnuts.", "considering", "impose", "offer"),
        ("Norway is considering the removal of duties on walnuts.", "removal", "lift", "offer"),
        ("Norway is weighing whether to lift its duties on walnuts.", "lift", "lift", "offer"),
        ("Norway discussed whether to ban Chilean walnuts.", "ban", "impose", "threaten"),
        ("Norway discussed the ban on Chilean walnuts.", "ban", "impose", "impose"),
        ("Norway is thinking of easing its duties on walnuts.", "thinking", "lift", "offer"),
        ("Norway is preparing a ban on Chilean walnuts.", "preparing", "impose", "threaten"),
        ("Norway prepared the report that banned Chilean walnuts.", "banned", "impose", "impose"),
        ("Norway may ban Chilean walnuts.", "ban", "impose", "threaten"),
        ("Norway could lift its duties on walnuts.", "lift", "lift", "offer"),
        ("Norway might impose duties on walnuts.", "duties", "impose", "threaten"),
        ("The duties on walnuts could hurt bakers.", "duties", "impose", "impose"),
        ("Norway may have banned Chilean walnuts.", "banned", "impose", "impose"),
        ("Norway can ban Chilean walnuts.", "ban", "impose", "impose"),
        ("A bill would ban Chilean walnuts.", "ban", "impose", "propose"),
        ("Norway debated a motion that would lift the duties.", "lift", "lift", "propose"),
        ("Norway said it would ban Chilean walnuts.", "ban", "impose", "impose"),
        ("Norway will vote on lifting its duties.", "lifting", "lift", "propose"),
        ("Norway insisted on lifting its duties.", "lifting", "lift", "lift"),
        ("Norway would drop its duties once Chile opened its port.", "drop", "lift", "pledge"),
        ("Norway will drop its duties as soon as Chile opens its port.", "drop", "lift", "pledge"),
        ("Norway will drop its duties only when Chile opens its port.", "drop", "lift", "pledge"),
        ("Norway will drop its duties in return for fishing rights.", "drop", "lift", "pledge"),
        ("Norway will drop its duties when the winter ends.", "drop", "lift", "lift"),
        ("Norway dropped its duties once Chile opened its port.", "dropped", "lift", "lift"),
        ("Norway will ban Chilean walnuts if Chile closes its port.", "ban", "impose", "threaten"),
        ("Norway will ban Chilean walnuts even if Chile protests.", "ban", "impose", "impose"),
    ],
)
def test_what_a_measure_is_that_is_none_yet(model: Language, text: str, word: str, taken_for: str, told: str) -> None:
    document = read_document(model, text)
    assert unsettled_act(document, word_of(document, word), taken_for, negated=False) == told


@pytest.mark.parametrize(
    ("text", "word", "taken_for", "told"),
    [
        ("Norway will not ban Chilean walnuts if Chile opens its port.", "ban", "impose", "impose"),
        ("Norway may not lift its duties on walnuts.", "lift", "lift", "lift"),
        ("Norway is not considering duties on walnuts.", "considering", "impose", "threaten"),
    ],
)
def test_a_denied_measure_is_another_act_only_where_it_is_considered(
    model: Language, text: str, word: str, taken_for: str, told: str
) -> None:
    document = read_document(model, text)
    assert unsettled_act(document, word_of(document, word), taken_for, negated=True) == told
