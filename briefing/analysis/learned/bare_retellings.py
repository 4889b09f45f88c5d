"""Lines that only name the deal or the bid which another line tells: "the pact", "its offer for Chad Air"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import MEASURES
from briefing.analysis.learned.retold_titles import Told
from briefing.analysis.learned.scored_acts import ScoredAct, are_alike
from briefing.analysis.vocabulary import words as listed
from briefing.core.visibility import USUAL_BOUNDS

_FULL = ("ADJ", "ADV", "NOUN", "NUM", "PROPN", "SYM", "VERB")


def without_bare_retellings(document: Document, told: Sequence[Told]) -> list[Told]:
    """The acts, but those that only name what is put go into the first line of the same two that says what it is."""
    kept = list(told)
    for bare in [one for one in told if _is_bare(document, one[0])]:
        fuller = next((one for one in kept if _says_it(document, bare[0], *one)), None)
        if fuller is not None:
            act, chance = fuller
            kept[kept.index(fuller)] = replace(act, words=act.words + bare[0].words), chance
            kept.remove(bare)
    return kept


def _says_it(document: Document, bare: ScoredAct, other: ScoredAct, chance: float) -> bool:
    """Whether a line says what another one only names, and is sure enough to stand for it."""
    return (
        (other.act, other.negated) == (bare.act, bare.negated)
        and chance >= USUAL_BOUNDS.unsure_below
        and bare.proposer is not None
        and are_alike(document, bare.proposer, other.proposer)
        and are_alike(document, bare.recipient, other.recipient)
        and not _is_bare(document, other)
    )


def _is_bare(document: Document, act: ScoredAct) -> bool:
    """Whether terms have no word but for a deal, for buying shares, or for one of the two parties."""
    words = document.words
    return all(
        words[i].pos not in _FULL or _only_names(act.act, words[i].lemma) or _is_of_party(document, act, i)
        for i in range(*act.terms)
    )


def _only_names(act: str, lemma: str) -> bool:
    """Whether a word says nothing new of an offer or a measure: "[buy] all [shares]", "the [sanctions]"."""
    if act == "offer" and lemma in listed("acts.share_buying"):
        return True
    return lemma in listed("acts.deals") or (act in MEASURES and lemma in listed("acts.burdens"))


def _is_of_party(document: Document, act: ScoredAct, word: int) -> bool:
    """Whether a word names the maker or the taker of an act, or is the sign of a share behind a name: "<USO>"."""
    if word and document.words[word - 1].text == "<":
        return True
    parties = [choice.party for choice in (act.proposer, act.recipient) if choice is not None]
    named = (c for c in document.candidates if c.first <= word < c.last and c.sort == "name")
    return any(c.party in parties for c in named)
