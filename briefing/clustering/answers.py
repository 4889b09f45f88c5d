"""Whether a line answers another, or takes it back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from briefing.clustering.act_weights import ANSWERS, THRESHOLDS, chance_of
from briefing.clustering.compared_line import (
    ALIKE,
    ComparedLine,
    agreement,
    common_words,
    found_in,
    has_terms_in,
    on_one_matter,
)
from briefing.clustering.words import cosine, words_of
from briefing.core.analysis import Act
from briefing.core.ledger.entries import Join
from briefing.core.ledger.life import CERTAIN, is_changed, same_amount
from briefing.core.ledger.lines import LedgerLine, LineParty

RULES_OF_ANSWERS = 1
"""The version of what stands here: raised with each change after which stored answers are to be looked at anew."""
LINKS = (Act.ACCEPT, Act.REJECT, Act.LIFT)
"""Acts that may be about another entry."""
TOLD_TOGETHER = Join(("one story tells both",), CERTAIN)
"""Why an answer belongs to what its own story says that it answers."""
ANSWER_BEFORE = timedelta(days=2)
"""Dates of stories are rough: an answer may be dated so long before what it answers."""


def answer_features(put: ComparedLine, answer: ComparedLine) -> dict[str, float]:
    """What speaks for and against that the second line answers the first, by name."""
    a, b = put.line, answer.line
    return {
        "says_yes_or_no": float(b.act.is_answer),
        "opens": float(a.act.opens),
        "from_asked": agreement(a.recipient, b.proposer),
        "to_asking": agreement(a.proposer, b.recipient),
        "terms": cosine(put.terms, answer.terms),
        "found": max(cosine(put.terms, answer.quote), cosine(answer.terms, put.quote)),
        "story": cosine(dict(a.context), dict(b.context)),
    }


def answer_chance(put: ComparedLine, answer: ComparedLine) -> Join | None:
    """Why the second line answers the first, or takes it back; None where that is not likely enough."""
    if put.line.at > answer.line.at + ANSWER_BEFORE or (answer.line.is_bygone and not put.line.is_bygone):
        return None
    if (back := takes_back(put, answer)) is not None:
        return back
    if not put.line.act.opens or not may_answer(answer.line, put.line.proposer):
        return None
    if not is_said_to(put, answer):
        return None
    join = answers(put, answer)
    return join if join.chance >= THRESHOLDS[ANSWERS] else None


def may_answer(line: LedgerLine, proposer: LineParty | None) -> bool:
    """Whether a line is a yes or no to what this side put: "has yet to agree" is neither, and nobody says yes to
    themselves.
    """
    by = line.proposer
    is_own = by is not None and proposer is not None and by.key == proposer.key and not by.others
    return line.act.is_answer and not line.negated and not (line.act is Act.ACCEPT and is_own)


def is_said_to(put: ComparedLine, answer: ComparedLine) -> bool:
    """Whether a yes or no may be on what was put: of that amount, on a matter that both name, and not what one side
    says to itself. Parties that deal with each other say yes and no to many things, in one story too; another story
    that tells an answer has some of the same news.
    """
    a, b = put.line, answer.line
    if a.story != b.story and cosine(dict(a.context), dict(b.context)) < _SOME_NEWS:
        return False
    if a.is_within_one_side or b.is_within_one_side or is_changed(a.quantity, b.quantity):
        return False
    if not on_one_matter(put, answer):
        return False
    if a.quote == b.quote:
        return set(words_of(a.terms)) <= set(words_of(b.terms))
    if not put.terms or not answer.terms:
        return a.story == b.story
    return _name_one_matter(put, answer)


def _name_one_matter(put: ComparedLine, answer: ComparedLine) -> bool:
    """Whether the terms of one of the two are mostly what the other's say, or share a word and give the same amount:
    much that is put and much that is answered has a word or two in common.
    """
    if found_in(put.content, answer.content) and same_amount(put.line.quantity, answer.line.quantity):
        return True
    return has_terms_in(put, answer.content) or has_terms_in(answer, put.content)


def answers(put: ComparedLine, answer: ComparedLine) -> Join:
    """The chance that the second line answers the first, and why."""
    found = answer_features(put, answer)
    return Join(tuple(_why_answer(put, answer, found)), _short_of_certain(chance_of(ANSWERS, found)))


def takes_back(put: ComparedLine, answer: ComparedLine) -> Join | None:
    """Why the second line takes the first one back: its own side withdraws it, or lifts what it imposed. None else.

    What one sentence wants and does not want are two things.
    """
    a, b = put.line, answer.line
    if not ((a.act.opens and b.act is Act.REJECT) or (a.act is Act.IMPOSE and b.act is Act.LIFT)):
        return None
    if agreement(a.proposer, b.proposer) <= 0 or agreement(a.recipient, b.recipient) < 0:
        return None
    if b.negated or a.quote == b.quote or not (_LIFTS if b.act is Act.LIFT else _TAKES_BACK).search(b.quote):
        return None
    words = common_words(put, answer)
    alike = max(cosine(put.terms, answer.terms), cosine(put.terms, answer.quote), cosine(answer.terms, put.quote))
    if not words or alike < _TAKEN_BACK:
        return None
    reasons = ("the side that put it takes it back", f"terms with the same words: {words}")
    return Join(reasons, _short_of_certain(round(alike, 4)))


_SOME_NEWS = 0.1
"""From this cosine on, two stories have some news in common."""
_TAKEN_BACK = 0.4
_TAKES_BACK = re.compile(
    r"\b(?:withdr[ae]w|retract|rescind|revok|repeal|scrap|abandon|cancel|drop|reneg(?:e|ing)|recant|shelv|revers"
    r"|t(?:ak\w+|ook) (?:\w+ ){0,3}back|(?:back|walk|call|pull)\w* (?:away|back|down|off|out|the plug))",
    re.IGNORECASE,
)
"""How a sentence says that something is taken back. A side says no to much beside what it wants."""
_LIFTS = re.compile(
    rf"{_TAKES_BACK.pattern}|\b(?:lift|eas(?:e[sd]?|ing)\b|remov|suspend|relax|loosen|abolish|end(?:s|ed|ing)\b|roll"
    r"|again\b|no longer\b)",
    re.IGNORECASE,
)
"""How a sentence says that a measure has ended. A side allows much that it has not forbidden."""


def _short_of_certain(chance: float) -> float:
    return min(chance, CERTAIN - 0.0001)


def _why_answer(put: ComparedLine, answer: ComparedLine, found: Mapping[str, float]) -> list[str]:
    reasons = []
    if found["from_asked"] > 0:
        reasons.append("it comes from the one who was asked")
    if found["to_asking"] > 0:
        reasons.append("it goes to the one who asked")
    if words := common_words(put, answer):
        reasons.append(f"terms with the same words: {words}")
    if found["story"] > ALIKE:
        reasons.append("stories with the same news")
    return reasons
