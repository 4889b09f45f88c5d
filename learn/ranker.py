"""Fits the ranker of pairs on stories that the network was not trained on.

The pairs of an act compete; those whose two parties are right share the chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from briefing.analysis.learned.judge import Features
from briefing.analysis.learned.network import Network
from briefing.analysis.learned.pair_ranker import LARGEST, LAYERS
from briefing.analysis.learned.scored_acts import first_choice, options, with_features
from briefing.analysis.learned.telling import LEAST, hear
from learn.lines import line_of, parse_with_rules
from learn.pairing import are_parties, marked_acts

NETWORKS, WIDTH, PASSES, BATCH = 3, 32, 12, 64
RATE, DECAY, DROPPED = 2e-3, 1e-2, 0.3
_MOST = 8
"""Pairs of an act."""


class Example(NamedTuple):
    """The pairs of an act that a story tells, each with its features, and whether its parties are right."""

    story: str
    pairs: Sequence[Features]
    right: Sequence[bool]


def examples(network: Network, nlp: Any, story: dict[str, Any]) -> list[Example]:
    """The acts of a story that readers marked and the analysis sees, with their pairs."""
    parsed, cast, ruled = parse_with_rules(nlp, story["text"])
    heard = hear(network, parsed, cast, ruled)
    document = heard.story.document
    seen = list(with_features(document, options(document, heard.read, tuple(heard.ruled), LEAST, heard.denied)))
    likeliest = [line_of(heard.story, parsed, first_choice(document, option)) for option, _ in seen]
    found = []
    for (option, features), line, act in zip(seen, likeliest, marked_acts(story, likeliest), strict=True):
        if act is None:
            continue
        names = (
            [None if c is None else document.candidates[c.candidate].name for c in (pair.proposer, pair.recipient)]
            for pair in option.pairs
        )
        right = [are_parties(line.between(*two), act) for two in names]
        if any(right):
            found.append(Example(story["id"], features, right))
    return found


class _Net(nn.Module):
    def __init__(self, features: int) -> None:
        super().__init__()
        self.hidden, self.upper = nn.Linear(features, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.score, self.plain = nn.Linear(WIDTH, 1), nn.Linear(features, 1)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, given: Tensor) -> Tensor:
        hidden = self.drop(torch.relu(self.hidden(x)))
        hidden = self.drop(torch.relu(self.upper(hidden)))
        scores: Tensor = (self.score(hidden) + self.plain(x)).squeeze(-1)
        return scores.masked_fill(~given, -1e4)


def fit_ranker(found: Sequence[Example]) -> tuple[list[str], dict[str, Any]]:
    """The names of the features, and the arrays of a ranker (`briefing.analysis.learned.pair_ranker.PairRanker`)."""
    names = sorted({name for example in found for pair in example.pairs for name in pair})
    x = np.zeros((len(found), _MOST, len(names)), dtype=np.float32)
    given, right = np.zeros(x.shape[:2], dtype=bool), np.zeros(x.shape[:2], dtype=np.float32)
    for i, example in enumerate(found):
        for j, (pair, is_right) in enumerate(zip(example.pairs, example.right, strict=True)):
            x[i, j] = [pair.get(name, 0.0) for name in names]
            given[i, j], right[i, j] = True, is_right
    mean, deviation = x[given].mean(axis=0), x[given].std(axis=0) + 1e-3
    evened = torch.from_numpy(np.clip((x - mean) / deviation, -LARGEST, LARGEST))
    nets = [_train(seed, evened, torch.from_numpy(given), torch.from_numpy(right)) for seed in range(NETWORKS)]
    arrays: dict[str, Any] = {"mean": mean, "deviation": deviation}
    for part in LAYERS:
        layers = [getattr(net, part) for net in nets]
        arrays[f"{part}.weight"] = np.stack([layer.weight.detach().numpy().T for layer in layers])
        arrays[f"{part}.bias"] = np.stack([layer.bias.detach().numpy() for layer in layers])
    return names, arrays


def _train(seed: int, x: Tensor, given: Tensor, right: Tensor) -> _Net:
    torch.manual_seed(seed)
    net = _Net(x.shape[-1])
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    for passed in range(PASSES):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - passed / PASSES)
        for chosen in torch.randperm(len(x)).split(BATCH):
            chances = torch.log_softmax(net(x[chosen], given[chosen]), dim=1)
            loss = -torch.logsumexp(chances + torch.log(right[chosen] + 1e-9), dim=1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return net.eval()
