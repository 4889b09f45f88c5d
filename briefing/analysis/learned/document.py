"""A story as the learned part reads it: words with their syntax, sentences, and who could be a party.

Plain values that hold nothing of spaCy. Words are numbered through the whole story, the title's first.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefing.analysis.actors.same_side import Sides


class Word(NamedTuple):
    """One word: its text, lemma, part of speech and relation, and the number of the word that it depends on.

    `entity` is the label of the name that the word is part of, empty outside of names. The root of a sentence depends
    on itself.
    """

    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    entity: str = ""


class Candidate(NamedTuple):
    """A phrase that could be a party: the words `[first, last)`, its main word `head`, and the name to print.

    `sort` is "name", "pronoun" or "description" for a mention of an actor of the story, "phrase" for another noun
    phrase. `kind` is the actor's, empty for a phrase. Candidates with one `party` stand for one and the same. `side` is
    the name of whom the actor speaks for, empty where it speaks for itself.
    """

    first: int
    last: int
    head: int
    name: str
    party: str
    sort: str
    kind: str = ""
    side: str = ""


@dataclass(frozen=True)
class Document:
    """The words of a story in order, its sentences as `[first, last)`, and the candidates in the order of the text."""

    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    candidates: tuple[Candidate, ...]

    @cached_property
    def sides(self) -> Sides:
        """On which side each party is."""
        return Sides((c.party, c.name, c.side) for c in self.candidates)

    @cached_property
    def _begins(self) -> list[int]:
        return [first for first, _ in self.sentences]

    def sentence(self, word: int) -> range:
        """The words of the sentence that a word stands in."""
        return range(*self.sentences[bisect_right(self._begins, word) - 1])

    @cached_property
    def _children(self) -> tuple[list[int], ...]:
        found: tuple[list[int], ...] = tuple([] for _ in self.words)
        for i, word in enumerate(self.words):
            if word.head != i:
                found[word.head].append(i)
        return found

    def children(self, word: int, *deps: str) -> tuple[int, ...]:
        """The words that hang on a word, in order; of these relations alone where any is named."""
        return tuple(i for i in self._children[word] if not deps or self.words[i].dep in deps)

    def upwards(self, word: int, *deps: str) -> tuple[int, ...]:
        """A word, what it hangs on, and so on up to the root; as long as by these relations, where any is named."""
        found = [word]
        while self.words[word].head != word and (not deps or self.words[word].dep in deps):
            word = self.words[word].head
            found.append(word)
        return tuple(found)

    def top(self, first: int, last: int) -> int:
        """The word of a phrase that hangs on a word outside of it."""
        return next((i for i in range(first, last) if not first <= self.words[i].head < last), first)

    def below(self, word: int) -> set[int]:
        """The words that hang on a word, and on those, and itself."""
        found, new = {word}, [word]
        while new:
            new = [i for above in new for i in self._children[above] if i not in found]
            found.update(new)
        return found


@dataclass(frozen=True, slots=True)
class RuleAct:
    """An act that the rules found: what it is, the keys of its parties and of its speaker, the words of its terms.

    `words` are all words that say it; `sure` is the chance that the rules give it.
    """

    words: tuple[int, ...]
    act: str
    negated: bool
    proposer: str | None
    recipient: str | None
    speaker: str | None
    terms: tuple[int, int]
    sure: float
