"""Fit and measure which lines tell one act, and which answer which, on pairs labelled by reading.

`python -m bench.acts STORIES.jsonl PAIRS.jsonl [--also PAIRS.jsonl] [--more PAIRS.jsonl] [--write KIND | --stored]`:
stories have id, source, date (or null), title, text and annotated acts; pairs have a and b, each [story id, number of
the act], and a label: same, changed, answer or other. Pairs of `--also` are learned from, too, where they have any of
a kind.
Cross-validated over events: stories that any pair joins, those of `--more` (pairs of stories) too, stand in one fold.
What is printed for a threshold is the mean over shuffles of the folds, with the least and the most. Where a precision
is aimed at, the threshold is chosen anew for each fold, by pairs of the other folds alone.
`--stored` measures the weights of the program as they are.
The pairs are not in the project.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from bench.logistic import Asked, chosen, cross_validated, figures, fit
from bench.pairs import SOME_DAY, day_of, event_of, read_rows
from briefing.clustering.act_weights import ANSWERS, SAME, THRESHOLDS
from briefing.clustering.answers import answer_features, answers, is_said_to
from briefing.clustering.compared_line import ComparedLine
from briefing.clustering.fingerprint import Fingerprint
from briefing.clustering.same_acts import differ, may_tell_one_act, same_act, same_features
from briefing.core.analysis import Act
from briefing.core.ledger.lines import LedgerLine, LineParty

WEIGHTS = Path(__file__).parents[1] / "briefing/clustering/data/act_weights.txt"
ROUNDS = 8
RIDGES = {SAME: 10.0, ANSWERS: 3.0}
"""How strongly weights are held near zero, in units of one pair."""
AIMS = (0.75, 0.85, 0.88, 0.9)
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
Compared = tuple[ComparedLine, ComparedLine]
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
        is_dated=day_of(story["date"]) is not None, story=crc32(story["id"].encode()),
    )  # fmt: skip


def _party(party: dict[str, Any] | None) -> LineParty | None:
    return None if party is None else LineParty(party["name"], others=tuple(party.get("also", ())))


def main() -> None:
    """Print precision and recall by aim and by threshold for both kinds."""
    args = _arguments()
    measured = len(pairs := read_rows(args.pairs))
    pairs += read_rows(args.also) if args.also else []
    compared = _compared_lines(pairs, args.stories)
    groups = _events(pairs, read_rows(args.more) if args.more else [])
    print(f"{len(pairs)} pairs, {measured} of them measured first, {len(set(groups))} events")
    for kind in FEATURES:
        right = np.array([pair["label"] == kind for pair in pairs], float)
        learned = len(pairs) if right[measured:].any() else measured
        names, rows, may = _examples(kind, compared[:learned])
        asked = Asked(rows, right[:learned], groups[:learned], may, RIDGES[kind])
        _report(kind, asked, measured, _stored(kind, compared[:learned]) if args.stored else None)
        if args.write == kind:
            _write(kind, names, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--also", type=Path, help="more pairs of acts, to learn from")
    parser.add_argument("--more", type=Path, help="pairs of stories, for the events")
    parser.add_argument("--write", choices=FEATURES, help="write the weights of one kind, of all pairs")
    parser.add_argument("--stored", action="store_true", help="measure the program's weights on these pairs")
    return parser.parse_args()


def _compared_lines(pairs: list[dict[str, Any]], file: Path) -> list[Compared]:
    """The acts of each pair; stories of the file that no pair names are left alone."""
    wanted = {pair[side][0] for pair in pairs for side in "ab"}
    stories = {story["id"]: story for story in read_rows(file) if story["id"] in wanted}
    keys = [(tuple(pair["a"]), tuple(pair["b"])) for pair in pairs]
    lines = {key: ComparedLine(line_of(stories[key[0]], key[1])) for pair in keys for key in pair}
    return [(lines[a], lines[b]) for a, b in keys]


def _events(pairs: list[dict[str, Any]], more: list[dict[str, str]]) -> list[str]:
    """The event of each pair; pairs of stories say more of which stories are of one."""
    of_stories = [{"a": pair["a"][0], "b": pair["b"][0], "label": pair["label"]} for pair in pairs]
    events = event_of(of_stories + more)
    return [events[pair["a"]] for pair in of_stories]


def _examples(kind: str, pairs: list[Compared]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The names of the features, the features of each pair, and whether the program looks at it at all."""
    found = [FEATURES[kind](one, other) for one, other in pairs]
    may = [
        is_said_to(a, b) if kind == ANSWERS else may_tell_one_act(a, b) and not differ(a.line, b.line) for a, b in pairs
    ]
    return list(found[0]), np.array([list(row.values()) for row in found]), np.array(may)


def _stored(kind: str, pairs: list[Compared]) -> np.ndarray:
    """What the program says of each pair, as one shuffle."""
    chance = {SAME: same_act, ANSWERS: answers}[kind]
    return np.array([[chance(one, other).chance for one, other in pairs]])


def _report(kind: str, asked: Asked, measured: int, stored: np.ndarray | None) -> None:
    """Print how right the first pairs are, so many as are `measured`: by cross-validation, or by stored weights."""
    of = np.arange(len(asked.right)) < measured
    right = asked.right[of]
    print(f"{kind}: {int(right.sum())} pairs, learned from {int(asked.right.sum())}")
    if stored is None:
        for aim in AIMS:
            joined = np.array(list(chosen(asked, ROUNDS, aim)))
            print(f"  aimed at {aim:.2f}  {figures(joined[:, of], right)}")
    shuffles = np.array(list(cross_validated(asked, ROUNDS))) if stored is None else stored
    for threshold in sorted({*_THRESHOLDS, *THRESHOLDS.values()}):
        print(f"  at {threshold:.2f}  {figures(shuffles[:, of] >= threshold, right)}")


def _write(kind: str, names: list[str], asked: Asked) -> None:
    """Put the weights of one kind in place of those that are stored."""
    weights, bias = fit(asked.rows, asked.right, asked.ridge)
    named = zip(("bias", *names), (bias, *weights), strict=True)
    kept = [row for row in WEIGHTS.read_text(encoding="utf-8").splitlines() if row.split()[0] != kind]
    rows = [*kept, *(f"{kind} {name} {value:.4f}" for name, value in named)]
    WEIGHTS.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
