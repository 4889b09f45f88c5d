"""Common nouns for people and bodies that can bargain: "growers", "the committee", "both sides"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.vocabulary import per_language, words

_WORD_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"})


def is_group(token: Token) -> bool:
    """Whether a common noun is for people or a body of people."""
    lemma = token.lemma_.lower()
    if token.pos_ not in _WORD_CLASSES:
        return False
    return (
        lemma in words("actors.people_nouns")
        or token.lower_ in words("actors.people_plurals")
        or (token.pos_ == "NOUN" and lemma.endswith(_endings()))
        or (token.tag_ == "NNS" and lemma.endswith(_agent_endings()) and lemma not in words("actors.not_people"))
    )


@per_language
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("actors.people_endings")))


@per_language
def _agent_endings() -> tuple[str, ...]:
    return tuple(sorted(words("actors.agent_endings")))
