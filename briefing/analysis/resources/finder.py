"""The resources of a story: what is traded, sought, withheld or fought over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefing.analysis import vocabulary
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.analysis.resources.money import sums_bargained
from briefing.analysis.text.parsed_story import ParsedStory, window
from briefing.core.analysis import Part, Resource, Span
from briefing.core.ids import entity_id, unique

_LONGEST = 5
_INITIALS = 4
"""Letters of a word in capitals at most that may be initials."""
_HELP = 40
"""Words to either side of a resource within which a word may help it."""
_SUMS = ("bargaining", "market", "reported", "results")
_LISTS = ("modifiers", "heads", "never", "never_before", "never_after", *_SUMS)


@dataclass(frozen=True, eq=False)
class Resources:
    """The resources of one story."""

    resources: tuple[Resource, ...]

    def within(self, span: Span) -> tuple[Resource, ...]:
        """The resources with a mention that stands inside the span."""
        return tuple(r for r in self.resources if any(span.covers(m) for m in r.mentions))


def find_resources(reading: ParsedStory, gazetteer: Gazetteer) -> Resources:
    """The resources of a story, in the order of their first mention."""
    words = _words(gazetteer)
    found: dict[str, tuple[str, list[Span]]] = {}
    weak: list[tuple[str, Span]] = []
    for passage in reading:
        for phrase, name, kind, sure in words.find(passage.doc):
            if sure:
                found.setdefault(name, (kind, []))[1].append(passage.span(phrase))
            else:
                weak.append((name, passage.span(phrase)))
    for name, span in weak:
        whole = name if name in found else next((long for long in found if long.endswith(f" {name}")), None)
        if whole is not None:  # "the tanks" where the story has Leopard tanks
            found[whole][1].append(span)
    ids: set[str] = set()
    made = [
        Resource(unique(entity_id(name), ids), name, kind, tuple(sorted(spans, key=_order)))
        for name, (kind, spans) in found.items()
    ]
    return Resources(tuple(sorted(made, key=lambda r: _order(r.mentions[0]))))


def kind_of(name: str, gazetteer: Gazetteer) -> str | None:
    """The kind of a resource by its name, or by the last words of it that are known: "Chilean copper" is a metal."""
    kinds = _words(gazetteer).kinds
    parts = name.split(" ")
    return next((kinds[tail] for i in range(len(parts)) if (tail := " ".join(parts[i:])) in kinds), None)


@lru_cache(maxsize=2)
def _words(gazetteer: Gazetteer) -> ResourceWords:
    return ResourceWords(gazetteer.resources)


def _order(span: Span) -> tuple[bool, int]:
    return (span.part is not Part.TITLE, span.start)


@dataclass(frozen=True)
class ResourceWords:
    """Finds resources with the lists of a language's `resources.yaml`, whose comments say what each list does."""

    data: Mapping[str, Any]

    @cached_property
    def kinds(self) -> dict[str, str]:
        return {name: kind for kind, names in self.data["kinds"].items() for name in names}

    @cached_property
    def _openings(self) -> frozenset[str]:
        """What the entries of several words begin with."""
        return frozenset(re.split(r"[\s-]", name)[0] for name in self.kinds if not name.isalnum())

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        return {k: frozenset(self.data[k]) for k in _LISTS}

    def find(self, doc: Doc) -> Iterator[tuple[Words, str, str, bool]]:
        """The phrase, the name and the kind of every resource of a passage.

        The last part says whether the mention is sure by itself; one that is not ("coffee roasters") counts only where
        the story speaks of that resource elsewhere too.
        """
        taken: set[int] = set()
        at = 0
        while at < len(doc):
            end, name = self._match(doc, at)
            if name and self._possible(doc[at:end], name):
                phrase = self._phrase(doc, at, end)
                taken.update(range(phrase.start, phrase.end))
                yield phrase, name, self.kinds[name], self._sure(doc[at:end], name)
            at = max(end, at + 1)
        for words in sums_bargained(doc, *(self._lists[name] for name in _SUMS)):
            if not taken & set(range(words.start, words.end)):
                yield words, words.text, "money", True

    def _match(self, doc: Doc, at: int) -> tuple[int, str]:
        """The longest entry that begins at a token: where it ends, and its name; an empty name for none."""
        for end in range(self._furthest(doc, at), at, -1):
            last = doc[end - 1]
            word_class = last.pos_
            plain = end == at + 1 or word_class not in ("ADV", "X")  # "lithium hydroxide" passes for an adverb
            if plain and word_class not in ("NOUN", "PROPN", "ADJ"):
                continue
            if word_class == "ADJ" and last.dep_ not in ("amod", "compound"):
                continue
            front = doc[at : end - 1].text_with_ws.lower() if end - 1 > at else ""
            initials = last.text.isupper() and len(last) <= _INITIALS  # "AIDS" is no aid
            singulars = () if initials else (last.lemma_.lower(), singular(last.lower_))
            for tail in (last.lower_, *singulars):
                if front + tail in self.kinds:
                    return end, front + tail
        return at, ""

    def _furthest(self, doc: Doc, at: int) -> int:
        """Where the longest entry that may begin at a token would end."""
        return min(at + _LONGEST, len(doc)) if doc[at].lower_ in self._openings else at + 1

    def _possible(self, words: Words, name: str) -> bool:
        doc, last = words.doc, words[-1]
        if last.lower_ in self._lists["never"] or (len(words) == 1 and last.pos_ == "ADJ"):
            return False
        following = doc[words.end] if words.end < len(doc) else None
        before = doc[words.start - 1] if words.start else None
        lower_end = len(words) > 1 and not last.text[0].isupper()  # "Leopard 2 tanks"
        capital = any(t.text[0].isupper() and not _opens(t) for t in words)
        if not lower_end and capital and self._in_name(words, before, following):
            return False
        if words[0].is_sent_start and following is not None and following.text[0].isupper():
            return False
        if following is not None and following.text == "-" and not last.whitespace_:  # "salmon-coloured"
            return False
        unless = self.data["unless"].get(name, {})
        if following is not None and following.lower_ in unless.get("before", ()):
            return False
        if before is None:
            return True
        return before.lower_ not in unless.get("after", ()) and (
            before.lower_ not in self._lists["never_after"] or len(words) > 1
        )

    def _sure(self, words: Words, name: str) -> bool:
        following = words.doc[words.end] if words.end < len(words.doc) else None
        if following is not None and following.pos_ in ("NOUN", "PROPN") and self._other(following):
            return False
        if self.kinds[name] == "weapon" and _is_used(words[-1]):
            return False
        need = self.data["needs"].get(name)
        return need is None or self._has_helper_near(words[-1], self.data["needs"][need])

    def _other(self, following: Token) -> bool:
        return (
            following.lower_ in self._lists["never_before"] or following.lemma_.lower() in self._lists["never_before"]
        )

    def _in_name(self, words: Words, before: Token | None, following: Token | None) -> bool:
        """Whether capitals go on around the words: "Shell Oil Co", "Brooklyn Union Gas"."""
        around = [t for t in (before, following) if t is not None and t.pos_ != "PUNCT"]
        upper = words.text.isupper() and len(words.text) <= 4
        return any(t.text[0].isupper() and not _opens(t) for t in around) or (
            not upper and words[0].text[0].isupper() and words[0].pos_ == "PROPN" and not _opens(words[0])
        )

    def _has_helper_near(self, token: Token, helpers: list[str]) -> bool:
        """Whether one of the lemmas stands near the word, in its sentence."""
        first, last = window(token, _HELP)
        return any(t.lemma_.lower() in helpers for t in token.doc[first:last] if t.i != token.i)

    def _modifies(self, token: Token) -> bool:
        participle = token.tag_ == "VBN" and token.dep_ in ("amod", "nmod", "compound")
        return token.lower_ in self._lists["modifiers"] and (token.pos_ != "VERB" or participle)

    def _phrase(self, doc: Doc, start: int, end: int) -> Words:
        """The core with the modifiers before it, and "reserves" or "fields" behind it."""
        while start > 0 and self._modifies(doc[start - 1]):
            start -= 1
        if (
            start > 0
            and doc[start].lower_ in vocabulary.words("resources.ammunition_calibres")
            and doc[start - 1].like_num
        ):
            start -= 1
        elif (
            start > 1
            and doc[start - 1].lower_ in vocabulary.words("resources.ammunition_calibres")
            and doc[start - 2].like_num
        ):
            start -= 2
        if end < len(doc) and doc[end].lower_ in self._lists["heads"]:
            end += 1
        return doc[start:end]


def _is_used(weapon: Token) -> bool:
    """Whether the weapon is fired or hits something here: "fired two missiles", "was struck by a drone"."""
    head = weapon.head
    if head.dep_ in ("agent", "prep") and weapon.dep_ == "pobj":
        head = head.head
    return head.pos_ == "VERB" and head.lemma_.lower() in vocabulary.words("resources.attacking")


def _opens(token: Token) -> bool:
    """Whether the word opens a sentence, also behind a quotation mark."""
    return bool(token.is_sent_start) or (token.i > 0 and token.nbor(-1).is_quote and bool(token.nbor(-1).is_sent_start))


def singular(word: str) -> str:
    """A noun without the ending of its plural, by the endings of the language in use."""
    for ending, put in _plurals():
        if word.endswith(ending):
            return word.removesuffix(ending) + put
    return word


@vocabulary.per_language
def _plurals() -> tuple[tuple[str, str], ...]:
    """The endings of plurals, each with what the singular has instead."""
    rows = vocabulary.table("resources.plurals").items()
    return tuple((ending, put) for put, endings in rows for ending in endings)
