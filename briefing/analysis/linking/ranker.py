"""The likeliest of several candidates, by weights that were learned from annotated stories (`bench/learning.py`).

A candidate's score is the sum of the weights of its features; the chance of each is the softmax of the scores, with one
more candidate that stands for nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.linking.recipient_candidates import Features, RecipientCandidate
from briefing.analysis.vocabulary import data, per_language


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate and how likely it is the right one, from 0 to 1."""

    candidate: RecipientCandidate
    chance: float


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the chance from which a candidate is named."""

    weights: Features
    threshold: float

    def choose(self, candidates: Sequence[RecipientCandidate], nobody: Features) -> Choice | None:
        """The likeliest candidate; None where it is not likely enough."""
        if not candidates:
            return None
        scores = [self._score(candidate.features) for candidate in candidates]
        total = sum(exp(score) for score in (*scores, self._score(nobody)))
        score, candidate = max(zip(scores, candidates, strict=True), key=lambda pair: pair[0])
        chance = exp(score) / total
        return Choice(candidate, chance) if chance >= self.threshold else None

    def _score(self, features: Features) -> float:
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())


def nobody(candidate: ActCandidate) -> Features:
    """What speaks for an act being addressed to nobody in particular."""
    return {"nobody": 1.0, f"nobody, {candidate.act}": 1.0, f"nobody, {candidate.trigger.entry.word_class}": 1.0}


@per_language
def load() -> Model:
    """The model of the language in use."""
    fitted = data("weights/recipients.yaml")
    return Model(fitted["weights"], fitted["threshold"])
