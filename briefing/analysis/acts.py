"""The lexicon of acts: which words say that an offer is made, put, answered or refused, and where its parts stand.

The words are data in `lexicon/`: one file an act, and `frames.yaml` for the places of the parts. `lexicon/README.md`
explains an entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from briefing.analysis.syntax import (
    asked_clause,
    for_clause,
    is_infinitive,
    is_passive,
    is_wanted,
    noun_clause,
    preposition,
)
from briefing.core.analysis import Act

_WORD_CLASSES = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB", "ADV"),
    "preposition": ("ADP",),
    "modal": ("VERB",),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the proposer, the recipient and the terms may stand, the surest place first."""

    name: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase that says an act.

    `companions` are lemmas that must all hang on the word (a particle, a preposition). Of `any_of` one must be there: a
    preposition, `clause`, `infinitive`, `object`, `modified`, `wanted` (a clause with a subjunctive or "should") or
    `bare` (nothing hangs on it). Of `objects` one lemma must be its object; those of `never` must not hang on it.
    `deeds` names the word list of the verbs that a modal must go with, `unless_company` the act that the word says of
    who is no company. `weight` from 0 to 1 says how surely the word alone means the act.
    """

    lemma: str
    word_class: str
    act: Act
    frame: Frame
    companions: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    deeds: str = ""
    unless_company: Act | None = None
    weight: float = 0.7
    example: str = ""

    @property
    def specific(self) -> int:
        """How much the entry asks for: of several that match, the most demanding wins."""
        return 2 * len(self.companions) + 2 * bool(self.objects) + bool(self.any_of)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of a text that says an act."""

    token: Token
    entry: Entry

    @property
    def act(self) -> Act:
        return self.entry.act


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, by lemma, and the word lists of `words.yaml` by name."""

    entries: dict[str, tuple[Entry, ...]]
    words: dict[str, frozenset[str]]

    def triggers(self, doc: Doc) -> Iterator[Trigger]:
        """The words of a text that say an act, in order; a word says one act at most."""
        for token in doc:
            words = self.entries.keys() & {token.lemma_.lower(), token.lower_}
            fitting = [
                e for word in sorted(words) for e in self.entries[word] if e.word_class != "modal" and _fits(e, token)
            ]
            if fitting:
                yield Trigger(token, max(fitting, key=lambda e: e.specific))
            elif token.pos_ == "VERB" and (plain := self._by_modal(token)) is not None:
                yield Trigger(token, plain)

    def acts_of_noun(self, lemma: str) -> frozenset[Act]:
        """The acts that a noun may say: a "bid" is an offer of a company, and a demand of others."""
        nouns = [e for e in self.entries.get(lemma, ()) if e.word_class == "noun"]
        return frozenset(act for e in nouns for act in (e.act, e.unless_company) if act is not None)

    def answers(self, verb: Token) -> Iterator[Entry]:
        """The entries of a verb by which it accepts or rejects."""
        return (e for e in self.entries.get(verb.lemma_.lower(), ()) if e.act in (Act.ACCEPT, Act.REJECT))

    def _by_modal(self, verb: Token) -> Entry | None:
        """The entry of a verb that says no act but for its modal: "Berlin will send …", "Iran must stop …"."""
        fitting = [
            entry
            for c in verb.children
            if c.dep_ == "aux"
            for entry in self.entries.get(c.lower_, ())
            if entry.word_class == "modal" and _fits(entry, verb) and self._is_deed(entry, verb)
        ]
        return max(fitting, key=lambda e: e.specific, default=None)

    def _is_deed(self, entry: Entry, verb: Token) -> bool:
        return not entry.deeds or verb.lemma_ in self.words[entry.deeds]

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entries in self.entries.values() for entry in entries)


def _fits(entry: Entry, token: Token) -> bool:
    if token.pos_ not in _WORD_CLASSES[entry.word_class]:
        return False
    if token.pos_ == "PROPN" and token.ent_type_:
        return False
    if entry.word_class == "adjective" and (
        token.dep_ in ("oprd", "amod") or (token.pos_ == "VERB" and token.tag_ != "VBN")
    ):
        return False
    if entry.word_class == "preposition" and not (token.dep_ == "prep" and token.head.lemma_ == "be"):
        return False
    if entry.word_class == "verb" and token.dep_ in ("amod", "compound") and token.tag_ in ("VBN", "VBG"):
        return False
    children = {c.lower_ for c in token.children} | {c.lemma_.lower() for c in token.children}
    if token.head.dep_ != "ROOT" or token.dep_ == "acomp":
        children |= {c.lower_ for c in token.head.children if token.dep_ == "acomp" and c.dep_ in ("prep", "prt")}
    if entry.never and (children & set(entry.never) or ("object" in entry.never and _objects(token))):
        return False
    if not all(word in children or _below(token, word) for word in entry.companions):
        return False
    if entry.objects and not any({t.lemma_.lower(), t.lower_} & set(entry.objects) for t in _objects(token)):
        return False
    return not entry.any_of or any(_has(token, children, place) for place in entry.any_of)


def _below(token: Token, word: str) -> bool:
    """Whether a particle or preposition stands right behind the word or its object, wherever the parser hung it."""
    return any(
        g.lower_ == word and g.dep_ in ("prep", "prt", "advmod", "pcomp", "prep")
        for c in token.children
        if c.dep_ in ("prep", "prt", "advmod", "dobj", "acomp")
        for g in c.children
    )


def _has(token: Token, children: set[str], place: str) -> bool:
    if place == "clause":
        if token.pos_ == "NOUN" and noun_clause(token) is not None:
            return True
        if asked_clause(token) is not None:
            return True
        return any(c.dep_ in ("xcomp", "ccomp", "acl", "relcl") and c.i > token.i for c in token.children)
    if place == "infinitive":
        below = asked_clause(token)
        return below is not None and is_infinitive(below)
    if place == "wanted":
        below = asked_clause(token)
        return below is not None and is_wanted(below)
    if place == "bare":
        return not any(c.dep_ in ("dobj", "xcomp", "ccomp", "prep", "prt", "agent") for c in token.children)
    if place == "we":
        return bool(_objects(token)) and any(c.dep_ == "nsubj" and c.lower_ == "we" for c in token.children)
    if place == "unless":
        return any(t.lower_ == "unless" for t in token.rights for t in t.subtree)
    if place == "warned":
        return any(t.lemma_ == "warn" for t in (token.head, *token.children) if t.pos_ == "VERB")
    if place == "modified":
        return any(c.dep_ in ("compound", "amod", "nmod") for c in token.lefts)
    if place == "object":
        return bool(_objects(token))
    if preposition(token, place) is not None or (place == "for" and for_clause(token) is not None):
        return True
    return place in children or _below(token, place)


def _objects(verb: Token) -> list[Token]:
    labels = ("dobj", "oprd", "attr") if not is_passive(verb) else ("nsubjpass",)
    found = [c for c in verb.children if c.dep_ in labels]
    if not found and verb.dep_ in ("acl", "relcl"):
        found = [verb.head]
    return found


@cache
def load() -> Lexicon:
    """The lexicon that ships with the package."""
    by_name = frames()
    entries: dict[str, list[Entry]] = {}
    for act in Act:
        for row in _data(act.value):
            entry = _entry(act, row, by_name)
            entries.setdefault(entry.lemma, []).append(entry)
    words = _data("words")
    return Lexicon(
        {lemma: tuple(found) for lemma, found in entries.items()},
        {name: frozenset(listed) for name, listed in words.items()},
    )


@cache
def frames() -> dict[str, Frame]:
    """The frames by their names."""
    return as_frames(_data("frames"))


def as_frames(data: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Frame]:
    """Frames from data of the shape of `frames.yaml`."""
    return {
        name: Frame(name, *(tuple(places.get(role, ())) for role in ("who", "whom", "what")))
        for name, places in data.items()
    }


def _data(name: str) -> Any:
    return yaml.safe_load((files("briefing.analysis") / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8"))


def _entry(act: Act, row: dict[str, object], frames: dict[str, Frame]) -> Entry:
    word_class = next(name for name in _WORD_CLASSES if name in row)
    return Entry(
        lemma=str(row[word_class]),
        word_class=word_class,
        act=act,
        frame=frames[str(row["frame"])],
        companions=_words(row.get("with")),
        any_of=_words(row.get("needs")),
        objects=_words(row.get("object")),
        never=_words(row.get("never")),
        deeds=str(row.get("deeds", "")),
        unless_company=Act(str(row["unless-company"])) if "unless-company" in row else None,
        weight=float(str(row.get("weight", 0.7))),
        example=str(row.get("example", "")),
    )


def _words(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)
