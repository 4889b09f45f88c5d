"""What a reader has in mind while reading on: who was mentioned last, and how prominently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from briefing.analysis.actors.cluster import ActorCluster

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Subjects that name somebody; clauses and "there", which `tree.SUBJECTS` has too, name nobody."""

# Set by hand in this order of prominence, and checked with the stories of the tune set. Only their differences count.
_MAIN_SUBJECT, _BESIDE_SUBJECT, _OTHER_SUBJECT, _AGENT, _OBJECT = 1.2, 1.0, 0.9, 0.7, 0.3
_SENTENCE = 0.6
"""What each sentence in between takes away: a main subject outlasts an object by more than one sentence."""
_MENTION = 0.02
"""What each mention in between takes away: it decides between two of one sentence only."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a party. `token` is the word it hangs on the sentence by; sentences count through the story."""

    party: ActorCluster
    token: Token
    sentence: int
    plural: bool = False


@dataclass(slots=True)
class DiscourseModel:
    """The mentions so far, in text order, and the number of the sentence being read."""

    mentions: list[Mention] = field(default_factory=list)
    sentence: int = 0

    def add(self, party: ActorCluster, token: Token, plural: bool = False) -> None:
        """Keeps a mention in the sentence being read."""
        self.mentions.append(Mention(party, token, self.sentence, plural))

    def backwards(self) -> Iterator[Mention]:
        """The mentions, the latest first."""
        return reversed(self.mentions)

    def last(self, fits: Callable[[Mention], bool]) -> ActorCluster | None:
        """The party that fits and was mentioned last."""
        return next((mention.party for mention in self.backwards() if fits(mention)), None)

    def most_prominent(
        self, fits: Callable[[Mention], bool], bonus: Callable[[Mention], float] = lambda _: 0.0
    ) -> ActorCluster | None:
        """The party that fits and stands out most: lately mentioned, and as a subject."""
        best: tuple[float, ActorCluster] | None = None
        for back, mention in enumerate(self.backwards()):
            if fits(mention):
                score = (
                    prominence(mention.token)
                    - _SENTENCE * (self.sentence - mention.sentence)
                    - _MENTION * back
                    + bonus(mention)
                )
                if best is None or score > best[0]:
                    best = (score, mention.party)
        return None if best is None else best[1]


def prominence(token: Token) -> float:
    """What the place in the clause adds: subjects are spoken of; owners and objects less so."""
    if token.dep_ in SUBJECTS:
        return _MAIN_SUBJECT if token.head.dep_ in ("ROOT", "ccomp") else _OTHER_SUBJECT
    if token.dep_ == "appos" and token.head.dep_ in SUBJECTS:
        return _BESIDE_SUBJECT
    if token.dep_ == "agent" or (token.dep_ == "pobj" and token.head.dep_ == "agent"):
        return _AGENT
    return _OBJECT if token.dep_ in ("poss", "dobj", "dative") else 0.0
