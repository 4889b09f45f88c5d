"""Peoples as parties of their own: "Kenyans" who are promised visas are not Kenya, "the Kenyans" at a table are."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import vocabulary


def is_people(token: Token) -> bool:
    """Whether a word that data gives as the name of a people stands for those people, not for their state."""
    if not token.lower_.endswith(_endings()):
        return False
    if token.lower_ in vocabulary.words("names.own_peoples"):
        return True
    articles = vocabulary.words("syntax.definite_articles")
    return not any(t.lower_ in articles for t in token.lefts) and not (token.i and token.nbor(-1).lower_ in articles)


@vocabulary.per_language
def _endings() -> tuple[str, ...]:
    return tuple(sorted(vocabulary.words("names.peoples_end_in")))
