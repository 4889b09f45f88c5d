"""The words of a search text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.core.query.terms import Key

_KEYS = "|".join((*(key for key in Key if key not in (Key.WORDS, Key.FEEDS)), "order"))
"""Known words, which may be typed in any case; another one in capitals is text, as the beginning of a title may be."""
_TOKEN = re.compile(
    r"(?P<closing>\))"
    r'|(?P<minus>(?:-|!(?=[-!]*[\w"(]))*)(?:(?P<opening>\()'
    rf'|(?:(?P<key>[a-z]+|(?i:{_KEYS})):)?(?:"(?P<phrase>[^"]*)(?P<quote>"?)|(?P<word>[^\s"()]+)|))'
)

_SIGNS = {"OR": "OR", "AND": "AND", "NOT": "NOT", "||": "OR", "|": "OR", "&&": "AND", "&": "AND", "!": "NOT"}


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch `[start, end)` of the text. `sign` is `(`, `)`, `OR`, `AND`, `NOT` or empty for a term.

    `whole` is False for a phrase whose closing mark is missing; `value` begins at `value_at`.
    """

    start: int
    end: int
    sign: str = ""
    minus: bool = False
    key: str = ""
    value: str = ""
    value_at: int = 0
    whole: bool = True


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order. Every text has some division into tokens."""
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position)
        assert match is not None, "the pattern matches even nothing"
        yield _token(match)
        position = max(match.end(), position + 1)


def _token(match: re.Match[str]) -> Token:
    start, end = match.span()
    minus = len(match["minus"] or "") % 2 == 1
    if match["closing"] or match["opening"]:
        return Token(start, end, match["closing"] or match["opening"], minus)
    if match["word"] in _SIGNS and end - start == len(match["word"]):
        return Token(start, end, _SIGNS[match["word"]])
    group = "phrase" if match["phrase"] is not None else "word"
    at = match.start(group) if match[group] is not None else end
    whole = match["phrase"] is None or bool(match["quote"])
    return Token(start, end, "", minus, (match["key"] or "").lower(), match[group] or "", at, whole)
