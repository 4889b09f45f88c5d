"""Who is asked, where the words before what is asked say it, whomever the network takes for the one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.addressees import with_addressee
from tests.analysis.learned.documents import read_document, trigger


@pytest.mark.parametrize(
    ("text", "word", "takers"),
    [
        ("Peru heard that Norway urged Chile to sell salmon to Kenya.", "urged", {"Chile"}),
        ("Peru heard that Norway urged Chile and Kenya to sell salmon.", "urged", {"Chile", "Kenya"}),
        ("Peru heard that Norway called on Chile to sell salmon to Kenya.", "called", {"Chile"}),
        ("Peru heard that Norway warned Chile against selling salmon to Kenya.", "warned", {"Chile"}),
        ("Peru heard that Norway warned Chile about salmon from Kenya.", "warned", {"Chile", "Kenya", "Peru"}),
        ("Peru heard that Norway urged the growers from Chile to sell salmon to Kenya.", "urged", {"Chile"}),
        ("Peru heard that Norway urged Chile to be sold.", "urged", {"Chile", "Kenya", "Peru"}),
        ("Peru heard that Norway urged an end to Chile's ban.", "urged", {"Chile", "Kenya", "Peru"}),
        ("Peru heard that Norway met Chile and urged it to sell salmon to Kenya.", "urged", {"Chile", "Kenya", "Peru"}),
        ("Chile urged to sell salmon to Kenya", "urged", {"Chile"}),
        ("Chile ordered to sell salmon to Kenya", "ordered", {"Chile", "Kenya"}),
        ("Peru heard that Norway sought Chile to please Kenya.", "sought", {"Chile", "Kenya", "Peru"}),
    ],
)
def test_who_stands_before_what_is_asked(model: Language, text: str, word: str, takers: set[str]) -> None:
    document = read_document(model, text)
    chances = {"Chile": 0.1, "Peru": 0.3, "Kenya": 0.2}
    said = with_addressee(document, trigger(document, word, chances, act="demand"))
    found = {c.name for i, c in enumerate(document.candidates) if said.recipients[i] and c.kind == "state"}
    assert found == takers & {c.name for c in document.candidates}
    given = sum(chances[c.name] for c in document.candidates if c.name in chances)
    assert said.recipients[:-1].sum() == pytest.approx(given)


def test_where_the_network_sees_no_chance_for_them_its_choice_stands(model: Language) -> None:
    document = read_document(model, "Peru heard that Norway urged Chile to sell salmon.")
    said = trigger(document, "urged", {"Peru": 0.3}, act="demand")
    assert with_addressee(document, said) is said
