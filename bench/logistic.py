"""Logistic regression with a ridge, and what it gives for examples that it was not fitted to."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

FOLDS = 10


def fit(rows: np.ndarray, right: np.ndarray, ridge: float) -> tuple[np.ndarray, float]:
    """Weights of the raw columns, and bias; the ridge is on standardised columns, in units of one example."""
    mean, spread = rows.mean(0), rows.std(0)
    spread[spread == 0] = 1
    columns = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    penalty = np.diag([ridge] * rows.shape[1] + [0.0])
    weights = np.zeros(columns.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (chance - right) + penalty @ weights
        weights -= np.linalg.solve((columns * (chance * (1 - chance))[:, None]).T @ columns + penalty, slope)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


@dataclass(frozen=True, slots=True)
class Asked:
    """Examples, which are right, the group of each, and which come into question at all."""

    rows: np.ndarray
    right: np.ndarray
    groups: Sequence[str]
    may: np.ndarray
    ridge: float

    def some(self, places: np.ndarray) -> Asked:
        """The examples of these places."""
        of = [self.groups[at] for at in places]
        return Asked(self.rows[places], self.right[places], of, self.may[places], self.ridge)

    def chances(self, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        """What weights fitted to the first say of the second; 0 for what comes into no question."""
        weights, bias = fit(self.rows[train], self.right[train], self.ridge)
        return self.may[test] / (1 + np.exp(-(self.rows[test] @ weights + bias)))


def cross_validated(asked: Asked, rounds: int) -> Iterator[np.ndarray]:
    """For each shuffle of the groups the chance of each example, from weights that saw no example of its group."""
    for seed in range(rounds):
        chances = np.zeros(len(asked.rows))
        for train, test in _folds(asked.groups, seed):
            chances[test] = asked.chances(train, test)
        yield chances


def chosen(asked: Asked, rounds: int, aim: float) -> Iterator[np.ndarray]:
    """For each shuffle which examples are joined: from the chance on with which those of other folds are precise."""
    for seed in range(rounds):
        joined = np.zeros(len(asked.rows), bool)
        for train, test in _folds(asked.groups, seed):
            known = asked.some(train)
            (seen,) = cross_validated(known, 1)
            joined[test] = asked.chances(train, test) >= _threshold(seen, known.right, aim)
        yield joined


def _folds(groups: Sequence[str], seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    order = sorted(set(groups))
    random.Random(seed).shuffle(order)
    fold = {group: at % FOLDS for at, group in enumerate(order)}
    of = np.array([fold[group] for group in groups])
    for held in range(FOLDS):
        yield np.flatnonzero(of != held), np.flatnonzero(of == held)


def _threshold(chances: np.ndarray, right: np.ndarray, aim: float) -> float:
    """The least chance from which on a precision is reached; more than 1 where there is none."""
    for least in np.unique(chances[chances > 0]):
        if right[chances >= least].mean() >= aim:
            return float(least)
    return 2.0


def figures(joined: np.ndarray, right: np.ndarray) -> str:
    """Precision and recall of what is joined in each shuffle."""
    hits = (joined * right).sum(1)
    said = {"precision": hits / np.maximum(joined.sum(1), 1), "recall": hits / max(right.sum(), 1)}
    return "  ".join(f"{name} {of.mean():.3f} ({of.min():.3f} to {of.max():.3f})" for name, of in said.items())
