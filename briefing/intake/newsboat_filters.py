"""Newsboat's filter expressions, as its query feeds have them, in the search language."""

from __future__ import annotations

import re
from collections.abc import Callable

_TOKEN = re.compile(
    r'\s*(?:(?P<sign>[()])|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<op>==|=~|!~|!=|!#|<=|>=|=|<|>|#)|(?P<word>[^\s()"=!<>#]+))'
)
_PLAIN = re.compile(r"[\w .'/:&-]+")
_NEGATED = {"!=": "=", "!~": "=~", "!#": "#"}
DEEPEST = 30


class NotUnderstood(ValueError):
    """A part of an expression that the search language cannot say."""


def as_search(expression: str) -> str:
    """The search that finds what a filter finds. Raises NotUnderstood with the part that it cannot say."""
    reader = _Reader(_tokens(expression))
    found = reader.any_of(0)
    if reader.tokens:
        raise NotUnderstood(reader.tokens[0])
    return found


def _tokens(expression: str) -> list[str]:
    found, at = [], 0
    expression = expression.strip()
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            raise NotUnderstood(expression[at : at + 20])
        found.append(match.group().strip())
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    def any_of(self, depth: int) -> str:
        return self._joined("or", " OR ", lambda: self.all_of(depth))

    def all_of(self, depth: int) -> str:
        return self._joined("and", " ", lambda: self.one(depth))

    def _joined(self, word: str, sign: str, read: Callable[[], str]) -> str:
        parts = [read()]
        while self.tokens and self.tokens[0].lower() == word:
            self.tokens.pop(0)
            parts.append(read())
        joined = sign.join(parts)
        return f"({joined})" if len(parts) > 1 and word == "or" else joined

    def one(self, depth: int) -> str:
        if depth > DEEPEST:
            raise NotUnderstood("too many parentheses")
        if self._next() == "(":
            inside = self.any_of(depth + 1)
            if self._next() != ")":
                raise NotUnderstood("(")
            return inside if inside.startswith("(") or " " not in inside else f"({inside})"
        return _term(self.last.lower(), self._next(), self._next().strip('"'))

    def _next(self) -> str:
        if not self.tokens:
            raise NotUnderstood("the end")
        self.last = self.tokens.pop(0)
        return self.last


def _term(name: str, op: str, value: str) -> str:
    if op in _NEGATED:
        found = _term(name, _NEGATED[op], value)
        return f"NOT {found}"
    if name == "unread" and op in ("=", "=="):
        return "is:unread" if value == "yes" else "is:read"
    if name == "age":
        return _age(op.lower(), value)
    if name in ("title", "content", "feedtitle", "rssurl", "feedlink", "tags", "flags"):
        choices = [_word(name, part) for part in _choices(op, value)]
        return choices[0] if len(choices) == 1 else f"({' OR '.join(choices)})"
    raise NotUnderstood(f"{name} {op} {value}")


def _choices(op: str, value: str) -> list[str]:
    parts = value.strip("()").split("|") if op == "=~" else [value]
    if op not in ("=", "==", "=~", "#") or not all(_PLAIN.fullmatch(part) for part in parts):
        raise NotUnderstood(f"{op} {value}")
    return parts


def _word(name: str, value: str) -> str:
    if name == "flags":
        return "is:starred"
    quoted = f'"{value}"' if re.search(r"[^\w]", value) else value
    key = {"title": "title:", "content": "", "tags": "group:"}.get(name, "feed:")
    return f"{key}{quoted}"


def _age(op: str, value: str) -> str:
    if op in ("<", "<=") and value.isdigit():
        return f"since:{value}d"
    if op in (">", ">=") and value.isdigit():
        return f"before:{value}d"
    youngest, colon, oldest = value.partition(":")
    if op == "between" and colon and youngest.isdigit() and oldest.isdigit():
        newer = f" before:{youngest}d" if youngest != "0" else ""
        return f"since:{oldest}d{newer}"
    raise NotUnderstood(f"age {op} {value}")
