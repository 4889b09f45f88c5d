"""The one place that is asked whom a word stands for: by the cast, by who speaks, or by what stands before it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.people_nouns import is_group
from briefing.analysis.syntax import subjects, tree
from briefing.analysis.syntax.pronouns import Case, Number, Pronoun, is_first_person, pronoun
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.analysis.vocabulary import table, words
from briefing.core.analysis import Actor, ActorKind

_PASSAGES_BACK = 2
"""Passages that a pronoun or a description looks back over: a reader has no more in mind."""
_DOCUMENT_PASSAGES_BACK = 10
"""A document is named again after longer: "the lawsuit" is one through a whole story."""
_PERSON = frozenset({ActorKind.PERSON})
_BODIES = frozenset({ActorKind.STATE, ActorKind.BODY, ActorKind.COMPANY, ActorKind.GROUP})
_TAGS = {Number.MANY: ("NNS", "NNPS"), Number.ONE: ("NN", "NNP")}
"""The tags of nouns that a pronoun of this number may stand for."""
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})


class Resolver:
    """Resolves the words of one story, of whichever passage, that stand for a party without naming it."""

    def __init__(self, story: ParsedStory, cast: Cast, speech: Speech) -> None:
        self._cast = cast
        self._speech = speech
        self._docs = [passage.doc for passage in story]
        self._order: dict[Doc, int] = {doc: i for i, doc in enumerate(self._docs)}

    def actor(self, token: Token) -> Actor | None:
        """The actor that a name, a pronoun or a description stands for; None where nothing fits."""
        return self._cast.at(token) or self._likeliest(token)

    def speaker(self, token: Token) -> Token | None:
        """The word for who says "I" or "we", or "he" of himself; None for other words and where nobody is said."""
        found = pronoun(token)
        if found is None:
            return None
        speaker = self._speech.speaker(token)
        if found.person == 1:
            return None if speaker is None or is_first_person(speaker) else speaker
        said_so = found.is_personal and Case.SUBJECT in found.cases and not self._speech.is_quoted(token)
        return speaker if said_so and speaker is not None and speaker.pos_ == "PROPN" else None

    def nameless(self, token: Token) -> Token | None:
        """The common noun for those without a name that a pronoun of the third person stands for."""
        found = pronoun(token)
        if found is None or found.person != 3 or found.is_personal or not found.is_argument:
            return None
        sure = self._nameless_speaker(token, found) or self._nameless_in_sentence(token, found)
        if sure is not None or (found.number is Number.ONE and self.actor(token) is not None):
            return sure
        return self._nameless_before(token, found)

    def author(self, document: Token) -> Token | None:
        """Whose a document is ("the lawsuit seeks …"), by the nearest word before that tells it."""
        at = self._order.get(document.doc, 0)
        for i in range(at, max(at - _DOCUMENT_PASSAGES_BACK, 0) - 1, -1):
            for t in reversed(self._docs[i]):
                if t.lemma_ == document.lemma_ and (i != at or t.i < document.i):
                    holder = subjects.holder(t)
                    if holder is not None and self._cast.at(holder) is not None:
                        return holder
        return None

    def _likeliest(self, token: Token) -> Actor | None:
        """The actor that a word stands for that the cast leaves open."""
        if token.lemma_ in words("actors.owned_by_speakers"):  # "her country" is she, or the state she speaks for
            owner = tree.child(token, "poss")
            whose = None if owner is None else self._owner(owner)
            if whose is not None and owner is not None and owner.tag_ == "PRP$":
                return self._cast.side(whose) or whose
        kinds = _kinds(token)
        if kinds is None:
            return None
        if token.pos_ == "PRON":
            speaker = self._speaking_actor(token)
            if speaker is not None and speaker.kind in kinds and not self._speech.is_quoted(token):
                return speaker
        avoided = self._coarguments(token)
        for candidate in self._names_before(token):
            actor = self._cast.at(candidate)
            if actor is not None and actor.kind in kinds and actor.id not in avoided:
                return actor
        return None

    def _speaking_actor(self, token: Token) -> Actor | None:
        speaker = self._speech.speaker(token)
        return None if speaker is None else self._cast.at(speaker)

    def _owner(self, owner: Token) -> Actor | None:
        """Whose country or board it is: in what somebody reports of "her country", the one who speaks."""
        if owner.tag_ == "PRP$" and not self._speech.is_quoted(owner):
            speaker = self._speaking_actor(owner)
            if speaker is not None:
                return speaker
        return self.actor(owner)

    def _coarguments(self, token: Token) -> set[str]:
        """The ids of those who cannot be meant: the other parts of the same verb."""
        others = (self._cast.at(c) for c in token.head.children if c != token) if token.dep_ != "poss" else ()
        return {actor.id for actor in others if actor is not None}

    def _names_before(self, token: Token) -> Iterator[Token]:
        """Names before the word, sentence by sentence backwards, the subjects of each first."""
        at = self._order.get(token.doc, 0)
        for i in range(at, max(at - _PASSAGES_BACK, 0) - 1, -1):
            for sentence in reversed(list(self._docs[i].sents)):
                if i == at and sentence.start >= token.i:
                    continue
                names = [t for t in sentence if (i != at or t.i < token.i) and self._cast.at(t) is not None]
                heads = [t for t in names if t.dep_ not in ("compound", "nmod")]
                yield from sorted(heads, key=lambda t: (t.dep_ not in tree.SUBJECTS, t.dep_ == "poss", t.i))

    def _nameless_speaker(self, token: Token, found: Pronoun) -> Token | None:
        """Those without a name who say so of themselves: "Bankers said they were prepared to …"."""
        if self._speech.is_quoted(token):
            return None
        speaker = self._speech.speaker(token)
        known = speaker is not None and speaker.i < token.i and self._is_nameless(speaker, found)
        return speaker if known else None

    def _nameless_in_sentence(self, token: Token, found: Pronoun) -> Token | None:
        """Those without a name whom the sentence has just spoken of: "wrote to growers asking them to wait"."""
        if not found.is_they or Case.OBJECT not in found.cases:
            return None
        for t in reversed(token.doc[token.sent.start : token.i]):
            if t.dep_ in _ARGUMENTS and t.head != token.head and self._is_nameless(t, found):
                return t
            if t.dep_ in _ARGUMENTS and self._cast.at(t) is not None and t.head != token.head:
                return None
        return None

    def _nameless_before(self, token: Token, found: Pronoun) -> Token | None:
        """Those without a name that the sentence before is about: "Rebels refused. They want …"."""
        start = token.sent.start
        if start == 0 or any(t.tag_ in _TAGS[found.number] for t in token.doc[start : token.i]):
            return None
        about = subjects.subject(token.doc[start - 1].sent.root)
        return about if about is not None and self._is_nameless(about, found) else None

    def _is_nameless(self, token: Token, found: Pronoun) -> bool:
        """Whether a word is for people or a body that has no name in the story, and as many as the pronoun."""
        fits = token.tag_ in _TAGS[found.number] and self._cast.at(token) is None
        owned = token.tag_ in ("NNP", "NNPS") or subjects.possessor(token) is not None
        return fits and not owned and is_group(token)


def _kinds(token: Token) -> frozenset[ActorKind] | None:
    """The kinds of actor that a word may stand for; None for a word that stands for none."""
    if token.tag_ in ("PRP", "PRP$"):
        found = pronoun(token)
        if found is None or found.person != 3 or not found.is_argument:
            return None
        return _PERSON if found.is_personal else _BODIES
    if token.pos_ != "NOUN" or any(c.dep_ in ("compound", "poss", "nmod", "prep") for c in token.children):
        return None
    definite = any(c.dep_ == "det" and c.lower_ in words("actors.definite_determiners") for c in token.children)
    return _described_kinds(token.lemma_.lower()) if definite else None


def _described_kinds(noun: str) -> frozenset[ActorKind] | None:
    kinds = table("actors.described_kinds").get(noun)
    return None if kinds is None else frozenset(map(ActorKind, kinds))
