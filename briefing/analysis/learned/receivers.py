"""Who only has what another puts: "[Chad] is studying a proposal from Peru" is put to Chad, by Peru."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import TriggerScores
from briefing.analysis.vocabulary import words as listed

_OBJECTS = {"dobj": "nsubj", "nsubjpass": "agent"}
"""How what is put hangs on the verb of who has it, and how who has it does."""
_LEAST = 0.001
"""How likely those who have it must be together before nobody else is looked at."""


def with_receiver(document: Document, said: TriggerScores) -> TriggerScores:
    """The scores of a word that says what somebody has from another: the one takes it, and the other makes it."""
    having, putting = _parties(document, said.word)
    if not having or not putting or having & putting:
        return said
    on_side = [i for i, one in enumerate(document.candidates) if _is_on_side(document, one.party, having)]
    makers, takers = said.proposers.copy(), said.recipients.copy()
    makers[on_side] = 0
    others = [i for i, one in enumerate(document.candidates) if one.party in putting]
    takers[-1] += takers[others].sum()
    takers[others] = 0
    if (likely := takers[on_side].sum()) > _LEAST:
        having_it = takers[on_side] / likely
        takers[:] = 0
        takers[on_side] = having_it
    return replace(said, proposers=makers, recipients=takers)


def _is_on_side(document: Document, party: str, others: set[str]) -> bool:
    return any(document.sides.keys_on_one_side(party, other) for other in others)


def _parties(document: Document, word: int) -> tuple[set[str], set[str]]:
    """Who has what is put, and who puts it; `word` is the verb, or the noun that hangs on it."""
    words = document.words
    put = next((i for i in (word, *document.children(word)) if _is_put(document, i)), None)
    if put is None:
        return set(), set()
    verb, place = words[put].head, _OBJECTS[words[put].dep]
    having = set(document.children(verb, place))
    return _named(document, having), _named(document, set(_senders(document, put)))


def _senders(document: Document, put: int) -> Iterator[int]:
    """The prepositions before who puts it, behind the noun or its verb: "a call [from] Peru", "got calls [from] …"."""
    words = document.words
    for i in document.sentence(put):
        on_noun = words[i].head == put and words[i].lemma in listed("parties.putting")
        if on_noun or (words[i].head == words[put].head and words[i].lemma in listed("parties.sending")):
            yield i


def _named(document: Document, tops: set[int]) -> set[str]:
    """The parties that stand in the phrases of these words."""
    below = set().union(*(document.below(i) for i in tops))
    return {one.party for one in document.candidates if one.head in below}


def _is_put(document: Document, at: int) -> bool:
    word = document.words[at]
    verb = document.words[word.head]
    return (
        word.lemma in listed("acts.containers") and word.dep in _OBJECTS and verb.lemma in listed("parties.receiving")
    )
