"""Fit and measure which stories report one event, on pairs labelled by reading.

`python -m bench.clusters STORIES.jsonl PAIRS.jsonl [--write]`: stories have id, source, date (or null), title and text;
pairs have a, b and label: same, running or other. Cross-validated over events, with the mean over shuffles of the
folds, the least and the most; the pairs are not in the project.
"""

from __future__ import annotations

import argparse
import json
import re
from calendar import month_abbr
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.logistic import Asked, chosen, cross_validated, figures, fit
from briefing.clustering.fingerprint import Fingerprint
from briefing.clustering.likeness import features

WEIGHTS = Path(__file__).parents[1] / "briefing/clustering/data/weights.txt"
ROUNDS = 8
AIM = 0.9
RIDGE = 10.0
"""How strongly weights are held near zero, in units of one pair; chosen by cross-validation among 0.3, 1, 3 and 10."""
MONTHS = {name.lower(): at for at, name in enumerate(month_abbr) if name}
_FORMS = (r"(?P<y>\d{4})-(?P<n>\d\d)-(?P<d>\d\d)", r"(?P<d>\d{1,2}) (?P<m>[A-Z][a-z]{2})[a-z]* (?P<y>\d{4})",
          r"(?P<m>[A-Z][a-z]{2})[a-z]* (?P<d>\d{1,2}),? (?P<y>\d{4})")  # fmt: skip


def day_of(text: str | None) -> datetime | None:
    """The day that a date says, where it has a year."""
    for form in _FORMS:
        if found := re.search(form, text or ""):
            named = found.groupdict()
            month = int(named["n"]) if named.get("n") else MONTHS.get(named.get("m", "").lower())
            if month:
                return datetime(int(named["y"]), month, int(named["d"]), tzinfo=UTC)
    return None


def event_of(pairs: list[dict[str, str]]) -> dict[str, str]:
    """For each story one story that stands for all it is joined with, by pairs that are no `other`."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for pair in pairs:
        one, other = root(pair["a"]), root(pair["b"])
        if pair["label"] != "other":
            parent[one] = other
    return {name: root(name) for name in list(parent)}


def main() -> None:
    """Print precision and recall by threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights of all pairs")
    args = parser.parse_args()
    read = lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]  # noqa: E731
    stories, pairs = {story["id"]: story for story in read(args.stories)}, read(args.pairs)
    some_day = datetime(2000, 1, 1, tzinfo=UTC)
    made = {
        name: Fingerprint(story["title"] or "", story["text"], day_of(story["date"]) or some_day, story["source"])
        for name, story in stories.items()
    }
    names: list[str] = []
    rows = []
    for pair in pairs:
        found = features(made[pair["a"]], made[pair["b"]])
        days = [day_of(stories[pair[side]]["date"]) for side in "ab"]
        if None in days:
            numbers = [re.search(r"#(\d+)$", pair[side]) if pair[side].startswith("reuters") else None for side in "ab"]
            gap = abs(int(numbers[0][1]) - int(numbers[1][1])) if all(numbers) else None  # one day has about 500
            found["near"] = 0.5 if gap is None else float(gap <= 750)
        names = list(found)
        rows.append(list(found.values()))
    matrix, right = np.array(rows), np.array([pair["label"] == "same" for pair in pairs], float)
    events = event_of(pairs)
    groups = [events[pair["a"]] for pair in pairs]
    print(f"{len(pairs)} pairs, {int(right.sum())} same, {len(set(groups))} events")
    asked = Asked(matrix, right, groups, np.ones(len(pairs), bool), RIDGE)
    print(f"  aimed at {AIM:.2f}  {figures(np.array(list(chosen(asked, ROUNDS, AIM))), right)}")
    shuffles = np.array(list(cross_validated(asked, ROUNDS)))
    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        print(f"  at {threshold:.2f}  {figures(shuffles >= threshold, right)}")
    if args.write:
        weights, bias = fit(matrix, right, RIDGE)
        lines = [
            "# Fitted by bench/clusters.py",
            f"bias {bias:.4f}",
            *(f"{n} {w:.4f}" for n, w in zip(names, weights, strict=True)),
        ]
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
