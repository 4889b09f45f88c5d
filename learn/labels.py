"""What a reader marked in a story, tied to the words and candidates of its document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.analysis.learned.document import Document
from learn.names import is_right

ACTS = ("offer", "propose", "demand", "pledge", "accept", "reject", "threaten", "impose", "lift")
_CONTENT = ("VERB", "NOUN", "ADJ", "PROPN")
_WEAK = frozenset(
    {"be", "have", "will", "would", "can", "could", "may", "might", "should", "do", "say", "tell", "also"}
)

Range = tuple[int, int]


@dataclass
class Act:
    """One marked act: the word that says it, its right acts, parties and terms, in words and candidates."""

    word: int
    acts: list[int]
    negated: bool
    optional: bool
    proposers: list[int]
    recipients: list[int]
    names: tuple[list[str], list[str]]
    null_ok: tuple[bool, bool]
    terms: list[Range]
    number: int = 0


@dataclass
class Labels:
    """The acts of a story; words that say nothing certain; names of actors and resources as word ranges."""

    acts: list[Act] = field(default_factory=list)
    ignored: set[int] = field(default_factory=set)
    actors: list[Range] = field(default_factory=list)
    resources: list[Range] = field(default_factory=list)


class Places:
    """Strings of a story as ranges of its words. `spans` are the words' `(start, end, part)`."""

    def __init__(self, title: str, text: str, spans: Sequence[Sequence[Any]]) -> None:
        self.texts = {"title": title, "text": text}
        self._words: dict[str, list[int]] = {"title": [], "text": []}
        self._starts: dict[str, list[int]] = {"title": [], "text": []}
        self._spans = spans
        for i, (start, _, part) in enumerate(spans):
            self._words[part].append(i)
            self._starts[part].append(start)

    def words(self, part: str, start: int, end: int) -> Range | None:
        """The words that share characters with `[start, end)` of a part; None where there are none."""
        numbers = self._words[part]
        at = max(0, bisect_right(self._starts[part], start) - 1)
        found = (
            [
                numbers[i]
                for i in range(at, len(numbers))
                if self._spans[numbers[i]][0] < end and self._spans[numbers[i]][1] > start
            ][: end - start + 1]
            if numbers
            else []
        )
        return (found[0], found[-1] + 1) if found else None

    def find(self, needle: str) -> tuple[str, int, int] | None:
        """The first place of a string, in the text rather than in the title."""
        for part in ("text", "title"):
            at = self.texts[part].find(needle)
            if at >= 0:
                return part, at, at + len(needle)
        return None

    def all(self, needle: str, part: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Every place of a string within a stretch."""
        for m in re.finditer(re.escape(needle), self.texts[part][start:end]):
            yield start + m.start(), start + m.end()

    def marked(self, groups: Sequence[Sequence[str]]) -> list[Range]:
        """Every mention of any of the names, the longest first, as word ranges."""
        found: list[Range] = []
        taken: list[tuple[str, int, int]] = []
        for name in sorted({n for names in groups for n in names}, key=lambda n: (-len(n), n)):
            for part, text in self.texts.items():
                for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                    if not any(p == part and m.start() < e and s < m.end() for p, s, e in taken):
                        taken.append((part, m.start(), m.end()))
                        words = self.words(part, m.start(), m.end())
                        if words:
                            found.append(words)
        return sorted(found)


def labels(
    story: dict[str, Any], document: Document, spans: Sequence[Sequence[Any]], title: str, lexical: set[int]
) -> Labels:
    """The labels of one annotated story; `lexical` are words that the lexicon knows as words of acts."""
    places = Places(title, story["text"], spans)
    made = Labels()
    sentence_of = {w: s for s in document.sentences for w in range(*s)}
    taken: dict[int, Act] = {}
    for number, act in enumerate(story["acts"]):
        for quote in act.get("retold") or []:
            at = places.find(quote)
            if at and (words := places.words(*at)):
                made.ignored.update(range(*words))
        at = places.find(act["quote"])
        if at is None:
            continue
        part, start, end = at
        quoted = places.words(part, start, end)
        spots = [places.words(part, *s) for s in places.all(act["trigger"], part, start, end)]
        spots = [s for s in spots if s]
        if not spots or quoted is None:
            continue
        first = places.words(part, *next(places.all(act["terms"], part, start, end), (0, 0)))
        outside = [s for s in spots if not first or not (s[0] >= first[0] and s[1] <= first[1])] or spots
        spot = next((s for s in outside if any(w in lexical and w not in taken for w in range(*s))), outside[0])
        word = _main(document, spot, lexical, taken)
        made.ignored.update(range(*spot))
        sentence = sentence_of[word]
        low, high = spans[sentence[0]][0], spans[sentence[1] - 1][1]
        terms = []
        for wording in [act["terms"], *act.get("terms_also", [])]:
            for s in places.all(wording, part, max(0, low), high):
                w = places.words(part, *s)
                if w and sentence[0] <= w[0] and w[1] <= sentence[1] and w not in terms:
                    terms.append(w)
        names = tuple(_names(act.get(role)) for role in ("proposer", "recipient"))
        right = [[i for i, c in enumerate(document.candidates) if n and is_right(c.name, n)] for n in names]
        label = Act(
            word,
            [ACTS.index(a) for a in [act["act"], *act.get("also_act", [])]],
            bool(act.get("negated")),
            bool(act.get("optional")),
            right[0],
            right[1],
            names,  # type: ignore[arg-type]
            (act.get("proposer") is None, act.get("recipient") is None or bool(act.get("null_ok"))),
            terms,
            number,
        )
        if word in taken:
            if taken[word].optional and not label.optional:
                made.acts.remove(taken[word])
            else:
                continue
        taken[word] = label
        made.acts.append(label)
    made.actors = places.marked([a["names"] for a in story["actors"]])
    made.resources = places.marked(story["resources"])
    return made


def _names(party: dict[str, Any] | None) -> list[str]:
    return [] if party is None else [party["name"], *party.get("also", [])]


def _main(document: Document, spot: Range, lexical: set[int], taken: dict[int, Act]) -> int:
    """The word that stands for a trigger of several: one of the lexicon, else its first word with content."""
    words = [w for w in range(*spot) if w not in taken] or list(range(*spot))
    known = [w for w in words if w in lexical]
    if known:
        return known[0]
    content = [w for w in words if document.words[w].pos in _CONTENT and document.words[w].lemma not in _WEAK]
    return (content or [w for w in words if document.words[w].pos in _CONTENT] or words)[0]
