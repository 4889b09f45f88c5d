"""Acts of a title that the beginning of the text tells again: the fuller line stands for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.hollow_terms import are_hollow
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.scored_acts import ScoredAct, are_alike, share_words
from briefing.core.visibility import USUAL_BOUNDS

_LEAD = 2
"""Sentences behind a title that tell what it tells; what stands further down is another act of those two as often."""

Told = tuple[ScoredAct, float]
"""An act, and how likely its line is right."""


def without_retold_titles(document: Document, title_end: int, told: Sequence[Told]) -> list[Told]:
    """The acts, but those of the title go into the line that tells them again; `title_end` is the word behind it.

    Titles are so short that one word that both have must do, where the kind of the act and its parties are the same.
    The first sentence may call the taker otherwise: "banks", "its committee of banks".
    """
    lead = _lead(document, title_end)
    kept = list(told)
    for title in [one for one in told if all(word < title_end for word in one[0].words)]:
        fuller = next((one for one in kept if _tells_again(document, lead, title[0], *one)), None)
        if fuller is not None:
            act, chance = fuller
            kept[kept.index(fuller)] = replace(act, words=act.words + title[0].words), chance
            kept.remove(title)
    return kept


def _lead(document: Document, title_end: int) -> tuple[range, range]:
    """The words of the first sentence of the text, and those of the first sentences."""
    behind = [end for start, end in document.sentences if start >= title_end][:_LEAD] or [title_end]
    return range(title_end, behind[0]), range(title_end, behind[-1])


def _tells_again(
    document: Document, lead: tuple[range, range], title: ScoredAct, other: ScoredAct, chance: float
) -> bool:
    """Whether a line of the lead tells what a title does, and is sure enough to stand for it."""
    in_first, in_lead = (any(word in part for word in other.words) for part in lead)
    same = (other.act, other.negated) == (title.act, title.negated) and share_words(document, title, other)
    is_shown = other.proposer is not None and chance >= USUAL_BOUNDS.unsure_below
    if not in_lead or not same or not is_shown or are_hollow(document, other.terms):
        return False
    maker = are_alike(document, title.proposer, other.proposer)
    if title.recipient is None or (in_first and maker and other.recipient is not None):
        return maker
    return _are_called_alike(document, title.recipient, other.recipient)


def _are_called_alike(document: Document, one: Choice, other: Choice | None) -> bool:
    """Whether two parties stand on one side, or are people called by one noun: "banks", "reluctant banks"."""
    if other is None or are_alike(document, one, other):
        return other is not None
    parties = [document.candidates[choice.candidate] for choice in (one, other)]
    nouns = {document.words[party.head].lemma for party in parties}
    return len(nouns) == 1 and all(party.sort == "phrase" for party in parties)
