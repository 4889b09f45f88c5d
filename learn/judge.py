"""Fits the judge on stories that the network was not trained on, and shows how far it can be believed.

`python -m learn.judge NETWORK --stories … --read … --fold 0 --out judge.yaml`. Halves of the fold are judged by weights
fitted on the other half; what is written is fitted on both.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.line_features import line_features
from briefing.analysis.learned.network import Network
from briefing.analysis.learned.scored_acts import ScoredAct, evidence_sentences, scored_acts
from learn.examples import document, ruled
from learn.folds import folds
from learn.pairing import Line, verdicts
from learn.rows import rows

LEAST = 0.15
_HEADER = "# What speaks for a line being right, and for its telling an act at all. Fitted: see learn/judge.py.\n"
Weights = dict[str, float]


@dataclass
class Case:
    """A line of a story that is judged, with what its chances go by and the truth."""

    story: str
    line: Line
    features: Mapping[str, float]
    is_act: bool = False
    right: bool = False


def cases(network: Network, row: dict[str, Any], story: dict[str, Any]) -> list[Case]:
    """The lines of a story, each with the truth."""
    made = document(row)
    rules = list(ruled(row))
    every = scored_acts(made, network.read(made, LEAST, rules), rules, LEAST)
    found = [Case(row["id"], _line(made, act, row["spans"], story["text"]), line_features(made, act)) for act in every]
    for case, verdict in zip(found, verdicts(story, [c.line for c in found]), strict=True):
        case.is_act, case.right = verdict.is_act, verdict.right
    return found


def _line(made: Document, act: ScoredAct, spans: Sequence[Sequence[Any]], text: str) -> Line:
    names = (None if c is None else made.candidates[c.candidate].name for c in (act.proposer, act.recipient))
    evidence = [(spans[a][0], spans[b - 1][1]) for a, b in evidence_sentences(made, act)]
    terms = text[spans[act.terms[0]][0] : spans[act.terms[1] - 1][1]]
    return Line(act.act, act.negated, *names, terms, evidence)


def fit(found: Sequence[Case], truth: Sequence[bool], strength: float = 0.01) -> Weights:
    """Weights by trait, by logistic regression on standardised line_features."""
    names = sorted({name for case in found for name in case.features} - {"one"})
    x = np.array([[case.features.get(name, 0.0) for name in names] for case in found])
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=strength, max_iter=2000).fit(scale.transform(x), truth)
    weights = model.coef_[0] / scale.scale_
    fitted = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    return {"one": round(float(model.intercept_[0] - (weights * scale.mean_).sum()), 4), **fitted}


def chance(weights: Weights, case: Case) -> float:
    """The chance that weights give a case."""
    return float(1 / (1 + np.exp(-sum(weights.get(n, 0.0) * v for n, v in case.features.items()))))


def half(story: str) -> int:
    """The half of a fold that a story belongs to."""
    return hashlib.sha256(story.encode()).digest()[0] % 2


def calibration_error(chances: Sequence[float], truth: Sequence[bool], bins: int = 10) -> float:
    """The mean difference of chance and truth over bins of equal count."""
    order = np.argsort(chances)
    c, t = np.array(chances)[order], np.array(truth, dtype=float)[order]
    parts = zip(np.array_split(c, bins), np.array_split(t, bins), strict=True)
    return float(sum(abs(a.mean() - b.mean()) * len(a) for a, b in parts) / len(c))


def main() -> None:
    """Fit, show, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--read", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    stories = {s["id"]: s for s in rows(args.stories)}
    fold = folds(list(stories.values()))
    network = Network(args.network)
    found = [
        case
        for row in rows(args.read)
        if fold[row["id"]] == args.fold
        for case in cases(network, row, stories[row["id"]])
    ]
    crossed = []
    for part in (0, 1):
        seen = [c for c in found if half(c.story) != part]
        weights = fit(seen, [c.right for c in seen])
        crossed += [(chance(weights, c), c.right) for c in found if half(c.story) == part]
    chances, truth = [c for c, _ in crossed], [t for _, t in crossed]
    print(f"{len(found)} lines, {sum(c.is_act for c in found)} tell an act, {sum(truth)} are right")
    print(f"calibration error {calibration_error(chances, truth):.3f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        sure = [t for c, t in crossed if c >= least]
        print(f"at {least:.1f} or more: {len(sure)} lines, {np.mean(sure) if sure else 0:.3f} right")
    data = {"right": fit(found, [c.right for c in found]), "act": fit(found, [c.is_act for c in found])}
    args.out.write_text(_HEADER + yaml.safe_dump(data, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
