"""Who stands beside a party in one list: Iran, of "China and Iran offered"."""

from __future__ import annotations

from briefing.analysis.learned.document import Candidate, Document

_OF = 2
"""Words behind a noun in which "of" and a name stand."""


def joint_candidates(document: Document, candidate: int, word: int, other: str | None = None) -> tuple[int, ...]:
    """The candidates that stand in one list with a candidate, in the sentence of the word that says the act.

    One for each party, in the order of the text; nobody who is the act's `other` party or speaks for it.
    """
    sentence = document.sentence(word)
    chosen = document.candidates[candidate]
    if chosen.head not in sentence:
        return ()
    whole = head_of_list(document, _named_by(document, candidate))
    taken = {chosen.party, *_also_called(document, sentence, whole)}
    found = []
    for number, beside in enumerate(document.candidates):
        if beside.head not in sentence or beside.party in taken or beside.sort == "pronoun":
            continue
        if head_of_list(document, beside.head) == whole and not _tells_office(document, beside, chosen):
            taken.add(beside.party)
            if not document.sides.one_speaks_for_other(beside.party, other):
                found.append(number)
    return tuple(found)


def _also_called(document: Document, sentence: range, whole: int) -> set[str]:
    """The parties behind an "or": "the Security Service, or [SBU]" is one party by two names."""
    words = document.words
    ors = [i for i in sentence if words[i].dep == "cc" and words[i].lemma == "or"]
    named = {i for i in sentence if words[i].dep == "conj" and any(words[o].head == words[i].head < o < i for o in ors)}
    return {c.party for c in document.candidates if c.head in named and head_of_list(document, c.head) == whole}


def _named_by(document: Document, candidate: int) -> int:
    """The word of a candidate's name: of "leaders of Panama and Peru", which stand for two states, "Panama".

    "The people of Panama" stand for no state.
    """
    chosen = document.candidates[candidate]
    named = chosen.head + _OF
    behind = document.words[chosen.head + 1 : named + 1]
    of_name = len(behind) == _OF and behind[0].lemma == "of" and behind[1].dep == "pobj" and behind[1].pos == "PROPN"
    is_state = any(c.head == named and c.party == chosen.party for c in document.candidates)
    return named if of_name and is_state and document.words[chosen.head].pos == "NOUN" else chosen.head


def _tells_office(document: Document, beside: Candidate, chosen: Candidate) -> bool:
    """Whether a bare noun beside a person only says who that is: "[founder] and chairman Ada Lis"."""
    noun = document.words[beside.head]
    is_bare = noun.pos == "NOUN" and noun.text.lower() == noun.lemma
    owned = document.children(beside.head, "det", "poss", "nummod")
    return chosen.kind == "person" and beside.sort == "phrase" and is_bare and not owned


def head_of_list(document: Document, word: int) -> int:
    """The first word of the list that a word stands in; the word itself where it stands in none."""
    return document.upwards(word, "conj")[-1]
