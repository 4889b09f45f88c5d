"""Names of parties as lines show them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.acts.parties import short_name
from briefing.analysis.vocabulary import shipped_vocabulary, using
from tests.analysis.rules import lines_of, name


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("Board of Trade", "Board of Trade"),
        ("Standing Working Party of the Ministers for Inland Ports", "Standing Working Party"),
        ("Old Harbour Mill Lane Boat Builders Choir", "Old Harbour Mill Lane Boat Builders"),
    ],
)
def test_a_long_name_is_cut_where_it_goes_on_or_after_six_words(whole: str, short: str) -> None:
    with using(shipped_vocabulary("en")):
        assert short_name(whole) == short


def test_who_is_named_behind_a_word_for_a_group_is_meant_by_it(model: Language) -> None:
    (line,) = lines_of(model, "The two firms, Larsen and Moe, asked Peru for maps.")
    assert name(line.proposer) == "Larsen"


def test_who_is_called_something_behind_a_name_is_named_by_it(model: Language) -> None:
    (line,) = lines_of(model, "Fog delayed Chad, a supplier that demanded cash from Peru.")
    assert name(line.proposer) == "Chad"
