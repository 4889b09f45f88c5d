"""Linking and scoring on parses that are written by hand: likeness, merging, answers, recipients, chances."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from briefing.analysis.actors.same_side import Sides, is_same_party
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.factuality import Factuality
from briefing.analysis.acts.lexicon import Trigger, load_lexicon
from briefing.analysis.linking import ranker, recipients
from briefing.analysis.linking.answers import answered_act, borrow_terms
from briefing.analysis.linking.interactions import Interactions
from briefing.analysis.linking.merging import merge_retellings
from briefing.analysis.linking.recipient_candidates import RecipientCandidate, is_bid
from briefing.analysis.linking.similarity import content_words, coverage, similarity
from briefing.analysis.scoring.calibration import chance, likely, traits
from briefing.analysis.text.parsed_story import Passage
from briefing.core.analysis import Act, Part, Party
from tests.analysis.parses import parse

CHILE, PERU, GHANA = Party("Chile"), Party("Peru"), Party("Ghana")
SIDES = Sides(())


def act(
    maker: str, verb: str, goods: str, proposer: Party | None, recipient: Party | None = None, **more: object
) -> ActCandidate:
    lemma = {"offered": "offer", "rejected": "reject", "demanded": "demand"}[verb]
    doc: Doc = parse(
        f"{maker} {maker} NNP PROPN nsubj 1 GPE",
        f"{verb} {lemma} VBD VERB ROOT 1",
        f"{goods} {goods} NN NOUN dobj 1",
    )
    trigger: Trigger = next(iter(load_lexicon().triggers(doc)))
    made = ActCandidate(
        act=trigger.act,
        negated=False,
        passage=Passage(doc, range(len(doc.text)), Part.TEXT),
        trigger=trigger,
        terms=doc[2:3],
        sentence=doc[:],
        standing=Factuality(),
        proposer=proposer,
        recipient=recipient,
        certainty=0.8,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_terms_are_alike_by_their_content() -> None:
    assert content_words("the sale of copper mines") == content_words("sales of the copper mine")
    tin, copper = act("Chile", "offered", "tin", CHILE), act("Chile", "offered", "copper", CHILE)
    assert similarity(tin, tin) == 1.0
    assert similarity(tin, copper) == 0.0
    assert coverage(tin, tin) == 1.0


def test_one_act_told_twice_is_one() -> None:
    first, again = act("Chile", "offered", "tin", CHILE), act("Chile", "offered", "tin", CHILE, PERU)
    (merged,) = merge_retellings([first, again], SIDES)
    assert (merged.recipient, len(merged.also)) == (PERU, 1)


@pytest.mark.parametrize(
    "other",
    [
        act("Ghana", "offered", "tin", GHANA, PERU),
        act("Chile", "offered", "tin", CHILE, GHANA),
        act("Chile", "offered", "zinc", CHILE, PERU),
        act("Chile", "offered", "tin", CHILE, PERU, negated=True),
    ],
)
def test_acts_that_differ_stay_two(other: ActCandidate) -> None:
    assert len(merge_retellings([act("Chile", "offered", "tin", CHILE, PERU), other], SIDES)) == 2


def test_an_answer_takes_the_terms_of_what_it_answers() -> None:
    put = act("Chile", "offered", "tin", CHILE, PERU)
    answer = act("Peru", "rejected", "it", PERU, points_back=True)
    kept = borrow_terms([put, answer], load_lexicon())
    assert [one.act for one in kept] == [Act.OFFER, Act.REJECT]
    assert (kept[1].terms.text, kept[1].recipient, kept[1].borrowed) == ("tin", CHILE, put)
    assert answered_act(kept[1], kept, SIDES) == 0
    assert answered_act(put, kept, SIDES) is None


def test_who_spoke_to_the_proposer_speaks_for_a_recipient() -> None:
    acts = [act("Chile", "offered", "tin", CHILE, PERU), act("Peru", "demanded", "zinc", PERU)]
    found = set(Interactions(acts, 1, is_same_party).with_(CHILE))
    assert {"spoke to the proposer", "dealt with", "put something last"} <= found
    assert set(Interactions(acts, 1, is_same_party).with_(GHANA)) == set()


def test_an_act_with_a_recipient_looks_for_none() -> None:
    addressed = act("Chile", "offered", "tin", CHILE, PERU)
    assert not recipients.is_unaddressed(addressed)
    assert recipients.is_unaddressed(act("Chile", "offered", "tin", CHILE))
    assert is_bid(act("Chile", "offered", "stock", CHILE))
    assert not is_bid(addressed)


def test_nobody_is_chosen_where_nobody_is_likely() -> None:
    model = ranker.Model({"here": 2.0, "nobody": 1.0}, 0.5)
    nobody = ranker.nobody(act("Chile", "offered", "tin", CHILE))
    assert model.choose([RecipientCandidate(PERU, {"far": 1.0})], nobody) is None
    choice = model.choose([RecipientCandidate(PERU, {"here": 1.0})], nobody)
    assert choice is not None
    assert choice.candidate.party == PERU


def test_a_line_that_lacks_a_party_is_less_likely_right() -> None:
    whole, bare = act("Chile", "offered", "tin", CHILE, PERU), act("Chile", "offered", "tin", None)
    assert "nobody puts it" in traits(bare)
    assert "nobody puts it" not in traits(whole)
    assert 0 < chance(bare) < 1
    assert likely({"one": 1.0}, {"one": 0.0}) == 0.5
