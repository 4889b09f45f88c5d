"""How right an analysis is: predictions paired with the gold, and what of each pair is as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.alike import same_name, similarity
from bench.counting import Count
from bench.gold import GoldOffer, GoldStory, Names
from bench.mentions import named_mentions, one_actor, overlap
from briefing.core.analysis import Analysis, Line, Party

SHARED, RIGHT = 0.3, 0.5
"""Likeness of terms from which two offers are the same one, and from which the terms are right."""

NEAR = ({"offer", "propose", "pledge"}, {"accept", "pledge"})
NEEDED = ("negated", "proposer", "recipient", "terms")


DEADLINES = ("by ", "until ", "till ", "before ", "within ")
"""How quantities begin that say by when."""


@dataclass(frozen=True)
class JudgedLine:
    """A predicted offer: whether it is one, whether it says nothing wrong, and whether it is right in all.

    A line that names no recipient where the gold does says nothing wrong, and is not right in all.
    """

    line: Line
    found: bool
    sound: bool
    complete: bool

    @property
    def confidence(self) -> float:
        """How far it says it can be trusted."""
        return self.line.confidence


@dataclass
class Score:
    """What was counted in one story.

    `marks` has, for each part of an offer, how right it was in each pair. `lines` are the predictions that were
    neither right nor wrong by being optional.
    """

    story: GoldStory
    actors: Count
    resources: Count
    one_actor: Count
    found: Count = field(default_factory=Count)
    strict: Count = field(default_factory=Count)
    complete: Count = field(default_factory=Count)
    marks: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[tuple[str, GoldOffer | None, Line | None]] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    lines: list[JudgedLine] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """A wanted offer, the prediction taken for it, and how alike their terms are."""

    wanted: GoldOffer
    given: Line
    similarity: float


def judge(story: GoldStory, analysis: Analysis) -> Score:
    """The score of one story."""
    actors, actor_strays = named_mentions(story.text, story.actors, analysis.actors)
    resources, resource_strays = named_mentions(story.text, story.resources, analysis.resources)
    one, mixed = one_actor(story.text, story.actors, analysis.actors)
    score = Score(story, actors, resources, one, strays=actor_strays + resource_strays + mixed)
    options = _options(story.offers, analysis.offers)
    pairs = _pairs(options)
    wanted = [offer for offer in story.offers if not offer.optional]
    counted = [pair for pair in pairs if not pair.wanted.optional]
    complete = 0
    for pair in counted:
        wrong = _judge_pair(score, pair)
        trusted = not wrong
        again = [other.given for _, other in options if other.wanted is pair.wanted]
        _told_once(score, pair, [given for given in again if all(given is not met.given for met in pairs)])
        score.lines.append(
            JudgedLine(pair.given, True, trusted or (wrong == ["recipient"] and pair.given.recipient is None), trusted)
        )
        complete += trusted
    given = len(analysis.offers)
    score.found = Count(len(counted), given - (len(pairs) - len(counted)), len(wanted))
    score.complete = Count(complete, score.found.found, len(wanted))
    score.strict = Count(len(counted), given, len(wanted))
    met = [id(pair.wanted) for pair in pairs]
    used = [id(pair.given) for pair in pairs]
    score.wrong += [("missed", offer, None) for offer in wanted if id(offer) not in met]
    extra = [offer for offer in analysis.offers if id(offer) not in used]
    score.wrong += [("extra", None, offer) for offer in extra]
    score.lines += [JudgedLine(offer, False, False, False) for offer in extra]
    return score


def paired(wanted: Sequence[GoldOffer], given: Sequence[Line]) -> list[Pair]:
    """Each prediction with the offer that it is taken for, where there is one."""
    return _pairs(_options(wanted, given))


def _options(wanted: Sequence[GoldOffer], given: Sequence[Line]) -> list[tuple[float, Pair]]:
    """Every prediction with every offer that it may be, the likest first; of equals an offer that must be found."""
    options = []
    for offer in wanted:
        for prediction in given:
            if not any(overlap(place, span) for place in offer.evidence for span in prediction.evidence):
                continue
            alike = max(similarity(terms, prediction.terms.text) for terms in offer.terms)
            akin = prediction.act in offer.acts and name_right(prediction.proposer, offer.proposer)
            if alike >= SHARED or akin:
                options.append((alike + 0.25 * akin + 0.1 * (not offer.optional), Pair(offer, prediction, alike)))
    return sorted(options, key=lambda option: -option[0])


def _pairs(options: Sequence[tuple[float, Pair]]) -> list[Pair]:
    """One prediction to one offer, the likest first."""
    chosen: list[Pair] = []
    for _, pair in options:
        if all(pair.wanted is not other.wanted and pair.given is not other.given for other in chosen):
            chosen.append(pair)
    return chosen


def _told_once(score: Score, pair: Pair, again: Sequence[Line]) -> None:
    """Marks whether the offer has one line alone, and apart from all those that the story tells several times."""
    for part in ("one line", *(["retold"] if len(pair.wanted.evidence) > 1 else [])):
        score.marks.setdefault(part, []).append(float(not again))


def _judge_pair(score: Score, pair: Pair) -> list[str]:
    """Adds the marks of one pair; the parts for which a reader cannot trust the prediction as it stands."""
    wanted, given = pair.wanted, pair.given
    both_sides = given.recipient is not None and given.proposer is not None and given.recipient == given.proposer
    to_whom = name_right(given.recipient, wanted.recipient) and not both_sides
    marks = {
        "act": _act(given.act, wanted.acts),
        "negated": float(given.negated == wanted.negated),
        "proposer": float(name_right(given.proposer, wanted.proposer)),
        "recipient": float(to_whom),
        "terms": float(pair.similarity >= RIGHT),
    }
    if any(wanted.recipient):
        marks["to whom"] = float(to_whom and given.recipient is not None)
    if wanted.negated:
        marks["sign"] = marks["negated"]
    # The gold marks amounts, and no deadlines.
    if any(wanted.quantity) or (given.quantity and not given.quantity.startswith(DEADLINES)):
        marks["quantity"] = float(_amount_right(given.quantity, wanted.quantity))
    if any(wanted.speaker) or given.speaker:
        marks["speaker"] = float(name_right(given.speaker, wanted.speaker))
    for part, mark in marks.items():
        score.marks.setdefault(part, []).append(mark)
    if faults := [part for part, mark in marks.items() if mark < (0.5 if part == "act" else 1)]:
        score.wrong.append((f"wrong {', '.join(faults)}", wanted, given))
    return [*(["act"] if marks["act"] == 0 else []), *(part for part in NEEDED if marks[part] < 1)]


def _act(given: str, right: tuple[str, ...]) -> float:
    if given in right:
        return 1.0
    return 0.5 if any(given in near and near & set(right) for near in NEAR) else 0.0


def name_right(party: Party | None, right: Names) -> bool:
    """Whether a party has one of the right names; nobody is right where None is among them."""
    if party is None:
        return None in right
    return any(name is not None and same_name(party.name, name) for name in right)


def _amount_right(given: str | None, right: Names) -> bool:
    if given is None:
        return None in right
    return any(amount is not None and similarity(given, amount) > RIGHT for amount in right)
