"""Who, to whom and what: the places that a frame names, found in the parse around a trigger."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.acts.lexicon import Trigger
from briefing.analysis.acts.noun_places import NounPlaces
from briefing.analysis.acts.party_finder import IsParty, PartyFinder
from briefing.analysis.acts.places import Place
from briefing.analysis.acts.verb_places import VerbPlaces
from briefing.analysis.syntax import clauses, subjects, tree
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act

_SURE = frozenset({Place.SUBJECT, Place.SUPPORT, Place.DATIVE, Place.DOER, Place.LISTENER, Place.OBJECT_OF_WITH})
"""Places that are a party's by the parse alone."""
_GOALS = frozenset({Place.TO, Place.FROM, Place.IN})
_PHRASES = frozenset({Place.CLAUSE, Place.DEED, Place.SELF, Place.BOTH_SIDES})
"""Places that no party fills."""
_AMOUNTS = frozenset({"MONEY", "PERCENT", "CARDINAL", "DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Found:
    """A role's head word and the place it was found in."""

    token: Token
    place: Place


@dataclass(frozen=True, slots=True)
class Roles:
    """The heads of proposer, recipient and terms; None where the parse does not say."""

    who: Found | None
    whom: Found | None
    what: Found | None


class RoleFinder:
    """Fills frames; `is_party` tells who can put an offer or be put one."""

    def __init__(self, is_party: IsParty) -> None:
        self.party_finder = PartyFinder(is_party)
        self._verbs = VerbPlaces(self.party_finder)
        self._nouns = NounPlaces(self.party_finder)

    def roles(self, trigger: Trigger) -> Roles:
        """The roles around a trigger. One word never fills two of them."""
        frame = trigger.entry.frame
        refused = self._refused_person(trigger)
        if refused is not None:
            return Roles(self._first(trigger, frame.who, (refused,)), refused, None)
        who = self._first(trigger, frame.who, ())
        what = self._first(trigger, frame.what, (who,), as_party=False)
        whom = self._first(trigger, frame.whom, (who, what)) or self._goal(trigger, (who, what))
        if whom is not None and what is not None and what.token == whom.token:
            what = None
        return Roles(who, whom, what)

    def _refused_person(self, trigger: Trigger) -> Found | None:
        """Who it is that "was turned down"."""
        verb = trigger.token
        if trigger.act is not Act.REJECT or trigger.entry.word_class != "verb" or not tree.is_passive(verb):
            return None
        own = subjects.subject(verb) if verb.dep_ != "acl" else None
        if own is None or not self.party_finder.is_party(own) or clauses.clause(verb) is not None:
            return None
        return Found(own, Place.PERSON)

    def told_in(self, noun: Token) -> Token | None:
        """The modifier by which a noun itself tells what is put: "a loan offer"."""
        return self._nouns.told_in(noun)

    def _first(
        self, trigger: Trigger, places: tuple[Place, ...], taken: tuple[Found | None, ...], as_party: bool = True
    ) -> Found | None:
        """What stands at the first of the places: a party, or else the terms."""
        used = {found.token for found in taken if found is not None and not (as_party and found is taken[-1])}
        for place in places:
            token = self._at(trigger, place)
            if token is None or token in used:
                continue
            if not as_party and place is Place.OBJECT and _is_afterthought(trigger, token):
                continue
            if as_party and place not in _SURE and not self.party_finder.is_party(token):
                continue
            if not as_party and place not in _PHRASES and self._goes_to_a_party(trigger, token, place):
                continue
            return Found(token, place)
        return None

    def _goal(self, trigger: Trigger, taken: tuple[Found | None, ...]) -> Found | None:
        """What it goes to or comes from where that is nobody known: "gave way to doubts", "bought it from anyone"."""
        used = {found.token for found in taken if found is not None}
        for place in trigger.entry.frame.whom:
            if place in _GOALS:
                token = tree.preposition(trigger.token, place)
                if token is not None and token not in used and not self._is_amount_or_paper(token):
                    return Found(token, place)
        return None

    def _is_amount_or_paper(self, token: Token) -> bool:
        return token.ent_type_ in _AMOUNTS or token.lemma_ in words("acts.documents")

    def _goes_to_a_party(self, trigger: Trigger, token: Token, place: Place) -> bool:
        """Whether what stands where terms may stand is the recipient ("appealed to the miners", "asked Iran")."""
        wanted = trigger.entry.frame.whom
        return self.party_finder.is_party(token) and (
            place in wanted
            or (place is Place.FOR and Place.FOR_PERSON in wanted and clauses.clause(trigger.token) is not None)
            or (
                place is Place.OBJECT
                and bool({Place.PERSON, Place.OBJECT, Place.DATIVE} & set(wanted))
                and _is_somebody(token)
            )
        )

    def _at(self, trigger: Trigger, place: Place) -> Token | None:
        token = trigger.token
        word_class = trigger.entry.word_class
        if word_class == "noun":
            return self._nouns.at(token, place)
        if place is Place.DEED:
            return token
        if word_class == "preposition":
            return subjects.subject(token.head) if place is Place.SUBJECT else tree.child(token, "pobj", "pcomp")
        if place is Place.OBJECT:
            return self.party_finder.object(token) or self._behind_particle(trigger)
        anchor = token.head if token.dep_ in ("acomp", "oprd", "attr") and tree.is_verbal(token.head) else token
        if place is Place.CLAUSE and Place.PERSON in trigger.entry.frame.whom:
            below = clauses.asked_clause(token)
            return None if below is not None and _is_for_what(token, below) else below
        if place.is_preposition:
            return self._preposition(token, anchor, place)
        if place is Place.SUBJECT and word_class == "adjective":
            return subjects.subject(anchor)
        return self._verbs.at(token if place is not Place.SUBJECT else anchor, place)

    def _behind_particle(self, trigger: Trigger) -> Token | None:
        """The object of "voted down the loan" where the parser takes "down" for a preposition."""
        for c in trigger.token.children:
            if c.lower_ in trigger.entry.companions:
                found = tree.child(c, "pobj")
                if found is not None:
                    return found
        return None

    def _preposition(self, token: Token, anchor: Token, place: Place) -> Token | None:
        found = tree.far_preposition(token, place) if place is not Place.OF else self._of(token)
        if found is None and anchor != token:
            found = tree.preposition(anchor, place)
        return found

    def _of(self, verb: Token) -> Token | None:
        """The object of "of": of the verb, or of what one gets from somebody ("the help of …"), "a lot of …"."""
        found = tree.far_preposition(verb, "of")
        got = tree.child(verb, "dobj")
        if found is None or got is None or found.head.head != got:
            return found
        return found if got.lemma_ in words("acts.favours") else None


def _is_somebody(token: Token) -> bool:
    """Whether a word for people is for certain ones, and not for so many of them: "fifty officers"."""
    return token.tag_ != "NNS" or tree.child(token, "det", "poss") is not None


def _is_for_what(verb: Token, clause: Token) -> bool:
    """Whether a clause only tells what the time or leave is for that is asked for: "asked for two days to think"."""
    thing = tree.preposition(verb, "for")
    if thing is None or thing.i > clause.i:
        return False
    return thing.ent_type_ in _AMOUNTS or thing.lemma_ in words("acts.leave_nouns")


def _is_afterthought(trigger: Trigger, goal: Token) -> bool:
    """Whether what looks like the object only calls what was put: "offered to open the port, a proposal that …"."""
    below = clauses.clause(trigger.token)
    return below is not None and below.i < goal.left_edge.i
