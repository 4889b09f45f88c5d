"""The lexicon of acts: which words say that an offer is made, put, answered or refused, and where its parts stand.

The words are data in the `lexicon/` of a language: one file an act, and `frames.yaml` for the places of the parts. The
`README.md` there explains an entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefing.analysis.acts.entries import Entry, Frame
from briefing.analysis.acts.lexicon_files import read_entries, read_frames
from briefing.analysis.acts.matching import matches_entry
from briefing.analysis.vocabulary import active, file, per_language, words
from briefing.core.analysis import Act


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
    """All entries, by lemma."""

    entries: dict[str, tuple[Entry, ...]]

    def triggers(self, text: Doc | Words) -> Iterator[Trigger]:
        """The words of a text that say an act, in order; a word says one act at most."""
        for token in text:
            forms = self.entries.keys() & {token.lemma_.lower(), token.lower_}
            fitting = [
                e
                for form in sorted(forms)
                for e in self.entries[form]
                if e.word_class != "modal" and matches_entry(e, token) and not (e.act.is_measure and _is_duty(token))
            ]
            if fitting:
                yield Trigger(token, max(fitting, key=lambda e: (e.specific, e.act.is_measure)))
            elif token.pos_ == "VERB" and (plain := self._by_modal(token)) is not None:
                yield Trigger(token, plain)

    def acts_of_noun(self, lemma: str) -> frozenset[Act]:
        """The acts that a noun may say: a "bid" is an offer of a company, and a demand of others."""
        nouns = [e for e in self.entries.get(lemma, ()) if e.word_class == "noun"]
        return frozenset(act for e in nouns for act in (e.act, e.unless_company) if act is not None)

    def answers(self, verb: Token) -> Iterator[Entry]:
        """The entries of a verb by which it accepts or rejects."""
        return (e for e in self.entries.get(verb.lemma_.lower(), ()) if e.act.is_answer and matches_entry(e, verb))

    def _by_modal(self, verb: Token) -> Entry | None:
        """The entry of a verb that says no act but for its modal: "Berlin will send …", "Iran must stop …"."""
        fitting = [
            entry
            for c in verb.children
            if c.dep_ == "aux"
            for entry in self.entries.get(c.lower_, ())
            if entry.word_class == "modal" and matches_entry(entry, verb) and _is_deed(entry, verb)
        ]
        return max(fitting, key=lambda e: e.specific, default=None)

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entries in self.entries.values() for entry in entries)


def _is_deed(entry: Entry, verb: Token) -> bool:
    return not entry.deeds or verb.lemma_ in words(f"acts.{entry.deeds}")


def _is_duty(verb: Token) -> bool:
    """Whether somebody only ought to do it: "the ban must be lifted" demands a measure, and is none."""
    return any(c.dep_ == "aux" and c.lower_ in words("acts.duty_modals") for c in verb.children)


@per_language
def load_lexicon() -> Lexicon:
    """The lexicon of the language in use."""
    lists, frames = active().topic("acts"), load_frames()
    entries: dict[str, list[Entry]] = {}
    for act in Act:
        listed = file(f"lexicon/{act}.yaml")
        for entry in read_entries(listed, act, frames, lists) if listed.is_file() else ():
            entries.setdefault(entry.lemma, []).append(entry)
    return Lexicon({lemma: tuple(found) for lemma, found in entries.items()})


@per_language
def load_frames() -> dict[str, Frame]:
    """The frames by their names."""
    return read_frames(file("lexicon/frames.yaml"))
