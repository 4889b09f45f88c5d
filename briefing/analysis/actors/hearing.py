"""What a reader has in mind while reading on: who was mentioned last, and how prominently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from briefing.analysis.actors.party import Party

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Heard:
    """One mention of a party. `token` is the word it hangs on the sentence by; sentences count through the story."""

    party: Party
    token: Token
    sentence: int
    plural: bool = False


@dataclass(slots=True)
class Memory:
    """The mentions so far, in text order, and the number of the sentence being read."""

    heard: list[Heard] = field(default_factory=list)
    sentence: int = 0

    def hear(self, party: Party, token: Token, plural: bool = False) -> None:
        """Keeps a mention in the sentence being read."""
        self.heard.append(Heard(party, token, self.sentence, plural))

    def backwards(self) -> Iterator[Heard]:
        """The mentions, the latest first."""
        return reversed(self.heard)

    def last(self, fits: Callable[[Heard], bool]) -> Party | None:
        """The party last heard of that fits."""
        return next((heard.party for heard in self.backwards() if fits(heard)), None)

    def foremost(self, fits: Callable[[Heard], bool], bonus: Callable[[Heard], float] = lambda _: 0.0) -> Party | None:
        """The party that fits and stands out most: lately mentioned, and as a subject."""
        best: tuple[float, Party] | None = None
        for back, heard in enumerate(self.backwards()):
            if fits(heard):
                score = prominence(heard.token) - 0.6 * (self.sentence - heard.sentence) - 0.02 * back + bonus(heard)
                if best is None or score > best[0]:
                    best = (score, heard.party)
        return None if best is None else best[1]


def prominence(token: Token) -> float:
    """What the place in the clause adds: subjects are spoken of; owners and objects less so."""
    if token.dep_ in SUBJECTS:
        return 1.2 if token.head.dep_ in ("ROOT", "ccomp") else 0.9
    if token.dep_ == "appos" and token.head.dep_ in SUBJECTS:
        return 1.0
    if token.dep_ == "agent" or (token.dep_ == "pobj" and token.head.dep_ == "agent"):
        return 0.7
    return 0.3 if token.dep_ in ("poss", "dobj", "dative") else 0.0
