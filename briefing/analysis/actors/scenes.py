"""Which parties act, and which names are only the place where something happens."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import vocabulary
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.names.gazetteer import Form
from briefing.analysis.names.name import Label, Name
from briefing.core.analysis import ActorKind

_OBJECTS = frozenset({"dobj", "dative"})


def is_actor(party: ActorCluster) -> bool:
    """Whether a party does or meets anything: a place that is only the scene is no actor.

    Mentions that are the scene are taken from those that stay: "in Athens" is not Greece.
    """
    if _is_thing(party):
        return False
    party.names = [name for name in party.names if not _is_seat(name)] or party.names
    weights = [(name, _weight(name)) for name in party.names]
    top = max(weight for _, weight in weights)
    if party.kind is ActorKind.STATE:
        if top < (2 if party.known and party.name not in vocabulary.words("actors.scenes") else 3):
            return False
        party.names = [n for n, weight in weights if weight >= 1 or n.form is not Form.CAPITAL]
    elif any(n.form is Form.PLACE for n in party.names):
        if all(n.form is Form.PLACE and weight < 3 for n, weight in weights):
            return False
    elif party.known and party.kind is ActorKind.COMPANY:  # "a Ford truck" names a thing
        return top >= 1 or any(name.head.dep_ != "compound" for name in party.names)
    elif party.kind is ActorKind.PERSON and not party.offices and len(party.name.split()) == 1:
        return top >= 2
    elif not party.known and not any(n.sure or n.title for n in party.names):
        return any(not _is_place(name) for name in party.names)
    return bool(party.names)


def _is_thing(party: ActorCluster) -> bool:
    """Whether a capital only begins a sentence about money or an oil price: "Dollars", "Brent", "Bitcoin"."""
    nobody = not party.known and not party.offices and party.kind is not ActorKind.PERSON
    return nobody and party.name.lower() in vocabulary.words("actors.currencies")


def _is_seat(name: Name) -> bool:
    """Whether a seat of government is only where something happens: "a meeting in Brussels"."""
    head: Token = name.head
    return (
        name.form is Form.SEAT
        and head.dep_ == "pobj"
        and head.head.lower_ in vocabulary.words("actors.seat_prepositions")
    )


def _is_place(name: Name) -> bool:
    """Whether a name that nobody knows stands where places do: "lives in Lindow", "reached Lindow"."""
    if name.text.isupper() or name.words[-1].lower_ in vocabulary.words("names.org_heads"):
        return False
    head: Token = _first(name.head)
    above: Token = head.head
    if head.dep_ == "pobj":
        where = above.lower_ in vocabulary.words("actors.scene_prepositions") and (
            above.lower_ not in vocabulary.words("actors.workplace_prepositions") or above.head.pos_ != "NOUN"
        )  # "an analyst at Hallbank"
        where = where or (
            above.lower_ in vocabulary.words("actors.way_prepositions")
            and above.head.lemma_ in vocabulary.words("actors.leaving_verbs")
        )
        return where or (
            above.lower_ in vocabulary.words("syntax.genitive_prepositions")
            and above.head.lemma_.lower() in vocabulary.words("actors.place_nouns")
        )
    return head.dep_ == "dobj" and above.lemma_ in vocabulary.words("actors.reaching_verbs")


def _first(head: Token) -> Token:
    """The first of names in a row, or the noun that they tell more of: "two of its members, Togo and Benin"."""
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    return head


def _weight(name: Name) -> int:
    """How far a mention of a place speaks for an actor: 3 does something, 2 is dealt with, 1 may be, 0 is the scene."""
    if name.form in (Form.SEAT, Form.PEOPLE, Form.ADJECTIVE):
        return 3
    if name.part_of_title:
        owns = name.head.dep_ == "poss" or (name.head.dep_ == "pobj" and name.form is not Form.CAPITAL)
        return 2 if owns else 1
    head: Token = _first(name.head)
    if head.dep_ == "appos" and _are_parties(head.head):
        head = head.head
    elif (
        head.i < name.words.start
        and head.dep_ == "pobj"
        and head.head.lower_ in vocabulary.words("syntax.genitive_prepositions")
        and _counts(head.head.head)
    ):
        head = head.head.head  # "two of its members, Latvia and Estonia, rejected"
    above: Token = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and above.pos_ in ("VERB", "AUX"):
        return 3 if above.lemma_ not in vocabulary.words("syntax.copulas") else 2
    if head.dep_ == "poss":
        return 2
    if head.dep_ == "pobj":
        below = _below(above, name)
        return 0 if below == 1 and name.form is Form.CAPITAL else below
    if head.dep_ in _OBJECTS:
        return 2
    if (
        head.dep_ == "compound"
        and above.head.lemma_ in vocabulary.words("actors.giving_verbs")
        and name.words.start == above.head.i + 1
    ):
        return 2  # "offered Chile copper": the parser takes whom it is offered to for a part of what is offered
    if head.dep_ == "compound":
        return 2 if above.lower_ in vocabulary.words("actors.state_deeds") else 0
    return 0 if head.dep_ in ("appos", "npadvmod") else 1


def _counts(above: Token) -> bool:
    return above.pos_ in ("NUM", "DET", "PRON", "ADJ")


def _are_parties(noun: Token) -> bool:
    """Whether a noun that names stand beside is for those who act: "two of its lenders", "both neighbours"."""
    within = next(
        (
            c
            for p in noun.children
            if p.lower_ in vocabulary.words("syntax.genitive_prepositions")
            for c in p.children
            if c.dep_ == "pobj"
        ),
        None,
    )
    deciding = within if within is not None and _counts(noun) else noun
    return deciding.lower_ in vocabulary.words("names.state_nouns") or deciding.lemma_.lower() in vocabulary.words(
        "actors.member_nouns"
    )


def _below(preposition: Token, name: Name) -> int:
    """The weight of a name below a preposition."""
    word = preposition.lower_
    if preposition.dep_ == "agent" or word in vocabulary.words("syntax.agent_prepositions"):
        return 3
    if word in vocabulary.words("actors.scene_prepositions"):
        ruled = word in vocabulary.words("actors.inner_prepositions") and preposition.head.lower_ in vocabulary.words(
            "actors.ruler_nouns"
        )  # "the government in Oslo"
        return 3 if ruled else 0
    if (
        word in vocabulary.words("actors.way_prepositions")
        and preposition.head.lemma_ in vocabulary.words("actors.motion_verbs")
        and name.label is Label.STATE
    ):
        return 1
    if word in vocabulary.words("actors.party_prepositions"):
        return 2
    if word in vocabulary.words("actors.example_prepositions"):
        before = preposition.nbor(-1).lower_ if preposition.i else ""
        return 2 if before in vocabulary.words("actors.example_openers") else 1
    if word in vocabulary.words("syntax.genitive_prepositions"):
        above: Token = preposition.head
        if above.ent_type_ == "PERSON":
            return 2
        if above.lower_ in vocabulary.words("names.state_nouns"):
            return 3 if above.dep_ in ("nsubj", "nsubjpass") else 2
        if above.lemma_.lower() in vocabulary.words("names.offices") and name.form is not Form.CAPITAL:
            return 2
    return 1
