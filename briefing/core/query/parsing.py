"""From a search text to a query, or to an error that says what is wrong and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.core.errors import QueryError
from briefing.core.language_data import NAMES
from briefing.core.query.search_words import STORIES, TIMES, SearchLanguage, moment
from briefing.core.query.terms import All, AnyOf, Key, Node, Not, Order, Query, Term
from briefing.core.query.tokens import Token, tokens

DEEPEST = 40
_CODES = {name.casefold(): code for code, name in NAMES.items()}


def parse(text: str, now: datetime) -> Query:
    """The query that a text asks for. Raises QueryError, with the position, on what cannot be understood.

    `now` (aware) is what `since:3d` counts back from.
    """
    where, order = parse_terms(text, now, STORIES)
    return Query(where, Order(order) if order else None)


def parse_terms(text: str, now: datetime, language: SearchLanguage) -> tuple[Node, str]:
    """What a text of some search language asks for, and in which order; the order is empty where none is named."""
    reader = _Reader(list(tokens(text)), now, language)
    where = reader.any_of(0)
    if reader.at < len(reader.tokens):
        raise _wrong("this ) closes nothing", reader.tokens[reader.at].start)
    return where, reader.order


@dataclass(slots=True)
class _Reader:
    """Goes through tokens from left to right; `at` is the next one."""

    tokens: list[Token]
    now: datetime
    language: SearchLanguage
    at: int = 0
    order: str = ""

    @property
    def next(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def any_of(self, depth: int) -> Node:
        choices = [self.all_of(depth)]
        while self.next is not None and self.next.sign == "OR":
            either = self.next
            self.at += 1
            choices.append(self.all_of(depth))
            if All() in choices[-2:]:
                raise _wrong("OR needs a term on both sides", either.start)
        return choices[0] if len(choices) == 1 else AnyOf(tuple(choices))

    def all_of(self, depth: int) -> Node:
        parts: list[Node] = []
        while self.next is not None and self.next.sign not in ("OR", ")"):
            token = self.next
            self.at += 1
            if token.sign == "AND":
                self._both_sides(token, bool(parts))
                continue
            is_not = False
            while token.sign == "NOT":
                is_not, token = not is_not, self._after_not(token)
            part = self.group(token, depth + 1) if token.sign == "(" else self.term(token)
            if part != All():
                parts.append(Not(part) if token.minus != is_not else part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _both_sides(self, sign: Token, has_left: bool) -> None:
        """Refuse an AND at the edge of a search, or of parentheses."""
        if not has_left or self.next is None or self.next.sign in ("AND", "OR", ")"):
            raise _wrong("AND needs a term on both sides", sign.start)

    def _after_not(self, sign: Token) -> Token:
        token = self.next
        if token is None or token.sign in ("AND", "OR", ")"):
            raise _wrong("NOT needs a term after it", sign.start)
        self.at += 1
        return token

    def group(self, opening: Token, depth: int) -> Node:
        if depth > DEEPEST:
            raise _wrong("these parentheses are nested too deeply", opening.start)
        inside = self.any_of(depth)
        if self.next is None:
            raise _wrong("this ( is never closed", opening.start)
        self.at += 1
        return inside

    def term(self, token: Token) -> Node:
        if not token.whole:
            raise _wrong("this quotation mark is never closed", token.value_at - 1)
        if not token.key:
            return Term(Key.WORDS, token.value) if token.value.strip() else All()
        word = self.language.words.get(token.key)
        if word is None:
            known = ", ".join(f"{key}:" for key in self.language.words)
            raise _wrong(
                f'{token.key}: is not a search word; these are: {known} (in "quotation marks" it is text)', token.start
            )
        if not token.value.strip() and word.alone:
            return Term(Key(token.key), word.alone)
        if not token.value.strip():
            raise _wrong(f"{token.key}: needs something after it, as in {word.example}", token.start)
        if token.key == "order":
            self.order = self._choice(token, word.choices)
            return All()
        key = Key(token.key)
        if key in TIMES:
            return Term(key, self._moment(token))
        if word.choices:
            return Term(key, self._choice(token, word.choices))
        return Term(key, _CODES.get(token.value.casefold(), token.value) if key is Key.LANG else token.value)

    def _choice(self, token: Token, choices: tuple[str, ...]) -> str:
        choice = token.value.lower()
        if choice not in choices:
            some = ", ".join(f"{token.key}:{choice}" for choice in choices)
            raise _wrong(f"{token.key}:{token.value} is not understood; use {some}", token.start)
        return choice

    def _moment(self, token: Token) -> datetime:
        when = moment(token.value, self.now)
        if when is None:
            raise _wrong(f"{token.key}:{token.value} is not a date; use 3d, 12h, 2w, today or 2026-11-01", token.start)
        return when


def _wrong(message: str, position: int) -> QueryError:
    return QueryError(f"{message} (at character {position + 1})", position)
