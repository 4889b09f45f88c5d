"""Trains the small networks that weigh what the large one scores (`briefing/analysis/learned/small_networks.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from briefing.analysis.learned.small_networks import LARGEST, LAYERS, Features, Fitted

RATE = 2e-3


class Fitting(NamedTuple):
    """How many networks of which width are trained for how many passes, and what keeps them from learning by heart."""

    networks: int
    width: int
    passes: int
    batch: int
    decay: float
    dropped: float


class SmallNetwork(nn.Module):
    """One network of two layers; its scores are `[…]` for features `[…, features]`."""

    def __init__(self, features: int, fitting: Fitting) -> None:
        super().__init__()
        width = fitting.width
        self.hidden, self.upper = nn.Linear(features, width), nn.Linear(width, width)
        self.score, self.plain = nn.Linear(width, 1), nn.Linear(features, 1)
        self.drop = nn.Dropout(fitting.dropped)

    def forward(self, x: Tensor) -> Tensor:
        """The scores."""
        hidden = self.drop(torch.relu(self.hidden(x)))
        hidden = self.drop(torch.relu(self.upper(hidden)))
        scores: Tensor = (self.score(hidden) + self.plain(x)).squeeze(-1)
        return scores


def names_of(rows: Sequence[Features]) -> list[str]:
    """The names of all features of some rows, in order."""
    return sorted({name for row in rows for name in row})


def values_of(rows: Sequence[Features], names: Sequence[str]) -> NDArray[np.float32]:
    """The features `[rows, names]`; those that a row lacks are 0."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=np.float32)


Loss = Callable[[Tensor, Tensor], Tensor]
"""The loss of some examples, by the scores of what they hold and by their numbers."""


def fit_networks(
    names: Sequence[str], x: NDArray[np.float32], given: NDArray[np.bool_], loss: Loss, fitting: Fitting
) -> Fitted:
    """Networks over examples `x` `[examples, …, features]`; `given` says what is there at all. Seeds are fixed."""
    mean, deviation = x[given].mean(axis=0), x[given].std(axis=0) + 1e-3
    evened = torch.from_numpy(np.clip((x - mean) / deviation, -LARGEST, LARGEST))
    nets = [_train(seed, evened, loss, fitting) for seed in range(fitting.networks)]
    arrays: dict[str, Any] = {"mean": mean, "deviation": deviation}
    for part in LAYERS:
        layers = [getattr(net, part) for net in nets]
        arrays[f"{part}.weight"] = np.stack([layer.weight.detach().numpy().T for layer in layers])
        arrays[f"{part}.bias"] = np.stack([layer.bias.detach().numpy() for layer in layers])
    return names, arrays


def _train(seed: int, x: Tensor, loss: Loss, fitting: Fitting) -> SmallNetwork:
    torch.manual_seed(seed)
    net = SmallNetwork(x.shape[-1], fitting)
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=fitting.decay)
    for passed in range(fitting.passes):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - passed / fitting.passes)
        for chosen in torch.randperm(len(x)).split(fitting.batch):
            lost = loss(net(x[chosen]), chosen)
            optimizer.zero_grad()
            lost.backward()
            optimizer.step()
    return net
