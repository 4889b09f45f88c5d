"""From a word of the parse to a party with a short name."""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.same_side import Sides
from briefing.analysis.acts.lexicon import Lexicon
from briefing.analysis.acts.standins import StandIns
from briefing.analysis.names import gazetteer
from briefing.analysis.syntax import subjects, tree
from briefing.analysis.syntax.speech import Speech, is_first_person
from briefing.analysis.text.parsed_story import Passage
from briefing.core.analysis import ActorKind, Party

_MANY, _ONE = ("NNS", "NNPS"), ("NN", "NNP")
_NUMBERS = {"they": _MANY, "their": _MANY, "them": _MANY, "it": _ONE, "its": _ONE}
"""The tags of nouns that a pronoun may stand for."""
LONGEST_NAME = 6
NOBODY = frozenset({"nobody", "none", "no-one", "neither"})
_THINGS = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "WORK_OF_ART", "LAW", "EVENT"}
)
_OF_PEOPLE = (
    "committee",
    "man",
    "men",
    "woman",
    "women",
    "people",
    "ist",
    "ists",
    "council",
    "owner",
    "maker",
    "holder",
    "worker",
)
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
_BESIDE = frozenset({"compound", "amod", "nummod", "nmod", "poss"})
"""How a word hangs on the noun whose name it is part of."""
_OF_BOTH = frozenset({"both", "each"})
_EUROPEAN = ("European Union", "European Commission", "European Community")
_POINTERS = frozenset({"it", "this", "that", "there", "what", "which", "who", "whoever", "you", "one"})


class Parties:
    """Names the parties of one passage."""

    def __init__(self, passage: Passage, cast: Cast, lexicon: Lexicon, speech: Speech, stand_ins: StandIns) -> None:
        self._passage = passage
        self._cast = cast
        self._words = lexicon.words
        self._speech = speech
        self._stand_ins = stand_ins
        self._siding = Sides(cast)

    def is_party(self, token: Token) -> bool:
        """Whether the word names somebody who can put an offer or be put one."""
        if self._cast.at(token) is not None or is_first_person(token):
            return True
        if token.pos_ == "PRON":
            return token.tag_ == "PRP$" or token.lower_ in ("them", "him", "her", "they", "he", "she", "you", "us")
        if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            return True
        return self._is_group(token) or (token.lower_ == "both" and token.dep_ in _ARGUMENTS)

    def _is_group(self, token: Token) -> bool:
        """Whether a common noun is for people or a body of people."""
        lemma = token.lemma_.lower()
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"):
            return False
        return (
            lemma in self._words["groups"]
            or token.lower_ in ("capitals", "sides")
            or (token.pos_ == "NOUN" and lemma.endswith(_OF_PEOPLE))
            or (token.tag_ == "NNS" and lemma.endswith(("er", "or")) and lemma not in self._words["not_people"])
        )

    def named(self, token: Token | None) -> Party | None:
        """The party that a word stands for; None where it stands for nobody who can bargain."""
        if token is None or token.lower_ in NOBODY:
            return None
        if is_first_person(token):
            speaker = self._speech.speaker(token)
            return None if speaker is None or is_first_person(speaker) else self.named(speaker)
        if token.lower_ in ("you", "your"):
            return self.addressee(token)
        if token.lower_ in ("he", "she") and not self._speech.quoted(token):
            said_by = self._speech.speaker(token)  # "he was willing, Scholz said"
            if said_by is not None and said_by.pos_ == "PROPN":
                return self.named(said_by)
        actor = self._cast.at(token) or self._stand_ins.actor(token, self._speech)
        if token.lower_ in _NUMBERS:
            one = _NUMBERS[token.lower_] is _ONE and actor is not None
            nameless = self._nameless_who_says(token) or self._nameless_here(token)
            nameless = nameless or (None if one else self._nameless_before(token))
            if nameless is not None:
                return self.named(nameless)
        if actor is None:
            if token.dep_ == "appos" and self._cast.at(token.head) is not None:
                return self.named(token.head)  # "Russia, Egypt's largest supplier, offered"
            named_behind = self._name_behind(token)
            if named_behind is not None:
                return self.named(named_behind)
            among = tree.preposition(token, "including")  # "our partners, including the Americans"
            if among is not None and self._cast.at(among) is not None:
                return self.named(among)
        if actor is not None:
            span = self._cast.mention(token) or self._passage.span(token.doc[token.i : token.i + 1])
            return Party(short_name(actor.name), actor.id, span)
        if token.pos_ == "ADJ" or token.ent_type_ == "NORP":
            state = self._union(token) if token.lower_ == "european" else self._state(token)
            if state is not None or token.lower_ == "european":
                return state
        if token.lower_ in _POINTERS or token.tag_ in ("PRP", "PRP$"):
            return None
        if token.ent_type_ in _THINGS or token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
            return None
        if token.lemma_.lower() in self._words["documents"]:
            if token.lemma_.lower() in self._words["pacts"]:
                return None
            made_by = subjects.holder(token) or self._stand_ins.maker(token)
            if made_by is None or made_by.lemma_.lower() in self._words["documents"]:
                return None
            return self.named(made_by)
        if token.pos_ == "NOUN" and not self._is_group(token) and not token.ent_type_:
            return None
        for c in token.lefts:  # "his Ethiopian counterpart"
            if c.dep_ == "amod" and c.ent_type_ == "NORP" and (state := self._state(c)) is not None:
                return state
        words = _short(token)
        name = words.text.strip()
        return Party(name, None, self._passage.span(words)) if name else None

    def _name_behind(self, description: Token) -> Token | None:
        """The name that follows a description: "Chile's president, Marta Rojas", "the port's owner, Hutchison"."""
        following = description.nbor() if description.i + 1 < len(description.doc) else description
        if following.dep_ == description.dep_ and following.head == description.head and self._cast.at(following):
            return following  # "South Africa's power utility Eskom"
        owner = tree.child(description, "poss")
        for above in (description, owner):
            name = None if above is None else tree.child(above, "appos")
            if name is not None and name.i > description.i:
                if self._cast.at(name) is not None:
                    return name
                if name.pos_ == "PROPN" and description.pos_ == "NOUN" and self._is_group(description):
                    return name
        return None

    def _nameless_who_says(self, pronoun: Token) -> Token | None:
        """Those without a name who say so of themselves: "Bankers said they were prepared to …"."""
        if self._speech.quoted(pronoun):
            return None
        speaker = self._speech.speaker(pronoun)
        return (
            speaker if speaker is not None and speaker.i < pronoun.i and self._is_nameless(speaker, pronoun) else None
        )

    def _nameless_here(self, pronoun: Token) -> Token | None:
        """Those without a name whom the sentence has just spoken of: "wrote to growers asking them to wait"."""
        if pronoun.lower_ != "them":
            return None
        for t in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
            if t.dep_ in _ARGUMENTS and t.head != pronoun.head and self._is_nameless(t, pronoun):
                return t
            if t.dep_ in _ARGUMENTS and self._cast.at(t) is not None and t.head != pronoun.head:
                return None
        return None

    def _nameless_before(self, pronoun: Token) -> Token | None:
        """Those without a name that the sentence before is about: "Rebels refused. They want …"."""
        start = pronoun.sent.start
        if start == 0 or any(t.tag_ in _NUMBERS[pronoun.lower_] for t in pronoun.doc[start : pronoun.i]):
            return None
        about = subjects.subject(pronoun.doc[start - 1].sent.root)
        return about if about is not None and self._is_nameless(about, pronoun) else None

    def _is_nameless(self, token: Token, pronoun: Token) -> bool:
        """Whether a word is for people or a body that has no name in the story, and as many as the pronoun."""
        fits = token.tag_ in _NUMBERS[pronoun.lower_] and self._cast.at(token) is None
        owned = token.tag_ in ("NNP", "NNPS") or subjects.possessor(token) is not None
        return fits and not owned and self._is_group(token)

    def together(self, one: Party | None, other: Party | None) -> bool:
        """Whether both are on one side, as a leader and the state."""
        return self._siding.together(one, other)

    def is_no_company(self, party: Party) -> bool:
        """Whether a party is known, and known to be no company."""
        actor = next((actor for actor in self._cast.actors if actor.id == party.actor), None)
        return actor is not None and actor.kind is not ActorKind.COMPANY

    def _state(self, adjective: Token) -> Party | None:
        """The state of an adjective: "the Polish offer"."""
        for match in gazetteer.load().matches(adjective.text):
            name = match.known.name
            actor = next((actor for actor in self._cast.actors if actor.name == name), None)
            return Party(name, None if actor is None else actor.id, self._passage.span(adjective))
        return None

    def _union(self, adjective: Token) -> Party | None:
        """The union or its Commission, for "the European draft"."""
        actor = next((actor for actor in self._cast.actors if actor.name in _EUROPEAN), None)
        return None if actor is None else Party(actor.name, actor.id, self._passage.span(adjective))

    def addressee(self, token: Token) -> Party | None:
        """Whom the clause of the word is said to, unless it is told only to be passed on."""
        told = self._speech.addressee(token)
        if told is None or not self.is_party(told) or told.lower_ in ("you", "your"):
            return None
        return None if {told.lemma_.lower(), told.lower_} & self._words["hearers"] else self.named(told)


def short_name(name: str) -> str:
    """A name of at most six words: a longer one is cut before its first preposition or bracket."""
    words = name.split()
    if len(words) <= LONGEST_NAME:
        return name
    for i, word in enumerate(words[1:], 1):
        if word.lower() in ("of", "for", "in", "on", "and") or word.startswith("("):
            return " ".join(words[: min(i, LONGEST_NAME)])
    return " ".join(words[:LONGEST_NAME])


def _short(token: Token) -> Words:
    """The noun with what stands right before it, at most six words, without the article."""
    start = token.i
    for c in sorted(token.lefts, key=lambda t: -t.i):
        of_both = c.lower_ in _OF_BOTH and c.i + 1 == start
        if not of_both and (c.dep_ not in _BESIDE or c.right_edge.i + 1 != start):
            break
        if token.i - c.left_edge.i >= LONGEST_NAME:
            break
        start = c.left_edge.i
    doc = token.doc
    while start < token.i and doc[start].pos_ in ("DET", "PRON", "PART", "PUNCT") and doc[start].lower_ not in _OF_BOTH:
        start += 1
    return doc[start : token.i + 1]
