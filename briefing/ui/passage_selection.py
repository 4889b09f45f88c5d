"""PassageSelection a passage with keys: from sentence to sentence, and longer or shorter by sentences or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.core.analysis import Span
from briefing.core.story import Body

_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9À-Þ])")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Sen|Rep|Gov|No|vs|etc|Inc|Ltd|Co|Corp)\.$")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PassageSelection:
    """The selected span of a text, and the sentences that it moves by."""

    text: str
    sentences: tuple[Span, ...]
    span: Span

    def step(self, steps: int) -> PassageSelection:
        """The sentence so many before or after the one that the selection begins in."""
        number = max(0, min(self._at(self.span.start) + steps, len(self.sentences) - 1))
        return replace(self, span=self.sentences[number])

    def by_sentences(self, steps: int) -> PassageSelection:
        """Longer or shorter at its end by sentences; never shorter than one."""
        first, last = self._at(self.span.start), self._at(max(self.span.start, self.span.end - 1))
        number = max(first, min(last + steps, len(self.sentences) - 1))
        return self._with(self.span.start, self.sentences[number].end)

    def end_by_words(self, steps: int) -> PassageSelection:
        """The end so many words on or back; at least a word stays."""
        ends = [match.end() for match in _WORD.finditer(self.text)]
        number = sum(end < self.span.end for end in ends)
        end = ends[max(0, min(number + steps, len(ends) - 1))]
        return self._with(self.span.start, end) if end > self.span.start else self

    def start_by_words(self, steps: int) -> PassageSelection:
        """The beginning so many words on or back; at least a word stays."""
        starts = [match.start() for match in _WORD.finditer(self.text)]
        number = max(0, sum(start <= self.span.start for start in starts) - 1)
        start = starts[max(0, min(number + steps, len(starts) - 1))]
        return self._with(start, self.span.end) if start < self.span.end else self

    def _at(self, offset: int) -> int:
        return max(0, sum(sentence.start <= offset for sentence in self.sentences) - 1)

    def _with(self, start: int, end: int) -> PassageSelection:
        return replace(self, span=Span(start, end, self.span.part))


def select_passage(body: Body, wanted: Span | None, from_offset: int) -> PassageSelection | None:
    """A selection that begins with a passage, else with the first sentence after an offset; None for an empty text."""
    sentences = tuple(_sentences(body))
    if not sentences:
        return None
    first = next((sentence for sentence in sentences if sentence.start >= from_offset), sentences[-1])
    chosen = next(_trim(body.text, wanted.start, wanted.end), first) if wanted is not None else first
    return PassageSelection(body.text, sentences, chosen)


def _sentences(body: Body) -> Iterator[Span]:
    for block in body.blocks or Body.plain(body.text).blocks:
        start = block.start
        if block.kind.is_prose:
            for match in _END.finditer(body.text, block.start, block.end):
                if not _ABBREVIATED.search(body.text, start, match.end()):
                    yield from _trim(body.text, start, match.end())
                    start = match.end()
        yield from _trim(body.text, start, block.end)


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
