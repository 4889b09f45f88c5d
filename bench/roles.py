"""Who, to whom and what around single words, beside what subject, object and "to" alone give.

`python -m bench.roles FILE`; also `make roles FILE=…`.

FILE has JSON lines: `tokens`, the index of the `predicate`, its `roleset` as "offer.01", and `roles` from agent, theme
and recipient to token spans, end exclusive. A role is right where its head is the head of the span.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from spacy.tokens import Doc, Token

from bench.pairs import read_rows
from bench.scoring import Count
from briefing.analysis import pipeline
from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.coreference.resolver import Resolver
from briefing.analysis.acts.entries import Entry
from briefing.analysis.acts.lexicon import Trigger, load_frames, load_lexicon
from briefing.analysis.acts.lexicon_files import read_frames
from briefing.analysis.acts.parties import Parties
from briefing.analysis.acts.places import Place
from briefing.analysis.acts.roles import RoleFinder
from briefing.analysis.syntax import tree
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import ParsedStory, Passage
from briefing.core.analysis import Act, Part

ROLES = ("agent", "theme", "recipient")
_FRAMES = Path(__file__).with_name("role_frames.yaml")
_BEYOND = frozenset(
    {Place.OWNER, Place.AUTHOR, Place.CLAUSE_PARTY, Place.CLAUSE_SUBJECT, Place.WANTED_SUBJECT, Place.DEEP_FROM}
    | {Place.PARTNER, Place.REACHED, Place.SELF}
)
"""Places that tell more than the roles of the word itself; they are no errors and no hits here."""

Heads = Mapping[str, Token]


@dataclass(frozen=True)
class Case:
    """A word of a sentence, with its roles as spans."""

    doc: Doc
    word: Token
    lemma: str
    roles: Mapping[str, tuple[int, int]]


def cases(path: Path) -> list[Case]:
    """All cases of a file, parsed."""
    nlp = pipeline.load()
    rows = read_rows(path)
    docs = nlp.pipe(Doc(nlp.vocab, words=row["tokens"]) for row in rows)
    return [
        Case(doc, doc[row["predicate"]], row["roleset"].partition(".")[0].partition("_")[0], row["roles"])
        for row, doc in zip(rows, docs, strict=True)
    ]


def naive(case: Case) -> Heads:
    """Subject, object or clause, and the indirect object or "to"."""
    word = case.word
    if not tree.is_verbal(word):
        return {}
    passive = tree.child(word, "nsubjpass")
    by = tree.child(word, "agent")
    found = {
        "agent": tree.child(word, "nsubj") if by is None else tree.child(by, "pobj"),
        "theme": passive or next(filter(None, (tree.child(word, d) for d in ("dobj", "ccomp", "xcomp"))), None),
        "recipient": tree.child(word, "dative") or tree.preposition(word, "to"),
    }
    return {role: head for role, head in found.items() if head is not None}


class Ruled:
    """The roles that the rules find."""

    def __init__(self) -> None:
        self._lexicon = load_lexicon()
        self._frames = {**load_frames(), **read_frames(_FRAMES, "frames")}
        self._more: dict[str, dict[str, str]] = yaml.safe_load(_FRAMES.read_text("utf-8"))["words"]

    def __call__(self, case: Case) -> Heads:
        """The heads of the roles around the word of a case."""
        entry = self._entry(case)
        if entry is None:
            return {}
        passage = Passage(case.doc, range(len(case.doc.text)), Part.TEXT)
        cast = Cast(())
        story = ParsedStory("", case.doc.text, (passage,))
        speech = Speech([case.doc])
        parties = Parties(story, cast, speech, Resolver(story, cast, speech))
        finder = RoleFinder(parties.is_party)
        roles = finder.roles(Trigger(case.word, entry))
        found = {role: f for role, f in zip(ROLES, (roles.who, roles.what, roles.whom), strict=True) if f is not None}
        heads = {role: f.token for role, f in found.items() if f.place not in _BEYOND}
        if roles.what is not None and roles.what.place is Place.SELF:
            modifier = finder.told_in(roles.what.token)
            if modifier is not None and modifier.pos_ in ("NOUN", "PROPN", "NUM", "SYM"):
                heads["theme"] = modifier
        return heads

    def _entry(self, case: Case) -> Entry | None:
        """The lexicon's entry for a word: one that fits, or else what the word means without an act, or the entry that
        asks for least.
        """
        word_class = _class_of(case.word)
        fitting = [t.entry for t in self._lexicon.triggers(case.doc) if t.token == case.word]
        if fitting and fitting[0].word_class == word_class:
            return fitting[0]
        lemmas = (case.word.lemma_.lower(), case.lemma)
        for lemma in lemmas:
            frame = self._more.get(lemma, {}).get(word_class)
            if frame is not None:
                return Entry(lemma, word_class, Act.OFFER, self._frames[frame])
        listed = (e for lemma in lemmas for e in self._lexicon.entries.get(lemma, ()) if e.word_class == word_class)
        return min(listed, key=lambda e: e.specific, default=None)


def _class_of(word: Token) -> str:
    if tree.is_verbal(word) or word.tag_.startswith("VB"):
        return "verb"
    return "adjective" if word.pos_ == "ADJ" else "noun"


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The head of a span, below its preposition or its mark."""
    head: Token = doc[start:end].root
    while head.pos_ == "ADP" and (below := tree.child(head, "pobj", "pcomp")) is not None and below.i < end:
        head = below
    return head


def is_right(case: Case, role: str, given: Token) -> bool:
    """Whether a head is the head of a role's span, or the relative pronoun that stands for it."""
    start, end = case.roles[role]
    wanted = head_of(case.doc, start, end)
    return given == wanted or tree.antecedent(wanted) == given or _heads_span(given, start, end)


def _heads_span(given: Token, start: int, end: int) -> bool:
    """Whether the rest of a span hangs on a word in it."""
    return start <= given.i < end and (given.head.i < start or given.head.i >= end or given.head.pos_ == "ADP")


def measured(found: Sequence[tuple[Case, Heads]]) -> dict[str, Count]:
    """The count of each role, and of all."""
    counts = {role: Count() for role in ROLES}
    for case, heads in found:
        for role in ROLES:
            right = role in heads and role in case.roles and is_right(case, role, heads[role])
            counts[role] += Count(int(right), int(role in heads), int(role in case.roles))
    return {**counts, "all": sum(counts.values(), Count())}


def misses(found: Sequence[tuple[Case, Heads]]) -> Iterator[str]:
    """Every role that is missed, wrong or too many, with its sentence."""
    for case, heads in found:
        for role in ROLES:
            wanted = case.roles.get(role)
            given = heads.get(role)
            if (wanted is None and given is None) or (wanted and given and is_right(case, role, given)):
                continue
            words = "-" if wanted is None else case.doc[wanted[0] : wanted[1]].text
            kind = "extra" if wanted is None else "missed" if given is None else "wrong"
            yield f"{kind} {role} of {case.word.text} ({_class_of(case.word)}): {words} | got {given} | {case.doc.text}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the roles that the rules find around single words.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="also show every wrong role")
    given = parser.parse_args()
    ruled = Ruled()
    all_cases = cases(given.file)
    found = [(case, ruled(case)) for case in all_cases]
    if given.errors:
        print("\n".join(misses(found)), end="\n\n")
    baseline = measured([(case, naive(case)) for case in all_cases])
    print(f"{len(all_cases)} words{'precision':>23}{'recall':>10}{'F1':>10}{'naive F1':>10}{'wanted':>10}")
    for role, count in measured(found).items():
        f1 = baseline[role].f1
        print(f"{role:14}{count.precision:18.3f}{count.recall:10.3f}{count.f1:10.3f}{f1:10.3f}{count.wanted:10}")


if __name__ == "__main__":
    main()
