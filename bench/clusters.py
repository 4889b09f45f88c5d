"""Fit and measure which stories report one event, on pairs labelled by reading.

`python -m bench.clusters STORIES.jsonl PAIRS.jsonl [--write]`: stories have id, source, date (or null), title and text;
pairs have a, b and label: same, running or other. Cross-validated over events, with the mean over shuffles of the
folds, the least and the most; the pairs are not in the project.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import numpy as np

from bench.logistic import Asked, chosen, cross_validated, figures, fit
from bench.pairs import SOME_DAY, day_of, event_of, read_rows
from briefing.clustering.fingerprint import Fingerprint
from briefing.clustering.likeness import features

WEIGHTS = Path(__file__).parents[1] / "briefing/clustering/data/weights.txt"
ROUNDS = 8
AIM = 0.9
RIDGE = 10.0
"""How strongly weights are held near zero, in units of one pair; chosen by cross-validation among 0.3, 1, 3 and 10."""
_THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


def main() -> None:
    """Print precision and recall by threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights of all pairs")
    args = parser.parse_args()
    stories = {story["id"]: story for story in read_rows(args.stories)}
    names, asked = _examples(stories, read_rows(args.pairs))
    print(f"{len(asked.right)} pairs, {int(asked.right.sum())} same, {len(set(asked.groups))} events")
    print(f"  aimed at {AIM:.2f}  {figures(np.array(list(chosen(asked, ROUNDS, AIM))), asked.right)}")
    shuffles = np.array(list(cross_validated(asked, ROUNDS)))
    for threshold in _THRESHOLDS:
        print(f"  at {threshold:.2f}  {figures(shuffles >= threshold, asked.right)}")
    if args.write:
        _write(names, asked)


def _examples(stories: dict[str, dict[str, Any]], pairs: list[dict[str, str]]) -> tuple[list[str], Asked]:
    """The names of the features, and the pairs as examples."""
    made = {name: _fingerprint(story) for name, story in stories.items()}
    found = [features(made[pair["a"]], made[pair["b"]]) for pair in pairs]
    for pair, row in zip(pairs, found, strict=True):
        if any(day_of(stories[pair[side]]["date"]) is None for side in "ab"):
            row["near"] = _near_by_number(pair)
    events = event_of(pairs)
    rows = np.array([list(row.values()) for row in found])
    right = np.array([pair["label"] == "same" for pair in pairs], float)
    return list(found[0]), Asked(rows, right, [events[pair["a"]] for pair in pairs], np.ones(len(pairs), bool), RIDGE)


def _fingerprint(story: dict[str, Any]) -> Fingerprint:
    return Fingerprint(story["title"] or "", story["text"], day_of(story["date"]) or SOME_DAY, story["source"])


def _near_by_number(pair: dict[str, str]) -> float:
    """Whether stories without dates are of one day, as the numbers of an agency's tell, which has some 500 a day."""
    one, other = (re.fullmatch(r"reuters.*#(\d+)", pair[side], re.DOTALL) for side in "ab")
    return 0.5 if one is None or other is None else float(abs(int(one[1]) - int(other[1])) <= 750)


def _write(names: list[str], asked: Asked) -> None:
    weights, bias = fit(asked.rows, asked.right, asked.ridge)
    named = zip(("bias", *names), (bias, *weights), strict=True)
    lines = ["# Fitted by bench/clusters.py", *(f"{name} {value:.4f}" for name, value in named)]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
