"""An actor in the making: the names of a story that are one party's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.analysis.names.gazetteer import Form
from briefing.analysis.names.name import Name
from briefing.core.analysis import ActorKind

SUFFIX_CUT = re.compile(
    r"(?:,?\s+(?:inc|co|corp|ltd|plc|llc|ag|nv|sa|limited|incorporated|corporation|company)\.?)+$", re.I
)
"""The words for the form of a company at the end of its name."""


@dataclass(slots=True, eq=False)
class ActorCluster:
    """An actor in the making."""

    name: str
    kind: ActorKind
    names: list[Name] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    known: bool = False
    side: ActorCluster | None = None
    known_side: str = ""
    """The name of a side that is none of the story's parties, or that data alone knows."""
    first: float = float("inf")
    """Where among the story's names an organisation's first one stands."""
    _name_words: frozenset[str] | None = None

    @property
    def name_words(self) -> frozenset[str]:
        """The words of its name and the last word of each of its names, in small letters."""
        if self._name_words is None:
            self._name_words = frozenset(self.name.lower().split()) | {n.words[-1].lower_ for n in self.names}
        return self._name_words

    @property
    def display_name(self) -> str:
        """The name to show: a state's is always the same, other known parties go by their fullest in the story, and
        companies without their "Inc" where the story leaves it out too.
        """
        if not self.known or self.kind is ActorKind.STATE:
            plain = SUFFIX_CUT.sub("", self.name)
            return plain if any(n.text == plain for n in self.names) else self.name
        full_forms = {n.text for n in self.names if n.form is Form.NAME}
        forms = {SUFFIX_CUT.sub("", name) for name in full_forms}
        if not forms or self.name.casefold() in {name.casefold() for name in full_forms | forms}:
            return self.name
        return max(forms, key=lambda form: (len(form), form))
