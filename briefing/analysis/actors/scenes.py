"""Which parties act, and which names are only the place where something happens."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.names.gazetteer import Form, Gazetteer
from briefing.analysis.names.name import Label, Name
from briefing.core.analysis import ActorKind

_SCENE = frozenset(
    {"in", "at", "near", "across", "through", "throughout", "within", "around", "inside", "outside", "via"}
)
_FACING = frozenset({"with", "between", "against", "from", "by", "to", "for", "on", "among", "towards", "toward"})
_OBJECTS = frozenset({"dobj", "dative"})
_MOTION = frozenset(
    {"arrive", "come", "flee", "return", "travel", "fly", "go", "escape", "drive", "sail", "walk", "head", "migrate"}
)
_REACHING = frozenset({"reach", "leave", "enter", "visit", "cross", "surround", "shell", "tour", "encircle"})
"""Verbs whose object, or whose "to" and "from", may as well be a place as a party."""
_PLACES = frozenset(
    {"port", "city", "town", "village", "region", "province", "island", "district", "coast", "outskirts"}
)
_RULERS = frozenset(
    {"government", "authorities", "officials", "rulers", "leaders", "administration", "regime", "junta"}
)
_MEMBERS = frozenset(
    {"member", "owner", "lender", "neighbour", "neighbor", "country", "state", "nation", "party", "donor", "signatory"}
    | {"shareholder", "partner", "power", "rival", "ally", "side", "creditor", "guarantor", "customer", "supplier"}
)
_GIVING = frozenset({"offer", "give", "lend", "grant", "promise", "pledge", "owe", "pay", "hand", "send", "deny"})


def is_actor(party: ActorCluster, gazetteer: Gazetteer) -> bool:
    """Whether a party does or meets anything: a place that is only the scene is no actor.

    Mentions that are the scene are taken from those that stay: "in Athens" is not Greece.
    """
    party.names = [name for name in party.names if not _is_seat(name)] or party.names
    weights = [(name, _weight(name, gazetteer)) for name in party.names]
    top = max(weight for _, weight in weights)
    if party.kind is ActorKind.STATE:
        if top < (2 if party.known else 3):
            return False
        party.names = [n for n, weight in weights if weight >= 1 or n.form is not Form.CAPITAL]
    elif any(n.form is Form.PLACE for n in party.names):
        if all(n.form is Form.PLACE and weight < 3 for n, weight in weights):
            return False
    elif (party.known and party.kind is ActorKind.COMPANY) or (
        party.kind is ActorKind.PERSON and not party.offices and len(party.name.split()) == 1
    ):
        return top >= 2
    elif not party.known and not any(n.sure or n.title for n in party.names):
        return any(not _is_place(name, gazetteer) for name in party.names)
    return bool(party.names)


def _is_seat(name: Name) -> bool:
    """Whether a seat of government is only where something happens: "a meeting in Brussels"."""
    head: Token = name.head
    return name.form is Form.SEAT and head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near")


def _is_place(name: Name, gazetteer: Gazetteer) -> bool:
    """Whether a name that nobody knows stands where places do: "lives in Lindow", "reached Lindow"."""
    if name.text.isupper() or name.words[-1].lower_ in gazetteer.words["org_heads"]:
        return False
    head: Token = _first(name.head)
    above: Token = head.head
    if head.dep_ == "pobj":
        where = above.lower_ in _SCENE and (
            above.lower_ != "at" or above.head.pos_ != "NOUN"
        )  # "an analyst at Hallbank"
        where = where or (above.lower_ in ("to", "from") and above.head.lemma_ in _MOTION - {"come"})
        return where or (above.lower_ == "of" and above.head.lemma_.lower() in _PLACES)
    return head.dep_ == "dobj" and above.lemma_ in _REACHING


def _first(head: Token) -> Token:
    """The first of names in a row, or the noun that they tell more of: "two of its members, Togo and Benin"."""
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    return head


def _weight(name: Name, gazetteer: Gazetteer) -> int:
    """How far a mention of a place speaks for an actor: 3 does something, 2 is dealt with, 1 may be, 0 is the scene."""
    if name.form in (Form.SEAT, Form.PEOPLE, Form.ADJECTIVE):
        return 3
    if name.part_of_title:
        owns = name.head.dep_ == "poss" or (name.head.dep_ == "pobj" and name.form is not Form.CAPITAL)
        return 2 if owns else 1
    head: Token = _first(name.head)
    if head.dep_ == "appos" and _are_parties(head.head, gazetteer):
        head = head.head
    elif head.i < name.words.start and head.dep_ == "pobj" and head.head.lower_ == "of" and _counts(head.head.head):
        head = head.head.head  # "two of its members, Latvia and Estonia, rejected"
    above: Token = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and above.pos_ in ("VERB", "AUX"):
        return 3 if above.lemma_ != "be" else 2
    if head.dep_ == "poss":
        return 2
    if head.dep_ == "pobj":
        below = _below(above, name, gazetteer)
        return 0 if below == 1 and name.form is Form.CAPITAL else below
    if head.dep_ in _OBJECTS:
        return 2
    if head.dep_ == "compound" and above.head.lemma_ in _GIVING and name.words.start == above.head.i + 1:
        return 2  # "offered Chile copper": the parser takes whom it is offered to for a part of what is offered
    if head.dep_ == "compound":
        return 2 if above.lower_ in gazetteer.words["state_deeds"] else 0
    return 0 if head.dep_ in ("appos", "npadvmod") else 1


def _counts(above: Token) -> bool:
    return above.pos_ in ("NUM", "DET", "PRON", "ADJ")


def _are_parties(noun: Token, gazetteer: Gazetteer) -> bool:
    """Whether a noun that names stand beside is for those who act: "two of its lenders", "both neighbours"."""
    within = next((c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None)
    told = within if within is not None and _counts(noun) else noun
    return told.lower_ in gazetteer.words["state_nouns"] or told.lemma_.lower() in _MEMBERS


def _below(preposition: Token, name: Name, gazetteer: Gazetteer) -> int:
    """The weight of a name below a preposition."""
    word = preposition.lower_
    if preposition.dep_ == "agent" or word == "by":
        return 3
    if word in _SCENE:
        ruled = word == "in" and preposition.head.lower_ in _RULERS  # "the government in Oslo"
        return 3 if ruled else 0
    if word in ("to", "from") and preposition.head.lemma_ in _MOTION and name.label is Label.STATE:
        return 1
    if word in _FACING or word in ("including", "like"):
        return 2
    if word == "as":
        return 2 if preposition.i and preposition.nbor(-1).lower_ == "such" else 1
    if word == "of":
        above: Token = preposition.head
        if above.ent_type_ == "PERSON":
            return 2
        if above.lower_ in gazetteer.words["state_nouns"]:
            return 3 if above.dep_ in ("nsubj", "nsubjpass") else 2
        if above.lemma_.lower() in gazetteer.words["offices"] and name.form is not Form.CAPITAL:
            return 2
    return 1
