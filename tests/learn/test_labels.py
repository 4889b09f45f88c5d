"""What a reader marked, tied to the words of a story."""

from __future__ import annotations

from typing import Any

from briefing.analysis.learned.document import Candidate, Document, Word
from briefing.analysis.learned.network import ACTS
from learn.labels import Labels, labels

TEXT = "Peru offered grain to Chile . Its offer of grain was read out ."


def _labels(*acts: dict[str, Any], lexical: frozenset[int] = frozenset()) -> Labels:
    words, spans, at = [], [], 0
    for number, word in enumerate(TEXT.split()):
        words.append(Word(word, word.lower(), "VERB" if word == "offered" else "NOUN", "dep", number, ""))
        spans.append((at, at + len(word), "text"))
        at += len(word) + 1
    candidates = [Candidate(i, i + 1, i, name, name, "name", "state", name) for i, name in ((0, "Peru"), (4, "Chile"))]
    document = Document(tuple(words), ((0, 6), (6, 14)), tuple(candidates))
    story = {"text": TEXT, "acts": acts, "actors": [{"names": ["Peru"]}], "resources": [["grain"]]}
    return labels(story, document, spans, "", set(lexical))


def _offer(**more: Any) -> dict[str, Any]:
    quote = "Peru offered grain to Chile ."
    parties = {"proposer": {"name": "Peru"}, "recipient": {"name": "Chile"}}
    return {"act": "offer", "quote": quote, "trigger": "offered", "terms": "grain", **parties, **more}


def test_an_act_has_its_word_its_parties_and_its_terms() -> None:
    (act,) = _labels(_offer()).acts
    assert (act.word, act.acts, act.terms) == (1, [ACTS.index("offer")], [(2, 3)])
    assert (act.proposers, act.recipients) == ([0], [1])


def test_words_that_tell_it_again_are_neither_right_nor_wrong() -> None:
    assert {7, 8, 9} <= _labels(_offer(retold=["offer of grain"])).ignored


def test_a_trigger_inside_of_its_terms_stands_elsewhere_where_it_can() -> None:
    (act,) = _labels(_offer(trigger="grain", quote=TEXT, terms="offered grain")).acts
    assert act.word == 9


def test_of_two_acts_at_one_word_the_one_that_must_be_found_stays() -> None:
    optional, certain = _offer(act="pledge", optional=True), _offer()
    assert [act.number for act in _labels(optional, certain).acts] == [1]
    assert [act.number for act in _labels(certain, optional).acts] == [0]


def test_an_act_whose_quote_is_not_in_the_story_is_left_out() -> None:
    assert not _labels(_offer(quote="Peru sold grain")).acts


def test_names_are_marked_wherever_they_stand() -> None:
    made = _labels()
    assert (made.actors, made.resources) == ([(0, 1)], [(2, 3), (9, 10)])
