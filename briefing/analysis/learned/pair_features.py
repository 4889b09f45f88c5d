"""What the choice between pairs of parties goes by: the network's scores, syntax, and how the story speaks of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import log1p

import numpy as np

from briefing.analysis.learned.document import Candidate, Document, RuleAct
from briefing.analysis.learned.network import TriggerScores
from briefing.analysis.learned.odds import logit
from briefing.analysis.learned.party_choice import Choice, Parties
from briefing.analysis.learned.told_act import ToldAct
from briefing.analysis.learned.weights import Floats

_ROLES = ("proposer", "recipient")
_PLACES = ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "appos", "compound")
_SUBJECTS = ("nsubj", "nsubjpass")
_LONG_NAME, _FARTHEST, _LEAST = 3, 12, 1e-3
"""Words of a long name; steps from word to word that are counted; the least chance that counts."""


class StoryParties:
    """How a story speaks of its parties, by their keys."""

    def __init__(self, document: Document, said: Sequence[TriggerScores], likeliest: Sequence[Parties]) -> None:
        """`said` are the words that may say an act, and `likeliest` the parties that each has at first sight."""
        self.document = document
        self._mentions: dict[str, list[Candidate]] = {}
        self._standing: dict[int, dict[str, float]] = {}
        for candidate in document.candidates:
            self._mentions.setdefault(candidate.party, []).append(candidate)
        self._chances = {one.word: tuple(self._by_party(c) for c in (one.proposers, one.recipients)) for one in said}
        self._sums: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        for one in said:
            for sums, chances in zip(self._sums, self._chances[one.word], strict=True):
                for party, chance in chances.items():
                    sums[party] += chance * one.likely  # type: ignore[assignment]
        self._pairs = Counter(pair for parties in likeliest if (pair := _pair(parties)))

    def mentions(self, party: str) -> Sequence[Candidate]:
        """All places that name a party, in the order of the story."""
        return self._mentions[party]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """For each party how many are named more often."""
        ordered = sorted(self._mentions, key=lambda party: -len(self._mentions[party]))
        return {party: rank for rank, party in enumerate(ordered)}

    def standing(self, candidate: int) -> dict[str, float]:
        """What is known of a candidate and its party whatever the act."""
        if candidate not in self._standing:
            self._standing[candidate] = self._find_standing(self.document.candidates[candidate])
        return self._standing[candidate]

    def _find_standing(self, candidate: Candidate) -> dict[str, float]:
        document, mentions = self.document, self.mentions(candidate.party)
        head = document.words[candidate.head]
        return {
            candidate.sort: 1.0,
            candidate.kind or "other": 1.0,
            "long name": float(len(candidate.name.split()) > _LONG_NAME),
            "no capital": float(not any(c.isupper() for c in candidate.name)),
            "for another": float(bool(candidate.side)),
            head.dep if head.dep in _PLACES else "elsewhere": 1.0,
            "mentions": log1p(len(mentions)),
            "rank of mentions": log1p(self._ranks[candidate.party]),
            "in the first sentence": float(mentions[0].first < document.sentences[0][1]),
            "begins": mentions[0].first / len(document.words),
        }

    def chance(self, word: int, role: int, party: str) -> float:
        """The chance of a party in a role of the act that a word says, by the network alone."""
        return self._chances[word][role].get(party, 0.0)

    def elsewhere(self, said: TriggerScores, role: int, party: str) -> float:
        """How many of the story's other acts have a party in this role, as the sum of the chances."""
        return self._sums[role][party] - self._chances[said.word][role].get(party, 0.0) * said.likely

    def pairs_elsewhere(self, parties: Parties, here: Parties) -> int:
        """How many other acts the two have with each other at first sight; `here` are those of this act."""
        pair = _pair(parties)
        return 0 if pair is None else self._pairs[pair] - (pair == _pair(here))

    def _by_party(self, chances: Floats) -> dict[str, float]:
        sums: dict[str, float] = {}
        for number in np.flatnonzero(chances[:-1] > _LEAST).tolist():
            party = self.document.candidates[number].party
            sums[party] = sums.get(party, 0.0) + float(chances[number])
        return sums


def _pair(parties: Parties) -> frozenset[str] | None:
    if parties.proposer is None or parties.recipient is None:
        return None
    return frozenset((parties.proposer.party, parties.recipient.party))


def pair_features(
    story: StoryParties, said: TriggerScores, told: ToldAct, pairs: Sequence[Parties]
) -> list[dict[str, float]]:
    """The features of each pair of an act, the likeliest pair first; those that a pair lacks are 0."""
    word = story.document.words[said.word]
    act = {
        told.act: 1.0,
        "negated": float(told.negated),
        "noun": float(word.pos == "NOUN"),
        "likely": logit(said.likely),
        "ruled": float(told.rule is not None),
    }
    roles: dict[tuple[int, str | None], dict[str, float]] = {}
    found = []
    for rank, parties in enumerate(pairs):
        made = dict(act)
        for role, choice in enumerate((parties.proposer, parties.recipient)):
            key = role, None if choice is None else choice.party
            if key not in roles:
                roles[key] = _role_features(story, said, told.rule, role, choice, parties.nobody[role])
            made |= roles[key]
        made["rank"] = float(rank)
        made["joint"] = logit(parties.joint)
        made["share"] = parties.joint / max(pairs[0].joint, 1e-6)
        made["pairs elsewhere"] = float(story.pairs_elsewhere(parties, pairs[0]))
        found.append(made)
    return found


def _role_features(
    story: StoryParties, said: TriggerScores, rule: RuleAct | None, role: int, choice: Choice | None, nobody: float
) -> dict[str, float]:
    name = _ROLES[role]
    chances = (said.proposers, said.recipients)[role]
    made = {f"{name} nobody": logit(nobody), f"{name} nobody here": logit(float(chances[-1]))}
    if choice is None:
        made[f"no {name}"] = 1.0
    else:
        made |= {f"{name} {what}": value for what, value in _party_features(story, said, role, choice, chances).items()}
    if rule is not None:
        named = (rule.proposer, rule.recipient)[role]
        agreed = choice is not None and story.document.sides.keys_on_one_side(named, choice.party)
        made[f"{name} agreed"] = float(agreed)
        made[f"{name} differs"] = float(named is not None and choice is not None and not agreed)
        made[f"{name} unruled"] = float(named is None)
        made[f"{name} speaker"] = float(choice is not None and rule.speaker == choice.party)
    return made


def _party_features(
    story: StoryParties, said: TriggerScores, role: int, choice: Choice, chances: Floats
) -> dict[str, float]:
    document, word = story.document, said.word
    words, sentence = document.words, document.sentence(word)
    candidate, party = document.candidates[choice.candidate], choice.party
    head = words[candidate.head]
    here = [one.head for one in story.mentions(party) if one.head in sentence]
    far = candidate.head - word
    return {
        **story.standing(choice.candidate),
        "chance": logit(choice.chance),
        "lead": choice.lead,
        "by itself": logit(story.chance(word, role, party)),
        "in this place": logit(float(chances[choice.candidate])),
        "on the word": float(head.head == word),
        "away": log1p(abs(far)),
        "behind": log1p(far) if far > 0 else -log1p(-far),
        "in the terms": float(said.terms[0] <= candidate.head < said.terms[1]),
        "here": float(candidate.head in sentence),
        "times here": float(len(here)),
        "subject": float(any(words[at].head == word and words[at].dep in _SUBJECTS for at in here)),
        "steps": float(_steps(document, word, here)),
        "makes elsewhere": story.elsewhere(said, 0, party),
        "takes elsewhere": story.elsewhere(said, 1, party),
    }


def _steps(document: Document, word: int, others: Sequence[int]) -> int:
    """The steps of syntax from a word to the nearest of others in its sentence, at most so many."""
    above: dict[int, int] = {}
    at = word
    while at not in above and len(above) <= _FARTHEST:
        above[at] = len(above)
        at = document.words[at].head
    fewest = _FARTHEST
    for other in others:
        steps = 0
        while other not in above and document.words[other].head != other and steps < _FARTHEST:
            other, steps = document.words[other].head, steps + 1
        if other in above:
            fewest = min(fewest, steps + above[other])
    return fewest
