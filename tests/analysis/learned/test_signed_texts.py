"""Decrees and orders are measures of who signs them, not answers to those whom they hit."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.scored_acts import scored_acts
from tests.analysis.learned.documents import read_document, scores_of, trigger


@pytest.mark.parametrize(
    ("text", "word", "taken_for", "told"),
    [
        ("Ada Orsi signed an executive order sanctioning the Harbour Court.", "signed", "accept", ["impose"]),
        ("Ada Orsi signed a law that bans trawlers of Fiji.", "signed", "accept", ["impose"]),
        ("Ada Orsi signed a bill into law banning trawlers of Fiji.", "signed", "accept", ["impose"]),
        ("Ada Orsi issued an edict that suspended imports of salt.", "issued", "accept", ["impose"]),
        ("Ada Orsi signed a decree easing the curbs on salt.", "signed", "accept", ["lift"]),
        ("Ada Orsi signed a decree funding schools.", "signed", "accept", []),
        ("Ada Orsi signed the bill of the senate.", "signed", "accept", ["accept"]),
        ("Ada Orsi signed an order for ten ferries.", "signed", "accept", ["accept"]),
        ("Ada Orsi signed a treaty banning trawlers.", "signed", "accept", ["accept"]),
        ("Ada Orsi said she will order the end of sanctions against Fiji.", "order", "demand", ["lift"]),
        ("Ada Orsi said she will order the end of sanctions against Fiji.", "order", "pledge", ["lift"]),
        ("Ada Orsi will order an end to the talks with Fiji.", "order", "demand", ["demand"]),
        ("Ada Orsi demanded the end of sanctions against Fiji.", "demanded", "demand", ["demand"]),
        ("Ada Orsi will order the end of sanctions if Fiji pays.", "order", "pledge", ["pledge"]),
    ],
)
def test_what_a_signature_or_an_order_does(
    model: Language, text: str, word: str, taken_for: str, told: list[str]
) -> None:
    document = read_document(model, text)
    said = trigger(document, word, terms=text.split(f"{word} ")[1].removesuffix("."), act=taken_for)
    assert [act.act for act in scored_acts(document, scores_of(document, said), [], 0.5)] == told


def test_a_decree_hits_whom_its_words_name(model: Language) -> None:
    document = read_document(model, "Fiji said Ada Orsi signed a decree imposing tolls on Tonga.")
    takes = {"Fiji": 0.6, "Tonga": 0.3}
    said = trigger(document, "signed", takes, "a decree imposing tolls on Tonga", act="accept")
    (act,) = scored_acts(document, scores_of(document, said), [], 0.5)
    assert act.recipient is not None
    assert act.recipient.party == "tonga"
