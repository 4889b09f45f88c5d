"""Who stands in a sentence and is not who its act is put to.

Beside a place, hit by what is asked of others, killed, sold, or doing something else meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import MEASURES
from briefing.analysis.vocabulary import words as listed

_AGAINST = ("against", "on", "upon")
_CLAUSES = ("ccomp", "xcomp")
_PART_OF_NAME = ("amod", "compound", "nmod", "poss")
"""How a word hangs on the noun that it helps to name."""
_SELLING = ("accept", "offer", "propose")
_STAKE = ("in", "of")


def bystanders(document: Document, word: int, act: str, likely: Iterable[int]) -> Iterator[int]:
    """Those of the likely candidates that an act is not put to, by where they stand in their sentence."""
    inside = _what_is_denied(document, word) | joined(document, word)
    if act in ("demand", "reject"):
        inside |= _whom_measure_would_hit(document, word, asked_for=act == "demand")
        inside |= _where_what_ends_leads(document, word)
    if act in MEASURES:
        inside |= where_imports_come(document, word)
    elif act != "threaten":  # one is punished or threatened as one does something
        inside |= _meanwhile(document, word)
    for number in likely:
        at = document.candidates[number].head
        if at in inside or _is_beside(document, at) or (act in _SELLING and _is_sold(document, at)):
            yield number


def _whom_measure_would_hit(document: Document, word: int, asked_for: bool) -> set[int]:
    """The words that say who is hit by a measure of others: "sought a toll [on Chad's cars]".

    Of a measure that is refused, only those of its own verb: "opposed sanctions [on Chad]", but "declined to lift
    sanctions on Chad" answers Chad.
    """
    words, below = document.words, document.below(word)
    burdens = {i for i in below if words[i].lemma in listed("acts.burdens") and words[i].pos == "NOUN"}
    if not asked_for:
        burdens = {i for i in burdens if words[i].head == word and words[i].dep == "dobj"}
    phrases = {i for i in below if words[i].head in burdens and words[i].dep == "prep" and words[i].lemma in _AGAINST}
    return set().union(*(document.below(i) for i in phrases))


def _where_what_ends_leads(document: Document, word: int) -> set[int]:
    """The words that say where that leads which is to end: "called for an end to exports [to Chad]"."""
    words, below = document.words, document.below(word)
    ends = (*listed("acts.endings"), *listed("acts.burdens"), *listed("acts.stopping"), *listed("acts.ending_verbs"))
    if all(words[i].lemma not in ends for i in below):
        return set()
    return _behind(document, word, listed("parties.leading"))


def where_imports_come(document: Document, word: int) -> set[int]:
    """The words that say where that comes in which a measure is on: "duties on imports [into Chad]"."""
    return _behind(document, word, listed("parties.coming_in"))


def _behind(document: Document, word: int, nouns: Collection[str]) -> set[int]:
    """The words of the phrases below a word that say where these lead."""
    words, below = document.words, document.below(word)
    hosts = {i for i in below if words[i].lemma in nouns and words[i].pos == "NOUN"}
    to = listed("parties.leading_to")
    phrases = {i for i in below if words[i].head in hosts and words[i].dep == "prep" and words[i].lemma in to}
    return set().union(*(document.below(i) for i in phrases))


def _meanwhile(document: Document, word: int) -> set[int]:
    """The main words of those who only do or did something else: "ordered to leave [as Chad's army came near]".

    "As soon as Chad leaves" is a condition: it hangs on "soon".
    """
    words, above = document.words, document.upwards(word)
    clauses = {i for verb in above for i in document.children(verb, "advcl") if i not in above}
    marked = {i for i in clauses if any(words[j].lemma == "as" for j in document.children(i, "mark"))}
    inside = set().union(*(document.below(i) for i in marked))
    near = [c for c in document.candidates if c.head in document.sentence(word)] if inside else []
    outside = {c.party for c in near if c.head not in inside}
    return {c.head for c in near if c.head in inside and c.party not in outside}


def _what_is_denied(document: Document, word: int) -> set[int]:
    """The words of what is said not to be so: "denied [selling rifles to Chad]"."""
    words = document.words
    if words[word].pos != "VERB" or words[word].lemma not in listed("acts.denying_verbs"):
        return set()
    clauses = document.children(word, *_CLAUSES)
    return set().union(*(document.below(i) for i in clauses))


def joined(document: Document, word: int) -> set[int]:
    """The words of those with whom somebody does it: "joined [Chad] in asking"."""
    words = document.words
    verb = words[words[word].head].head
    if words[word].dep != "pcomp" or words[verb].lemma not in listed("acts.joining"):
        return set()
    others = document.children(verb, "dobj")
    return set().union(*(document.below(i) for i in others))


def _is_beside(document: Document, at: int) -> bool:
    """Whether a name only says where something is or is said, or who was killed: "an island near [Chad]"."""
    words = document.words
    at = document.upwards(at, *_PART_OF_NAME)[-1]
    if words[at].dep != "pobj":
        return False
    above = words[words[at].head]
    host = words[above.head].lemma
    is_heard = above.lemma == "with" and host in listed("acts.papers_filed")
    is_killed = above.lemma == "of" and host in listed("acts.killings")
    return is_heard or is_killed or above.lemma in listed("acts.beside")


def _is_sold(document: Document, at: int) -> bool:
    """Whether somebody is a unit of another, that is dealt with: "agreed to the sale of its [Lis] unit"."""
    words = document.words
    at = document.upwards(at, *_PART_OF_NAME, "appos")[-1]
    unit, above = words[at], words[words[at].head]
    if unit.lemma not in listed("parties.own_units"):
        return False
    is_own = any(words[i].text.lower() in listed("acts.others_possessives") for i in document.children(at, "poss"))
    return is_own and (unit.dep == "dobj" or (unit.dep == "pobj" and above.lemma in _STAKE))
