"""Learns whom acts are addressed to from the gold: `python -m bench.learning [--write]`.

Learns from the stories of the tune set alone, and shows for the held set how often the recipient is right with what was
learned, beside naming nobody where no phrase says it. `--write` puts the weights where the analysis reads them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from bench import gold
from bench.scoring import name_right, paired
from briefing.analysis import pipeline
from briefing.analysis.actors.cast import find_actors
from briefing.analysis.actors.same_side import Sides
from briefing.analysis.acts.extraction import find_candidates
from briefing.analysis.linking import ranker
from briefing.analysis.linking.link import sure_candidates
from briefing.analysis.linking.recipient_candidates import Features, RecipientCandidate, RecipientCandidates
from briefing.analysis.linking.recipients import is_unaddressed
from briefing.analysis.names import gazetteer
from briefing.analysis.problems import Problems
from briefing.analysis.resources.finder import find_resources
from briefing.analysis.scoring.lines import line_of
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.analysis import Party
from briefing.core.story import Body

THRESHOLD = 0.5
"""From which chance a candidate is named: a wrong name costs more trust than none."""

_PENALTY, _STEPS, _RATE = 3.0, 2000, 0.3
_FILE = Path(pipeline.__file__).with_name("languages") / "en" / "weights" / "recipients.yaml"
_HEADER = "# What speaks for an actor being the one that an act is addressed to. Learned: see bench/learning.py.\n"

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """An act of the gold: the right names, the recipient that its words say, or else the candidates."""

    right: gold.Names
    said: Party | None
    candidates: Sequence[RecipientCandidate]
    nobody: Features

    @property
    def is_open(self) -> bool:
        """Whether its words do not say to whom."""
        return self.said is None

    @property
    def answers(self) -> list[bool]:
        """Which of the candidates, and of nobody behind them, is right; nobody where no candidate is."""
        named = [name_right(candidate.party, self.right) for candidate in self.candidates]
        return [*named, not any(named)]


def cases(stories: Sequence[gold.GoldStory]) -> list[Case]:
    """The acts that are found of the stories and that have a proposer."""
    nlp, known = pipeline.load(), gazetteer.load()
    found = []
    for story in stories:
        reading = parse_story(nlp, "", Body.plain(story.text))
        cast, goods = find_actors(reading, known), find_resources(reading, known)
        acts = sure_candidates(find_candidates(reading, cast, Problems()))
        around = RecipientCandidates(reading, cast, Sides.of(cast.actors))
        offers = [line_of(act, None, reading, goods) for act in acts]
        for pair in paired(story.offers, offers):
            at = next(i for i, offer in enumerate(offers) if offer is pair.given)
            if acts[at].recipient is not None:
                found.append(Case(pair.wanted.recipient, acts[at].recipient, (), {}))
            elif is_unaddressed(acts[at]):
                candidates = around.recipients(acts, at)
                found.append(Case(pair.wanted.recipient, None, candidates, ranker.nobody(acts[at])))
    return found


def learned(found: Sequence[Case]) -> Features:
    """The weights under which the right candidates are likeliest, small ones preferred (L2)."""
    open_cases = [case for case in found if case.is_open]
    rows = [[*(c.features for c in case.candidates), case.nobody] for case in open_cases]
    names = sorted({name for row in rows for features in row for name in features})
    tables = [np.array([[features.get(name, 0.0) for name in names] for features in row]) for row in rows]
    answers = [np.array(case.answers, dtype=float) for case in open_cases]
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        slope = _PENALTY * weights
        for table, right in zip(tables, answers, strict=True):
            chances = _softmax(table @ weights)
            wanted = chances * right
            slope += table.T @ (chances - wanted / wanted.sum())
        weights -= _RATE * slope / len(tables)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.01}


def _softmax(scores: Vector) -> Vector:
    powers = np.exp(scores - scores.max())
    result: Vector = powers / powers.sum()
    return result


def shares(found: Sequence[Case], model: ranker.Model | None) -> tuple[float, float]:
    """How often the recipient is right, and how often the right one is named where the gold names one."""
    given = [case.said or _chosen(case, model) for case in found]
    right = [name_right(party, case.right) for case, party in zip(found, given, strict=True)]
    named = [
        party is not None and good
        for case, party, good in zip(found, given, right, strict=True)
        if any(name is not None for name in case.right)
    ]
    return sum(right) / len(right), sum(named) / len(named)


def _chosen(case: Case, model: ranker.Model | None) -> Party | None:
    choice = None if model is None else model.choose(case.candidates, case.nobody)
    return None if choice is None else choice.candidate.party


def main() -> None:
    """Learn, and print what it is worth."""
    parser = argparse.ArgumentParser(description="Learn whom acts are addressed to from the gold stories.")
    parser.add_argument("--write", action="store_true", help=f"write {_FILE.name}, which the analysis reads")
    given = parser.parse_args()
    stories = gold.load()
    sets = {name: cases([story for story in stories if story.group == name]) for name in ("tune", "held")}
    model = ranker.Model(learned(sets["tune"]), THRESHOLD)
    print(f"{'':28}{'recipient':>10}{'to whom':>10}{'acts':>8}")
    for name, found in sets.items():
        for label, tried in (("nobody named", None), ("learned from tune", model)):
            right, named = shares(found, tried)
            print(f"{name:6}{label:22}{right:10.3f}{named:10.3f}{len(found):8}")
    if given.write:
        data = {"threshold": model.threshold, "weights": model.weights}
        _FILE.write_text(_HEADER + yaml.safe_dump(data, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
