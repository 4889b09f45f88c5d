"""The places of a frame around a noun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.acts import documents
from briefing.analysis.acts.party_finder import PartyFinder
from briefing.analysis.acts.places import Place
from briefing.analysis.syntax import clauses, subjects, tree
from briefing.analysis.vocabulary import words

_MODIFIERS = frozenset({"compound", "amod", "nummod", "nmod"})
_CARRIED = frozenset({Place.TO, Place.WITH, Place.FROM, Place.ON})


@dataclass(frozen=True, slots=True)
class NounPlaces:
    """Finds who and what stands where around a noun, the verb that carries it included."""

    finder: PartyFinder

    def at(self, noun: Token, place: Place) -> Token | None:
        """The word at a place; None for a place that nouns do not have."""
        find = PLACES.get(place)
        if find is not None:
            return find(self, noun)
        return self._preposition(noun, place) if place.is_preposition else None

    def _preposition(self, noun: Token, place: Place) -> Token | None:
        found = tree.preposition(noun, place)
        carried = (place in _CARRIED and self.is_support(noun)) or (place is Place.FOR and noun.dep_ == "dobj")
        return tree.preposition(noun.head, place) if found is None and carried else found

    def possessive(self, noun: Token) -> Token | None:
        """Whose the noun is; "its" in what a party does is that party."""
        owner = subjects.possessor(noun)
        if owner is None or owner.tag_ != "PRP$":
            return owner
        verb = self.governor(noun) if noun.dep_ != "nsubjpass" else None
        doer = None if verb is None or verb.lemma_ in words("acts.getting") else subjects.agent(verb)
        if (
            doer is None
            or owner.lower_ not in words("acts.others_possessives")
            or doer.pos_ == "PRON"
            or not self.finder.is_party(doer)
        ):
            return owner
        return doer

    def of_party(self, noun: Token) -> Token | None:
        """The party of "of …": somebody known or definite, for "of a closer alliance" tells what is put."""
        found = tree.preposition(noun, "of")
        return found if found is not None and self._is_known_party(found) else None

    def of_thing(self, noun: Token) -> Token | None:
        """What "of …" names that is no party."""
        found = tree.preposition(noun, "of")
        return None if found is None or self._is_known_party(found) else found

    def _is_known_party(self, token: Token) -> bool:
        return self.finder.is_party(token) and (token.pos_ != "NOUN" or _is_definite(token))

    def price(self, noun: Token) -> Token | None:
        """What is bid: "an offer of 31 dlrs a share for all the stock", "raised its bid to 43 dollars"."""
        verb = self.governor(noun)
        found = tree.preposition(noun, "of", "at")
        if found is None and verb is not None and verb.lemma_ in words("acts.raising"):
            found = tree.preposition(verb, "to")
        return found if found is not None and any(map(_is_amount, found.subtree)) else None

    def governor(self, noun: Token) -> Token | None:
        """The verb that the noun is the object of, also through "into an agreement"."""
        head: Token = noun.head
        if noun.dep_ in ("dobj", "attr", "oprd") and tree.is_verbal(head):
            return head
        if noun.dep_ in ("nsubjpass",) and tree.is_verbal(head):
            return head
        if noun.dep_ == "pobj" and head.lower_ in words("acts.carried_behind") and tree.is_verbal(head.head):
            return head.head
        if noun.dep_ == "conj":
            return self.governor(head)
        return None

    def is_support(self, noun: Token) -> bool:
        """Whether a verb only carries the noun: "made an offer"."""
        verb = self.governor(noun)
        return verb is not None and verb.lemma_ in words("acts.giving") | words("acts.sealing") | {"be"}

    def support(self, noun: Token) -> Token | None:
        """Who makes the noun through the verb that carries it."""
        verb = self.governor(noun)
        if verb is None:
            participle = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
            if participle is not None and participle.lemma_ in words("acts.giving"):
                return subjects.agent(participle)
            comes = noun.dep_ == "nsubj" and noun.head.lemma_ in words("acts.coming")
            return tree.preposition(noun.head, "from") if comes else None  # "the best bid came from Shell"
        is_agreed = verb.lemma_ in words("acts.agreeing") and noun.dep_ == "pobj"  # "agreed to a plan" of somebody else
        if not is_agreed and verb.lemma_ in words("acts.giving") | words("acts.sealing"):
            return subjects.agent(verb)
        return None

    def recipient_of_verb(self, noun: Token) -> Token | None:
        """The recipient in the clause of the verb that carries the noun."""
        verb = self.governor(noun)
        if verb is None:
            return None
        if verb.lemma_ in words("acts.getting"):
            return subjects.agent(verb)
        if verb.lemma_ in words("acts.giving"):
            given = self.finder.dative(verb)
            if given is None and noun.dep_ == "pobj" and noun.head.lower_ in words("acts.giving_prepositions"):
                given = tree.child(verb, "dobj")  # "presented Hamas with a proposal"
            return given if given is not None and given != noun else None
        return None

    def between(self, noun: Token) -> Token | None:
        """The first side of "between … and …"."""
        return tree.preposition(noun, "between", "among")

    def between_second(self, noun: Token) -> Token | None:
        """The second side of "between … and …"."""
        first = self.between(noun)
        return None if first is None else next((t for t in tree.conjuncts(first) if t != first), None)

    def noun_partner(self, noun: Token) -> Token | None:
        """The other side, as the verb that seals the pact has it."""
        verb = self.governor(noun)
        if verb is None:
            return None
        found = tree.preposition(verb, "with")
        if found is not None:
            return found
        actor = subjects.agent(verb)
        others = () if actor is None else (c for c in actor.children if c.dep_ == "conj")
        return next((c for c in others if not any(t.tag_ == "PRP$" for t in c.children)), None)

    def noun_clause(self, noun: Token) -> Token | None:
        """The clause that completes the noun, also behind the verb that carries it."""
        found = clauses.noun_clause(noun)
        if found is None and self.is_support(noun) and noun.dep_ == "dobj":
            after = clauses.clause(noun.head)
            found = after if after is not None and after.i > noun.i and tree.is_infinitive(after) else None
            found = found or clauses.purpose(noun.head)
        return found

    def for_person(self, noun: Token) -> Token | None:
        """Who is called on in "a call for Iran to stop"."""
        return None if clauses.noun_clause(noun) is None else tree.preposition(noun, "for")

    def author_of(self, noun: Token) -> Token | None:
        """Whose offer it is in "the rejection of Oman's offer"."""
        goal = tree.preposition(noun, "of", "to")
        return None if goal is None else self.finder.maker(goal, noun)

    def under_which(self, noun: Token) -> Token | None:
        """The clause of "an agreement under which …"."""
        for c in noun.children:
            if c.dep_ == "relcl" and any(
                t.tag_ in tree.RELATIVE and t.head.lower_ in words("acts.ruling_prepositions") for t in c.subtree
            ):
                return c
        return None

    def both_sides(self, noun: Token) -> Token | None:
        """The noun itself where its two sides are named: "a truce between the army and the clans"."""
        return noun if self.between(noun) is not None or tree.preposition(noun, "with") is not None else None

    def itself(self, noun: Token) -> Token | None:
        """The noun itself, where its modifiers tell what is put."""
        return noun if self.told_in(noun) is not None else None

    def told_in(self, noun: Token) -> Token | None:
        """The modifier that tells what is put, a sum before a noun before an adjective: "a 40-dollar loan offer"."""
        vague = words("acts.vague")
        telling = [
            c
            for c in noun.lefts
            if c.dep_ in _MODIFIERS and not self.finder.is_party(c) and c.lower_ not in vague
            if c.ent_type_ not in ("NORP", "GPE", "PERSON", "DATE", "ORDINAL")
        ]
        return max(telling, key=lambda c: (c.ent_type_ == "MONEY", c.dep_ == "compound", c.i), default=None)

    def owner(self, noun: Token) -> Token | None:
        """Whose the thing is that is put: "a bid for shares of Delmar"."""
        return self.finder.owner_of(tree.preposition(noun, "for"), tree.preposition(noun, "of"))

    def clause_party(self, noun: Token) -> Token | None:
        """Whom the noun's clause reaches: "its offer to sell gas to Peru"."""
        return self.finder.reached_by(self.noun_clause(noun))


def _is_definite(noun: Token) -> bool:
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in words("syntax.indefinite_articles"))
        for c in noun.children
    )


def _is_amount(token: Token) -> bool:
    return token.ent_type_ in ("MONEY", "PERCENT") or token.lower_ in words("acts.amounts")


def _own_subject(clause: Token | None) -> Token | None:
    return None if clause is None else tree.own_subject(clause)


PLACES: dict[Place, Callable[[NounPlaces, Token], Token | None]] = {
    Place.POSSESSIVE: NounPlaces.possessive,
    Place.MODIFIER: lambda places, word: places.finder.modifier(word),
    Place.PRICE: NounPlaces.price,
    Place.OF_PARTY: NounPlaces.of_party,
    Place.OF_THING: NounPlaces.of_thing,
    Place.SUPPORT: NounPlaces.support,
    Place.SUPPORTED: NounPlaces.recipient_of_verb,
    Place.BETWEEN: NounPlaces.between,
    Place.BETWEEN_SECOND: NounPlaces.between_second,
    Place.PARTNER: NounPlaces.noun_partner,
    Place.CLAUSE: NounPlaces.noun_clause,
    Place.OWNER: NounPlaces.owner,
    Place.CLAUSE_PARTY: NounPlaces.clause_party,
    Place.CLAUSE_SUBJECT: lambda places, noun: _own_subject(places.noun_clause(noun)),
    Place.AUTHOR_OF: NounPlaces.author_of,
    Place.UNDER_WHICH: NounPlaces.under_which,
    Place.SELF: NounPlaces.itself,
    Place.CONTENT: lambda _, noun: documents.content(noun),
    Place.BOTH_SIDES: NounPlaces.both_sides,
    Place.FOR_PARTY: lambda _, noun: tree.preposition(noun, "for"),
    Place.FOR_PERSON: NounPlaces.for_person,
}
