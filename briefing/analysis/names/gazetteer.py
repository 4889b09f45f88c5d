"""Known names: states, bodies, companies, groups, leaders, titles and resources, from the files of the language in use.

Names are matched word by word in a trie, whatever spaCy makes of them, so that "U.S." and "Royal Dutch/Shell" are found
however they are tokenized.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from briefing.analysis.vocabulary import data, per_language, words
from briefing.core.analysis import ActorKind
from briefing.core.party_names import person_name

_WORD = re.compile(r"\w+|[^\w\s]")
_PLAIN = str.maketrans("’‘ʼ‐‑–", "'''---")
"""One for one: apostrophes and hyphens as papers print them, and the dash that some take for a hyphen."""
_END = ""

Trie = dict[str, Any]


class Form(StrEnum):
    """How a known name stands for its party."""

    NAME = "name"
    CAPITAL = "capital"
    SEAT = "seat"
    PEOPLE = "people"
    ADJECTIVE = "adjective"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Known:
    """A party that the data knows. `side` is the name of the state or body that it belongs to, if any."""

    name: str
    kind: ActorKind
    side: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Characters `[start, end)` of a text that name a known party."""

    start: int
    end: int
    known: Known
    form: Form


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All that is known by name. Resources map a kind to its words, people map a plain name to a side's name."""

    names: Trie
    resources: Mapping[str, Any]
    people: Mapping[str, str]

    def knows(self, name: str) -> bool:
        """Whether a text is, as a whole, a known name or adjective."""
        return any(match.end - match.start == len(name) for match in self.matches(name))

    def side_of_person(self, name: str) -> str:
        """For whom a well-known person speaks, by a full name or by a last name that means no other; "" if unknown."""
        return self.people.get(person_name(name), "")

    def matches(self, text: str) -> Iterator[Match]:
        """The known names in a text, the longest at each place, in order."""
        return (match for match in self.scan(text) if isinstance(match, Match))

    def scan(self, text: str) -> Iterator[Match | tuple[int, int]]:
        """As `matches`, with the places `(start, end)` of names in between that are known to name no actor."""
        places = list(_WORD.finditer(text.translate(_PLAIN)))
        words = [place[0] for place in places]
        at = 0
        while at < len(words):
            found = _longest(self.names, words, at) if words[at] in self.names else None
            if found is None:
                at += 1
                continue
            stop, value = found
            start, end = places[at].start(), places[stop - 1].end()
            yield (start, end) if value is None else Match(start, end, *value)
            at = stop


def _longest(trie: Trie, words: Sequence[str], at: int) -> tuple[int, tuple[Known, Form] | None] | None:
    found = None
    node: Trie | None = trie
    for i in range(at, len(words)):
        node = None if node is None else node.get(words[i])
        if node is None:
            break
        if _END in node:
            found = (i + 1, node[_END])
    return found


def _add(trie: Trie, form: str, value: object) -> None:
    node = trie
    for word in _WORD.findall(form.translate(_PLAIN)):
        node = node.setdefault(word, {})
    node.setdefault(_END, value)


_KEYS = {
    "name": Form.NAME,
    "also": Form.NAME,
    "capital": Form.CAPITAL,
    "seat": Form.SEAT,
    "people": Form.PEOPLE,
    "adjective": Form.ADJECTIVE,
    "place": Form.PLACE,
}


@per_language
def given_names() -> frozenset[str]:
    """Common first names, lower case."""
    return words("names.male_names") | words("names.female_names")


@per_language
def load() -> Gazetteer:
    """The gazetteer of the language in use."""
    trie: Trie = {}
    for file, kind in (
        ("states", ActorKind.STATE),
        ("bodies", ActorKind.BODY),
        ("companies", ActorKind.COMPANY),
        ("groups", ActorKind.GROUP),
    ):
        for row in data(f"gazetteer/{file}.yaml"):
            _add_names(trie, row, kind)
    for name in data("gazetteer/shadows.yaml"):
        _add(trie, name, None)
    people = {
        person_name(name): row["side"]
        for row in data("gazetteer/people.yaml")
        for name in (*row["names"], *row.get("alone", ()))
    }
    return Gazetteer(trie, data("resources.yaml"), people)


def _add_names(trie: Trie, row: Mapping[str, Any], kind: ActorKind) -> None:
    """Add a party under all its names, and under the longer ones in capitals."""
    known = Known(row["name"], ActorKind(row.get("kind", kind)), row.get("side", ""))
    for key, form in _KEYS.items():
        for name in _strings_of(row.get(key)):
            _add(trie, name, (known, form))
            if len(name) > 3:
                _add(trie, name.upper(), (known, form))


def _strings_of(value: object) -> Iterable[str]:
    if value is None:
        return ()
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
