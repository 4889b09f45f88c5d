"""Who cannot be a party of an act, by the syntax around its word, whatever the network takes it for.

Somebody makes every act, so that the chance of a barred maker is left to the others; not every act is put to
somebody, so that the chance of a barred taker goes to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from briefing.analysis.learned.addressees import asked_subjects
from briefing.analysis.learned.bystanders import bystanders, joined
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import MEASURES, TriggerScores
from briefing.analysis.vocabulary import words as listed

_DONE_TO = ("demand", *MEASURES)
"""Acts whose passive has for subject who is asked, hit or relieved; who "is committed" to something acts itself."""
_CLAUSES = ("acl", "relcl")
_WITHIN_VERB = ("xcomp", "conj")
"""How a verb hangs on one that shares its subject."""

_OWNING = ("poss", "compound", "amod", "nmod")
"""How who owns somebody, or gives it its name, hangs on it."""
_WITHIN_NAME = (*_OWNING[1:], "conj")
"""How a word hangs on the name that it is a part of."""
_LEAST = 1e-4
"""Chances below this count for nothing."""


def without_barred(document: Document, said: TriggerScores, act: str) -> TriggerScores:
    """The scores of a word that tells an act, with no chance for those who cannot be its parties."""
    proposers, recipients = said.proposers.copy(), said.recipients.copy()
    only_owners = set(owners_of_others(document, said))
    proposers[list(only_owners)] = 0
    if act in _DONE_TO:
        proposers[list(barred_makers(document, said.word))] = 0
    proposers[list(judges_of_maker(document, said.word))] = 0
    followed = joined(document, said.word)
    proposers[[i for i, one in enumerate(document.candidates) if one.head in followed]] = 0
    barred = list({*barred_takers(document, said, act), *only_owners})
    recipients[-1] += recipients[barred].sum()
    recipients[barred] = 0
    return replace(said, proposers=proposers, recipients=recipients)


def owners_of_others(document: Document, said: TriggerScores) -> Iterator[int]:
    """Who only tells whose others are meant, that are a party: "warned [Chad]'s enemies", "[Chad]'s allies want"."""
    words = document.words
    for number in np.flatnonzero(np.maximum(said.proposers[:-1], said.recipients[:-1]) > _LEAST).tolist():
        at = document.candidates[number].head
        if words[at].dep in _OWNING and words[words[at].head].lemma in listed("acts.related"):
            yield number


def barred_makers(document: Document, word: int) -> Iterator[int]:
    """Candidates that cannot make the act: who is asked, and its owner, where nobody is said to ask.

    "FIFA's committee was asked to look into it": by FIFA nobody says.
    """
    words = document.words
    below = {words[i].dep: i for i in document.children(word)}
    passive = "nsubjpass" in below and "agent" not in below
    for asked in [below["nsubjpass"]] if passive else asked_subjects(document, word):
        for number in _within(document, asked):
            at = document.candidates[number].head
            if at == asked or (words[at].head == asked and words[at].dep in _OWNING):
                yield number


def judges_of_maker(document: Document, word: int) -> Iterator[int]:
    """Who only praises or blames another for the act: "[Peru] criticised Chad for urging Fiji", "accused it of …"."""
    words = document.words
    word = document.upwards(word, *_WITHIN_VERB)[-1]  # "accused it of [trying] to block"
    preposition = words[word].head
    if words[word].dep != "pcomp" or words[preposition].lemma not in ("for", "of"):
        return
    verb = words[preposition].head
    if words[preposition].lemma == "of" and words[verb].lemma not in listed("acts.accusing"):
        return
    judged = set(document.children(verb, "dobj"))
    if any(c.head in judged for c in document.candidates):
        for judge in _makers(document, verb):
            yield from _within(document, judge)


def barred_takers(document: Document, said: TriggerScores, act: str) -> Iterator[int]:
    """Candidates that cannot be who the act is put to, or whom it hits."""
    yield from _not_ordered(document, said.word)
    if act in MEASURES:
        yield from _beside_who_is_hit(document, said.word)
        yield from _not_told_with_exports(document, said.word)
    makers, likely = _makers(document, said.word), np.flatnonzero(said.recipients[:-1] > _LEAST).tolist()
    yield from bystanders(document, said.word, act, likely)
    for number in likely:
        if (
            _is_within_name_of_war(document, number)
            or (act == "demand" and _is_asked_for(document, number, said))
            or _is_moved(document, number, said.word)
            or _is_one_of(document, document.candidates[number].head, makers)
        ):
            yield number


def _not_ordered(document: Document, word: int) -> Iterator[int]:
    """Who is told of where nobody in the clause is ordered to act.

    "Ordered the dispatch of ships to Chad", "ordered to close the road to Chad".
    """
    words = document.words
    if words[word].lemma != "order":
        return
    below = [i for i in document.children(word) if i > word]
    moved = any(words[i].dep == "dobj" and words[i].lemma in listed("acts.movements") for i in below)
    unsaid = not any(words[i].dep in ("dobj", "dative", "agent") for i in below) and words[word].dep != "relcl"
    for i in below:
        only_to_act = words[i].dep == "xcomp" and not _has_subject(document, i)
        if (moved and words[i].dep in ("dobj", "prep")) or (unsaid and only_to_act):
            yield from _within(document, i)


def _has_subject(document: Document, verb: int) -> bool:
    return bool(document.children(verb, "nsubj", "nsubjpass"))


def _beside_who_is_hit(document: Document, word: int) -> Iterator[int]:
    """Who only tells which one is hit: "[three firms] owned by Ada Lis were banned by Fiji"."""
    words = document.words
    hit = document.children(word, "nsubjpass")
    for clause in (i for i in document.sentence(word) if words[i].head in hit and words[i].dep in _CLAUSES):
        yield from _within(document, clause)


def _not_told_with_exports(document: Document, word: int) -> Iterator[int]:
    """Who does not stand in the phrase of a verb that stops one's own exports: those hit nobody that is not named."""
    words = document.words
    below = document.children(word, "dobj", "nsubjpass")
    if words[word].pos != "VERB" or all(words[i].lemma not in listed("acts.own_flows") for i in below):
        return
    for number, candidate in enumerate(document.candidates):
        if not _is_in_clause(document, candidate.head, word):
            yield number


def _is_in_clause(document: Document, at: int, verb: int) -> bool:
    """Whether a word stands below a verb, and below no other one there that has a subject of its own."""
    above = document.upwards(document.words[at].head)
    own = (i for i in above if i == verb or (document.words[i].pos in ("VERB", "AUX") and _has_subject(document, i)))
    return next(own, None) == verb


def _is_asked_for(document: Document, candidate: int, said: TriggerScores) -> bool:
    """Whether a noun is what is asked for, and no one: "urged [support] for the bill", "called for a new [agency]"."""
    words, at, word = document.words, document.candidates[candidate].head, said.word
    if words[at].pos != "NOUN" or words[word].pos != "VERB" or document.candidates[candidate].sort != "phrase":
        return False
    if words[at].head == word and words[at].dep == "dobj":
        return words[at].lemma in listed("acts.asked_for")
    above = words[words[at].head]
    if words[at].dep == "pobj" and above.lemma == "of" and words[above.head].lemma in listed("acts.creations"):
        return True
    in_terms = said.terms[0] <= at < said.terms[1]
    return in_terms and words[at].dep == "pobj" and above.lemma == "for" and above.head == word


def _is_moved(document: Document, candidate: int, word: int) -> bool:
    """Whether people are only sent, hired or freed by what is put: "promised to send 900 [volunteers]"."""
    words, at = document.words, document.candidates[candidate].head
    verb = words[at].head
    if document.candidates[candidate].sort != "phrase" or words[at].dep != "dobj" or verb == word:
        return False
    return words[verb].lemma in listed("acts.moving_people") and _is_in_clause(document, verb, word)


def _makers(document: Document, word: int) -> tuple[int, ...]:
    """The main words of who does what a verb says, or the verb above it that has a subject."""
    subjects = (document.children(verb, "nsubj") for verb in document.upwards(word, *_WITHIN_VERB))
    return next(filter(None, subjects), ())


def _is_one_of(document: Document, at: int, group: Sequence[int]) -> bool:
    """Whether somebody is named as one of a group: "allies such as [Chad]", "miners including Fiji and [Chad]"."""
    words, first = document.words, document.upwards(at, "conj")[-1]
    some = words[words[first].head]
    return (
        words[first].dep == "pobj"
        and some.text in listed("acts.naming_some")
        and any(i in group for i in document.upwards(some.head, "conj", "appos"))
    )


def _is_within_name_of_war(document: Document, candidate: int) -> bool:
    above = document.upwards(document.candidates[candidate].head, *_WITHIN_NAME)[1:]
    return any(document.words[i].lemma in listed("acts.wars") for i in above)


def _within(document: Document, top: int) -> Iterator[int]:
    """The candidates that stand in the phrase of a word, or are it."""
    phrase = document.below(top)
    return (number for number, candidate in enumerate(document.candidates) if candidate.head in phrase)
