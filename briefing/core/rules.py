"""Rules: what is done by itself with new stories that a query means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.core.journal import Change, Field
from briefing.core.notices import Notice
from briefing.core.query import Key, Query, Term
from briefing.core.query.parsing import parse

_OF_THE_ANALYSIS = (Key.ACTOR, Key.FROM, Key.TO, Key.ACT, Key.RESOURCE, Key.LANG)


@dataclass(frozen=True, slots=True)
class Rule:
    """`query` is in the search language. `name` is shown for the rule; the query where it has no other.

    `run` is the name of a command of the settings, to which the story is sent.
    """

    query: str
    name: str = ""
    mark_read: bool = False
    star: bool = False
    hide: bool = False
    notify: bool = False
    run: str = ""
    tags: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the rule is called."""
        return self.name or self.query

    def query_at(self, now: datetime) -> Query:
        """The stories that are meant. Raises QueryError."""
        return parse(self.query, now)

    def waits(self, now: datetime) -> bool:
        """Whether a story must be analysed before the rule can be tested on it."""
        terms = self.query_at(now).terms
        return any(term.key in _OF_THE_ANALYSIS or term == Term(Key.HAS, "offer") for term in terms)

    def changes(self, story: str) -> tuple[Change, ...]:
        """What the rule does with a story that it means."""
        flags = ((Field.READ, self.mark_read), (Field.STARRED, self.star), (Field.HIDDEN, self.hide))
        made = tuple(Change(story, field, True) for field, wanted in flags if wanted)
        return made + tuple(Change(story, Field.TAG, True, tag) for tag in self.tags)


@dataclass(frozen=True, slots=True)
class Errand:
    """A story that a rule wants sent to a command, by its name."""

    command: str
    story: str


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What is left to be done once rules were carried out on stories."""

    notices: tuple[Notice, ...] = ()
    errands: tuple[Errand, ...] = ()
