"""Fits how far lines can be believed to the gold: `python -m bench.calibration [--write]`.

Fits to the stories of the tune set alone, and shows what it is worth on both sets. `--write` puts the weights where the
analysis reads them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml

from bench import gold
from bench.report import reliability
from bench.scoring import JudgedLine, judge
from briefing.analysis import pipeline
from briefing.analysis.actors.cast import find_actors
from briefing.analysis.acts.extraction import find_candidates
from briefing.analysis.linking.link import link
from briefing.analysis.names import gazetteer
from briefing.analysis.problems import Problems
from briefing.analysis.resources.finder import find_resources
from briefing.analysis.scoring import calibration
from briefing.analysis.scoring.lines import line_of
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.analysis import Analysis
from briefing.core.story import Body

_PENALTY, _ROUNDS = 2.0, 25
_FILE = Path(pipeline.__file__).with_name("languages") / "en" / "weights" / "calibration.yaml"
_HEADER = "# What each trait of a line adds to the logit of its chance to be right. Fitted: see bench/calibration.py.\n"

Case = tuple[dict[str, float], JudgedLine]
"""The traits of a line, and the line."""


def cases(stories: Sequence[gold.GoldStory]) -> list[Case]:
    """The lines of the stories that say something right or wrong."""
    nlp, known = pipeline.load(), gazetteer.load()
    found: list[Case] = []
    for story in stories:
        reading = parse_story(nlp, "", Body.plain(story.text))
        cast, goods = find_actors(reading, known), find_resources(reading, known)
        problems = Problems()
        told = link(find_candidates(reading, cast, problems), reading, cast, problems).acts
        offers = [line_of(candidate, None, reading, goods) for candidate in told]
        traits = {id(offer): calibration.traits(candidate) for offer, candidate in zip(offers, told, strict=True)}
        lines = judge(story, Analysis(cast.actors, goods.resources, tuple(offers))).lines
        found += [(traits[id(line.line)], line) for line in lines]
    return found


def fitted(found: Sequence[Case]) -> dict[str, float]:
    """The weights by which lines are believed as often as they say nothing wrong (logistic, L2, Newton's method)."""
    names = sorted({name for traits, _ in found for name in traits})
    table = np.array([[traits.get(name, 0.0) for name in names] for traits, _ in found])
    right = np.array([float(line.sound) for _, line in found])
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chances - right) + _PENALTY * weights
        bend = (table.T * (chances * (1 - chances))) @ table + _PENALTY * np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _believed(case: Case, weights: dict[str, float]) -> JudgedLine:
    traits, line = case
    return replace(line, line=replace(line.line, confidence=calibration.likely(traits, weights)))


def main() -> None:
    """Fit, and print what it is worth."""
    parser = argparse.ArgumentParser(description="Fit how far lines can be believed to the gold stories.")
    parser.add_argument("--write", action="store_true", help=f"write {_FILE.name}, which the analysis reads")
    given = parser.parse_args()
    stories = gold.load()
    sets = {name: cases([story for story in stories if story.group == name]) for name in ("tune", "held")}
    weights = fitted(sets["tune"])
    for name, found in sets.items():
        print(name)
        print("\n".join(reliability([_believed(case, weights) for case in found])))
    if given.write:
        _FILE.write_text(_HEADER + yaml.safe_dump(weights, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
