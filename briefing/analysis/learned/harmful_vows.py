"""Promises that are threats: "vowed to kill the judge", "pledged to respond to the tariffs of Chad"."""

from __future__ import annotations

from briefing.analysis.learned.document import Document
from briefing.analysis.vocabulary import words as listed

_WITHIN = 6
"""How far before a thing the word for its owner may stand, in words."""
_NAMES = ("GPE", "NORP", "ORG", "PERSON")
_OWNER = ("poss", "amod", "compound", "nmod")


def is_vow_of_harm(document: Document, word: int, terms: tuple[int, int]) -> bool:
    """Whether terms of a pledge or an offer, or its word with them, are a threat: "vowed to [kill the judge]".

    What one does to one's own is none: "to [destroy its own mines]".
    """
    verbs = [at for at in (word, _first_verb(document, terms)) if document.words[at].pos == "VERB"]
    ways = (_is_violent, _fights_on, _answers_measure, _damages, _acts_against, _makes_pay)
    return any(tells(document, verb, terms[1]) for verb in verbs for tells in ways) or _is_fight(document, terms)


def _first_verb(document: Document, terms: tuple[int, int]) -> int:
    """The verb that terms begin with, behind a "to", quotes and adverbs: "[further degrade …]"; else another word."""
    words, at = document.words, terms[0]
    while at + 1 < terms[1] and (words[at].lemma == "to" or words[at].pos in ("ADV", "PUNCT")):
        at += 1
    return at


def _is_violent(document: Document, verb: int, last: int) -> bool:
    """ "kill the judge", "retaliate"; "hit back"."""
    words = document.words
    if words[verb].lemma in listed("acts.hitting"):
        return any(words[i].head == verb and words[i].lemma == "back" for i in range(verb + 1, last))
    return words[verb].lemma in listed("acts.violence") and all(
        not _is_own(document, i) for i in _objects(document, verb, last)
    )


def _fights_on(document: Document, verb: int, last: int) -> bool:
    """ "continue the war", "press on with strikes on the port", "keep bombing the port"."""
    words = document.words
    if words[verb].lemma not in listed("acts.going_on"):
        return False
    below = [i for i in range(verb + 1, last) if words[i].head == verb]
    things = [i for i in below if words[i].dep == "dobj"]
    things += [i for i in range(verb + 1, last) if words[i].dep == "pobj" and words[words[i].head].lemma == "with"]
    ways = {words[i].lemma for i in below if words[i].dep in ("xcomp", "advcl", "ccomp") and words[i].pos == "VERB"}
    violent = not ways.isdisjoint((*listed("acts.violence"), *listed("acts.hitting")))
    return violent or any(words[i].lemma in listed("acts.fighting") for i in things)


def _is_fight(document: Document, terms: tuple[int, int]) -> bool:
    """ "two more weeks of strikes against Iran"."""
    words, (first, last) = document.words, terms
    top = next((i for i in range(first, last) if not first <= words[i].head < last), first)
    fights = {i for i in document.below(top) & set(range(first, last)) if words[i].lemma in listed("acts.fighting")}
    against = {i for i in range(first, last) if words[i].lemma in ("against", "on") and words[i].head in fights}
    is_noun = words[top].pos == "NOUN" and words[top].dep in ("dobj", "pobj")
    return is_noun and any(words[i].head in against and words[i].entity in _NAMES for i in range(first, last))


def _answers_measure(document: Document, verb: int, last: int) -> bool:
    """ "respond to the tariffs of Chad", "respond harshly", but not "respond to the plea of Chad"."""
    words = document.words
    if words[verb].lemma not in listed("acts.reacting"):
        return False
    answered = {i for i in range(verb + 1, last) if words[i].head == verb and words[i].lemma in ("to", "against")}
    things = {words[i].lemma for i in range(verb + 1, last) if words[i].head in answered}
    harshly = any(words[i].lemma in listed("acts.harsh_ways") for i in range(verb + 1, last))
    return harshly or not things.isdisjoint((*listed("acts.burdens"), *listed("acts.fighting")))


def _damages(document: Document, verb: int, last: int) -> bool:
    """ "cripple the industry of Chad" where the words name whose it is, or with which measure it is done."""
    words = document.words
    things = _objects(document, verb, last)
    if words[verb].lemma not in listed("acts.damaging") or any(_is_own(document, i) for i in things):
        return False
    below = {i for i in range(verb + 1, last) if words[i].head in things and words[i].dep in _OWNER}
    named = any(words[i].entity in _NAMES for i in (*things, *below))
    means = {i for i in range(verb + 1, last) if words[i].lemma in ("with", "by", "through") and words[i].dep == "prep"}
    hit = any(words[i].head in means and words[i].lemma in listed("acts.burdens") for i in range(verb + 1, last))
    return bool(things) and (named or hit)


def _acts_against(document: Document, verb: int, last: int) -> bool:
    """ "take action against the firms of Chad", but not "take action against smog"."""
    words = document.words
    steps = [i for i in _objects(document, verb, last) if words[i].lemma in listed("acts.steps")]
    if words[verb].lemma != "take" or not steps:
        return False
    against = {i for i in range(verb + 1, last) if words[i].lemma == "against" and words[i].head in (verb, *steps)}
    hit = {i for i in range(verb + 1, last) if words[i].head in against and words[i].dep == "pobj"}
    people = {i for i in hit if words[i].entity in _NAMES or words[i].lemma in listed("actors.people_nouns")}
    return bool(people) or any(c.head in hit and c.sort != "phrase" for c in document.candidates)


def _makes_pay(document: Document, verb: int, last: int) -> bool:
    """ "Chile would pay the price", "pay dearly"."""
    words = document.words
    dearly = any(words[i].head == verb and words[i].lemma in listed("acts.dear") for i in range(verb + 1, last))
    return words[verb].lemma == "pay" and dearly


def _objects(document: Document, verb: int, last: int) -> list[int]:
    words = document.words
    return [i for i in range(verb + 1, last) if words[i].head == verb and words[i].dep == "dobj"]


def _is_own(document: Document, thing: int) -> bool:
    """Whether a thing is somebody's own: "its mines"."""
    return any(
        w.head == thing and w.dep == "poss" and w.pos == "PRON" for w in document.words[max(0, thing - _WITHIN) : thing]
    )
