"""What the chance that a line is right goes by: the network's scores, and where the rules agree with them.

What is said of the two parties is what the choice between pairs went by (`pair_features.py`).
"""

from __future__ import annotations

import numpy as np

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.odds import logit
from briefing.analysis.learned.scored_acts import ScoredAct

_NEAR = 3
_QUOTES = frozenset('"“”‘’')


def line_features(document: Document, act: ScoredAct) -> dict[str, float]:
    """The features of a line; those that it lacks are 0."""
    words = document.words
    rule = act.ruled
    length = act.terms[1] - act.terms[0]
    made = {
        **act.pair,
        "one": 1.0,
        "likely": logit(act.likely),
        "counted": logit(act.counted),
        "act": logit(act.act_chance),
        "sign": logit(act.sign_chance),
        "negated": float(act.negated),
        "terms": logit(act.terms_chance),
        "short terms": float(length == 1),
        "long terms": float(length > 20),
        "length": np.log1p(length),
        "times told": np.log(len(act.words)),
        "ruled": float(rule is not None),
        "sure": rule.sure if rule else 0.0,
        "same act": float(rule is not None and rule.act == act.act),
        "same sign": float(rule is not None and rule.negated == act.negated),
        act.act: 1.0,
    }
    parties = zip((act.proposer, act.recipient), act.nobody, strict=True)
    chances = [nobody if choice is None else choice.chance for choice, nobody in parties]
    if rule is not None:
        made["terms agreed"] = _overlap(rule.terms, act.terms)
    made["quoted"] = float(any(w.text in _QUOTES for w in words[act.terms[0] : act.terms[1]]))
    made["after the word"] = float(0 <= act.terms[0] - act.words[0] <= _NEAR)
    made["terms verb"] = float(words[act.terms[0]].pos == "VERB")
    made["terms noun"] = float(any(w.pos in ("NOUN", "PROPN") for w in words[act.terms[0] : act.terms[1]]))
    made["together"] = float(np.log(np.maximum([act.likely, act.act_chance, act.sign_chance, *chances], 1e-4)).sum())
    return made


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The share of words that two stretches have in common."""
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0]))
