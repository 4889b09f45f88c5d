"""Pronouns and descriptions that the cast leaves open: the likeliest actor before them in the story."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.syntax import subjects, tree
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Actor, ActorKind

_PASSAGES_BACK = 2
_PAPERS_BACK = 10
_PERSON = frozenset({ActorKind.PERSON})
_BODIES = frozenset({ActorKind.STATE, ActorKind.BODY, ActorKind.COMPANY, ActorKind.GROUP})
_PRONOUNS = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), _PERSON),
    **dict.fromkeys(("it", "its", "they", "them", "their"), _BODIES),
}
_COMPANIES = frozenset({ActorKind.COMPANY})
_STATES = frozenset({ActorKind.STATE})
_DESCRIPTIONS = {
    **dict.fromkeys(("company", "firm", "corporation", "airline", "bank", "bidder", "utility"), _COMPANIES),
    "group": _BODIES - _STATES,
    **dict.fromkeys(("union", "agency", "organization", "organisation", "bloc"), _BODIES - _STATES - _COMPANIES),
    **dict.fromkeys(("country", "nation", "kingdom", "republic"), _STATES),
}
_OF_SOMEBODY = frozenset(
    {"country", "government", "administration", "nation", "board", "management", "official", "negotiator"}
)
_DEFINITE = frozenset({"the", "this", "that"})


class StandIns:
    """Resolves the words of one story that stand for an actor without naming it."""

    def __init__(self, reading: ParsedStory, cast: Cast) -> None:
        self._cast = cast
        self._docs = [passage.doc for passage in reading]
        self._order = {id(doc): i for i, doc in enumerate(self._docs)}

    def actor(self, token: Token, speech: Speech) -> Actor | None:
        """The actor that a pronoun or a description most likely stands for; None where nothing fits."""
        if token.lemma_ in _OF_SOMEBODY:  # "her country" is she, or the state she speaks for
            owner = tree.child(token, "poss")
            whose = None if owner is None else self._owner(owner, speech)
            if whose is not None and owner is not None and owner.tag_ == "PRP$":
                return self._cast.side(whose) or whose
        kinds = _kinds(token)
        if kinds is None:
            return None
        if token.pos_ == "PRON":
            speaker = speech.speaker(token)
            told_by = None if speaker is None else self._cast.at(speaker)
            if told_by is not None and told_by.kind in kinds and not speech.quoted(token):
                return told_by
        avoided = self._beside(token)
        for candidate in self._before(token):
            actor = self._cast.at(candidate)
            if actor is not None and actor.kind in kinds and actor.id not in avoided:
                return actor
        return None

    def _owner(self, owner: Token, speech: Speech) -> Actor | None:
        """Whose country or board it is: in what somebody reports of "her country", the one who speaks."""
        if owner.tag_ == "PRP$" and not speech.quoted(owner):
            speaker = speech.speaker(owner)
            said_by = None if speaker is None else self._cast.at(speaker)
            if said_by is not None:
                return said_by
        return self._cast.at(owner) or self.actor(owner, speech)

    def maker(self, document: Token) -> Token | None:
        """Whose a paper is ("the lawsuit seeks …"), by the nearest word before that tells it."""
        at = self._order.get(id(document.doc), 0)
        for i in range(at, max(at - _PAPERS_BACK, 0) - 1, -1):
            for t in reversed(self._docs[i]):
                if t.lemma_ == document.lemma_ and (i != at or t.i < document.i):
                    made_by = subjects.holder(t)
                    if made_by is not None and self._cast.at(made_by) is not None:
                        return made_by
        return None

    def _beside(self, token: Token) -> set[str]:
        """Who cannot be meant: the other parts of the same verb."""
        others = (self._cast.at(c) for c in token.head.children if c != token) if token.dep_ != "poss" else ()
        return {actor.id for actor in others if actor is not None}

    def _before(self, token: Token) -> Iterator[Token]:
        """Names before the word, sentence by sentence backwards, the subjects of each first."""
        at = self._order.get(id(token.doc), 0)
        for i in range(at, max(at - _PASSAGES_BACK, 0) - 1, -1):
            for sentence in reversed(list(self._docs[i].sents)):
                if i == at and sentence.start >= token.i:
                    continue
                names = [t for t in sentence if (i != at or t.i < token.i) and self._cast.at(t) is not None]
                heads = [t for t in names if t.dep_ not in ("compound", "nmod")]
                yield from sorted(heads, key=lambda t: (t.dep_ not in tree.SUBJECTS, t.dep_ == "poss", t.i))


def _kinds(token: Token) -> frozenset[ActorKind] | None:
    """The kinds of actor that a word may stand for; None for a word that stands for none."""
    if token.tag_ in ("PRP", "PRP$"):
        return _PRONOUNS.get(token.lower_)
    if token.pos_ != "NOUN" or any(c.dep_ in ("compound", "poss", "nmod", "prep") for c in token.children):
        return None
    definite = any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children)
    return _DESCRIPTIONS.get(token.lemma_.lower()) if definite else None
