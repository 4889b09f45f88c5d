"""The rules of acts on parses that are written by hand: each module alone, without a model."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from briefing.analysis.acts import anaphoric_terms, documents, terms
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.certainty import FLOOR, certainty, weaknesses
from briefing.analysis.acts.factuality import Factuality, factuality_of, newest_year, resolve_act
from briefing.analysis.acts.lexicon import Trigger, load_lexicon
from briefing.analysis.acts.matching import matches_entry
from briefing.analysis.acts.noun_places import NounPlaces
from briefing.analysis.acts.party_finder import PartyFinder
from briefing.analysis.acts.places import Place, Places
from briefing.analysis.acts.roles import RoleFinder
from briefing.analysis.acts.subsumption import is_talk, subsumed_triggers
from briefing.analysis.acts.verb_places import VerbPlaces
from briefing.analysis.syntax import tree
from briefing.analysis.text.parsed_story import Passage
from briefing.core.analysis import Act, Part, Party
from tests.analysis.parses import parse


def is_name(token: Token) -> bool:
    return token.pos_ == "PROPN"


@pytest.fixture
def offer() -> Doc:
    return parse(
        "Chile Chile NNP PROPN nsubj 1 GPE",
        "offered offer VBD VERB ROOT 1",
        "Peru Peru NNP PROPN dative 1 GPE",
        "tin tin NN NOUN dobj 1",
        ". . . PUNCT punct 1",
    )


@pytest.fixture
def refusal_to_offer() -> Doc:
    return parse(
        "Chile Chile NNP PROPN nsubj 3 GPE",
        "did do VBD AUX aux 3",
        "not not RB PART neg 3",
        "offer offer VB VERB ROOT 3",
        "tin tin NN NOUN dobj 3",
    )


@pytest.fixture
def ban() -> Doc:
    return parse(
        "Guinea Guinea NNP PROPN nsubj 2 GPE",
        "will will MD AUX aux 2",
        "ban ban VB VERB ROOT 2",
        "exports export NNS NOUN dobj 2",
        "to to IN ADP prep 3",
        "Malta Malta NNP PROPN pobj 4 GPE",
    )


@pytest.fixture
def noun_of_offer() -> Doc:
    return parse(
        "Peru Peru NNP PROPN poss 2 GPE",
        "'s 's POS PART case 0",
        "offer offer NN NOUN nsubj 5",
        "of of IN ADP prep 2",
        "tin tin NN NOUN pobj 3",
        "failed fail VBD VERB ROOT 5",
    )


def trigger_of(doc: Doc, word: str) -> Trigger:
    return next(trigger for trigger in load_lexicon().triggers(doc) if trigger.token.text == word)


def test_a_verb_says_its_act_and_its_roles(offer: Doc) -> None:
    trigger = trigger_of(offer, "offered")
    roles = RoleFinder(is_name).roles(trigger)
    assert trigger.act is Act.OFFER
    found = [(role.token.text, role.place) for role in (roles.who, roles.whom, roles.what) if role is not None]
    assert found == [("Chile", Place.SUBJECT), ("Peru", Place.DATIVE), ("tin", Place.OBJECT)]


def test_an_entry_asks_for_what_hangs_on_its_word(offer: Doc) -> None:
    entry = next(e for e in load_lexicon().entries["warn"] if e.any_of == ("own-clause",))
    assert not matches_entry(entry, offer[1])
    assert matches_entry(trigger_of(offer, "offered").entry, offer[1])


def test_the_target_of_a_measure_stands_behind_its_object(ban: Doc) -> None:
    places = VerbPlaces(PartyFinder(is_name))
    assert trigger_of(ban, "ban").act is Act.IMPOSE
    assert places.at(ban[2], Place.TARGET) == ban[5]
    assert places.at(ban[2], Place.POSSESSIVE) is None


def test_a_noun_has_its_owner_and_its_thing(noun_of_offer: Doc) -> None:
    places = NounPlaces(PartyFinder(is_name))
    noun = noun_of_offer[2]
    assert places.at(noun, Place.POSSESSIVE) == noun_of_offer[0]
    assert places.at(noun, Place.OF_THING) == noun_of_offer[4]
    assert places.at(noun, Place.DATIVE) is None


def test_the_maker_of_a_noun_is_its_owner(noun_of_offer: Doc) -> None:
    assert PartyFinder(is_name).maker(noun_of_offer[2]) == noun_of_offer[0]


def test_the_terms_are_the_phrase_of_their_head(offer: Doc, noun_of_offer: Doc) -> None:
    assert terms.phrase(offer[3]).text == "tin"
    assert terms.phrase(noun_of_offer[4]).text == "tin"


def test_a_fact_and_its_denial(offer: Doc, refusal_to_offer: Doc) -> None:
    assert factuality_of(trigger_of(offer, "offered"), None) == Factuality()
    assert factuality_of(trigger_of(refusal_to_offer, "offer"), None).negated
    assert tree.carrying_verb(offer[3]) == offer[1]


def test_history_is_told_by_its_year() -> None:
    doc = parse(
        "Chile Chile NNP PROPN nsubj 1 GPE",
        "offered offer VBD VERB ROOT 1",
        "tin tin NN NOUN dobj 1",
        "in in IN ADP prep 1",
        "1994 1994 CD NUM pobj 3 DATE",
    )
    assert newest_year(iter(doc)) == 1994
    assert factuality_of(trigger_of(doc, "offered"), 2026).background
    assert not factuality_of(trigger_of(doc, "offered"), 1996).background


@pytest.mark.parametrize(
    ("act", "word_class", "pending", "resolved"),
    [
        (Act.ACCEPT, "verb", False, (Act.REJECT, False)),
        (Act.ACCEPT, "verb", True, (Act.ACCEPT, True)),
        (Act.OFFER, "verb", False, (Act.OFFER, True)),
        (Act.OFFER, "adjective", False, (Act.REJECT, False)),
        (Act.IMPOSE, "verb", False, (Act.IMPOSE, True)),
    ],
)
def test_what_is_not_accepted_is_refused(act: Act, word_class: str, pending: bool, resolved: tuple[Act, bool]) -> None:
    assert resolve_act(act, Factuality(negated=True, pending=pending), word_class) == resolved


def test_a_bare_noun_points_back(noun_of_offer: Doc) -> None:
    bare = parse(
        "Chile Chile NNP PROPN nsubj 1 GPE",
        "rejected reject VBD VERB ROOT 1",
        "the the DT DET det 3",
        "offer offer NN NOUN dobj 1",
    )
    lexicon = load_lexicon()
    trigger = trigger_of(bare, "rejected")
    roles = RoleFinder(is_name).roles(trigger)
    assert anaphoric_terms.points_back(trigger, roles.what, None, lexicon)
    whole = trigger_of(noun_of_offer, "offer")
    assert not anaphoric_terms.points_back(whole, RoleFinder(is_name).roles(whole).what, None, lexicon)


def test_a_paper_says_what_it_holds() -> None:
    doc = parse(
        "The the DT DET det 1",
        "plan plan NN NOUN nsubj 3",
        "would would MD AUX aux 3",
        "free free VB VERB ROOT 3",
        "sailors sailor NNS NOUN dobj 3",
    )
    assert documents.content(doc[1]) == doc[3]
    assert documents.content(doc[4]) is None


def test_an_act_within_another_is_no_act_of_its_own() -> None:
    doc = parse(
        "Chile Chile NNP PROPN nsubj 1 GPE",
        "agreed agree VBD VERB ROOT 1",
        "to to TO PART aux 3",
        "offer offer VB VERB xcomp 1",
        "tin tin NN NOUN dobj 3",
    )
    lexicon = load_lexicon()
    finder = RoleFinder(is_name)
    found = [(trigger, finder.roles(trigger)) for trigger in lexicon.triggers(doc)]
    assert [trigger.token.text for trigger, _ in found] == ["agreed", "offer"]
    assert doc[3] in set(subsumed_triggers(found))


def test_the_demand_of_a_market_is_no_act() -> None:
    doc = parse(
        "Demand demand NN NOUN nsubj 3",
        "for for IN ADP prep 0",
        "tin tin NN NOUN pobj 1",
        "fell fall VBD VERB ROOT 3",
    )
    trigger = trigger_of(doc, "Demand")
    assert is_talk(trigger, RoleFinder(is_name).roles(trigger))


def candidate_of(doc: Doc, word: str, proposer: Party | None) -> ActCandidate:
    trigger = trigger_of(doc, word)
    return ActCandidate(
        act=trigger.act,
        negated=False,
        passage=Passage(doc, range(len(doc.text)), Part.TEXT),
        trigger=trigger,
        terms=doc[3:4],
        sentence=doc[:],
        standing=Factuality(),
        proposer=proposer,
        places=Places(Place.SUBJECT, None, Place.OBJECT),
    )


def test_an_act_of_somebody_is_surer_than_one_of_nobody(offer: Doc) -> None:
    named = candidate_of(offer, "offered", Party("Chile"))
    unnamed = candidate_of(offer, "offered", None)
    assert certainty(named) >= FLOOR
    assert certainty(unnamed) < certainty(named)
    assert [reason for _, reason in weaknesses(unnamed)] == ["who does it is not named"]
