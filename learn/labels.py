"""What a reader marked in a story, tied to the words and candidates of its document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import ACTS
from learn.names import is_right

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
        near = (numbers[i] for i in range(at, len(numbers)))
        found = [w for w in near if self._spans[w][0] < end and self._spans[w][1] > start][: end - start + 1]
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

    def within(self, wordings: Sequence[str], sentence: range) -> list[Range]:
        """The places of some strings in a sentence, as word ranges, each once."""
        (low, _, part), (_, high, _) = self._spans[sentence.start], self._spans[sentence.stop - 1]
        spots = (self.words(part, *s) for wording in wordings for s in self.all(wording, part, low, high))
        inside = (s for s in spots if s and sentence.start <= s[0] and s[1] <= sentence.stop)
        return list(dict.fromkeys(inside))

    def marked(self, groups: Sequence[Sequence[str]]) -> list[Range]:
        """Every mention of any of the names, the longest first, as word ranges."""
        found: list[Range] = []
        taken: list[tuple[str, int, int]] = []
        for name in sorted({n for names in groups for n in names}, key=lambda n: (-len(n), n)):
            for part, text in self.texts.items():
                for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                    if any(p == part and m.start() < e and s < m.end() for p, s, e in taken):
                        continue
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
    taken: dict[int, Act] = {}
    for number, act in enumerate(story["acts"]):
        made.ignored.update(_retold(places, act))
        spots = _spots(places, act)
        if not spots:
            continue
        spot = next((s for s in spots if any(w in lexical and w not in taken for w in range(*s))), spots[0])
        made.ignored.update(range(*spot))
        word = _main(document, spot, lexical, taken)
        optional = bool(act.get("optional"))
        if word not in taken or (taken[word].optional and not optional):
            taken.pop(word, None)
            taken[word] = _label(places, document, act, word, number)
    made.acts = list(taken.values())
    made.actors = places.marked([a["names"] for a in story["actors"]])
    made.resources = places.marked(story["resources"])
    return made


def _retold(places: Places, act: dict[str, Any]) -> Iterator[int]:
    """The words that tell an act once more."""
    for quote in act.get("retold") or []:
        at = places.find(quote)
        if at and (words := places.words(*at)):
            yield from range(*words)


def _spots(places: Places, act: dict[str, Any]) -> list[Range]:
    """Where the trigger of an act stands in its quote: outside of its terms, if it stands there at all."""
    at = places.find(act["quote"])
    if at is None:
        return []
    part = at[0]
    spots = [words for s in places.all(act["trigger"], *at) if (words := places.words(part, *s))]
    first = places.words(part, *next(places.all(act["terms"], *at), (0, 0)))
    return [s for s in spots if not first or not (s[0] >= first[0] and s[1] <= first[1])] or spots


def _label(places: Places, document: Document, act: dict[str, Any], word: int, number: int) -> Act:
    """A marked act that a word says."""
    proposers, recipients = _names(act.get("proposer")), _names(act.get("recipient"))
    return Act(
        word,
        [ACTS.index(a) for a in [act["act"], *act.get("also_act", [])]],
        bool(act.get("negated")),
        bool(act.get("optional")),
        _candidates_named(document, proposers),
        _candidates_named(document, recipients),
        (proposers, recipients),
        (act.get("proposer") is None, act.get("recipient") is None or bool(act.get("null_ok"))),
        places.within([act["terms"], *act.get("terms_also", [])], document.sentence(word)),
        number,
    )


def _candidates_named(document: Document, names: Sequence[str]) -> list[int]:
    return [i for i, candidate in enumerate(document.candidates) if names and is_right(candidate.name, names)]


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
