"""Fits the ranker of pairs and the judge on stories that the network was not trained on, and shows how far to believe.

`python -m learn.judge NETWORK --stories … --fold 0 --pairs pairs.npz --out judge.npz`. Halves of the fold are ranked
and judged by what was fitted on the other half; what is written is fitted on both.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from briefing.analysis import pipeline
from briefing.analysis.learned.judge import KEPT_FROM, Likelihood
from briefing.analysis.learned.network import Network
from briefing.analysis.learned.pair_ranker import PairRanker
from briefing.analysis.learned.small_networks import Fitted, SmallNetworks, write_networks
from briefing.analysis.learned.telling import tell
from briefing.analysis.vocabulary import shipped_vocabulary, using
from learn.folds import folds, half
from learn.lines import line_of, parse_with_rules
from learn.pairing import JudgedLine, verdicts
from learn.picture import write_picture
from learn.ranker import examples, fit_ranker
from learn.rows import rows
from learn.small import Fitting, fit_networks, names_of, values_of

FITTING = Fitting(networks=5, width=48, passes=12, batch=128, decay=0.05, dropped=0.4)


@dataclass
class Case:
    """A line of a story that is judged, with what its chances go by and the truth."""

    story: str
    line: JudgedLine
    features: Mapping[str, float]
    is_act: bool
    right: bool


def cases(network: Network, ranker: PairRanker, nlp: Any, story: dict[str, Any]) -> list[Case]:
    """The lines that the analysis would judge in a story, each with the truth."""
    parsed, cast, ruled = parse_with_rules(nlp, story["text"])
    told = tell(network, ranker, parsed, cast, ruled)
    lines = [line_of(told.story, parsed, act) for act in told.acts]
    return [
        Case(story["id"], line, marks, verdict.is_act, verdict.right)
        for line, marks, verdict in zip(lines, told.features, verdicts(story, lines), strict=True)
    ]


def fit_judge(found: Sequence[Case], truth: Sequence[bool]) -> Fitted:
    """The networks that tell how likely a line is so (`briefing.analysis.learned.judge.Likelihood`)."""
    rows_of = [case.features for case in found]
    names, is_so = names_of(rows_of), torch.tensor(truth, dtype=torch.float32)

    def loss(scores: Tensor, chosen: Tensor) -> Tensor:
        return binary_cross_entropy_with_logits(scores, is_so[chosen])

    return fit_networks(names, values_of(rows_of, names), np.ones(len(found), dtype=bool), loss, FITTING)


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
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--held-out", type=Path, help="a file of ids, one a line, that are fold 0 instead")
    parser.add_argument("--pairs", type=Path, required=True, help="where the ranker is written")
    parser.add_argument("--out", type=Path, required=True, help="where the judge is written")
    parser.add_argument("--picture", type=Path, help="an SVG of how far confidence can be believed")
    args = parser.parse_args()
    stories = {s["id"]: s for s in rows(args.stories)}
    fold = folds(list(stories.values()), args.held_out)
    network, nlp = Network(args.network), pipeline.load()
    held_out = [story for name, story in stories.items() if fold[name] == args.fold]
    with using(shipped_vocabulary(nlp.lang)):
        pairs = [example for story in held_out for example in examples(network, nlp, story)]
        rankers = [
            PairRanker(SmallNetworks(*fit_ranker([one for one in pairs if half(one.story) != part]))) for part in (0, 1)
        ]
        found = [case for story in held_out for case in cases(network, rankers[half(story["id"])], nlp, story)]
    write_networks(args.pairs, {"pairs": fit_ranker(pairs)})
    crossed: list[tuple[float, float, Case]] = []
    for part in (0, 1):
        seen = [c for c in found if half(c.story) != part]
        right, act = (
            Likelihood(SmallNetworks(*fit_judge(seen, [getattr(case, kind) for case in seen])))
            for kind in ("right", "is_act")
        )
        here = [c for c in found if half(c.story) == part]
        features = [c.features for c in here]
        crossed += zip(right.of(features), act.of(features), here, strict=True)
    show(crossed)
    if args.picture is not None:
        write_picture(args.picture, [chance for chance, _, _ in crossed], [case.right for _, _, case in crossed])
    truths = {"right": [c.right for c in found], "act": [c.is_act for c in found]}
    write_networks(args.out, {kind: fit_judge(found, truth) for kind, truth in truths.items()})


def show(crossed: Sequence[tuple[float, float, Case]]) -> None:
    """Print how far the chances of lines, of being right and of telling an act, can be believed."""
    chances, truth = [c for c, _, _ in crossed], [case.right for _, _, case in crossed]
    print(f"{len(crossed)} lines, {sum(c.is_act for _, _, c in crossed)} tell an act, {sum(truth)} are right")
    print(f"calibration error {calibration_error(chances, truth):.3f}; chance and share right in ten bins:")
    order = np.argsort(chances)
    for part in np.array_split(order, 10):
        print(f"  {np.mean([chances[i] for i in part]):.2f} {np.mean([truth[i] for i in part]):.2f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        sure = [t for c, t in zip(chances, truth, strict=True) if c >= least]
        print(f"at {least:.1f} or more: {len(sure)} lines, {np.mean(sure) if sure else 0:.3f} right")
    for least in (0.35, 0.4, 0.45, KEPT_FROM, 0.5, 0.55, 0.6):
        kept = [case.is_act for _, act, case in crossed if act >= least]
        print(f"kept from {least:.2f}: {len(kept)} lines, {np.mean(kept):.3f} tell an act")


if __name__ == "__main__":
    main()
