"""Lines paired with the acts that readers marked, and which lines are right: as the extraction's score has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from learn.names import is_right

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "for",
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "and",
        "or",
        "as",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "my",
        "this",
        "that",
        "these",
        "those",
        "is",
        "are",
        "be",
        "been",
        "was",
        "were",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "can",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "some",
        "any",
        "more",
        "most",
        "also",
        "not",
        "no",
        "so",
    ]
)
_NEAR = ({"offer", "propose", "pledge"}, {"accept", "pledge"})
_MEASURES = frozenset({"impose", "lift"})
_FOUND, _TERMS_RIGHT = 0.3, 0.5
_LEFT_OUT = 0.1
"""What a pair without a recipient is worth where readers may name one or none: a line that names one tells more."""


@dataclass(frozen=True)
class JudgedLine:
    """A line of the panel as it is judged: names of parties or None, terms as text, evidence as `(start, end)`."""

    act: str
    negated: bool
    proposer: str | None
    recipient: str | None
    terms: str
    evidence: Sequence[tuple[int, int]]

    def between(self, proposer: str | None, recipient: str | None) -> JudgedLine:
        """The line with other parties."""
        return replace(self, proposer=proposer, recipient=recipient)


@dataclass(frozen=True)
class Verdict:
    """Whether a line tells a marked act, and whether nothing in it is wrong."""

    is_act: bool
    right: bool


def words(text: str) -> Counter[str]:
    """The words of a text with content, without plural s and possessives."""
    tokens = re.findall(r"[a-z0-9][a-z0-9.,%-]*[a-z0-9%]|[a-z0-9]", text.lower().replace("’", "'"))
    cut = (re.sub(r"(?<=[a-z]{3})s$", "", re.sub(r"'s?$", "", t)) for t in tokens)
    return Counter(t for t in cut if t and t not in _STOP)


def shared(one: str, other: str) -> float:
    """F1 of the words of two texts."""
    a, b = words(one), words(other)
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def verdicts(story: dict[str, Any], lines: Sequence[JudgedLine]) -> list[Verdict]:
    """A verdict on each line, by the story's marked acts. Each act goes to one line, the one that is most like it."""
    found = [Verdict(False, False)] * len(lines)
    taken: set[int] = set()
    paired: set[int] = set()
    for alike in sorted(_likenesses(story, lines), key=lambda one: -one.likeness):
        if alike.act not in taken and alike.line not in paired:
            taken.add(alike.act)
            paired.add(alike.line)
            right = alike.terms >= _TERMS_RIGHT and _is_right(story["acts"][alike.act], lines[alike.line])
            found[alike.line] = Verdict(True, right)
    return found


def marked_acts(story: dict[str, Any], lines: Sequence[JudgedLine]) -> list[dict[str, Any] | None]:
    """For each line the marked act that is most like it, which other lines may have too; None where there is none."""
    found: list[dict[str, Any] | None] = [None] * len(lines)
    for alike in sorted(_likenesses(story, lines), key=lambda one: one.likeness):
        found[alike.line] = story["acts"][alike.act]
    return found


class _Likeness(NamedTuple):
    """How much a marked act and a line, by their numbers, are alike in all, and in their terms."""

    act: int
    line: int
    likeness: float
    terms: float


def _likenesses(story: dict[str, Any], lines: Sequence[JudgedLine]) -> Iterator[_Likeness]:
    """The acts and lines that may tell the same."""
    text = story["text"]
    for number, act in enumerate(story["acts"]):
        spans = _evidence(act, text)
        for at, line in enumerate(lines):
            if (act["act"] in _MEASURES) != (line.act in _MEASURES):
                continue
            if not any(a < d and c < b for a, b in spans for c, d in line.evidence):
                continue
            alike = max(shared(t, line.terms) for t in _wordings(act, text) or [""])
            acts = {act["act"], *act.get("also_act", [])}
            same = line.act in acts and is_party(line.proposer, act["proposer"], False)
            if alike >= _FOUND or same:
                yield _Likeness(number, at, alike + 0.25 * same + 0.1 * (not act.get("optional")), alike)


def are_parties(line: JudgedLine, act: dict[str, Any]) -> bool:
    """Whether both parties of a line are right for a marked act."""
    return bool(
        is_party(line.proposer, act["proposer"], False)
        and is_party(line.recipient, act["recipient"], bool(act.get("null_ok")))
        and not (line.proposer and line.recipient and is_right(line.recipient, [line.proposer]))
    )


def weigh_pairs(right: Sequence[bool], named: Sequence[bool]) -> list[float]:
    """How right pairs are: those that name a recipient go before those that leave one out."""
    best = any(is_right and is_named for is_right, is_named in zip(right, named, strict=True))
    lesser = _LEFT_OUT if best else 1.0
    return [is_right * (1.0 if is_named else lesser) for is_right, is_named in zip(right, named, strict=True)]


def _is_right(act: dict[str, Any], line: JudgedLine) -> bool:
    acts = {act["act"], *act.get("also_act", [])}
    near = line.act in acts or any(line.act in group and group & acts for group in _NEAR)
    return near and line.negated == bool(act.get("negated")) and are_parties(line, act)


def is_party(name: str | None, party: dict[str, Any] | None, null_ok: bool) -> bool:
    """Whether a name is right for a marked party; nobody is right where nobody is marked, or where that is allowed."""
    if name is None:
        return party is None or null_ok
    return party is not None and is_right(name, [party["name"], *party.get("also", [])])


def _evidence(act: dict[str, Any], text: str) -> list[tuple[int, int]]:
    found = ((text.find(q), len(q)) for q in [act["quote"], *act.get("retold", [])])
    return [(at, at + n) for at, n in found if at >= 0]


def _wordings(act: dict[str, Any], text: str) -> list[str]:
    return [t for t in [act["terms"], *act.get("terms_also", [])] if t in text]
