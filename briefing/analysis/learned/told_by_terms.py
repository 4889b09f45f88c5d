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
    if told.act == "reject" and told.negated:
        terms = _what_is_open(document, terms)
    if told.act == "demand" and told.negated:
        asked = terms_of(document, said, told.act, negated=False, recipient=parties.recipient)
        if _asks_not_to(document, said.word, asked):
            told, terms = replace(told, negated=False), asked
    if told.act == "demand" and _does_it_itself(document, terms, parties.proposer):
        return replace(told, act="offer"), what_is_given(document, terms)
    if told.act in ("pledge", "offer") and not told.negated and is_vow_of_harm(document, said.word, terms):
        return replace(told, act="threaten", rule=None), terms  # the rules go by the word
    if told.act == "threaten" and not told.negated and (relief := _relief(document, said.word, terms)):
        return replace(told, act=relief, rule=None), terms
    if told.act in ("pledge", "threaten") and not told.negated and _is_vow_of_defiance(document, said.word, terms):
        return replace(told, act="reject", rule=None), terms
    return told, terms


def _what_is_open(document: Document, terms: Range) -> Range:
    """What is not ruled out, without these words: "refused to [rule out] sending ships"."""
    first, last = terms
    said = [word.lemma for word in document.words[first : first + 2]]
    return (first + 2, last) if said == ["rule", "out"] and last > first + 2 else terms


def _asks_not_to(document: Document, word: int, terms: Range) -> bool:
    """Whether the only "not" is that of what is asked: "urged the miners [not to strike]"."""
    words = document.words
    no = (*listed("acts.negations"), *listed("acts.denying_verbs"))
    before = [i for i in document.sentence(word) if i < terms[0]]
    return words[terms[0]].dep == "neg" and word < terms[0] and all(words[i].lemma not in no for i in before)


def _relief(document: Document, word: int, terms: Range) -> str | None:
    """What ending that which weighs on others is: "ready to halt [its tests]" offers, "will halt [its tests]" pledges.

    None where nothing of the kind is ended: "will halt exports".
    """
    words, (first, last) = document.words, terms
    if words[word].lemma in listed("acts.threatening"):
        return None
    verbs = (*listed("acts.ending_measures"), *listed("acts.stopping"), *listed("acts.lowering"))
    ends = {i for i in (word, *range(first, last)) if words[i].lemma in (*verbs, *listed("acts.allaying"))}
    ended = {words[i].lemma for i in range(first, last) if words[i].dep == "dobj" and words[i].head in ends}
    if words[word].lemma in listed("acts.readiness"):
        return None if ended.isdisjoint((*listed("acts.burdens"), *listed("acts.worries"))) else "offer"
    return None if ended.isdisjoint(listed("acts.worries")) else "pledge"


def _is_vow_of_defiance(document: Document, word: int, terms: Range) -> bool:
    """ "vowed to [defy the ban]", "vowed not to [bow to Chad]"."""
    words, first = document.words, terms[0]
    while first + 1 < terms[1] and words[first].pos in ("PART", "ADV", "PUNCT", "AUX"):
        first += 1
    if words[first].pos != "VERB" or words[word].pos != "VERB" or words[word].lemma in listed("acts.threatening"):
        return False
    denied = bool(document.children(first, "neg"))
    return words[first].lemma in (listed("acts.giving_in") if denied else listed("acts.defying"))


def _does_it_itself(document: Document, terms: Range, maker: Choice | None) -> bool:
    """Whether the maker is who would give: "Oslo wants to persuade Chad that Norway can offer a better deal"."""
    verb = document.words[terms[0]]
    if maker is None or verb.lemma not in listed("acts.own_giving") or verb.pos != "VERB":
        return False
    givers = (c for c in document.candidates if document.words[c.head].head == terms[0])
    return any(
        document.words[c.head].dep == "nsubj" and document.sides.keys_on_one_side(c.party, maker.party) for c in givers
    )
