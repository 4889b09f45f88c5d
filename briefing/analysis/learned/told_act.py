"""Which act a word tells, and its sign: by the network, by the rules where they know better, and by a "not"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from briefing.analysis.learned.conditions import is_conditional
from briefing.analysis.learned.document import Document, RuleAct
from briefing.analysis.learned.measure_acts import measure_act
from briefing.analysis.learned.network import ACTS, MEASURES, TriggerScores
from briefing.analysis.learned.signed_texts import decreed_act
from briefing.analysis.learned.unsettled_measures import unsettled_act
from briefing.analysis.vocabulary import words as listed

_DENIED = 0.5
"""From which chance an act is taken as said not to happen; the rules may say so too."""
_LESS_SURE = {
    "impose": ("lift", "pledge"),
    "lift": ("impose", "pledge"),
    "demand": ("lift", "offer"),
}
"""Acts that the network takes for another one which the rules know better."""
_DENIED_WITHIN = 6
"""How far before a verb its "not" may stand, in words."""


@dataclass(frozen=True, slots=True)
class ToldAct:
    """An act, whether it is said not to happen, and what the rules say of it, if they take it for the same."""

    act: str
    negated: bool
    rule: RuleAct | None = None


def told_by_word(document: Document, said: TriggerScores, rule: RuleAct | None, denied: bool) -> ToldAct:
    """The act that a word tells. `denied` says that nobody does it."""
    likeliest = ACTS[int(np.argmax(said.acts))]
    ruled_out = _is_ruled_out(document, said.word)
    if ruled_out and likeliest in ("accept", "offer", "pledge"):
        return ToldAct("reject", negated=False)
    topped = _is_topped(document, said.word)
    denied = denied or ruled_out or (not topped and _is_left_undone(document, said.word))
    negated = not topped and said.negated > _DENIED
    act, negated = _with_rules(likeliest, negated, rule, denied, is_conditional(document, said.word))
    if act == "reject" and _does_not_hold_back(document, said.word):
        return ToldAct("pledge", negated=False)
    if act == "reject" and _keeps_open(document, said.word):
        return ToldAct("reject", negated=True)
    if act == "reject" and not negated and _gives_up_objection(document, said.word):
        return ToldAct("lift", negated=False)
    if act == "demand" and negated and document.words[said.word].lemma in listed("acts.persuading"):
        negated = _is_persuasion_untried(document, said.word)
    act, negated = measure_act(document, said.word, act, negated)
    if act in MEASURES:
        act = unsettled_act(document, said.word, act, negated)
    if act == "offer" and not negated:
        act, negated = _offer_or_refusal(document, said.word)
    if act in ("reject", "pledge") and _leaves_unless(document, said.word):
        return ToldAct("threaten", negated)
    decree = decreed_act(document, said.word, act)
    return ToldAct(decree, negated, rule if decree == act else None)  # the rules do not know decrees


def _with_rules(act: str, negated: bool, rule: RuleAct | None, denied: bool, conditional: bool) -> tuple[str, bool]:
    """The act and its sign. A denial that the sentence shows counts: the worst line is one that says the opposite.

    What the rules know better: whether a measure is imposed or lifted ("suspended its ban" lifts, "suspended aid"
    imposes); that a measure which is promised without an "if" is a measure; that a bid for what is another's asks.
    """
    if rule is not None and act in _LESS_SURE.get(rule.act, ()) and not (conditional and act == "pledge"):
        act = rule.act
    refused = rule is not None and (rule.negated or rule.act == "reject")
    if act == "accept" and not negated and (denied or refused):
        return "reject", False
    return act, negated or (denied and act != "reject") or (rule is not None and rule.negated and rule.act == act)


def _is_topped(document: Document, word: int) -> bool:
    """Whether more is told than the act: "not only [offered] gas but sent it"; nor is what is answered so denied."""
    words = document.words
    verb = words[word].head if words[word].pos == "NOUN" and words[word].dep in ("dobj", "nsubjpass") else word
    nots = (i for i in document.children(verb) if i < verb and words[i].lemma == "not")
    return any(words[i + 1].text.lower() in listed("acts.mere") for i in nots)


def _is_ruled_out(document: Document, word: int) -> bool:
    """ "under no circumstances will we [sell] oil", "will in no case [hand] over the prisoners"."""
    words, sentence = document.words, document.sentence(word)
    nouns = {words[i].head for i in sentence if words[i].dep == "det" and words[i].lemma == "no"}
    return any(
        words[i].lemma in listed("acts.denying_circumstances")
        and words[i].dep == "pobj"
        and words[words[i].head].lemma in ("in", "on", "under")
        and word in (words[words[i].head].head, words[words[words[i].head].head].head)
        for i in nouns
    )


def _is_left_undone(document: Document, word: int) -> bool:
    """ "did not [ban] ships", "was faulted for not [asking] Chile"; no "will not", which refuses, nor "must not".

    Nor is what was not shown or given: "has shown no [willingness]", "had not shown [willingness]".
    """
    words = document.words
    if words[word].pos == "NOUN" and words[word].dep == "dobj" and words[word].lemma in listed("acts.readiness_nouns"):
        word = words[word].head
    if words[word].pos == "VERB" and _stops_short(document, word):
        return True
    below = [words[i] for i in document.children(word) if i < word]
    plain = all(w.lemma in ("be", "do", "have") for w in below if w.dep in ("aux", "auxpass"))
    return words[word].pos == "VERB" and plain and any(w.dep == "neg" for w in below)


def _stops_short(document: Document, word: int) -> bool:
    """ "[stopped] short of sanctions"."""
    words = document.words
    ends = words[word].lemma in listed("acts.ending_verbs")
    behind = words[word + 1 : word + 2]
    return ends and any(w.head == word and w.text in listed("acts.stopping_short") for w in behind)


def _does_not_hold_back(document: Document, word: int) -> bool:
    """ "will not [shrink] from helping", "would not [hesitate] to help"."""
    words = document.words
    below = [words[i] for i in document.children(word)]
    held = words[word].lemma in listed("acts.holding_back") and any(w.dep == "neg" for w in below)
    behind = words[word + 1 : word + 3]
    follows = any(w.dep == "prep" and w.lemma == "from" for w in behind) or document.children(word, "xcomp")
    return held and bool(follows)


def _keeps_open(document: Document, word: int) -> bool:
    """ "[refused] to rule out", "refused to [rule] out"."""
    words = document.words
    if words[word].lemma in listed("acts.declining"):
        ruled = document.children(word, "xcomp")
        return any(_rules_out(document, i) for i in ruled)
    return _rules_out(document, word) and words[words[word].head].lemma in listed("acts.declining")


def _gives_up_objection(document: Document, word: int) -> bool:
    """ "[withdrew] its veto", "[reversed] its refusal to sell gas"."""
    words = document.words
    if words[word].pos != "VERB" or words[word].lemma not in listed("acts.withdrawing"):
        return False
    below = [words[i] for i in document.children(word)]
    is_done = not any(w.dep == "neg" or (w.dep == "aux" and w.lemma in listed("acts.refusing_modals")) for w in below)
    return is_done and any(w.dep == "dobj" and w.lemma in listed("acts.objections") for w in below)


def _rules_out(document: Document, word: int) -> bool:
    behind = document.words[word + 1 : word + 2]
    return document.words[word].lemma == "rule" and any(w.lemma == "out" and w.head == word for w in behind)


def _is_persuasion_untried(document: Document, word: int) -> bool:
    """ "did not try to [persuade]", but no "did not [persuade]" and no "failed to [persuade]"."""
    words = document.words
    above = words[word].head
    if words[word].dep != "xcomp" or words[above].lemma in listed("acts.failing_verbs"):
        return False
    return bool(document.children(above, "neg"))


def _leaves_unless(document: Document, word: int) -> bool:
    """ "will walk away unless …" is no refusal yet."""
    words = document.words
    if words[word].pos != "VERB" or words[word].lemma not in listed("acts.leaving"):
        return False
    below = [words[i] for i in document.children(word)]
    ahead = any(w.dep == "aux" and w.lemma in listed("acts.refusing_modals") for w in below)
    clauses = document.children(word, "advcl")
    return ahead and any(
        words[i].dep == "mark" and words[i].lemma in listed("acts.ifs") and words[i].head in clauses
        for i in document.sentence(word)
    )


def _offer_or_refusal(document: Document, word: int) -> tuple[str, bool]:
    """The act and the sign of what passes for an offer: "would not bid" refuses, "has not supplied" does not offer.

    Five such words stand in the annotated news, and none was an offer.
    """
    before = [w for w in document.words[max(0, word - _DENIED_WITHIN) : word] if w.head == word]
    if document.words[word].pos != "VERB" or all(w.dep != "neg" for w in before) or _is_topped(document, word):
        return "offer", False
    return ("reject", False) if any(w.lemma in listed("acts.refusing_modals") for w in before) else ("offer", True)
