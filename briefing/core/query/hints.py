"""A search explained while it is typed: what the term at the cursor means, and what it could become."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from briefing.core.party_names import plain_name
from briefing.core.query.search_words import STORIES, SearchLanguage
from briefing.core.query.terms import Key
from briefing.core.query.tokens import Token, tokens
from briefing.core.words import fold

MOST = 8
_NO_WORD = re.compile(r"[^\w]")

Names = Callable[[Key], Sequence[str]]
"""The values that a key can have in this library, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Hint:
    """`meaning` is a sentence. Each of `completions` can stand in place of the characters `[start, end)`."""

    meaning: str
    completions: tuple[str, ...] = ()
    start: int = 0
    end: int = 0

    def complete(self, text: str, number: int = 0) -> tuple[str, int]:
        """The text with a completion in it, and where the cursor then is; as it was where there is none."""
        if number >= len(self.completions):
            return text, len(text)
        word = self.completions[number]
        return text[: self.start] + word + text[self.end :], self.start + len(word)


def hint(
    text: str,
    cursor: int,
    names: Names,
    language: SearchLanguage = STORIES,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> Hint:
    """What there is to say about the term that ends at the cursor or has it inside.

    `aliases` are plain names by which parties are known, each with the name that the library has for the party.
    """
    found = tuple(tokens(text))
    token = next((token for token in found if token.start < cursor <= token.end), None)
    if token is None or not (token.key or token.value):
        return Hint(_SIGNS.get(token.sign, "") if token is not None and token.sign in _SIGNS else _general(language))
    start = token.start + (1 if token.minus else 0)
    completions = tuple(dict.fromkeys(_completions(token, names, language, aliases)))[:MOST]
    meaning = _meaning(token, language)
    if any(one is not token and (one.key or one.value) for one in found):
        meaning = f"{text[token.start : token.end]}: {meaning}"  # or it would read as what all of the search means
    small = next((one.value for one in found if one is not token and not one.key and one.value in _SMALL), "")
    return Hint(f"{meaning}; {_small_word(small)}" if small else meaning, completions, start, token.end)


def _general(language: SearchLanguage) -> str:
    return 'words, "a phrase", begin*, NOT, OR, ( ), ' + " ".join(f"{key}:" for key in language.words)


_SIGNS = {
    "OR": "OR: what stands before it, or what stands after it",
    "AND": "AND: both must be so, as with terms side by side",
    "NOT": "NOT: what comes after it must not be so",
    "(": "( … ) keeps terms together",
    ")": "( … ) keeps terms together",
}

_SMALL = ("or", "and", "not")


def _small_word(word: str) -> str:
    return (
        f"the word “{word}”; in capitals, {word.upper()} {'negates what follows' if word == 'not' else 'joins terms'}"
    )


def _meaning(token: Token, language: SearchLanguage) -> str:
    without = "not " if token.minus else ""
    if not token.key:
        if token.value in _SMALL:
            return _small_word(token.value)
        words = (
            "the phrase" if " " in token.value else "words that begin with" if token.value.endswith("*") else "the word"
        )
        return f"{without}{language.things} with {words} “{token.value.rstrip('*')}”"
    word = language.words.get(token.key)
    if word is None:
        return f"{token.key}: is not a search word"
    if token.key == "order":
        return f"{language.things} in this order: {token.value or '…'}"
    return f"{without}{language.things} {word.meaning.format(token.value or '…')}"


def _completions(token: Token, names: Names, language: SearchLanguage, aliases: Mapping[str, str]) -> Iterator[str]:
    if not token.key:
        if token.value.isalpha() and token.whole:
            yield from (f"{key}:" for key in language.words if key.startswith(token.value) and key != token.value)
        return
    word = language.words.get(token.key)
    if word is None:
        return
    meant = [] if word.choices else [aliases[plain] for plain in (plain_name(token.value),) if plain in aliases]
    for value in (*meant, *_likeliest(fold(token.value), word.choices or names(Key(token.key)))):
        if value.casefold() != token.value.casefold() and '"' not in value:
            yield written(token.key, value)


def written(key: str, value: str) -> str:
    """A term as it is typed; the value has no quotation mark in it."""
    return f'{key}:"{value}"' if any(c in value for c in " ()") else f"{key}:{value}"


def _likeliest(sought: str, values: Iterable[str]) -> list[str]:
    """The values that begin so, those with a later word that does, and only without such those that hold it inside."""
    folded = {value: f" {_NO_WORD.sub(' ', fold(value))}" for value in values}
    first = [value for value, plain in folded.items() if plain.startswith(f" {sought}")]
    then = [value for value, plain in folded.items() if f" {sought}" in plain and value not in first]
    return [*first, *then] or [value for value in folded if sought in fold(value)]
