"""What is kept beside a story: notes, marked passages, tags, the places where it was seen, and other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from briefing.core.analysis import Analysis, Span
from briefing.core.formatting import whole_line

_TAG = re.compile(r"(?<![\w#&/])#(\w[\w/-]*)")
_FENCED = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Note:
    """The reader's text on a story, or on the offer with this id. `quote` is what that offer was read from."""

    text: str
    offer: str = ""
    quote: str = ""
    written: datetime | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage by its words and the words around it; `span` is where it stood when it was last looked for."""

    quote: str
    prefix: str
    suffix: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that the reader marked, in a colour by its name, with a note or without one.

    `span` is where the passage stands in the story as it is now, None where it is gone from it.
    """

    id: str
    anchor: Anchor
    colour: str
    span: Span | None
    note: str = ""
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that showed the story, and the address it gave."""

    name: str
    link: str


@dataclass(frozen=True, slots=True)
class OtherReport:
    """Another story, by its id, that reports the same thing."""

    story: str
    title: str
    source: str
    link: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """All of it. `notes` holds at most one text on the story and one on each offer.

    `reports` are the other stories of its cluster: those that report the same thing.
    """

    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    reports: tuple[OtherReport, ...] = ()

    @property
    def note(self) -> str:
        """The note on the story, or nothing."""
        return self.note_on("")

    def note_on(self, offer: str) -> str:
        """The note on an offer, or nothing."""
        return next((note.text for note in self.notes if note.offer == offer), "")


NO_ANNOTATIONS = Annotations()


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the story that the reader marked, or wrote about, or both. `label` says what a note is about."""

    span: Span
    colour: str = ""
    note: str = ""
    label: str = ""


def passages(analysis: Analysis | None, kept: Annotations) -> tuple[Passage, ...]:
    """The marked passages and those of the offers that have a note, in the order of the text."""
    found = [Passage(mark.span, mark.colour, mark.note, mark.colour) for mark in kept.marks if mark.span]
    for offer in analysis.lines if analysis else ():
        note = kept.note_on(offer.id) if offer.id else ""
        if note:
            found.append(Passage(offer.evidence[0], note=note, label=whole_line(offer)))
    return tuple(sorted(found, key=lambda passage: passage.span))


def strays(analysis: Analysis | None, kept: Annotations) -> tuple[tuple[str, str], ...]:
    """What has no place in the story any more: the words it stood at, and the note on them."""
    offers = {offer.id for offer in analysis.lines} if analysis else set()
    lost = [(mark.anchor.quote, mark.note) for mark in kept.marks if mark.span is None]
    return (*lost, *((note.quote, note.text) for note in kept.notes if note.offer and note.offer not in offers))


def tags_in(text: str) -> frozenset[str]:
    """The `#words` of a note in small letters; numbers alone, and what stands in code, are no tags."""
    return frozenset(_words(_FENCED.sub(" ", text)))


def _words(text: str) -> Iterator[str]:
    for match in _TAG.finditer(text):
        word = match[1].rstrip("-/").casefold()
        if not word.isdigit():
            yield word
