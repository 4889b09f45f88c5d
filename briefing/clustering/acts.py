"""Whether two lines tell one act, and whether one answers the other: by weights fitted to pairs labelled by reading.

Standing demands that are told weeks apart are one act. Alike acts of other parties, or on other matters, are others.
`python -m bench.acts` fits and measures the weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeVar
from zlib import crc32

from briefing.clustering.words import Vector, cosine, vector, weight, words_of
from briefing.core.analysis import Act
from briefing.core.ledger.entries import Join
from briefing.core.ledger.life import same_amount
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.party_names import PartyNames

SAME, ANSWERS = "same", "answer"
THRESHOLDS: Mapping[str, float] = {SAME: 0.65, ANSWERS: 0.65}
"""From these chances on, two lines are joined: those of one act with precision 0.88 and recall 0.63, answers with 0.91
and 0.63, by cross-validation over events (docs/ledger.md).
"""
_WORDS_TOLD = 4
_KEY_WORDS = 6
WITHIN = timedelta(days=60)
"""How far apart two lines may be told: demands stand for weeks."""
OF_ONE_KEY, LIKELIEST = 24, 14
"""How many entries are looked at: the newest of each key, and of those the likeliest."""
ANSWER_BEFORE = timedelta(days=2)
"""Dates of stories are rough: an answer may be dated so long before what it answers."""


class ComparedLine:
    """A line with what is computed of it once, however often it is compared."""

    def __init__(self, line: LedgerLine) -> None:
        self.line = line

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names of its parties: two lines of one pair share them whatever they say."""
        parties = (self.line.proposer, self.line.recipient)
        return frozenset(word for party in parties if party for key in party.keys for word in words_of(key))

    @cached_property
    def terms(self) -> Vector:
        """The words of the terms and the quantity, without names."""
        words = words_of(f"{self.line.terms} {self.line.quantity}")
        return vector([word for word in words if word not in self.names])

    @cached_property
    def quote(self) -> Vector:
        """The words of the sentence, without names."""
        return vector([word for word in words_of(self.line.quote) if word not in self.names])

    @cached_property
    def sentence(self) -> Vector:
        """All words of the sentence, names too."""
        return vector(words_of(self.line.quote))

    @cached_property
    def matter(self) -> Vector:
        """All words of the terms and the quantity, names too."""
        return vector(words_of(f"{self.line.terms} {self.line.quantity}"))

    @cached_property
    def content(self) -> frozenset[str]:
        """The words of the terms that say something."""
        return frozenset(self.terms)


def keys(line: ComparedLine, names: PartyNames) -> dict[int, int]:
    """Numbers by which a line is found among others, with how much each counts: a side with a word, or both sides."""
    sides = [names.party(p.side) for p in (line.line.proposer, line.line.recipient) if p is not None]
    resources = {word for name in line.line.resources for word in name.casefold().split()}
    words = sorted(line.content | resources, key=lambda word: (-weight(word), word))[:_KEY_WORDS]
    found = {crc32(f"{side}\0{word}".encode()): 1 for side in sides for word in words}
    if len(sides) == 2:
        found[crc32("\0\0".join(sorted(sides)).encode())] = 2
    return found


def same_features(one: ComparedLine, other: ComparedLine) -> dict[str, float]:
    """What speaks for and against one act, by name; the order of the two does not matter.

    Words alone say little, and so does a pair of parties; the same sentence between the same parties says most. Names
    count as words, for a truce in one place is not the truce in another. Many an answer is alike and to another thing.
    """
    a, b = one.line, other.line
    proposer, recipient = _agree(a.proposer, b.proposer), _agree(a.recipient, b.recipient)
    is_dated = a.is_dated and b.is_dated
    days = abs((a.at - b.at).total_seconds()) / 86_400 if is_dated else 0.0
    return {
        "act": _likeness_of_acts(a.act, b.act),
        "together": float(proposer > 0 and recipient >= 0) * cosine(one.sentence, other.sentence),
        "terms": cosine(one.matter, other.matter),
        "words": math.log1p(sum(map(weight, _found_words(one, other)))),
        "proposer": _named_alike(a.proposer, b.proposer),
        "recipient": recipient,
        "amount": float(same_amount(a.quantity, b.quantity) is True),
        "days": math.log1p(min(days, _LONG)) / math.log1p(_LONG),
        "undated": float(not is_dated),
        "answers": float(a.act.is_answer and b.act.is_answer),
    }


def _found_words(one: ComparedLine, other: ComparedLine) -> set[str]:
    """Words of the terms of one that the other says, too: many of them say more than a like angle of short terms."""
    return {word for word in one.terms if word in other.quote} | {word for word in other.terms if word in one.quote}


def answer_features(put: ComparedLine, answer: ComparedLine) -> dict[str, float]:
    """What speaks for and against that the second line answers the first, by name."""
    a, b = put.line, answer.line
    return {
        "says_yes_or_no": float(b.act.is_answer),
        "opens": float(a.act.opens),
        "from_asked": _agree(a.recipient, b.proposer),
        "to_asking": _agree(a.proposer, b.recipient),
        "terms": cosine(put.terms, answer.terms),
        "found": max(cosine(put.terms, answer.quote), cosine(answer.terms, put.quote)),
        "story": cosine(dict(a.context), dict(b.context)),
    }


def same_act(one: ComparedLine, other: ComparedLine) -> Join:
    """The chance that two lines tell one act, and why."""
    chance = same_chance(one, other)
    return Join(tuple(_why_same(one, other, same_features(one, other))) if chance else (), chance)


def same_chance(one: ComparedLine, other: ComparedLine) -> float:
    """The chance that two lines tell one act; 0 where something rules it out."""
    if not may_be_one(one.line, other.line) or not on_one_matter(one, other):
        return 0.0
    return _chance(SAME, same_features(one, other))


Place = TypeVar("Place")


def likeliest(
    line: ComparedLine, told: Iterable[tuple[Place, ComparedLine]]
) -> tuple[Place, ComparedLine, float] | None:
    """Of lines, each with its place, the one that likeliest tells the same act; None where none is likely enough."""
    found = ((place, other, same_chance(other, line)) for place, other in told)
    best = max(found, key=lambda one: one[2], default=None)
    return best if best is not None and best[2] >= THRESHOLDS[SAME] else None


_OPPOSITES = ({Act.ACCEPT, Act.REJECT}, {Act.IMPOSE, Act.LIFT})


def may_be_one(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether nothing rules out that two lines tell one act: yes is not no, an answer is not what it answers, and what
    another does is another act.
    """
    acts = {one.act, other.act}
    if acts in _OPPOSITES or _agree(one.proposer, other.proposer) < 0:
        return False
    if len(acts) == 1:
        return one.negated == other.negated
    return one.act.is_near(other.act) or one.act.is_answer is other.act.is_answer


HEADLINE = Join(("the headline of the same story",))


def told_in_full(line: LedgerLine, found: Iterable[LedgerLine]) -> LedgerLine | None:
    """The line of the same story that tells in full what a headline says; None where there is none, or it is none."""
    if not line.in_title:
        return None
    compared = ComparedLine(line)
    likely = [one for one in found if not one.in_title and _may_be_headline_of(line, one)]
    for is_told in (_is_headline_of, _is_headline_for_another):
        if full := next((one for one in likely if is_told(compared, ComparedLine(one))), None):
            return full
    return None


def _may_be_headline_of(headline: LedgerLine, full: LedgerLine) -> bool:
    is_theirs = headline.act is full.act and _agree(headline.proposer, full.proposer) > 0
    return is_theirs and headline.negated is full.negated and not differ(headline, full)


def _is_headline_of(headline: ComparedLine, full: ComparedLine) -> bool:
    return _agree(headline.line.recipient, full.line.recipient) >= 0 and on_one_matter(headline, full)


def _is_headline_for_another(headline: ComparedLine, full: ComparedLine) -> bool:
    """Whether the words are the same though the recipient is not: short as they are, headlines name whom they like."""
    return cosine(headline.terms, full.terms) >= _SAME_TERMS


_SAME_TERMS = 0.55


def on_one_matter(one: ComparedLine, other: ComparedLine) -> bool:
    """Whether the terms of one are found in what the other says, be it one telling word, or both name a resource.

    Where neither finds the other's words, "revenge" and "punish", the rest of the two sentences may tell.
    """
    if not one.terms or not other.terms or set(one.line.resources) & set(other.line.resources):
        return True
    is_found = max(cosine(one.terms, other.quote), cosine(other.terms, one.quote)) >= _FOUND
    return is_found or cosine(one.quote, other.quote) >= _MUCH


_FOUND, _MUCH = 0.05, 0.45


def takes_back(put: ComparedLine, answer: ComparedLine) -> Join | None:
    """Why the second line takes the first one back: its own side refuses it, or lifts what it imposed. None else."""
    a, b = put.line, answer.line
    if not ((a.act.opens and b.act is Act.REJECT) or (a.act is Act.IMPOSE and b.act is Act.LIFT)):
        return None
    if _agree(a.proposer, b.proposer) <= 0 or _agree(a.recipient, b.recipient) < 0:
        return None
    alike = max(cosine(put.terms, answer.terms), cosine(put.terms, answer.quote), cosine(answer.terms, put.quote))
    if alike < _TAKEN_BACK:
        return None
    words = _common(put, answer)
    return Join(("the side that put it takes it back", f"terms with the same words: {words}"), round(alike, 4))


_TAKEN_BACK = 0.4


def differ(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether two lines of one act give other figures: the act has changed between them."""
    return same_amount(one.quantity, other.quantity) is False


LINKS = (Act.ACCEPT, Act.REJECT, Act.LIFT)
"""Acts that may be about another entry."""


def answer_chance(put: ComparedLine, answer: ComparedLine) -> Join | None:
    """Why the second line answers the first, or takes it back; None where that is not likely enough."""
    if put.line.at > answer.line.at + ANSWER_BEFORE:
        return None
    if (back := takes_back(put, answer)) is not None:
        return back
    if not put.line.act.opens or not answer.line.act.is_answer:
        return None
    if not on_one_matter(put, answer):
        return None  # parties that deal with each other in one story say yes and no to many things
    join = answers(put, answer)
    return join if join.chance >= THRESHOLDS[ANSWERS] else None


def answers(put: ComparedLine, answer: ComparedLine) -> Join:
    """The chance that the second line answers the first, and why."""
    found = answer_features(put, answer)
    return Join(tuple(_why_answer(put, answer, found)), _chance(ANSWERS, found))


def _likeness_of_acts(one: Act, other: Act) -> float:
    return 1.0 if one is other else 0.5 if one.is_near(other) else 0.0


def _agree(one: LineParty | None, other: LineParty | None) -> float:
    """1 for the same side, -1 for another one, 0 where somebody is not named."""
    if one is None or other is None:
        return 0.0
    return 1.0 if one.is_with(other) else -1.0


def _named_alike(one: LineParty | None, other: LineParty | None) -> float:
    """1 where each is a name of the other, half where one is: some of a party are not the party."""
    if one is None or other is None:
        return 0.0
    return 0.5 * (one.key in other.keys) + 0.5 * (other.key in one.keys)


def _why_same(one: ComparedLine, other: ComparedLine, found: Mapping[str, float]) -> list[str]:
    a, b, reasons = one.line, other.line, []
    agree = {"proposer": _agree(a.proposer, b.proposer), "recipient": _agree(a.recipient, b.recipient)}
    parties = [role for role, agrees in agree.items() if agrees > 0]
    if parties:
        reasons.append(f"the same {' and '.join(parties)}")
    if found["act"]:
        reasons.append("the same act" if found["act"] == 1 else "acts that are told alike")
    if words := _common(one, other):
        reasons.append(f"terms with the same words: {words}")
    amounts = same_amount(a.quantity, b.quantity)
    if amounts is not None:
        reasons.append("the same quantity" if amounts else "another quantity")
    if cosine(one.sentence, other.sentence) > _ALIKE:
        reasons.append("sentences that say nearly the same")
    return reasons


def _why_answer(put: ComparedLine, answer: ComparedLine, found: Mapping[str, float]) -> list[str]:
    reasons = []
    if found["from_asked"] > 0:
        reasons.append("it comes from the one who was asked")
    if found["to_asking"] > 0:
        reasons.append("it goes to the one who asked")
    if words := _common(put, answer):
        reasons.append(f"terms with the same words: {words}")
    if found["story"] > _ALIKE:
        reasons.append("stories with the same news")
    return reasons


_ALIKE = 0.3
_LONG = 90
"""Days from which on it does not matter how many there are."""


def _common(one: ComparedLine, other: ComparedLine) -> str:
    common = sorted(one.content & other.content, key=lambda word: (-weight(word), word))
    return ", ".join(common[:_WORDS_TOLD])


def _chance(kind: str, found: Mapping[str, float]) -> float:
    weights = _weights()[kind]
    logit = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return round(1 / (1 + math.exp(-max(-50.0, min(50.0, logit)))), 4)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = files("briefing.clustering").joinpath("data/act_weights.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    found: dict[str, dict[str, float]] = {SAME: {}, ANSWERS: {}}
    for kind, name, value in rows:
        found[kind][name] = float(value)
    return found
