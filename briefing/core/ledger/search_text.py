"""A search of the ledger as the text that it is: one of its words set or taken out, the rest as it was typed."""

from __future__ import annotations

from briefing.core.query.tokens import tokens


def value_of(text: str, key: str) -> str:
    """The value that a search gives a word, the last where there are several; empty where it has none."""
    return next((token.value for token in reversed([*tokens(text)]) if token.key == key and not token.minus), "")


def with_word(text: str, key: str, value: str) -> str:
    """The search with `key:value` at its end instead of what it said of the key; without a value nothing is said."""
    for token in reversed([*tokens(text)]):
        if token.key == key:
            text = f"{text[: token.start].rstrip()} {text[token.end :].lstrip()}".strip()
    return f"{text} {key}:{value}".strip() if value else text.strip()
