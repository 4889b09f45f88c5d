"""Parties that stand in one list act together; the other side of the act is none of them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.document import Candidate, Document, Word
from briefing.analysis.learned.joint_parties import joint_candidates
from tests.analysis.learned.documents import read_document, word_of

# Chad , Mali and Niger offered Togo gold . Benin and Ghana watched .
WORDS = tuple(
    Word(text, text.lower(), "PROPN", dep, head)
    for text, dep, head in (
        ("Chad", "nsubj", 5),
        (",", "punct", 0),
        ("Mali", "conj", 0),
        ("and", "cc", 2),
        ("Niger", "conj", 2),
        ("offered", "ROOT", 5),
        ("Togo", "dative", 5),
        ("gold", "dobj", 5),
        (".", "punct", 5),
        ("Benin", "nsubj", 12),
        ("and", "cc", 9),
        ("Ghana", "conj", 9),
        ("watched", "ROOT", 12),
        (".", "punct", 12),
    )
)
PLACES = {"chad": 0, "mali": 2, "niger": 4, "togo": 6, "benin": 9, "ghana": 11}
CANDIDATES = tuple(Candidate(at, at + 1, at, name.title(), name, "name", "state") for name, at in PLACES.items())
STORY = Document(WORDS, ((0, 9), (9, 14)), CANDIDATES)


def beside(party: str, word: int = 5, other: str | None = None) -> list[str]:
    at = list(PLACES).index(party)
    return [CANDIDATES[i].party for i in joint_candidates(STORY, at, word, other)]


@pytest.mark.parametrize(("party", "others"), [("chad", ["mali", "niger"]), ("niger", ["chad", "mali"]), ("togo", [])])
def test_a_list_is_one_from_each_of_its_members(party: str, others: list[str]) -> None:
    assert beside(party) == others


def test_the_other_side_is_never_joint() -> None:
    assert beside("chad", 5, "mali") == ["niger"]


def test_a_mention_in_another_sentence_brings_nobody() -> None:
    assert beside("benin", 5) == []
    assert beside("benin", 12) == ["ghana"]


def test_leaders_of_two_states_stand_for_both(model: Language) -> None:
    document = read_document(model, "Leaders of Chad and Mali have rejected the toll on the canal.")
    number = next(i for i, candidate in enumerate(document.candidates) if "Chad" in candidate.name)
    found = joint_candidates(document, number, word_of(document, "rejected"))
    assert [document.candidates[i].name for i in found] == ["Mali"]


def test_two_names_of_one_party_are_no_list(model: Language) -> None:
    document = read_document(model, "The Road Service, or RSX, rejected the toll on the canal.")
    number = next(i for i, candidate in enumerate(document.candidates) if candidate.name.endswith("Service"))
    assert joint_candidates(document, number, word_of(document, "rejected")) == ()


@pytest.mark.parametrize(
    ("text", "word", "party", "others"),
    [
        ("Mali urged the people of Chad to vote.", "urged", "people", []),
        ("Mali urged founder and chairman Ada Lis to resign.", "urged", "Lis", []),
        ("Mali urged Ada Lis and her chairman to resign.", "urged", "Lis", ["chairman"]),
        ("Mali urged Ada Lis and miners to resign.", "urged", "Lis", ["miners"]),
    ],
)
def test_what_only_says_who_a_party_is_stands_beside_nobody(
    model: Language, text: str, word: str, party: str, others: list[str]
) -> None:
    document = read_document(model, text)
    number = next(i for i, c in enumerate(document.candidates) if document.words[c.head].text == party)
    found = joint_candidates(document, number, word_of(document, word))
    assert [document.candidates[i].name.removeprefix("the ") for i in found] == others
