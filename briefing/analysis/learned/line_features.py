"""What the chance that a line is right goes by: the network's scores, and where the rules agree with them."""

from __future__ import annotations

import numpy as np

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.odds import logit
from briefing.analysis.learned.scored_acts import ScoredAct

_LONG_NAME, _NEAR = 3, 3
_QUOTES = frozenset('"“”‘’')
_PLACES = ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "appos", "compound")


def line_features(document: Document, act: ScoredAct) -> dict[str, float]:
    """The features of a line; those that it lacks are 0."""
    words = document.words
    rule = act.ruled
    sentence = document.sentence(act.words[0])
    length = act.terms[1] - act.terms[0]
    made = {
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
        "noun": float(words[act.words[0]].pos == "NOUN"),
        "ruled": float(rule is not None),
        "sure": rule.sure if rule else 0.0,
        "same act": float(rule is not None and rule.act == act.act),
        "same sign": float(rule is not None and rule.negated == act.negated),
        "pair": act.pair_chance,
        "pair lead": act.pair_lead,
        act.act: 1.0,
    }
    chances = [act.likely, act.act_chance, act.sign_chance]
    for role, choice, nobody, named in (
        ("proposer", act.proposer, act.nobody[0], rule.proposer if rule else None),
        ("recipient", act.recipient, act.nobody[1], rule.recipient if rule else None),
    ):
        if choice is None:
            made[f"no {role}"] = 1.0
            made[f"{role} nobody"] = logit(nobody)
            chances.append(nobody)
        else:
            candidate = document.candidates[choice.candidate]
            made[role] = logit(choice.chance)
            made[f"{role} lead"] = choice.lead
            made[f"{role} {candidate.sort}"] = 1.0
            made[f"{role} {candidate.kind or 'other'}"] = 1.0
            made[f"{role} here"] = float(candidate.head in sentence)
            made[f"{role} long name"] = float(len(candidate.name.split()) > _LONG_NAME)
            made[f"{role} no capital"] = float(not any(c.isupper() for c in candidate.name))
            head = words[candidate.head]
            made[f"{role} on the word"] = float(head.head in act.words)
            made[f"{role} {head.dep if head.dep in _PLACES else 'elsewhere'}"] = 1.0
            chances.append(choice.chance)
        if rule is not None:
            agreed = choice is not None and document.sides.keys_on_one_side(named, choice.party)
            made[f"{role} agreed"] = float(agreed)
            made[f"{role} differs"] = float(named is not None and choice is not None and not agreed)
            made[f"{role} unruled"] = float(named is None)
    if rule is not None:
        made["terms agreed"] = _overlap(rule.terms, act.terms)
    made["quoted"] = float(any(w.text in _QUOTES for w in words[act.terms[0] : act.terms[1]]))
    made["after the word"] = float(0 <= act.terms[0] - act.words[0] <= _NEAR)
    made["terms verb"] = float(words[act.terms[0]].pos == "VERB")
    made["terms noun"] = float(any(w.pos in ("NOUN", "PROPN") for w in words[act.terms[0] : act.terms[1]]))
    made["together"] = float(np.log(np.maximum(chances, 1e-4)).sum())
    return made


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The share of words that two stretches have in common."""
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0]))
