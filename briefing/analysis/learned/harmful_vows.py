"""Promises that are threats: "vowed to kill the judge", "pledged to respond to the tariffs of Chad"."""

from __future__ import annotations

from briefing.analysis.learned.document import Document
from briefing.analysis.vocabulary import words as listed

_WITHIN = 6
"""How far before a thing the word for its owner may stand, in words."""
_NAMES = ("GPE", "NORP", "ORG", "PERSON")
_SIDES = ("GPE", "NORP", "ORG")
_OWNER = ("poss", "amod", "compound", "nmod")
_THINGS = ("dobj", "pobj")


def is_vow_of_harm(document: Document, word: int, terms: tuple[int, int]) -> bool:
    """Whether terms of a pledge or an offer, or its word with them, are a threat: "vowed to [kill the judge]".

    What one does to one's own is none: "to [destroy its own mines]".
    """
    verbs = [at for at in (word, _first_verb(document, terms)) if document.words[at].pos == "VERB"]
    ways = (_is_violent, _fights_on, _answers_harm, _damages, _acts_against, _makes_pay, _puts_reprisal, _lays_burden)
    told_by_verb = any(tells(document, verb, terms[1]) for verb in verbs for tells in ways)
    return told_by_verb or _is_fight(document, terms) or _is_reprisal(document, terms)


def _first_verb(document: Document, terms: tuple[int, int]) -> int:
    """The verb that terms begin with, behind a "to", quotes and adverbs: "[further degrade …]"; else another word."""
    words, at = document.words, terms[0]
    while at + 1 < terms[1] and (words[at].lemma == "to" or words[at].pos in ("ADV", "PUNCT")):
        at += 1
    return at


def _is_violent(document: Document, verb: int, last: int) -> bool:
    """ "kill the judge", "retaliate"; "hit back", "strike any base", "fight Chad", but not "hit its targets"."""
    words = document.words
    if words[verb].lemma in listed("acts.hitting"):
        things = [
            i
            for i in _objects(document, verb, last)
            if words[i].lemma in listed("acts.targets") or words[i].entity in _SIDES
        ]
        back = any(words[i].head == verb and words[i].lemma == "back" for i in range(verb + 1, last))
        return back or any(not _is_own(document, i) for i in things)
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
    words, (first, last), top = document.words, terms, document.top(*terms)
    fights = {i for i in document.below(top) & set(range(first, last)) if words[i].lemma in listed("acts.fighting")}
    against = {i for i in range(first, last) if words[i].lemma in ("against", "on") and words[i].head in fights}
    is_noun = words[top].pos == "NOUN" and words[top].dep in _THINGS
    return is_noun and any(words[i].head in against and words[i].entity in _NAMES for i in range(first, last))


def _answers_harm(document: Document, verb: int, last: int) -> bool:
    """ "respond to the tariffs of Chad", "respond to the killing", "respond harshly", but not "respond to the plea"."""
    words = document.words
    if words[verb].lemma not in listed("acts.reacting"):
        return False
    harshly = any(words[i].lemma in listed("acts.harsh_ways") for i in range(verb + 1, last))
    return harshly or _is_to_harm(document, verb, last)


def _is_to_harm(document: Document, answer: int, last: int) -> bool:
    """Whether what is answered has done harm: "[respond] to the tariffs", "a [response] to any attack"."""
    harms = (*listed("acts.burdens"), *listed("acts.fighting"), *listed("acts.provocations"))
    return not _behind(document, answer, last, "against", "to").isdisjoint(harms)


def _behind(document: Document, word: int, last: int, *prepositions: str) -> set[str]:
    """What stands behind these prepositions of a word."""
    words = document.words
    phrases = {i for i in range(word + 1, last) if words[i].head == word and words[i].lemma in prepositions}
    return {words[i].lemma for i in range(word + 1, last) if words[i].head in phrases}


def _puts_reprisal(document: Document, verb: int, last: int) -> bool:
    """ "take revenge on Chad", "impose consequences"; "Chad would face consequences"."""
    words = document.words
    others = [words[i] for i in document.children(verb, "nsubj")]
    suffers = words[verb].lemma in listed("acts.suffering") and any(w.pos != "PRON" for w in others)
    if not suffers and words[verb].lemma not in (*listed("acts.taking_reprisals"), *listed("acts.laying")):
        return False
    return any(words[i].lemma in listed("acts.reprisals") for i in _objects(document, verb, last))


def _lays_burden(document: Document, verb: int, last: int) -> bool:
    """ "impose tariffs on Chad", but not "impose a tax on sugar"."""
    words = document.words
    if words[verb].lemma not in listed("acts.laying"):
        return False
    burdens = {i for i in _objects(document, verb, last) if words[i].lemma in listed("acts.burdens")}
    phrases = {i for i in range(verb + 1, last) if words[i].lemma in ("against", "on") and words[i].dep == "prep"}
    hosts = {i for i in phrases if words[i].head in (verb, *burdens)}
    hit = {i for i in range(verb + 1, last) if words[i].head in hosts and words[i].dep == "pobj"}
    return bool(burdens) and any(words[i].entity in _NAMES for i in hit)


def _is_reprisal(document: Document, terms: tuple[int, int]) -> bool:
    """ "harsh punishment against Chad", "a decisive response to any attack", "a military response", "a heavy price"."""
    words, top = document.words, document.top(*terms)
    is_denied = any(words[i].head == top and words[i].lemma == "no" for i in range(*terms))
    if words[top].pos != "NOUN" or words[top].dep not in _THINGS or is_denied:
        return False
    if words[top].lemma in listed("acts.reprisals"):
        return True
    kinds = {words[i].lemma for i in document.children(top, "amod")}
    is_harsh = not kinds.isdisjoint(listed("acts.harsh_kinds"))
    if is_harsh and words[top].lemma in (*listed("acts.responses"), *listed("acts.dear")):
        return True
    return words[top].lemma in listed("acts.responses") and _is_to_harm(document, top, document.sentence(top).stop)


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
    """ "Chile would pay the price", "pay dearly", "pay for the attack"."""
    words = document.words
    dearly = any(words[i].head == verb and words[i].lemma in listed("acts.dear") for i in range(verb + 1, last))
    wronged = not _behind(document, verb, last, "for").isdisjoint(listed("acts.provocations"))
    return words[verb].lemma == "pay" and (dearly or wronged)


def _objects(document: Document, verb: int, last: int) -> list[int]:
    words = document.words
    return [i for i in range(verb + 1, last) if words[i].head == verb and words[i].dep == "dobj"]


def _is_own(document: Document, thing: int) -> bool:
    """Whether a thing is somebody's own: "its mines"."""
    return any(
        w.head == thing and w.dep == "poss" and w.pos == "PRON" for w in document.words[max(0, thing - _WITHIN) : thing]
    )
