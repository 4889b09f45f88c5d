"""A story as the analysis reads it: one parsed passage for the title and one for each block of prose.

White space is evened out before parsing (wires wrap their lines, pages indent them), so a passage keeps for each of its
characters the offset in the story. Everything that leaves this package is in story coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefing.analysis.text.parsing import Pause, no_pause, parse
from briefing.analysis.text.truecasing import Casing
from briefing.analysis.vocabulary import per_language, words
from briefing.core.analysis import Part, Span
from briefing.core.numbers import with_commas
from briefing.core.story import NO_WORD, Body

PASSAGE_LIMIT = 6_000
"""Characters in one passage: longer blocks are read in pieces, since a parse's memory grows with its length."""

WORD_LIMIT = 200
"""Characters in one word: the tokenizer takes quadratic time on longer runs without a space."""

_BREAKS = r"\s+|[\u200b-\u200d\u2060\u00ad]+|(?<=\S)\[\d{1,3}\]"
"""What is no part of a sentence: white space, characters that nobody sees, and the marks of footnotes."""

_CREDITS = (
    r"[(\[][^()\[\]]{0,80}?(?:%(words)s|/(?:%(agencies)s))\b[^()\[\]]{0,60}[)\]]"
    r"|(?<![\w/-])(?:[A-Z][\w’'-]+\s){1,3}[A-Z][\w’'-]+(?:/[\w-]+)?/(?:%(agencies)s)\b(?:\s?/\s?(?:%(agencies)s)\b)?"
    r"|(?<![\w/-])(?:%(agencies)s)/[A-Z][\w’'-]+\s[A-Z][\w’'-]+"
)
"""Whose picture it is: "(Ada Lis/AFP via Getty Images)", "Ada Lis/AFP". It is no part of the sentence either."""

_GLUED = re.compile(
    r"(?<=[a-z]{2}[.!?])(?=\(|[A-Z][a-z])"  # "on Friday.(Peru)", "on Friday.The"
    r"|(?<=[a-z]{3})(?=\([A-Z])"  # "Committee(CFIP)"
    r"|(?<=[a-z]\))(?=[A-Z][a-z])"  # "the port)Peru"
    r"|(?<=[.,!?][\"”])(?=[A-Z][a-z])"  # "a deal,"Peru said
)
"""Where a page has lost the space between two sentences."""

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ /-]{3,}(?:,\s[A-Z]\w+\.?(?:\s\d{1,2})?)?\s*(?:\([^)\n]{1,30}\)\s*)?(?:-|–|—|--)\s+"
)
"""Where a wire was sent from: "BONN, June 3 - ", "GENEVA (Reuters) - ". It is no part of the sentence."""
_READ_AS = str.maketrans("<>", "()")
"""One for one: old wires put companies in angle brackets, which the tokenizer leaves stuck to the words."""
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[‘ʼ](?=[^\W\d_])")
"""Signs that stand for an apostrophe inside a word; the tokenizer would part the word there."""


@dataclass(frozen=True, eq=False)
class Passage:
    """One parsed stretch of the story. `offsets[i]` is where character `i` of the doc stands in the story's part."""

    doc: Doc
    offsets: Sequence[int]
    part: Part

    @property
    def start(self) -> int:
        """Where the passage begins in its part of the story."""
        return self.offsets[0] if self.offsets else 0

    def span(self, words: Words | Token | Sequence[Token]) -> Span:
        """The characters of a token, a slice of the doc, or a run of tokens, in story coordinates.

        ValueError for words of another passage.
        """
        first, last = (words, words) if isinstance(words, Token) else (words[0], words[-1])
        if first.doc is not self.doc:
            raise ValueError("these words are of another passage: ask the story where they stand")
        start, end = first.idx, last.idx + len(last)
        return Span(self.offsets[start], self.offsets[end - 1] + 1, self.part)

    def word_spans(self) -> Iterator[Span]:
        """The characters of each token, as `span` tells them."""
        for token in self.doc:
            start, length = token.idx, len(token)
            yield Span(self.offsets[start], self.offsets[start + length - 1] + 1, self.part)


@dataclass(frozen=True, eq=False)
class ParsedStory:
    """The passages of a story: the title's first, then the body's in order. `text` is what stands in the body."""

    title: str
    text: str
    passages: tuple[Passage, ...]

    def passage(self, token: Token | Words) -> Passage:
        """The passage that a token belongs to; KeyError for a token of another story."""
        try:
            return self._by_doc[token.doc]
        except KeyError:
            raise KeyError("this token is of another story") from None

    @cached_property
    def _by_doc(self) -> dict[Doc, Passage]:
        return {passage.doc: passage for passage in self.passages}

    def span(self, words: Words | Token | Sequence[Token]) -> Span:
        """As `Passage.span`, for a token, a slice or a run of tokens of any passage."""
        first = words if isinstance(words, (Token, Words)) else words[0]
        return self.passage(first).span(words)

    def words(self, span: Span) -> str:
        """The story's characters of a span, as they are, but for those that its author struck out."""
        words = (self.title if span.part is Part.TITLE else self.text)[span.start : span.end]
        return " ".join(words.replace(NO_WORD, "").split()) if NO_WORD in words else words

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)


def parse_story(nlp: Language, title: str, body: Body) -> ParsedStory:
    """The title and the prose of a body, parsed."""
    return next(parse_stories(nlp, [(title, body)]))


def parse_stories(nlp: Language, stories: Sequence[tuple[str, Body]], pause: Pause = no_pause) -> Iterator[ParsedStory]:
    """The titles and the prose of several stories, parsed together."""
    pieces_of_stories = [_pieces_of_story(title, body) for title, body in stories]
    texts: list[str] = []
    for (_, body), pieces in zip(stories, pieces_of_stories, strict=True):
        casing = Casing.of(nlp, _prose(body))
        texts.extend(casing.sentence(piece.text) for piece in pieces)
    starts = {
        place: frozenset(piece.starts)
        for place, piece in enumerate(chain.from_iterable(pieces_of_stories))
        if piece.starts
    }
    docs = parse(nlp, texts, pause, starts)
    for (title, body), pieces in zip(stories, pieces_of_stories, strict=True):
        passages = (Passage(doc, piece.offsets, piece.part) for piece, doc in zip(pieces, docs, strict=False))
        yield ParsedStory(title, body.standing, tuple(p for p in passages if len(p.doc)))


def _prose(body: Body) -> str:
    """The text from the first block to the last."""
    return body.standing[body.blocks[0].start : body.blocks[-1].end] if body.blocks else ""


def _pieces_of_story(title: str, body: Body) -> list[_Piece]:
    pieces = [*_pieces(title, 0, len(title), Part.TITLE)]
    text = body.standing
    for block in body.blocks:
        if block.kind.is_prose:
            dateline = _DATELINE.match(text, block.start, block.end)
            start = block.start if dateline is None else dateline.end()
            pieces.extend(_pieces(text, start, block.end, Part.TEXT, block.has_lines))
    return pieces


def window(token: Token, reach: int) -> tuple[int, int]:
    """The tokens `[first, last)` within `reach` of a token in its sentence, found without walking a long sentence."""
    doc = token.doc
    first, last = token.i, token.i + 1
    while first > 0 and token.i - first < reach and not doc[first].is_sent_start:
        first -= 1
    while last < len(doc) and last - token.i < reach and not doc[last].is_sent_start:
        last += 1
    return first, last


@dataclass(frozen=True)
class _Piece:
    """`starts` are the characters with which a line of the author's begins."""

    text: str
    offsets: list[int]
    part: Part
    starts: tuple[int, ...] = ()


def _pieces(text: str, start: int, end: int, part: Part, has_lines: bool = False) -> Iterator[_Piece]:
    """A block as pieces of at most PASSAGE_LIMIT characters, cut between words, with white space evened out."""
    while start < end:
        stop = min(end, start + PASSAGE_LIMIT)
        if stop < end:
            cut = max(
                text.rfind(". ", start, stop), text.rfind(" ", start, stop) if ". " not in text[start:stop] else 0
            )
            stop = cut + 1 if cut > start else stop
        piece = _even(text, start, stop, part, has_lines)
        if piece.text:
            yield piece
        start = stop


def _even(text: str, start: int, stop: int, part: Part, has_lines: bool) -> _Piece:
    kept: list[str] = []
    offsets: list[int] = []
    starts: list[int] = []
    is_glued = _GLUED.search(text, start, stop) is not None
    for chunk_start, chunk_end in _chunks(text, start, stop):
        gap = text[offsets[-1] + 1 : chunk_start] if kept else ""
        if gap == " " or any(map(str.isspace, gap)):
            # A line that begins in small letters goes on with the sentence, as verses do.
            if has_lines and "\n" in gap and not text[chunk_start].islower():
                starts.append(len(offsets) + 1)
            kept.append(" ")
            offsets.append(offsets[-1] + 1)
        at = chunk_start
        for glue in _GLUED.finditer(text, chunk_start, chunk_end) if is_glued else ():
            kept.extend((text[at : glue.start()], " "))
            offsets.extend((*range(at, glue.start()), glue.start() - 1))
            at = glue.start()
        kept.append(text[at:chunk_end])
        offsets.extend(range(at, chunk_end))
    whole = _APOSTROPHE.sub("’", "".join(kept).translate(_READ_AS))
    lines = (whole[first:last] for first, last in pairwise((0, *starts, len(whole))))
    return _Piece("".join(map(with_commas, lines)), offsets, part, tuple(starts))


def _chunks(text: str, start: int, stop: int) -> Iterable[tuple[int, int]]:
    at = start
    for gap in _breaks().finditer(text, start, stop):
        if gap.start() > at:
            yield from _short(at, gap.start())
        at = gap.end()
    if at < stop:
        yield from _short(at, stop)


@per_language
def _breaks() -> re.Pattern[str]:
    """What is left out between the words of a text."""
    lists = {"agencies": words("text.picture_agencies"), "words": words("text.picture_words")}
    rows = {name: "|".join(sorted(row, key=lambda word: (-len(word), word))) for name, row in lists.items()}
    return re.compile(f"{_BREAKS}|{_CREDITS % {name: f'(?i:{row})' for name, row in rows.items()}}")


def _short(start: int, stop: int) -> Iterable[tuple[int, int]]:
    """A word, or nothing for a run so long that it is no word."""
    if stop - start < WORD_LIMIT:
        yield start, stop
