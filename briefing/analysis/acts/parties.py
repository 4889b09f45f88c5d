"""From a word of the parse to a party with a short name."""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.coreference.resolver import Resolver
from briefing.analysis.actors.people_nouns import is_group
from briefing.analysis.actors.same_side import Sides
from briefing.analysis.names import gazetteer
from briefing.analysis.names.gazetteer import Form
from briefing.analysis.names.peoples import is_people
from briefing.analysis.syntax import subjects, tree
from briefing.analysis.syntax.pronouns import is_first_person, is_second_person, pronoun
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.analysis.vocabulary import words
from briefing.core.analysis import ActorKind, Party

LONGEST_NAME = 6
"""Words of a name that a line of the panel has room for."""
_THINGS = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "WORK_OF_ART", "LAW", "EVENT"}
)
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
_BESIDE = frozenset({"compound", "amod", "nummod", "nmod", "poss"})
"""How a word hangs on the noun whose name it is part of."""


class Parties:
    """Names the parties of one story, by a word of whichever passage."""

    def __init__(self, story: ParsedStory, cast: Cast, speech: Speech, resolver: Resolver) -> None:
        self._story = story
        self._cast = cast
        self._speech = speech
        self._resolver = resolver
        self._siding = Sides.of(cast.actors)

    def is_party(self, token: Token) -> bool:
        """Whether the word names somebody who can put an offer or be put one."""
        if self._cast.at(token) is not None or is_first_person(token):
            return True
        if token.pos_ == "PRON":
            found = pronoun(token)
            return token.tag_ == "PRP$" or (found is not None and found.is_core and not found.is_neuter)
        if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            return True
        return is_group(token) or (token.lower_ in words("actors.both") and token.dep_ in _ARGUMENTS)

    def party_of(self, token: Token | None, behind: frozenset[int] = frozenset()) -> Party | None:
        """The party that a word stands for; None where it stands for nobody who can bargain.

        `behind` are the words that led here: a paper that speaks of "our plan" is by those who are its own speakers.
        """
        if token is None or token.i in behind or token.lower_ in words("actors.nobody"):
            return None
        behind |= {token.i}
        if is_second_person(token):
            return self.addressee(token)
        speaker = self._resolver.speaker(token)
        if speaker is not None or is_first_person(token):
            return self.party_of(speaker, behind)
        nameless = self._resolver.nameless(token)
        if nameless is not None:
            return self.party_of(nameless, behind)
        actor = self._resolver.actor(token)
        if actor is not None:
            span = self._cast.mention(token) or self._story.span(token.doc[token.i : token.i + 1])
            return Party(short_name(actor.name), actor.id, span)
        named = self._named_beside(token)
        if named is not None:
            return self.party_of(named, behind)
        if token.pos_ == "ADJ" or token.ent_type_ == "NORP":
            european = token.lower_ in words("actors.european_adjectives")
            state = self._union(token) if european else self._state(token)
            if state is not None or european:
                return state
        if not _can_name_somebody(token):
            return None
        if token.lemma_.lower() in words("acts.documents"):
            return self.party_of(self._author(token), behind)
        return self._of_description(token)

    def _named_beside(self, token: Token) -> Token | None:
        """The name beside a word that says who is meant by it."""
        if token.dep_ == "appos" and self._cast.at(token.head) is not None:
            return token.head  # "Russia, Egypt's largest supplier, offered"
        behind = self._name_behind(token)
        if behind is not None:
            return behind
        among = tree.preposition(token, *words("actors.including"))  # "our partners, including the Americans"
        return among if among is not None and self._cast.at(among) is not None else None

    def _author(self, document: Token) -> Token | None:
        """Whose a paper is; nobody's where it is a pact."""
        if document.lemma_.lower() in words("acts.pacts"):
            return None
        author = subjects.holder(document) or self._resolver.author(document)
        return None if author is None or author.lemma_.lower() in words("acts.documents") else author

    def _of_description(self, token: Token) -> Party | None:
        """A party that has no name in the story: "fifty officers", "his Ethiopian counterpart"."""
        if token.pos_ == "NOUN" and not is_group(token) and not token.ent_type_:
            return None
        offices = words("names.offices") - words("actors.private_offices")
        if token.lemma_.lower() in words("actors.counterparts") | offices:
            for c in token.lefts:
                if c.dep_ == "amod" and c.ent_type_ == "NORP" and (state := self._state(c)) is not None:
                    return state
        shown = _short(token)
        name = shown.text.strip()
        return Party(name, None, self._story.span(shown)) if name else None

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
                if name.pos_ == "PROPN" and description.pos_ == "NOUN" and is_group(description):
                    return name
        return None

    def together(self, one: Party | None, other: Party | None) -> bool:
        """Whether both are on one side, as a leader and the state."""
        return self._siding.on_one_side(one, other)

    def is_no_company(self, party: Party) -> bool:
        """Whether a party is known, and known to be no company."""
        actor = next((actor for actor in self._cast.actors if actor.id == party.actor), None)
        return actor is not None and actor.kind is not ActorKind.COMPANY

    def _state(self, adjective: Token) -> Party | None:
        """The state of an adjective: "the Polish offer"."""
        for match in gazetteer.load().matches(adjective.text):
            if match.form is Form.PEOPLE and is_people(adjective):
                continue
            name = match.known.name
            actor = next((actor for actor in self._cast.actors if actor.name == name), None)
            return Party(name, None if actor is None else actor.id, self._story.span(adjective))
        return None

    def _union(self, adjective: Token) -> Party | None:
        """The union or its Commission, for "the European draft"."""
        actor = next((actor for actor in self._cast.actors if actor.name in _european()), None)
        return None if actor is None else Party(actor.name, actor.id, self._story.span(adjective))

    def addressee(self, token: Token) -> Party | None:
        """Whom the clause of the word is said to, unless it is said only to be passed on."""
        hearer = self._speech.addressee(token)
        if hearer is None or not self.is_party(hearer) or is_second_person(hearer):
            return None
        return None if {hearer.lemma_.lower(), hearer.lower_} & words("acts.hearers") else self.party_of(hearer)


def _can_name_somebody(token: Token) -> bool:
    """Whether a word for no actor is more than a pronoun, a time or a sum."""
    if token.lower_ in words("actors.pointing_words") or token.tag_ in ("PRP", "PRP$"):
        return False
    return token.ent_type_ not in _THINGS and token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")


def _european() -> frozenset[str]:
    names = ("european_union", "european_community", "european_commission")
    return frozenset().union(*(words(f"actors.{name}") for name in names))


def short_name(name: str) -> str:
    """A name of at most six words: a longer one is cut before its first preposition or bracket."""
    parts = name.split()
    if len(parts) <= LONGEST_NAME:
        return name
    for i, word in enumerate(parts[1:], 1):
        if word.lower() in words("actors.name_breaks") or word.startswith("("):
            return " ".join(parts[: min(i, LONGEST_NAME)])
    return " ".join(parts[:LONGEST_NAME])


def _short(token: Token) -> Words:
    """The noun with what stands right before it, at most six words, without the article."""
    start = token.i
    for c in sorted(token.lefts, key=lambda t: -t.i):
        of_both = c.lower_ in words("actors.distributives") and c.i + 1 == start
        if not of_both and (c.dep_ not in _BESIDE or c.right_edge.i + 1 != start):
            break
        if token.i - c.left_edge.i >= LONGEST_NAME:
            break
        start = c.left_edge.i
    doc = token.doc
    while (
        start < token.i
        and doc[start].pos_ in ("DET", "PRON", "PART", "PUNCT")
        and doc[start].lower_ not in words("actors.distributives")
    ):
        start += 1
    return doc[start : token.i + 1]
