"""How right an analysis is: predictions paired with the gold, and what of each pair is as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.alike import is_description, last_word, likeness, same_name
from bench.gold import Extent, GoldOffer, GoldStory, Named, Names
from briefing.core.analysis import Actor, Analysis, Offer, Party, Resource, Span

SHARED, RIGHT = 0.3, 0.5
"""Likeness of terms from which two offers are the same one, and from which the terms are right."""

NEAR = ({"offer", "propose", "pledge"}, {"accept", "pledge"})
NEEDED = ("negated", "proposer", "recipient", "terms")


@dataclass
class Count:
    """Right ones among those found and those wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


@dataclass
class Score:
    """What was counted in one story. `marks` has, for each part of an offer, how right it was in each pair."""

    story: GoldStory
    actors: Count
    resources: Count
    found: Count = field(default_factory=Count)
    strict: Count = field(default_factory=Count)
    complete: Count = field(default_factory=Count)
    marks: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[tuple[str, GoldOffer | None, Offer | None]] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """A wanted offer, the prediction taken for it, and how alike their terms are."""

    wanted: GoldOffer
    given: Offer
    likeness: float


def judge(story: GoldStory, analysis: Analysis) -> Score:
    """The score of one story."""
    actors, actor_strays = _mentions(story.text, story.actors, analysis.actors)
    resources, resource_strays = _mentions(story.text, story.resources, analysis.resources)
    score = Score(story, actors, resources, strays=actor_strays + resource_strays)
    pairs = _pairs(story.offers, analysis.offers)
    wanted = [offer for offer in story.offers if not offer.optional]
    counted = [pair for pair in pairs if not pair.wanted.optional]
    complete = sum(_judge_pair(score, pair) for pair in counted)
    given = len(analysis.offers)
    score.found = Count(len(counted), given - (len(pairs) - len(counted)), len(wanted))
    score.complete = Count(complete, score.found.found, len(wanted))
    score.strict = Count(len(counted), given, len(wanted))
    met = [id(pair.wanted) for pair in pairs]
    used = [id(pair.given) for pair in pairs]
    score.wrong += [("missed", offer, None) for offer in wanted if id(offer) not in met]
    score.wrong += [("extra", None, offer) for offer in analysis.offers if id(offer) not in used]
    return score


def _pairs(wanted: Sequence[GoldOffer], given: Sequence[Offer]) -> list[Pair]:
    """One prediction to one offer, the likest first; of equals an offer that must be found goes first."""
    options = []
    for offer in wanted:
        for prediction in given:
            if not any(_overlap(offer.evidence, span) for span in prediction.evidence):
                continue
            alike = max(likeness(terms, prediction.terms.text) for terms in offer.terms)
            akin = prediction.act in offer.acts and _name_right(prediction.proposer, offer.proposer)
            if alike >= SHARED or akin:
                options.append((alike + 0.25 * akin + 0.1 * (not offer.optional), Pair(offer, prediction, alike)))
    chosen: list[Pair] = []
    for _, pair in sorted(options, key=lambda option: -option[0]):
        if all(pair.wanted is not other.wanted and pair.given is not other.given for other in chosen):
            chosen.append(pair)
    return chosen


def _judge_pair(score: Score, pair: Pair) -> bool:
    """Adds the marks of one pair; whether a reader can trust the prediction as it stands."""
    wanted, given = pair.wanted, pair.given
    both_sides = given.recipient is not None and given.proposer is not None and given.recipient == given.proposer
    to_whom = _name_right(given.recipient, wanted.recipient) and not both_sides
    marks = {
        "act": _act(given.act, wanted.acts),
        "negated": float(given.negated == wanted.negated),
        "proposer": float(_name_right(given.proposer, wanted.proposer)),
        "recipient": float(to_whom),
        "terms": float(pair.likeness >= RIGHT),
    }
    if any(wanted.recipient):
        marks["to whom"] = float(to_whom and given.recipient is not None)
    if wanted.negated:
        marks["sign"] = marks["negated"]
    if wanted.quantity or given.quantity:
        marks["quantity"] = float(any(_amount_right(given.quantity, amount) for amount in wanted.quantity))
    if any(wanted.speaker) or given.speaker:
        marks["speaker"] = float(_name_right(given.speaker, wanted.speaker))
    for part, mark in marks.items():
        score.marks.setdefault(part, []).append(mark)
    complete = marks["act"] > 0 and all(marks[part] == 1 for part in NEEDED)
    if faults := [part for part, mark in marks.items() if mark < (0.5 if part == "act" else 1)]:
        score.wrong.append((f"wrong {', '.join(faults)}", wanted, given))
    return complete


def _act(given: str, right: tuple[str, ...]) -> float:
    if given in right:
        return 1.0
    return 0.5 if any(given in near and near & set(right) for near in NEAR) else 0.0


def _name_right(party: Party | None, right: Names) -> bool:
    if party is None:
        return None in right
    return any(name is not None and same_name(party.name, name) for name in right)


def _amount_right(given: str | None, right: str) -> bool:
    return given is not None and likeness(given, right) > RIGHT


def _mentions(text: str, wanted: Sequence[Named], given: Sequence[Actor | Resource]) -> tuple[Count, list[str]]:
    """Named mentions; a description of an actor whose name was found is neither right nor wrong."""
    places = [place for named in wanted for place in named.mentions]
    met: set[Extent] = set()
    strays: list[str] = []
    for named in given:
        hits = [(span, _hit(text, span, places)) for span in named.mentions]
        known = any(hit for _, hit in hits)
        met |= {hit for _, hit in hits if hit}
        loose = [text[span.start : span.end] for span, hit in hits if hit is None]
        strays += [words for words in loose if not (known and is_description(words))]
    lost = [f"missed {text[start:end]!r}" for start, end in places if (start, end) not in met]
    return Count(len(met), len(met) + len(strays), len(places)), lost + [f"extra {words!r}" for words in strays]


def _hit(text: str, span: Span, places: Sequence[Extent]) -> Extent | None:
    word = last_word(text[span.start : span.end])
    return next((p for p in places if _overlap(p, span) and last_word(text[p[0] : p[1]]) == word), None)


def _overlap(place: Extent, span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]
