"""Why an offer is shown: the word that says it, where its parties were found, what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Role:
    """One part of an offer: `role` as `proposer`, the `words` of the story that name it, and `how` it was found."""

    role: str
    words: str
    how: str


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of one offer.

    `word` is the word of the story that says the act, `entry` the lexicon's entry, with `example` for its use; `rule`
    is the frame that names the places of the parts; these three are empty where no rule found the line. `supports` are
    sentences, each for what makes the line sure, `doubts` each for what lowered the confidence.
    """

    word: str
    entry: str
    rule: str
    example: str
    roles: tuple[Role, ...] = ()
    doubts: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()


def lines(why: Why) -> Iterator[str]:
    """The reasons, one a line: what speaks for it and against it, then where it was found."""
    for support in why.supports:
        yield f"for it: {support}"
    for doubt in why.doubts:
        yield f"less sure: {doubt}"
    if why.entry:
        yield f"word: “{why.word}”, in the lexicon as {why.entry}, rule {why.rule}"
    else:
        yield f"word: “{why.word}”, which no rule knows; the learned part takes it for an act"
    if why.example:
        yield f"as in: {why.example}"
    for role in why.roles:
        yield f"{role.role}: " + (f"“{role.words}”, {role.how}" if role.words else role.how)


def to_json(why: Why) -> dict[str, Any]:
    """As it stands in an offer."""
    return {
        "word": why.word,
        "entry": why.entry,
        "rule": why.rule,
        "example": why.example,
        "roles": [{"role": r.role, "words": r.words, "how": r.how} for r in why.roles],
        "supports": list(why.supports),
        "doubts": list(why.doubts),
    }
