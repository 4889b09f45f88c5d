"""A story as it was parsed, with its actors, as a `Document` for the learned part, and the way back to the story."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.learned.candidates import candidates
from briefing.analysis.learned.document import Candidate, Document, Word
from briefing.analysis.text.parsed_story import ParsedStory, Passage
from briefing.core.analysis import ActorKind, Part, Span

_TITLED = 4
"""Words of a name with its title at most."""


@dataclass(frozen=True, eq=False)
class DocumentMap:
    """The document of a story. `_starts` are the numbers of the first words of its passages."""

    document: Document
    _passages: tuple[Passage, ...]
    _starts: dict[int, int] = field(default_factory=dict)

    def number(self, token: Token) -> int:
        """The number of a token's word in the document."""
        return self._starts[id(token.doc)] + token.i

    def token(self, number: int) -> Token:
        """The token of a word."""
        return self.words(number, number + 1)[0]

    def words(self, first: int, last: int) -> Words:
        """The tokens of the words `[first, last)`, which stand in one passage."""
        for passage in reversed(self._passages):
            start = self._starts[id(passage.doc)]
            if start <= first:
                return passage.doc[first - start : last - start]
        raise IndexError("this word is of another story")

    def text(self, first: int, last: int) -> str:
        """The words `[first, last)` as they are printed."""
        return " ".join(self.words(first, last).text.split())

    def span(self, first: int, last: int) -> Span:
        """The characters of the words `[first, last)` in the story, up to where the passage of the first one ends.

        Offsets begin anew behind the title: words of two passages would end before they start.
        """
        last = min(last, self.passage_end(first))
        return Span(self.spans[first].start, self.spans[last - 1].end, self.spans[first].part)

    @cached_property
    def title_end(self) -> int:
        """The number behind the last word of the title."""
        return sum(span.part is Part.TITLE for span in self.spans)

    def passage_end(self, word: int) -> int:
        """The number behind the last word of the passage in which a word stands."""
        begins = self._begins
        behind = bisect_right(begins, word)
        return begins[behind] if behind < len(begins) else len(self.document.words)

    @cached_property
    def _begins(self) -> list[int]:
        return sorted(self._starts.values())

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The characters of each word in the story."""
        return tuple(span for passage in self._passages for span in passage.word_spans())

    def within(self, span: Span) -> Iterator[int]:
        """The numbers of the words that share characters with a span."""
        words = self._by_part[span.part]
        at = max(0, bisect_left(words, (span.start, 0, 0)) - 1)
        while at < len(words) and words[at][0] < span.end:
            if words[at][1] > span.start:
                yield words[at][2]
            at += 1

    @cached_property
    def _by_part(self) -> dict[Part, list[tuple[int, int, int]]]:
        """Where each word stands, and its number."""
        return {part: [(s.start, s.end, i) for i, s in enumerate(self.spans) if s.part is part] for part in Part}


def describe(reading: ParsedStory, cast: Cast) -> DocumentMap:
    """The words, sentences and candidates of all passages of a story."""
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    found: list[Candidate] = []
    starts: dict[int, int] = {}
    for passage in reading:
        offset = starts[id(passage.doc)] = len(words)
        words.extend(_words(passage, offset))
        sentences.extend((offset + s.start, offset + s.end) for s in passage.doc.sents)
        found.extend(candidates(passage, cast, offset))
    document = Document(tuple(words), tuple(sentences), tuple(_with_titles(found, words)))
    return DocumentMap(document, tuple(reading), starts)


def _with_titles(found: Sequence[Candidate], words: Sequence[Word]) -> Iterator[Candidate]:
    """Candidates as they were found, but who is known by one name alone goes by title and name: "President Orsi"."""
    fullest: dict[str, str] = {}
    for candidate in found:
        if candidate.kind == ActorKind.PERSON and candidate.sort == "name" and " " not in candidate.name:
            parts = [word.text for word in words[candidate.first : candidate.last]]
            if parts[-1] == candidate.name and parts[0][:1].isupper() and len(parts) <= _TITLED:
                fullest[candidate.party] = max(fullest.get(candidate.party, ""), " ".join(parts), key=len)
    return (c._replace(name=fullest[c.party]) if c.party in fullest else c for c in found)


def _words(passage: Passage, offset: int) -> Iterator[Word]:
    for token in passage.doc:
        yield Word(token.text, token.lemma_.lower(), token.pos_, token.dep_, token.head.i + offset, token.ent_type_)
