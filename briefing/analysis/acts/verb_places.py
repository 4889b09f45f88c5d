"""The places of a frame around a verb or an adjective."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.acts.party_finder import PartyFinder
from briefing.analysis.acts.places import Place
from briefing.analysis.syntax import clauses, deadlines, objects, subjects, tree
from briefing.analysis.vocabulary import words

_TARGETING = ("on", "upon", "against", "into", "over", "to", "with", "for", "from", "of")
"""Prepositions behind which somebody stands whom a measure hits."""


@dataclass(frozen=True, slots=True)
class VerbPlaces:
    """Finds who and what stands where around a verb."""

    finder: PartyFinder

    def at(self, verb: Token, place: Place) -> Token | None:
        """The word at a place that is not simply a preposition; None for a place that verbs do not have."""
        find = PLACES.get(place)
        return None if find is None else find(self, verb)

    def person(self, verb: Token) -> Token | None:
        """Who is asked: the object or the passive's subject, where something else says what is asked."""
        if tree.is_passive(verb):
            return objects.patient(verb)
        below = clauses.asked_clause(verb)
        own = tree.child(verb, "dobj", "dative")
        if own is not None and own.pos_ != "ADP":
            asked_for = tree.preposition(verb, "for", "to", "into", "on") or tree.preposition(own, "for")
            return own if below is not None or asked_for is not None else None
        return tree.own_subject(below) if below is not None and _is_told_to(below) else None

    def doer(self, verb: Token) -> Token | None:
        """Who or what is to do something, people or not: "asked the clinic to stay open"."""
        below = clauses.asked_clause(verb)
        if below is None or not tree.is_infinitive(below):
            return None
        if tree.is_passive(verb):
            return objects.patient(verb)
        return tree.child(verb, "dobj") or (tree.own_subject(below) if _is_told_to(below) else None)

    def clause_subject(self, verb: Token) -> Token | None:
        """Who is to do what is wanted: "wants Iran to stop", "insists that the crew be freed by Iran"."""
        below = clauses.clause(verb)
        if below is None:
            return None
        return subjects.agent(below) if tree.is_passive(below) else tree.own_subject(below)

    def wanted_subject(self, verb: Token) -> Token | None:
        """Who should do what is proposed: "suggested that the owners pay", no "that an inquiry be held"."""
        below = clauses.clause(verb)
        if below is None or tree.is_passive(below) or not (clauses.is_wanted(below) or _as_if_wanted(below, verb)):
            return None
        found = tree.own_subject(below)
        return None if found is None or tree.is_indefinite(found) else found

    def listener(self, verb: Token) -> Token | None:
        """The object of a verb of promising where a clause follows."""
        return tree.child(verb, "dobj") if clauses.asked_clause(verb) is not None else None

    def clause(self, head: Token) -> Token | None:
        """The clause that completes the word."""
        found = clauses.clause(head)
        if found is None and head.pos_ == "ADJ":
            found = clauses.clause(head.head) if head.dep_ == "acomp" else None
        if found is None and not tree.is_verbal(head):
            found = clauses.noun_clause(head)
        return found

    def clause_party(self, head: Token) -> Token | None:
        """Whom the clause of the act reaches: "ready to sell gas to Peru", "agreed to buy gas from Peru"."""
        return self.finder.reached_by(self.clause(head) or tree.preposition(head, "to"))

    def passive_subject(self, verb: Token) -> Token | None:
        """The subject of a passive that says a state of mind."""
        return objects.patient(verb) if tree.is_passive(verb) else None

    def for_person(self, head: Token) -> Token | None:
        """ "called for Iran to stop": the object of "for" where a clause follows."""
        clause = clauses.clause(head)
        if clause is None:
            return None
        if tree.is_passive(clause):  # "called for the hostages to be freed by Hamas"
            return subjects.agent(clause)
        return tree.preposition(head, "for") or self.clause_subject(head)

    def with_object(self, verb: Token) -> Token | None:
        """The object where "with" tells the gift: "supplied Chad with grain"."""
        return tree.child(verb, "dobj") if tree.preposition(verb, "with") is not None else None

    def owner(self, head: Token) -> Token | None:
        """Whose the thing is that is wanted: "access to Ukraine's minerals"."""
        goal = self.finder.object(head) if tree.is_verbal(head) else None
        return self.finder.owner_of(goal, tree.preposition(head, "for"), tree.preposition(head, "of"))

    def stake(self, verb: Token) -> Token | None:
        """The company whose shares are bid for: "will offer 31 dlrs for each share in …"."""
        return self.finder.stake_in(tree.far_preposition(verb, "for"), tree.preposition(verb, "of"))

    def target(self, verb: Token) -> Token | None:
        """Whom a measure hits: who stands behind "on" or "against", or whose the goods are that stand there."""
        goods = self.finder.object(verb)
        behind = (tree.preposition(head, *_TARGETING) for head in (verb, goods) if head is not None)
        for thing in (*behind, goods):
            if thing is None:
                continue
            if self.finder.is_party(thing) and thing != goods:
                return thing
            found = self.finder.owner_in(thing) or self.finder.home(thing)
            if found is not None and self.finder.is_party(found):
                return found
        return None

    def author(self, verb: Token) -> Token | None:
        """Whose offer it is that is accepted or refused."""
        goal = self.finder.object(verb)
        below = clauses.clause(verb)
        if goal is None and below is not None:  # "agreed to support her opponents' plans"
            goal = self.finder.object(below)
        if goal is None:
            for name in ("to", "with", "on", "from", "against", "at", "of"):
                goal = tree.preposition(verb, name)
                if goal is not None:
                    break
        return None if goal is None else self.finder.maker(_whole(goal), verb)

    def partner(self, verb: Token) -> Token | None:
        """The other side of a pact that two seal together: "Spain and Morocco signed a deal"."""
        actor = subjects.agent(verb)
        if actor is None:
            return None
        others = (c for c in actor.children if c.dep_ == "conj" and self.finder.is_party(c) and not _is_owned(c))
        return next((c for c in others if not _one_group(actor, c)), None)

    def object_terms(self, verb: Token) -> Token | None:
        """What a sealed pact holds: "a deal to share gas"."""
        goal = self.finder.object(verb) or tree.preposition(verb, "into", "at")
        if goal is None or goal.lemma_ not in words("acts.containers"):
            return None
        below = clauses.noun_clause(goal) or clauses.clause(verb) or clauses.purpose(verb)
        if below is not None:
            return below
        found = tree.preposition(goal, "on", "for", "of", "about")
        return None if found is not None and found.ent_type_ in ("DATE", "TIME") else found

    def object_clause(self, verb: Token) -> Token | None:
        """The clause of the object: "no reason to reopen it", "no intention of selling"."""
        goal = tree.child(verb, "dobj")
        if goal is None:
            return None
        below = tree.preposition(goal, "of", "in")
        return clauses.noun_clause(goal) or clauses.clause(verb) or (below if below and tree.is_verbal(below) else None)


def _is_told_to(clause: Token) -> bool:
    """Whether the subject of a clause is asked to do it: "asked | the union to wait", for the parser a clause."""
    return tree.is_infinitive(clause) and clause.dep_ != "advcl"


def _as_if_wanted(clause: Token, verb: Token) -> bool:
    """Whether a present behind a past says what should be done: "suggested that the owners pay"."""
    return clause.tag_ == "VBP" and verb.tag_ in ("VBD", "VBN") and tree.child(clause, "aux") is None


def _is_owned(token: Token) -> bool:
    """Whether somebody is called another's: "OPEC and its allies" are one side."""
    return any(c.tag_ == "PRP$" for c in token.children)


def _one_group(first: Token, second: Token) -> bool:
    """Whether two sorts of people are one side in the text: "mills and importers"."""
    return all(t.tag_ == "NNS" and not any(c.dep_ == "det" for c in t.children) for t in (first, second))


def _whole(part: Token) -> Token:
    """What a part is of: "some of her plans", "key parts of the proposal"."""
    if part.lemma_.lower() not in words("acts.part_words"):
        return part
    return tree.preposition(part, "of") or part


PLACES: dict[Place, Callable[[VerbPlaces, Token], Token | None]] = {
    Place.SUBJECT: lambda _, verb: subjects.agent(verb),
    Place.OBJECT: lambda places, word: places.finder.object(word),
    Place.PERSON: VerbPlaces.person,
    Place.DOER: VerbPlaces.doer,
    Place.LISTENER: VerbPlaces.listener,
    Place.DATIVE: lambda places, word: places.finder.dative(word),
    Place.CLAUSE: VerbPlaces.clause,
    Place.CLAUSE_SUBJECT: VerbPlaces.clause_subject,
    Place.FOR_PERSON: VerbPlaces.for_person,
    Place.WANTED_SUBJECT: VerbPlaces.wanted_subject,
    Place.REACHED: lambda places, word: places.finder.beneficiary(word),
    Place.CLAUSE_PARTY: VerbPlaces.clause_party,
    Place.DEEP_FROM: lambda places, word: places.finder.deep(word, "from"),
    Place.DEEP_FOR: lambda places, word: places.finder.deep(word, "for"),
    Place.PASSIVE_SUBJECT: VerbPlaces.passive_subject,
    Place.OBJECT_OF_WITH: VerbPlaces.with_object,
    Place.OWNER: VerbPlaces.owner,
    Place.STAKE: VerbPlaces.stake,
    Place.TARGET: VerbPlaces.target,
    Place.AUTHOR: VerbPlaces.author,
    Place.PARTNER: VerbPlaces.partner,
    Place.OBJECT_TERMS: VerbPlaces.object_terms,
    Place.IN_TIME: lambda _, verb: deadlines.task(verb),
    Place.GIVEN_TIME: lambda _, verb: deadlines.receiver(verb),
    Place.OBJECT_CLAUSE: VerbPlaces.object_clause,
    Place.TO_PERSON: lambda _, verb: tree.far_preposition(verb, "to"),
}
