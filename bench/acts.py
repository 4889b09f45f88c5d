"""Fit and measure which lines tell one act, and which answer which, on pairs labelled by reading.

`python -m bench.acts STORIES.jsonl PAIRS.jsonl [--also PAIRS.jsonl] [--more PAIRS.jsonl] [--write | --stored]`: stories
have id, source, date (or null), title, text and annotated acts; pairs have a and b, each [story id, number of the act],
and a label: same, changed, answer or other. Pairs of `--also` are learned from, too. Cross-validated over events:
stories that any pair joins, those of `--more` (pairs of stories) too, stand in one fold.
`--stored` measures the weights of the program as they are.
The pairs are not in the project.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bench.clusters import day_of, event_of
from bench.logistic import cross_validated, fit
from briefing.clustering import acts
from briefing.clustering.acts import ANSWERS, SAME, THRESHOLDS, ComparedLine, answer_features, same_features
from briefing.clustering.fingerprint import Fingerprint
from briefing.core.analysis import Act
from briefing.core.ledger.lines import LedgerLine, LineParty

WEIGHTS = Path(__file__).parents[1] / "briefing/clustering/data/act_weights.txt"
ROUNDS = 8
RIDGES = {SAME: 10.0, ANSWERS: 3.0}
"""How strongly weights are held near zero, in units of one pair."""
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
FEATURES: dict[str, Callable[[ComparedLine, ComparedLine], dict[str, float]]] = {
    SAME: same_features, ANSWERS: answer_features,
}  # fmt: skip


def line_of(story: dict[str, Any], number: int) -> LedgerLine:
    """An annotated act as the ledger takes a line."""
    act = story["acts"][number]
    at = day_of(story["date"]) or SOME_DAY
    print_of = Fingerprint(story["title"] or "", story["text"], at, story["source"])
    return LedgerLine(
        f"{story['id']}:{number}", Act(act["act"]), act["terms"], at, _party(act["proposer"]), _party(act["recipient"]),
        act["negated"], act["quantity"] or "", (), act["quote"], house=story["source"], context=print_of.opening,
        is_dated=day_of(story["date"]) is not None,
    )  # fmt: skip


def _party(party: dict[str, Any] | None) -> LineParty | None:
    return None if party is None else LineParty(party["name"], others=tuple(party.get("also", ())))


def main() -> None:
    """Print precision and recall by threshold for both kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--also", type=Path, help="more pairs of acts, to learn from")
    parser.add_argument("--more", type=Path, help="pairs of stories, for the events")
    parser.add_argument("--write", action="store_true", help="write the weights of all pairs")
    parser.add_argument("--stored", action="store_true", help="measure the program's weights on these pairs")
    args = parser.parse_args()
    read = lambda path: [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]  # noqa: E731
    measured = len(pairs := read(args.pairs))
    pairs += read(args.also) if args.also else []
    wanted = {pair[side][0] for pair in pairs for side in "ab"}
    stories = {story["id"]: story for story in read(args.stories) if story["id"] in wanted}
    lines = {
        tuple(key): ComparedLine(line_of(stories[key[0]], key[1])) for pair in pairs for key in (pair["a"], pair["b"])
    }
    compared = [(lines[tuple(pair["a"])], lines[tuple(pair["b"])]) for pair in pairs]
    of_stories = [{"a": pair["a"][0], "b": pair["b"][0], "label": pair["label"]} for pair in pairs]
    events = event_of(of_stories + (read(args.more) if args.more else []))
    groups = [events[pair["a"]] for pair in of_stories]
    print(f"{len(pairs)} pairs, {measured} of them measured first, {len(set(groups))} events")
    written = ["# Fitted by bench/acts.py"]
    for kind, features in FEATURES.items():
        found = [features(one, other) for one, other in compared]
        names = list(found[0])
        rows = np.array([list(row.values()) for row in found])
        right = np.array([pair["label"] == kind for pair in pairs], float)
        if args.stored:
            chance = {SAME: acts.same_act, ANSWERS: acts.answers}[kind]
            chances = np.array([chance(one, other).chance for one, other in compared])
        else:
            chances = cross_validated(rows, right, groups, RIDGES[kind], ROUNDS)
            if kind == SAME:
                chances *= [
                    acts.may_be_one(a.line, b.line) and acts.on_one_matter(a, b) and not acts.differ(a.line, b.line)
                    for a, b in compared
                ]
        _print(kind, chances[:measured], right[:measured])
        if args.also:
            _print(f"{kind}, of all", chances, right)
        weights, bias = fit(rows, right, RIDGES[kind])
        written += [f"{kind} bias {bias:.4f}", *(f"{kind} {n} {w:.4f}" for n, w in zip(names, weights, strict=True))]
    if args.write:
        WEIGHTS.write_text("\n".join(written) + "\n", encoding="utf-8")


def _print(what: str, chances: np.ndarray, right: np.ndarray) -> None:
    print(f"{what}: {int(right.sum())} pairs")
    for threshold in sorted({*_THRESHOLDS, *THRESHOLDS.values()}):
        joined = chances >= threshold
        if joined.any():
            precision, recall = right[joined].mean(), right[joined].sum() / right.sum()
            print(f"  at {threshold:.2f}  precision {precision:.3f}  recall {recall:.3f}")


if __name__ == "__main__":
    main()
