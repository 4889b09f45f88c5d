"""Logistic regression with a ridge, and what it gives for examples that it was not fitted to."""

from __future__ import annotations

import random

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


def cross_validated(rows: np.ndarray, right: np.ndarray, groups: list[str], ridge: float, rounds: int) -> np.ndarray:
    """The mean chance of each example over some rounds, from weights that saw no example of its group."""
    chances = np.zeros(len(rows))
    for seed in range(rounds):
        order = sorted(set(groups))
        random.Random(seed).shuffle(order)
        fold = {group: at % FOLDS for at, group in enumerate(order)}
        for held in range(FOLDS):
            test = np.array([fold[group] == held for group in groups])
            weights, bias = fit(rows[~test], right[~test], ridge)
            chances[test] += 1 / (1 + np.exp(-(rows[test] @ weights + bias))) / rounds
    return chances
