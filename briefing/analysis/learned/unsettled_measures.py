"""Measures that are none yet: only considered or prepared, possible, in a bill, or hanging on a condition.

Who may impose one threatens it. Who may lift one offers that, and who will once something is done pledges it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.learned.conditions import hangs_on_condition
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.measure_acts import names_end, plain_measure
from briefing.analysis.vocabulary import words as listed

_CLAUSES = ("xcomp", "ccomp", "pcomp", "dobj", "pobj")
"""How what is considered hangs on the verb of considering, or on a preposition behind it."""
_UP = 5
"""Words from a measure up to the verb of considering: "[considers] the introduction of tariffs"."""
_SUBJECTS = ("nsubj", "nsubjpass")
_PERHAPS = {"impose": "threaten", "lift": "offer"}
_ON_CONDITION = {"impose": "threaten", "lift": "pledge"}


def unsettled_act(document: Document, word: int, act: str, negated: bool) -> str:
    """What a word tells that is taken for a measure: another act where nothing is decided, otherwise `act`."""
    if (considered := _considered(document, word)) is not None:
        return _PERHAPS[considered]
    verb = _carrying_verb(document, word)
    if negated or verb is None:
        return act
    if _is_in_bill(document, verb) or _is_voted_on(document, verb):
        return "propose"
    helpers = {document.words[i].text.lower() for i in document.children(verb, "aux")}
    if not helpers.isdisjoint(listed("acts.having")):
        return act  # "may have banned" guesses what was done
    if not helpers.isdisjoint(listed("acts.possible_modals")):
        return _PERHAPS[act]
    is_ahead = not helpers.isdisjoint(listed("acts.will_words"))
    return _ON_CONDITION[act] if is_ahead and hangs_on_condition(document, verb) else act


def _considered(document: Document, word: int) -> str | None:
    """Whether to impose or to lift is what is considered: "mulls [a ban]", "is [weighing] whether to lift duties"."""
    things = [word, *_things_of(document, word)]
    told = next((act for i in things if (act := _measure(document, i)) is not None), None)
    for at, above in _way_up(document, things[-1] if len(things) > 1 else word):
        told = _measure(document, at) or told
        if _is_open(document, above, at):
            return told
    return None


def _things_of(document: Document, word: int) -> list[int]:
    """What hangs on a verb of considering, also behind a preposition: "thinks of [lifting] duties"."""
    words = document.words
    things = list(document.children(word, *_CLAUSES))
    things += [i for prep in document.children(word, "prep") for i in document.children(prep, "pcomp", "pobj")]
    return [i for i in things if words[i].pos in ("NOUN", "VERB") and _is_open(document, word, i)][:1]


def _way_up(document: Document, word: int) -> Iterator[tuple[int, int]]:
    """Each word from this one up, with the verb or noun above it; prepositions are passed over."""
    words = document.words
    for _ in range(_UP):
        above = words[word].head
        if words[word].dep not in _CLAUSES or above == word:
            return
        if words[above].dep == "prep":
            above = words[above].head
        yield word, above
        word = above


def _is_open(document: Document, verb: int, thing: int) -> bool:
    """Whether who does this to a thing has not decided: "discusses whether to ban", "drew up sanctions"."""
    lemma = document.words[verb].lemma
    if document.words[verb].pos != "VERB":
        return False
    is_deed = document.words[thing].pos == "VERB"
    return lemma in listed("acts.considering") or lemma in listed("acts.debating" if is_deed else "acts.preparing")


def _measure(document: Document, word: int) -> str | None:
    """Whether a verb or a noun means to impose something or to lift it."""
    return "lift" if names_end(document, word) else plain_measure(document, word)


def _carrying_verb(document: Document, word: int) -> int | None:
    """The verb that a word is, or is the object of where that is done to measures; else None."""
    words = document.words
    if words[word].pos == "VERB":
        return word
    verb = words[word].head
    lemma = words[verb].lemma
    is_done = words[word].dep in ("dobj", "nsubjpass") and words[verb].pos == "VERB"
    measuring = ("acts.plain_measures", "acts.laying", "acts.suffering")
    return verb if is_done and any(lemma in listed(topic) for topic in measuring) else None


def _is_in_bill(document: Document, verb: int) -> bool:
    """ "the bill would [ban] exports", "a motion that would [lift] the ban"."""
    words = document.words
    if all(words[i].text.lower() not in listed("acts.bill_modals") for i in document.children(verb, "aux")):
        return False
    subjects = list(document.children(verb, *_SUBJECTS))
    if words[verb].dep == "relcl" and all(words[i].pos in ("PRON", "DET", "SCONJ") for i in subjects):
        subjects.append(words[verb].head)
    return any(words[i].lemma in listed("acts.bills") for i in subjects)


def _is_voted_on(document: Document, verb: int) -> bool:
    """ "will vote on [lifting] the ban"."""
    words = document.words
    preposition = words[verb].head
    asked = words[verb].dep == "pcomp" and words[preposition].lemma in listed("acts.put_to_vote")
    return asked and words[words[preposition].head].lemma in listed("acts.voting")
