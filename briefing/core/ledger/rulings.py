"""What the reader says of joins, and of what belongs into the ledger at all. It stands until it is undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.core import clean
from briefing.core.formatting import act_words
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.wording import between

LONGEST_TERMS = 50


class RulingKind(StrEnum):
    """What a ruling says.

    APART: these two lines do not tell one act. TOGETHER: they do. NO_ANSWER: the first does not answer the second.
    NOT_AN_ACT: an entry is none. NEVER_SENTENCE: this sentence of a feed is none, in whatever story. NEVER_KIND: no
    such act of this feed is wanted. REPEATED: a sentence was found in many stories of a feed; nobody said so.
    KEEP_SENTENCE: it is wanted all the same. NOT_MY_SUBJECT: no act on this resource is, or between this pair.
    """

    APART = "apart"
    TOGETHER = "together"
    NO_ANSWER = "no_answer"
    NOT_AN_ACT = "not_an_act"
    NEVER_SENTENCE = "never_sentence"
    NEVER_KIND = "never_kind"
    REPEATED = "repeated"
    KEEP_SENTENCE = "keep_sentence"
    NOT_MY_SUBJECT = "not_my_subject"

    @property
    def joins(self) -> bool:
        """Whether it says which lines are one act."""
        return self in (RulingKind.APART, RulingKind.TOGETHER)

    @property
    def dismisses(self) -> bool:
        """Whether it keeps something out of the ledger, rather than joins or parts."""
        others = (RulingKind.APART, RulingKind.TOGETHER, RulingKind.NO_ANSWER, RulingKind.KEEP_SENTENCE)
        return self not in others


@dataclass(frozen=True, slots=True)
class Ruling:
    """One word of the reader. `line` and `other` are ids of lines; `value` is an act, a resource, or `pair:…`."""

    kind: RulingKind
    story: str = ""
    line: str = ""
    other: str = ""
    feed: int = 0
    value: str = ""
    id: str = ""


def named(row: EntryRow) -> str:
    """An entry in few words, for a message: `Iran → Israel, demand: a truce`."""
    return f"{between(row)}, {act_words(row)}: {clean.line(row.terms, LONGEST_TERMS)}"


def subject(row: EntryRow) -> str:
    """What an entry is about: its resource, or its two sides."""
    return row.resources[0] if row.resources else " and ".join(name for name in row.pair if name)
