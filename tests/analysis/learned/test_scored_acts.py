"""Acts by the network's scores: two parties that differ, repeats merged, answers tied, and the features of a line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.document import Candidate, Document, RuleAct, Word
from briefing.analysis.learned.line_features import line_features
from briefing.analysis.learned.network import StoryScores, TriggerScores
from briefing.analysis.learned.scored_acts import answered_act, evidence_sentences, scored_acts
from tests.analysis.learned.documents import read_document, scores_of, surely, trigger

TEXT = "Norway offered Chad cheap salmon . Chad rejected the cheap salmon . Oslo offers Chad cheap salmon ."
WORDS = tuple(
    Word(w, {"offers": "offer", "offered": "offer"}.get(w, w.lower()), "NOUN" if w != "." else "PUNCT", "dep", 0)
    for w in TEXT.split()
)
CANDIDATES = (
    Candidate(0, 1, 0, "Norway", "norway", "name", "state"),
    Candidate(2, 3, 2, "Chad", "chad", "name", "state"),
    Candidate(6, 7, 6, "Chad", "chad", "name", "state"),
    Candidate(12, 13, 12, "Norway", "norway", "name", "state"),
)
STORY = Document(WORDS, ((0, 6), (6, 12), (12, 18)), CANDIDATES)


def scores(
    word: int, act: str, proposers: list[float], recipients: list[float], terms: tuple[int, int]
) -> TriggerScores:
    chances = (np.array(c, dtype=np.float32) for c in (proposers, recipients))
    return TriggerScores(word, 0.9, 0.8, surely(act), 0.1, *chances, terms, 0.7)


FIRST = scores(1, "offer", [0.8, 0.0, 0.0, 0.1, 0.1], [0.6, 0.2, 0.1, 0.0, 0.1], (3, 5))
ANSWER = scores(7, "reject", [0.0, 0.1, 0.8, 0.0, 0.1], [0.7, 0.0, 0.0, 0.2, 0.1], (8, 11))
AGAIN = scores(13, "offer", [0.1, 0.0, 0.0, 0.8, 0.1], [0.0, 0.9, 0.0, 0.0, 0.1], (15, 17))


def read(*triggers: TriggerScores) -> StoryScores:
    return scores_of(STORY, *triggers)


def names(act: object) -> tuple[str | None, str | None]:
    return tuple(c and STORY.candidates[c.candidate].name for c in (act.proposer, act.recipient))  # type: ignore[attr-defined, return-value]


def test_a_party_stands_on_one_side_only() -> None:
    (act,) = scored_acts(STORY, read(FIRST), [], 0.5)
    assert names(act) == ("Norway", "Chad")  # Norway is the likeliest recipient too


def test_what_nobody_accepts_or_the_rules_see_refused_is_no_acceptance() -> None:
    taken = replace(ANSWER, acts=surely("accept"))
    rule = RuleAct((7,), "reject", False, "chad", "norway", None, (8, 11), 0.8)
    assert [act.act for act in scored_acts(STORY, read(taken), [], 0.5)] == ["accept"]
    assert [act.act for act in scored_acts(STORY, read(taken), [rule], 0.5)] == ["reject"]
    assert [act.act for act in scored_acts(STORY, read(taken), [], 0.5, {7})] == ["reject"]
    (offered,) = scored_acts(STORY, read(FIRST), [], 0.5, {1})
    assert (offered.act, offered.negated) == ("offer", True)
    (refused,) = scored_acts(STORY, read(ANSWER), [], 0.5, {7})
    assert (refused.act, refused.negated) == ("reject", False)


def test_nobody_is_named_where_nobody_is_likelier() -> None:
    nobody = replace(FIRST, recipients=np.array([0.1, 0.1, 0.0, 0.0, 0.8], dtype=np.float32))
    (act,) = scored_acts(STORY, read(nobody), [], 0.5)
    assert names(act) == ("Norway", None)


def test_mentions_of_one_party_count_together() -> None:
    split = replace(FIRST, recipients=np.array([0.0, 0.3, 0.3, 0.0, 0.4], dtype=np.float32))
    (act,) = scored_acts(STORY, read(split), [], 0.5)
    assert act.recipient is not None
    assert act.recipient.party == "chad"
    assert act.recipient.chance == pytest.approx(0.6, abs=0.01)


def test_what_is_told_again_is_one_act_with_both_sentences() -> None:
    acts = scored_acts(STORY, read(FIRST, ANSWER, AGAIN), [], 0.5)
    assert [a.act for a in acts] == ["offer", "reject"]
    assert list(evidence_sentences(STORY, acts[0])) == [(0, 6), (12, 18)]


def test_a_leader_who_says_what_the_state_says_tells_it_once_more() -> None:
    leader = Candidate(12, 13, 12, "Odd Sande", "sande", "name", "person", "Norway")
    stranger = leader._replace(side="")
    for speaker, told in ((leader, ["offer"]), (stranger, ["offer", "offer"])):
        story = replace(STORY, candidates=(*CANDIDATES[:3], speaker))
        acts = scored_acts(story, read(FIRST, replace(AGAIN, terms=(16, 17))), [], 0.5)
        assert [act.act for act in acts] == told


def test_an_answer_is_about_the_other_sides_offer() -> None:
    offer, answer = scored_acts(STORY, read(FIRST, ANSWER), [], 0.5)
    assert answered_act(STORY, answer, [offer, answer]) == offer
    assert answered_act(STORY, offer, [offer, answer]) is None


def test_a_word_that_the_rules_found_may_be_half_as_likely() -> None:
    weak = replace(FIRST, likely=0.3)
    rule = RuleAct((1,), "offer", False, "norway", "chad", None, (3, 5), 0.6)
    assert scored_acts(STORY, read(weak), [], 0.5) == []
    (act,) = scored_acts(STORY, read(weak), [rule], 0.5)
    assert act.ruled == rule


def test_features_say_where_the_rules_agree() -> None:
    rule = RuleAct((1,), "offer", False, "norway", None, None, (3, 5), 0.6)
    (act,) = scored_acts(STORY, read(FIRST), [rule], 0.5)
    features = line_features(STORY, act)
    assert features["proposer agreed"] == 1
    assert features["recipient unruled"] == 1
    assert features["offer"] == 1
    (alone,) = scored_acts(STORY, read(FIRST), [], 0.5)
    assert "proposer agreed" not in line_features(STORY, alone)


def test_terms_begin_behind_the_recipient() -> None:
    (act,) = scored_acts(STORY, read(replace(FIRST, terms=(2, 5))), [], 0.5)
    assert act.terms == (3, 5)


@pytest.mark.parametrize(
    ("text", "terms", "whole"),
    [
        ("Norway offered “ cheap salmon ” today", (2, 5), (2, 6)),
        ("Norway offered “ cheap salmon ” today", (3, 6), (2, 6)),
        ('Norway offered " cheap salmon " today', (2, 5), (2, 6)),
        ("Norway offered “ cheap salmon today", (2, 5), (3, 5)),
        ("Norway offered ' cheap salmon ' today", (2, 5), (2, 6)),
        ("Norway offered ' cheap salmon today", (2, 5), (3, 5)),
        ("Norway offered cheap salmon today", (2, 4), (2, 4)),
    ],
)
def test_terms_have_both_quotes_of_a_pair_or_none(text: str, terms: tuple[int, int], whole: tuple[int, int]) -> None:
    words = tuple(Word(w, w.lower(), "NOUN", "dep", 0) for w in text.split())
    story = Document(words, ((0, len(words)),), (Candidate(0, 1, 0, "Norway", "norway", "name", "state"),))
    said = scores(1, "offer", [0.9, 0.1], [0.1, 0.9], terms)
    (act,) = scored_acts(story, scores_of(story, said), [], 0.5)
    assert act.terms == whole


def test_signs_alone_are_no_act_and_no_terms() -> None:
    assert scored_acts(STORY, read(replace(FIRST, terms=(5, 6))), [], 0.5) == []
    assert scored_acts(STORY, read(replace(FIRST, word=5)), [], 0.5) == []
    when = replace(STORY, words=(*WORDS[:3], Word("soon", "soon", "ADV", "advmod", 1), *WORDS[4:]))
    assert scored_acts(when, read(replace(FIRST, terms=(3, 4))), [], 0.5) == []


def test_who_says_what_it_can_give_offers_it_and_demands_nothing() -> None:
    text = "Norway persuades Chad that Oslo can offer cheap salmon"
    words = tuple(Word(w, w.lower(), "NOUN", "dep", 0) for w in text.split())
    words = (
        *words[:4],
        Word("Oslo", "oslo", "PROPN", "nsubj", 6),
        words[5],
        Word("offer", "offer", "VERB", "ccomp", 1),
    )
    words += tuple(Word(w, w, "NOUN", "dobj", 6) for w in ("cheap", "salmon"))
    giver = Candidate(4, 5, 4, "Norway", "norway", "name", "state")
    for party, told in ((giver, ("offer", (7, 9))), (giver._replace(name="Peru", party="peru"), ("demand", (6, 9)))):
        story = Document(words, ((0, 9),), (CANDIDATES[0], CANDIDATES[1], party))
        said = scores(1, "demand", [0.9, 0.0, 0.0, 0.1], [0.0, 0.9, 0.0, 0.1], (6, 9))
        (act,) = scored_acts(story, scores_of(story, said), [], 0.5)
        assert (act.act, act.terms) == told


@pytest.mark.parametrize(
    ("by_rules", "by_network", "told"),
    [
        ("demand", "offer", "demand"),
        ("offer", "demand", "demand"),
        ("impose", "pledge", "impose"),
        ("lift", "impose", "lift"),
        ("pledge", "impose", "impose"),
    ],
)
def test_the_rules_know_bids_and_measures_better(by_rules: str, by_network: str, told: str) -> None:
    said = replace(FIRST, acts=surely(by_network))
    rule = RuleAct((1,), by_rules, False, "norway", "chad", None, (3, 5), 0.6)
    (act,) = scored_acts(STORY, read(said), [rule], 0.5)
    assert act.act == told


def test_terms_that_are_only_the_recipient_say_nothing() -> None:
    assert scored_acts(STORY, read(replace(FIRST, terms=(2, 3))), [], 0.5) == []
    words = (*WORDS[:3], Word("this", "this", "PRON", "dobj", 1), *WORDS[4:])
    assert scored_acts(replace(STORY, words=words), read(replace(FIRST, terms=(3, 4))), [], 0.5) == []


def test_what_is_warned_against_begins_with_against() -> None:
    words = list(WORDS)
    words[1] = Word("warned", "warn", "VERB", "ROOT", 1)
    words[3] = Word("against", "against", "ADP", "prep", 1)
    words[4] = Word("salmon", "salmon", "NOUN", "pobj", 3)
    story = Document(tuple(words), STORY.sentences, CANDIDATES)
    (act,) = scored_acts(story, read(replace(FIRST, terms=(4, 5))), [], 0.5)
    assert act.terms == (3, 5)


def test_a_line_that_says_not_has_no_second_no() -> None:
    words = tuple(Word(w, w, "NOUN", "dep", 0) for w in ["Norway", "offered", "no", "deal"])
    story = Document(words, ((0, 4),), (CANDIDATES[0],))
    said = scores(1, "offer", [0.9, 0.1], [0.1, 0.9], (2, 4))
    for negated, terms in ((0.9, (3, 4)), (0.1, (2, 4))):
        (act,) = scored_acts(story, scores_of(story, replace(said, negated=negated)), [], 0.5)
        assert act.terms == terms


def test_terms_of_a_title_that_end_before_their_noun_go_on_to_it() -> None:
    words = list(WORDS)
    words[3:5] = Word("Cheap", "cheap", "ADJ", "amod", 4), Word("Salmon", "salmon", "NOUN", "dobj", 1)
    story = Document(tuple(words), STORY.sentences, CANDIDATES)
    (act,) = scored_acts(story, read(replace(FIRST, terms=(3, 4))), [], 0.5)
    assert act.terms == (3, 5)


@pytest.mark.parametrize(("act", "maker"), [("pledge", "Norway"), ("demand", None)])
def test_who_is_committed_acts_and_who_is_asked_does_not(act: str, maker: str | None) -> None:
    words = (Word("Norway", "norway", "PROPN", "nsubjpass", 1), Word("sworn", "swear", "VERB", "ROOT", 1), *WORDS[2:])
    story = Document(words, STORY.sentences, CANDIDATES)
    said = scores(1, act, [0.9, 0.0, 0.0, 0.0, 0.1], [0.0, 0.9, 0.0, 0.0, 0.1], (3, 5))
    (told,) = scored_acts(story, read(said), [], 0.5)
    assert names(told)[0] == maker


@pytest.mark.parametrize(
    ("modal", "told"), [("would", ("reject", False)), ("has", ("offer", True)), ("soon", ("offer", False))]
)
def test_an_offer_whose_verb_is_denied_is_none(modal: str, told: tuple[str, bool]) -> None:
    dep = "advmod" if modal == "soon" else "neg"
    words = (
        Word("Norway", "Norway", "PROPN", "nsubj", 3),
        Word(modal, modal, "AUX", "aux", 3),
        Word("not", "not", "PART", dep, 3),
        Word("sell", "sell", "VERB", "ROOT", 3),
        Word("salmon", "salmon", "NOUN", "dobj", 3),
    )
    story = Document(words, ((0, 5),), (CANDIDATES[0],))
    said = scores(3, "offer", [0.9, 0.1], [0.1, 0.9], (4, 5))
    (act,) = scored_acts(story, scores_of(story, said), [], 0.5)
    assert (act.act, act.negated) == told


def test_a_measure_with_a_condition_stays_a_pledge() -> None:
    said = replace(FIRST, acts=surely("pledge"))
    rule = RuleAct((1,), "impose", False, "norway", "chad", None, (3, 5), 0.6)
    for word, told in (("if", "pledge"), ("as", "impose")):
        words = (*WORDS[:5], Word(word, word, "SCONJ", "mark", 1), *WORDS[6:])
        (act,) = scored_acts(replace(STORY, words=words), read(said), [rule], 0.5)
        assert act.act == told


@pytest.mark.parametrize(("act", "first"), [("demand", 3), ("reject", 4)])
def test_what_must_not_be_done_begins_with_not(act: str, first: int) -> None:
    words = (*WORDS[:3], Word("not", "not", "PART", "neg", 4), Word("sell", "sell", "VERB", "ccomp", 1), *WORDS[5:])
    story = Document(words, STORY.sentences, CANDIDATES)
    said = scores(1, act, [0.8, 0.0, 0.0, 0.1, 0.1], [0.1, 0.8, 0.0, 0.0, 0.1], (4, 5))
    (told,) = scored_acts(story, read(said), [], 0.5)
    assert told.terms == (first, 5)


@pytest.mark.parametrize(
    ("clause", "told"), [("unless Oslo pays more", "threaten"), ("as Oslo pays more", "reject"), ("", "reject")]
)
def test_who_will_leave_unless_something_is_done_threatens(model: Language, clause: str, told: str) -> None:
    document = read_document(model, f"Chad will walk away from the talks {clause}.")
    said = trigger(document, "walk", terms="the talks", act="reject")
    assert [act.act for act in scored_acts(document, scores_of(document, said), [], 0.5)] == [told]


@pytest.mark.parametrize(
    ("second", "acts"),
    [
        ("Fiji asked Chad for cheap salmon", ["demand", "demand"]),
        ("Fiji asked Peru for cheap salmon", ["demand"]),
        ("Fiji asked for cheap salmon", ["demand"]),
    ],
)
def test_what_is_asked_of_two_is_two_acts(model: Language, second: str, acts: list[str]) -> None:
    document = read_document(model, f"Fiji asked Peru for cheap salmon. {second}.")
    first, again = (i for i, word in enumerate(document.words) if word.text == "asked")
    told = [
        _asked(document, at, taker, (at + behind, at + behind + 2))
        for at, taker, behind in ((first, "Peru", 3), (again, second.split()[2], 2 if "asked for" in second else 3))
    ]
    found = scored_acts(document, scores_of(document, *told), [], 0.5)
    assert [act.act for act in found] == acts


def _asked(document: Document, at: int, taker: str, terms: tuple[int, int]) -> TriggerScores:
    chances = {"proposers": "Fiji", "recipients": taker}
    given = {
        role: np.array([0.9 * (c.name == name) for c in document.candidates] + [0.1], dtype=np.float32)
        for role, name in chances.items()
    }
    return TriggerScores(at, 0.9, 0.8, surely("demand"), 0.1, given["proposers"], given["recipients"], terms, 0.7)


@pytest.mark.parametrize(("act", "told"), [("lift", ["impose", "lift"]), ("impose", ["impose"])])
def test_a_measure_and_its_end_are_two_acts(act: str, told: list[str]) -> None:
    imposed = replace(FIRST, acts=surely("impose"))
    again = replace(AGAIN, acts=surely(act))
    assert [one.act for one in scored_acts(STORY, read(imposed, again), [], 0.5)] == told
