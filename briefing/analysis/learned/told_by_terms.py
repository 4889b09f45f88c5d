"""What the terms say about an act: a wish to give is an offer, a promise of harm a threat."""

from __future__ import annotations

from dataclasses import replace

from briefing.analysis.learned.act_terms import Range, terms_of, what_is_given
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.harmful_vows import is_vow_of_harm
from briefing.analysis.learned.network import TriggerScores
from briefing.analysis.learned.party_choice import Choice, Parties
from briefing.analysis.learned.told_act import ToldAct
from briefing.analysis.vocabulary import words as listed


def told_by_terms(document: Document, said: TriggerScores, told: ToldAct, parties: Parties) -> tuple[ToldAct, Range]:
    """The act that is told once its terms are known, and the terms."""
    terms = terms_of(document, said, told.act, told.negated, parties.recipient)
    if told.act == "demand" and _does_it_itself(document, terms, parties.proposer):
        return replace(told, act="offer"), what_is_given(document, terms)
    if told.act in ("pledge", "offer") and not told.negated and is_vow_of_harm(document, said.word, terms):
        return replace(told, act="threaten", rule=None), terms  # the rules go by the word
    return told, terms


def _does_it_itself(document: Document, terms: Range, maker: Choice | None) -> bool:
    """Whether the maker is who would give: "Oslo wants to persuade Chad that Norway can offer a better deal"."""
    verb = document.words[terms[0]]
    if maker is None or verb.lemma not in listed("acts.own_giving") or verb.pos != "VERB":
        return False
    givers = (c for c in document.candidates if document.words[c.head].head == terms[0])
    return any(
        document.words[c.head].dep == "nsubj" and document.sides.keys_on_one_side(c.party, maker.party) for c in givers
    )
