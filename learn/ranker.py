"""Fits the ranker of pairs on stories that the network was not trained on.

The pairs of an act compete; those whose two parties are right share the chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import Network
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.scored_acts import options, score_act, with_features
from briefing.analysis.learned.small_networks import Features, Fitted
from briefing.analysis.learned.telling import LEAST, hear
from learn.lines import line_of, parse_with_rules
from learn.pairing import are_parties, marked_acts, weigh_pairs
from learn.small import Fitting, fit_networks, names_of, values_of

FITTING = Fitting(networks=3, width=32, passes=12, batch=64, decay=0.01, dropped=0.3)


class Example(NamedTuple):
    """The pairs of an act that a story tells, each with its features, and how right its parties are, from 0 to 1."""

    story: str
    pairs: Sequence[Features]
    right: Sequence[float]


def examples(network: Network, nlp: Any, story: dict[str, Any]) -> list[Example]:
    """The acts of a story that readers marked and the analysis sees, with their pairs."""
    parsed, cast, ruled = parse_with_rules(nlp, story["text"])
    heard = hear(network, parsed, cast, ruled)
    document = heard.story.document
    seen = list(with_features(document, options(document, heard.read, tuple(heard.ruled), LEAST, heard.denied)))
    likeliest = [line_of(heard.story, parsed, score_act(document, *one)) for one in seen]
    found = []
    for (option, features), line, act in zip(seen, likeliest, marked_acts(story, likeliest), strict=True):
        if act is None:
            continue
        parties = [(_name(document, pair.proposer), _name(document, pair.recipient)) for pair in option.pairs]
        right = [are_parties(line.between(*two), act) for two in parties]
        if any(right):
            found.append(Example(story["id"], features, weigh_pairs(right, [two[1] is not None for two in parties])))
    return found


def _name(document: Document, choice: Choice | None) -> str | None:
    return None if choice is None else document.candidates[choice.candidate].name


def fit_ranker(found: Sequence[Example]) -> Fitted:
    """The networks of a ranker (`briefing.analysis.learned.pair_ranker.PairRanker`)."""
    names = names_of([pair for example in found for pair in example.pairs])
    most = max(len(example.pairs) for example in found)
    x = np.zeros((len(found), most, len(names)), dtype=np.float32)
    given, right = np.zeros(x.shape[:2], dtype=bool), np.zeros(x.shape[:2], dtype=np.float32)
    for i, example in enumerate(found):
        count = len(example.pairs)
        x[i, :count], given[i, :count], right[i, :count] = values_of(example.pairs, names), True, example.right
    is_given, is_right = torch.from_numpy(given), torch.from_numpy(right)

    def loss(scores: Tensor, chosen: Tensor) -> Tensor:
        chances = torch.log_softmax(scores.masked_fill(~is_given[chosen], -1e4), dim=1)
        lost: Tensor = -torch.logsumexp(chances + torch.log(is_right[chosen] + 1e-9), dim=1).mean()
        return lost

    return fit_networks(names, x, given, loss, FITTING)
