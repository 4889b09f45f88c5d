"""What a name is, and the passage as a board on which names take their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.names.gazetteer import Form, Known
from briefing.analysis.names.titles import Title

LONGEST = 120
"""Characters in a name: whatever is longer is a list or no text at all."""


class Label(StrEnum):
    """What a name names, as far as its passage tells."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"
    COMPANY = "company"
    GROUP = "group"
    PLACE = "place"
    UNKNOWN = "unknown"


def has_name(words: str) -> bool:
    """Whether a name stands in words of a text: a capital, but for that of an article that begins a sentence."""
    articles = vocabulary.words("syntax.articles")
    behind = [word for place, word in enumerate(words.split()) if place or word.lower() not in articles]
    return any(character.isupper() for word in behind for character in word)


@dataclass(slots=True, eq=False)
class Name:
    """A name in a passage. `sure` says that data or a rule gave the label, not the model."""

    words: Span
    label: Label
    known: Known | None = None
    form: Form | None = None
    sure: bool = False
    title: Title | None = None
    part_of_title: bool = False

    @property
    def text(self) -> str:
        """The words of the name, evened out."""
        return str(self.words.text)

    @property
    def head(self) -> Token:
        """The word that the name hangs on the sentence by."""
        return self.words.root


@dataclass(slots=True)
class Board:
    """One passage while its names are found: which name has a token, and the tokens that none may have."""

    doc: Doc
    taken: dict[int, Name] = field(default_factory=dict)
    mute: set[int] = field(default_factory=set)

    def free(self, at: int) -> bool:
        """Whether a name may have this token."""
        return at not in self.taken and at not in self.mute

    def put(self, name: Name) -> None:
        """Gives a name its tokens, unless one of them is not free or the name is too long to be one."""
        places = range(name.words.start, name.words.end)
        if len(name.text) <= LONGEST and all(self.free(i) for i in places):
            self.taken.update((i, name) for i in places)

    def silence(self, words: Span | None) -> None:
        """Takes words away from every name that does not have them yet."""
        self.mute.update(range(words.start, words.end) if words is not None else ())

    def names(self) -> list[Name]:
        """The names so far, in text order."""
        return sorted(set(self.taken.values()), key=lambda name: name.words.start)
