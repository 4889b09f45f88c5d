"""An entry of the lexicon and the frame that says where its parts stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.analysis.acts.places import Place
from briefing.core.analysis import Act

NOT = "not"
"""The companion by which an entry is a word with its negation."""

WORD_CLASSES = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB", "ADV"),
    "preposition": ("ADP",),
    "modal": ("VERB",),
}
"""The word classes of entries, each with the parser's tags for them."""


class Condition(StrEnum):
    """What an entry may ask of the words around its word; `lexicon/README.md` explains each."""

    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    WANTED = "wanted"
    BARE = "bare"
    PASSIVE = "passive"
    LAST = "last"
    CONTENT = "content"
    DEADLINE = "deadline"
    IF = "if"
    WE = "we"
    UNLESS = "unless"
    WARNED = "warned"
    MODIFIED = "modified"
    OBJECT = "object"
    NAMED = "named"
    KEPT_FROM = "kept-from"
    OWN_CLAUSE = "own-clause"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the proposer, the recipient and the terms may stand, the surest place first."""

    name: str
    who: tuple[Place, ...]
    whom: tuple[Place, ...]
    what: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase that says an act.

    `companions` are lemmas that must all hang on the word (a particle, a preposition). Of `any_of` one must be true: a
    `Condition`, or a particle or preposition that hangs on the word. Of `objects` one lemma must be its object, or one
    of the word list that `object_list` names; those of `never` must not hang on it. `deeds` names the word list of the
    verbs that a modal must go with, `unless_company` the act that the word says of who is no company. `weight` from 0
    to 1 says how surely the word alone means the act.
    """

    lemma: str
    word_class: str
    act: Act
    frame: Frame
    companions: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    object_list: str = ""
    deeds: str = ""
    unless_company: Act | None = None
    weight: float = 0.7
    example: str = ""

    @property
    def specific(self) -> int:
        """How much the entry asks for: of several that match, the most demanding wins."""
        return 2 * len(self.companions) + 2 * bool(self.objects or self.object_list) + bool(self.any_of)
