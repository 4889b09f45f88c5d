"""Whom "the Russian leader", "the company", "the bloc" and "Iran's foreign minister" stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.actors.affiliation import matches_office
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.actors.coreference.discourse import SUBJECTS, DiscourseModel, Mention
from briefing.analysis.actors.home_state import home_state
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.analysis.names.titles import offices_said_by
from briefing.core.analysis import ActorKind

Named = Mapping[Token, ActorCluster]
"""Which party the name containing a token names."""

_NOUNS = ("names.offices", "names.company_words", "names.body_words", "actors.state_words", "names.group_words")
"""Lists of nouns that may describe a party."""
_ANY_HOUSE = frozenset({ActorKind.COMPANY, ActorKind.BODY})
"""What a newspaper or a network may be taken for."""
_LEADING_MENTIONS = 2
"""How often a story names a state, with who speaks for it, at least that has "the government" without more ado."""
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Description:
    """Words that stand for a party. `named` says that they hold a name or a capital of their own."""

    words: Span
    party: ActorCluster
    named: bool


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Resolves noun phrases against the parties of the story and their mentions so far."""

    gazetteer: Gazetteer
    parties: list[ActorCluster]
    named: Named
    discourse: DiscourseModel

    def resolve(self, token: Token) -> Description | None:
        """The description that a noun heads, or None."""
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound" or not self._describes(token):
            return None
        words = token.doc[token.left_edge.i : token.i + 1]
        owner = self._owner(token)
        if owner is not None:
            if not self._speaks(token):
                return None
            person = self._officer(token, owner) if token.tag_ != "NNS" else None
            if person is None and self._is_private(token, owner):
                return None
            return Description(words, person or owner, named=True)
        party = self._free(token)
        return None if party is None else Description(words, party, named=token.text[0].isupper())

    def _describes(self, token: Token) -> bool:
        return token.lemma_.lower() in _nouns() or token.lower_ in vocabulary.words("names.state_nouns")

    def _speaks(self, token: Token) -> bool:
        """Whether the noun is an office, or who speaks and acts for a side: "minister", "negotiators"."""
        return token.lemma_.lower() in vocabulary.words("names.offices") or token.lower_ in vocabulary.words(
            "names.state_nouns"
        )

    def _is_private(self, token: Token, owner: ActorCluster) -> bool:
        """Whether the noun is for people who do not speak for the owner: "Iranian lawmakers", "Biden's lawyers"."""
        return token.lemma_.lower() in vocabulary.words("actors.private_offices") or (
            owner.kind is ActorKind.PERSON and token.tag_ == "NNS"
        )

    def _owner(self, token: Token) -> ActorCluster | None:
        """The party whose officer, government or people the noun is: "Iran's …", "EU …", "… of Shell"."""
        for child in token.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod"):
                party = self.named.get(child)
                if party is None and child.dep_ != "poss" and child.text[0].isupper():
                    party = self._by_adjective(child)
                if party is not None:
                    return party
            if (
                child.dep_ == "prep"
                and child.lower_ in vocabulary.words("actors.owner_prepositions")
                and self._speaks(token)
            ):
                for noun in child.children:
                    party = self.named.get(noun)
                    if noun.dep_ == "pobj" and party is not None:
                        return party
        return None

    def _by_adjective(self, adjective: Token) -> ActorCluster | None:
        start = adjective.left_edge.i if adjective.left_edge.text[0].isupper() else adjective.i
        names = {match.known.name for match in self.gazetteer.matches(adjective.doc[start : adjective.i + 1].text)}
        return next((p for p in self.parties if p.known and p.name in names), None)

    def _officer(self, token: Token, side: ActorCluster) -> ActorCluster | None:
        """The person introduced with this office of this side, the latest first."""
        office = self._office(token)
        return self.discourse.last(lambda m: m.party.side is side and _holds(m, office))

    def _office(self, token: Token) -> str:
        """The office that a description says, with the word before it where that tells: "foreign minister"."""
        return max(offices_said_by(token), key=len) or token.lemma_.lower()

    def _free(self, token: Token) -> ActorCluster | None:
        """Whom a description without a name of its own stands for: "the company", "the vice president, Mike Pence"."""
        noun = token.lemma_.lower()
        if not any(
            c.dep_ == "det" and c.lower_ in vocabulary.words("actors.definite_determiners") for c in token.children
        ):
            bare = noun in vocabulary.words("actors.spokespeople") and token.dep_ in SUBJECTS
            return self.discourse.last(_no_person) if bare else None
        if any(c.dep_ == "amod" and c.lower_ in vocabulary.words("actors.other_times") for c in token.children):
            return None
        if token.dep_ == "attr" or any(map(_is_named, token.doc[token.left_edge.i + 1 : token.i])):
            return None
        introduced = (self.named.get(c) for c in token.children if c.dep_ == "appos")
        party = next((p for p in introduced if p is not None), None)
        if party is not None or token.tag_ in ("NNS", "NNPS"):
            return party
        if noun in vocabulary.words("actors.singular_offices"):
            office = self._office(token)
            return self.discourse.last(lambda m: _holds(m, office))
        return (
            self._state(token, noun)
            if noun in vocabulary.words("actors.state_words")
            else self._organisation(token, noun)
        )

    def _state(self, token: Token, noun: str) -> ActorCluster | None:
        others = self._subjects(token)
        if noun in vocabulary.words("actors.government_nouns"):
            called = self.discourse.last(lambda h: noun in h.party.name.lower())
            if called is not None or noun in vocabulary.words("names.named_houses"):
                return called or self._one_of(noun)
            return self._host(token) or self._home(others) or self._leading(others)
        if noun in vocabulary.table("actors.own_nouns"):
            return self._one_of(noun)
        return self.discourse.last(lambda h: h.party.kind is ActorKind.STATE and h.party not in others)

    def _host(self, token: Token) -> ActorCluster | None:
        """The state in which the sentence, or the one before it in the paragraph, happens: "in Lima …"."""
        places = vocabulary.words("actors.inner_prepositions")
        first = token.sent.start
        before = token.doc[first - 1].sent.start if first else 0
        for start, end in ((first, token.sent.end), (before, first)):
            scenes = (t for t in token.doc[start:end] if t.dep_ == "pobj" and t.head.lower_ in places)
            for scene in scenes:
                party = self.named.get(scene) or (self._by_adjective(scene) if scene.text[0].isupper() else None)
                if party is not None and party.kind is ActorKind.STATE:
                    return party
        return None

    def _home(self, others: list[ActorCluster]) -> ActorCluster | None:
        home = home_state(self.parties)
        return home if home not in others else None

    def _leading(self, others: list[ActorCluster]) -> ActorCluster | None:
        """The state of which the story speaks last, if none is named as often with those who speak for it.

        Else it would be a guess, and one in three was wrong.
        """
        last = self.discourse.most_prominent(lambda h: h.party.kind is ActorKind.STATE and h.party not in others)
        named = Counter[int]()
        for party in self.parties:
            state = party if party.kind is ActorKind.STATE else party.side
            if state is not None and state.kind is ActorKind.STATE:
                named[id(state)] += len(party.names)
        if last is None or named[id(last)] < _LEADING_MENTIONS:
            return None
        return last if all(named[id(last)] > times for state, times in named.items() if state != id(last)) else None

    def _organisation(self, token: Token, noun: str) -> ActorCluster | None:
        others = self._subjects(token)
        if noun in vocabulary.words("actors.union_noun"):
            return self._union(others) or self._one_of(noun)
        if noun in vocabulary.table("actors.own_nouns") and noun not in vocabulary.words("names.company_words"):
            return self._one_of(noun)
        if any(c.lower_ in vocabulary.words("actors.central") for c in token.children):
            return self.discourse.last(lambda h: _is_central_bank(h.party) and h.party not in others)
        kinds = {
            kind
            for listed, kind in (
                ("names.company_words", ActorKind.COMPANY),
                ("names.body_words", ActorKind.BODY),
                ("names.group_words", ActorKind.GROUP),
            )
            if noun in vocabulary.words(listed)
        }
        media = noun in vocabulary.words("actors.media_nouns")
        if noun in vocabulary.words("actors.political_party"):  # "the ruling party" is none of the bodies of the story
            kinds.discard(ActorKind.BODY)
        generic = not media and (kinds != {ActorKind.BODY} or noun in vocabulary.words("actors.any_body_nouns"))
        return self.discourse.most_prominent(
            lambda h: (
                h.party.kind is not ActorKind.PERSON
                and (
                    _has_noun_in_name(h, noun)
                    or (generic and h.party.kind in kinds)
                    or (media and h.party.kind in _ANY_HOUSE and not self._is_called_a_body(h.party))
                )
                and h.party not in others
            ),
            lambda h: (
                0.9 * _has_noun_in_name(h, noun)
                + 0.7 * (h.party.kind is ActorKind.GROUP)
                + 0.9 * (media and h.party.kind is ActorKind.COMPANY)
            ),
        )

    def _union(self, others: list[ActorCluster]) -> ActorCluster | None:
        """The union of those who work, by a word of its name."""
        return self.discourse.most_prominent(
            lambda h: (
                h.party not in others
                and not h.party.known
                and any(_has_noun_in_name(h, word) for word in vocabulary.words("actors.union_nouns"))
            )
        )

    def _is_called_a_body(self, party: ActorCluster) -> bool:
        """Whether its name says what it is, and that is no newspaper and no station."""
        last = party.name.split()[-1].lower()
        called_so = last in vocabulary.words("names.body_words") and last not in vocabulary.words("actors.media_nouns")
        return called_so or (party.known and party.kind is not ActorKind.COMPANY)

    def _subjects(self, token: Token) -> list[ActorCluster]:
        """Who does what the description is the object of, and so is not meant by it."""
        return [mention.party for mention in self.discourse.mentions if _same_clause(mention, token)]

    def _one_of(self, noun: str) -> ActorCluster | None:
        return self.discourse.last(lambda h: h.party.name in vocabulary.table("actors.own_nouns")[noun])


@vocabulary.per_language
def _nouns() -> frozenset[str]:
    return frozenset().union(*map(vocabulary.words, _NOUNS))


def _is_named(token: Token) -> bool:
    """Whether a word gives a name, and not only a seat: "the Ohio-based maker"."""
    behind = token.doc[token.i + 1 : token.i + 3].text
    return token.text[0].isupper() and not any(
        behind.startswith(end) or token.lower_.endswith(end) for end in vocabulary.words("actors.seat_endings")
    )


def _is_central_bank(party: ActorCluster) -> bool:
    """Whether a party is called as central banks are: "European Central Bank", "Bank of Chad", "Federal Reserve"."""
    words = party.name_words
    banks = "bank" in words and not words.isdisjoint(vocabulary.words("actors.bank_joiners"))
    return party.kind is ActorKind.BODY and (banks or not words.isdisjoint(vocabulary.words("actors.reserves")))


def _has_noun_in_name(mention: Mention, noun: str) -> bool:
    """Whether the party has the noun in its name, or in one of its names: "the Omani foreign ministry", so Oman."""
    return noun in mention.party.name_words


def _holds(mention: Mention, office: str) -> bool:
    """Whether the mention is of a person who may be called by this office."""
    return mention.party.kind is ActorKind.PERSON and matches_office(office, mention.party.offices)


def _no_person(mention: Mention) -> bool:
    return mention.party.kind is not ActorKind.PERSON


def _same_clause(mention: Mention, token: Token) -> bool:
    """Whether the mention is the subject of the clause that the description stands in: they are two parties then."""
    subject = mention.token
    if subject.doc is not token.doc or subject.dep_ not in SUBJECTS or subject.i == token.i:
        return False
    above: Token = token
    while above.head != above and above.dep_ not in _CLAUSES:
        above = above.head
        if above == subject.head:
            return True
    return False
