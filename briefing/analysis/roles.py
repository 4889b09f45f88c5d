"""Who, to whom and what: the places that a frame names, found in the parse around a trigger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis import syntax
from briefing.analysis.acts import Lexicon, Trigger

IsParty = Callable[[Token], bool]
_PREPOSITION_PLACES = frozenset(
    [
        "to",
        "for",
        "from",
        "on",
        "upon",
        "of",
        "with",
        "about",
        "over",
        "by",
        "before",
        "against",
        "into",
        "at",
        "between",
        "toward",
        "towards",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """A role's head word and the place it was found in."""

    token: Token
    place: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The heads of proposer, recipient and terms; None where the parse does not say."""

    who: Found | None
    whom: Found | None
    what: Found | None


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """Fills frames; `is_party` tells who can put an offer or be put one."""

    lexicon: Lexicon
    is_party: IsParty

    def roles(self, trigger: Trigger) -> Roles:
        """The roles around a trigger. One word never fills two of them."""
        frame = trigger.entry.frame
        who = self._first(trigger, frame.who, ())
        what = self._first(trigger, frame.what, (who,), parties=False)
        whom = self._first(trigger, frame.whom, (who, what))
        if whom is not None and what is not None and what.token == whom.token:
            what = None
        return Roles(who, whom, what)

    def _first(
        self, trigger: Trigger, places: tuple[str, ...], taken: tuple[Found | None, ...], parties: bool = True
    ) -> Found | None:
        used = {found.token for found in taken if found is not None and not (parties and found is taken[-1])}
        for place in places:
            token = self._at(trigger, place)
            if token is None or token in used:
                continue
            if parties and place not in ("subject", "support") and not self.is_party(token):
                continue
            if (
                not parties
                and place not in ("clause", "deed", "self", "both-sides")
                and self._goes_to_a_party(trigger, token, place)
            ):
                continue
            return Found(token, place)
        return None

    def _goes_to_a_party(self, trigger: Trigger, token: Token, place: str) -> bool:
        """Whether what stands where terms may stand is the recipient ("appealed to the miners", "asked Iran")."""
        wanted = trigger.entry.frame.whom
        return self.is_party(token) and (
            place in wanted
            or (place == "for" and "for-person" in wanted and syntax.clause(trigger.token) is not None)
            or (place == "object" and bool({"person", "object", "dative"} & set(wanted)) and _asks_more(trigger))
        )

    def _at(self, trigger: Trigger, place: str) -> Token | None:
        token = trigger.token
        word_class = trigger.entry.word_class
        if word_class == "noun":
            return self._at_noun(token, place)
        if place == "deed":
            return token
        if word_class == "preposition":
            return syntax.subject(token.head) if place == "subject" else syntax.child(token, "pobj", "pcomp")
        if place == "object":
            return self._object(token) or self._behind_particle(trigger)
        anchor = token.head if token.dep_ in ("acomp", "oprd", "attr") and syntax.is_verbal(token.head) else token
        if place == "clause" and "person" in trigger.entry.frame.whom:
            return syntax.asked_clause(token)
        if place in _PREPOSITION_PLACES:
            return self._preposition(token, anchor, place)
        if place == "subject" and word_class == "adjective":
            return syntax.subject(anchor)
        find = _VERB_PLACES.get(place)
        if find is not None:
            return find(self, token if place != "subject" else anchor)
        return None

    def _behind_particle(self, trigger: Trigger) -> Token | None:
        """The object of "voted down the loan" where the parser takes "down" for a preposition."""
        for c in trigger.token.children:
            if c.lower_ in trigger.entry.companions:
                found = syntax.child(c, "pobj")
                if found is not None:
                    return found
        return None

    def _preposition(self, token: Token, anchor: Token, place: str) -> Token | None:
        found = syntax.far_preposition(token, place)
        if found is None and anchor != token:
            found = syntax.preposition(anchor, place)
        return found

    # ------------------------------------------------------------------------------------------- around a verb

    def _subject(self, verb: Token) -> Token | None:
        if syntax.is_verbal(verb) or verb.tag_.startswith("V"):
            return syntax.agent(verb)
        return syntax.subject(verb)

    def _object(self, verb: Token) -> Token | None:
        if syntax.is_passive(verb):
            own = syntax.child(verb, "dobj", "oprd")
            if own is not None:
                return own
        return syntax.patient(verb)

    def _person(self, verb: Token) -> Token | None:
        """Who is asked: the object or the passive's subject, where something else says what is asked."""
        if syntax.is_passive(verb):
            return syntax.patient(verb)
        below = syntax.asked_clause(verb)
        own = syntax.child(verb, "dobj", "dative")
        if own is not None and own.pos_ != "ADP":
            asked_for = syntax.preposition(verb, "for", "to", "into", "on") or syntax.preposition(own, "for")
            return own if below is not None or asked_for is not None else None
        return self._clause_subject(verb)

    def _clause_subject(self, verb: Token) -> Token | None:
        """The subject of what is wanted of it: "wants Iran to stop", "insists that Iran stop"."""
        below = syntax.clause(verb)
        return None if below is None else syntax.own_subject(below)

    def _told(self, verb: Token) -> Token | None:
        return syntax.child(verb, "dobj") if syntax.asked_clause(verb) is not None else None

    def _dative(self, verb: Token) -> Token | None:
        if syntax.is_passive(verb):
            own = syntax.child(verb, "nsubjpass")
            other = syntax.child(verb, "dobj", "oprd", "xcomp")
            return own if other is not None else None
        found = syntax.child(verb, "dative")
        if found is not None and found.pos_ != "ADP":
            return found
        given = syntax.child(verb, "dobj")
        return None if given is None else self._swallowed(given)

    def _swallowed(self, given: Token) -> Token | None:
        """The recipient that the parser took for a part of the gift: "pledged Ukraine more shells"."""
        first = next(iter(given.lefts), None)
        if first is None or first.dep_ not in ("nmod", "compound") or not self.is_party(first):
            return None
        behind = first.nbor()
        return first if behind.head == given and behind.dep_ in ("det", "amod", "nummod") else None

    def _clause(self, head: Token) -> Token | None:
        found = syntax.clause(head)
        if found is None and head.pos_ == "ADJ":
            found = syntax.clause(head.head) if head.dep_ == "acomp" else None
        if found is None and not syntax.is_verbal(head):
            found = syntax.noun_clause(head)
        return found

    def _clause_party(self, head: Token) -> Token | None:
        """Whom the clause of the act reaches: "ready to sell gas to Peru", "agreed to buy gas from Peru"."""
        below = self._clause(head) or syntax.preposition(head, "to") if head.pos_ != "NOUN" else self._noun_clause(head)
        if below is None or not (syntax.is_verbal(below) or below.tag_ == "VBG"):
            return None
        return self._reached(below) or self._reached(syntax.child(below, "xcomp"))

    def _reached(self, below: Token | None) -> Token | None:
        """Whom a verb reaches."""
        if below is None:
            return None
        given = self._dative(below)
        if given is not None:
            return given
        if below.lemma_ in self.lexicon.words["acquiring"]:
            sought = syntax.child(below, "dobj")
            found = None if sought is None else sought if self.is_party(sought) else self._owner_in(sought)
            if found is not None and self.is_party(found):
                return found
        moving = below.lemma_ in self.lexicon.words["transfer"]
        for name in ("to", "with", "from") if moving else ("with",):
            found = syntax.far_preposition(below, name)
            if found is not None and self.is_party(found):
                return found
        return None

    def _passive_subject(self, verb: Token) -> Token | None:
        return syntax.patient(verb) if syntax.is_passive(verb) else None

    def _for_person(self, head: Token) -> Token | None:
        """ "called for Iran to stop": the object of "for" where a clause follows."""
        if syntax.clause(head) is None:
            return None
        return syntax.preposition(head, "for") or self._clause_subject(head)

    def _with_object(self, verb: Token) -> Token | None:
        return syntax.child(verb, "dobj") if syntax.preposition(verb, "with") is not None else None

    def _owner(self, head: Token) -> Token | None:
        """Whose the thing is that is wanted: "access to Ukraine's minerals"."""
        goal = self._object(head) if syntax.is_verbal(head) else None
        roots = [goal, *(syntax.preposition(head, name) for name in ("for", "of"))]
        for root in roots:
            if root is None:
                continue
            found = self._owner_in(root)
            if found is not None:
                return found
        return None

    def _owner_in(self, root: Token) -> Token | None:
        for t in root.subtree:
            if t.dep_ == "poss" and t.pos_ in ("PROPN", "NOUN") and self.is_party(t):
                return t
        if root.lemma_ in self.lexicon.words["holdings"]:
            held = syntax.preposition(root, "of", "in") or self._modifier(root)
            if held is not None and self.is_party(held):
                return held
        return syntax.preposition(root, "from")

    def _answered(self, verb: Token) -> Token | None:
        """Whose offer it is that is accepted or refused."""
        goal = self._object(verb)
        below = syntax.clause(verb)
        if goal is None and below is not None:  # "agreed to support her opponents' plans"
            goal = self._object(below)
        if goal is None:
            for name in ("to", "with", "on", "from", "against", "at", "of"):
                goal = syntax.preposition(verb, name)
                if goal is not None:
                    break
        return None if goal is None else self.maker(_whole(goal), verb)

    def maker(self, noun: Token, above: Token | None = None) -> Token | None:
        """Whose a nominal is by its own phrase: "Poland's request", "an offer by …", "from …", "drafted by …"."""
        if syntax.is_verbal(noun):
            return None
        own = syntax.possessor(noun)
        if (
            own is not None
            and self.is_party(own)
            and (above is None or own.lower_ not in ("its", "his", "her", "their", "our", "my"))
        ):
            return own
        for name in ("by", "from"):
            found = syntax.preposition(noun, name) or self._deep(noun, name)
            if found is not None and self.is_party(found):
                return found
        for c in noun.children:
            if c.dep_ in ("acl", "relcl") and syntax.lacks_object(c):  # "drafted by Malta", "that Malta drafted"
                found = syntax.agent(c)
                if found is not None and found != noun and self.is_party(found):
                    return found
        found = self._modifier(noun)
        if found is None:
            found = syntax.preposition(noun, "of")
            found = found if found is not None and self.is_party(found) else None
        return found

    def _deep(self, noun: Token, name: str) -> Token | None:
        """The object of a preposition inside the phrase: "an offer of wheat from Cargill"."""
        for t in noun.subtree:
            if t.i > noun.i and t.dep_ in ("prep", "agent") and t.lower_ == name and t.head.pos_ in ("NOUN", "PROPN"):
                return syntax.child(t, "pobj")
        return None

    def _partner(self, head: Token) -> Token | None:
        verb = head
        far = syntax.far_preposition(head, "with")
        if far is not None and self.is_party(far):
            return far
        actor = syntax.agent(verb) if syntax.is_verbal(verb) else None
        if actor is None:
            return None
        return next((c for c in actor.children if c.dep_ == "conj" and self.is_party(c)), None)

    def _object_terms(self, verb: Token) -> Token | None:
        """What a sealed pact holds: "a deal to share gas"."""
        goal = self._object(verb) or syntax.preposition(verb, "into", "at")
        if goal is None or goal.lemma_ not in self.lexicon.words["containers"]:
            return None
        below = syntax.noun_clause(goal) or syntax.clause(verb) or syntax.purpose(verb)
        if below is not None:
            return below
        return syntax.preposition(goal, "on", "for", "of", "about")

    # ------------------------------------------------------------------------------------------- around a noun

    def _at_noun(self, noun: Token, place: str) -> Token | None:
        if place in ("by", "from", "to", "with", "on", "for", "against", "under"):
            found = syntax.preposition(noun, place)
            if found is None and place in ("to", "with", "from", "on") and self._is_support(noun):
                found = syntax.preposition(noun.head, place)
            if found is None and place == "for" and noun.dep_ == "dobj":
                found = syntax.preposition(noun.head, place)
            return found
        find = _NOUN_PLACES.get(place)
        return None if find is None else find(self, noun)

    def _possessive(self, noun: Token) -> Token | None:
        owner = syntax.possessor(noun)
        if owner is None or owner.tag_ != "PRP$":
            return owner
        verb = self._governor(noun)  # "its" in what a party does is that party: "Iran repeated its demand"
        doer = None if verb is None or verb.lemma_ in self.lexicon.words["getting"] else syntax.agent(verb)
        return doer if doer is not None and self.is_party(doer) else owner

    def _modifier(self, noun: Token) -> Token | None:
        for c in noun.lefts:
            if c.dep_ in ("compound", "nmod", "amod") and self.is_party(c) and (c.pos_ == "PROPN" or c.ent_type_):
                return c
        return None

    def _of_party(self, noun: Token) -> Token | None:
        found = syntax.preposition(noun, "of")
        return found if found is not None and self.is_party(found) else None

    def _of_thing(self, noun: Token) -> Token | None:
        found = syntax.preposition(noun, "of")
        return None if found is None or self.is_party(found) else found

    def _governor(self, noun: Token) -> Token | None:
        """The verb that the noun is the object of, also through "into an agreement"."""
        head: Token = noun.head
        if noun.dep_ in ("dobj", "attr", "oprd") and syntax.is_verbal(head):
            return head
        if noun.dep_ in ("nsubjpass",) and syntax.is_verbal(head):
            return head
        if noun.dep_ == "pobj" and head.lower_ in ("into", "at", "to", "on", "with") and syntax.is_verbal(head.head):
            return head.head
        if noun.dep_ == "conj":
            return self._governor(head)
        return None

    def _is_support(self, noun: Token) -> bool:
        verb = self._governor(noun)
        return verb is not None and verb.lemma_ in self.lexicon.words["giving"] | self.lexicon.words["sealing"] | {"be"}

    def _support(self, noun: Token) -> Token | None:
        verb = self._governor(noun)
        if verb is None:
            participle = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
            if participle is not None and participle.lemma_ in self.lexicon.words["giving"]:
                return syntax.agent(participle)
            return None
        if verb.lemma_ in self.lexicon.words["giving"] | self.lexicon.words["sealing"]:
            return syntax.agent(verb)
        return None

    def _supported(self, noun: Token) -> Token | None:
        verb = self._governor(noun)
        if verb is None:
            return None
        if verb.lemma_ in self.lexicon.words["getting"]:
            return syntax.agent(verb)
        if verb.lemma_ in self.lexicon.words["giving"]:
            given = self._dative(verb)
            return given if given is not None and given != noun else None
        return None

    def _between(self, noun: Token) -> Token | None:
        return syntax.preposition(noun, "between", "among")

    def _between_second(self, noun: Token) -> Token | None:
        first = self._between(noun)
        return None if first is None else next((t for t in syntax.conjuncts(first) if t != first), None)

    def _noun_partner(self, noun: Token) -> Token | None:
        verb = self._governor(noun)
        if verb is None:
            return None
        found = syntax.preposition(verb, "with")
        if found is not None:
            return found
        actor = syntax.agent(verb)
        return None if actor is None else next((c for c in actor.children if c.dep_ == "conj"), None)

    def _noun_clause(self, noun: Token) -> Token | None:
        found = syntax.noun_clause(noun)
        if found is None and self._is_support(noun) and noun.dep_ == "dobj":
            after = syntax.clause(noun.head)
            found = after if after is not None and after.i > noun.i and syntax.is_infinitive(after) else None
            found = found or syntax.purpose(noun.head)
        return found

    def _answered_of(self, noun: Token) -> Token | None:
        goal = syntax.preposition(noun, "of", "to")
        return None if goal is None else self.maker(goal, noun)

    def _under_which(self, noun: Token) -> Token | None:
        """The clause of "an agreement under which …"."""
        for c in noun.children:
            if c.dep_ == "relcl" and any(t.tag_ in syntax.RELATIVE and t.head.lower_ == "under" for t in c.subtree):
                return c
        return None

    def _both_sides(self, noun: Token) -> Token | None:
        """The noun itself where its two sides are named: "a truce between the army and the clans"."""
        return noun if self._between(noun) is not None or syntax.preposition(noun, "with") is not None else None

    def _self(self, noun: Token) -> Token | None:
        vague = self.lexicon.words["vague"]
        modified = any(
            c.dep_ in ("compound", "amod", "nummod", "nmod")
            and not self.is_party(c)
            and c.lower_ not in vague
            and not c.ent_type_ in ("NORP", "GPE", "PERSON", "DATE", "ORDINAL")
            for c in noun.lefts
        )
        return noun if modified else None


def _whole(part: Token) -> Token:
    """What a part is of: "some of her plans", "key parts of the proposal"."""
    if part.lemma_.lower() not in ("some", "part", "most", "all", "many", "element", "point", "aspect", "provision"):
        return part
    return syntax.preposition(part, "of") or part


def _own_subject(clause: Token | None) -> Token | None:
    return None if clause is None else syntax.own_subject(clause)


def _asks_more(trigger: Trigger) -> bool:
    verb = trigger.token
    return (
        syntax.clause(verb) is not None
        or syntax.preposition(verb, "for", "to", "into", "against", "of") is not None
        or syntax.child(verb, "dobj") is not None
    )


_Find = Callable[[RoleFinder, Token], "Token | None"]
_VERB_PLACES: dict[str, _Find] = {
    "subject": RoleFinder._subject,
    "object": RoleFinder._object,
    "person": RoleFinder._person,
    "told": RoleFinder._told,
    "dative": RoleFinder._dative,
    "clause": RoleFinder._clause,
    "clause-subject": RoleFinder._clause_subject,
    "for-person": RoleFinder._for_person,
    "reached": RoleFinder._reached,
    "clause-party": RoleFinder._clause_party,
    "deep-from": lambda finder, verb: finder._deep(verb, "from"),
    "passive-subject": RoleFinder._passive_subject,
    "object-of-with": RoleFinder._with_object,
    "owner": RoleFinder._owner,
    "answered": RoleFinder._answered,
    "partner": RoleFinder._partner,
    "object-terms": RoleFinder._object_terms,
    "to-person": lambda finder, verb: syntax.far_preposition(verb, "to"),
}
_NOUN_PLACES: dict[str, _Find] = {
    "possessive": RoleFinder._possessive,
    "modifier": RoleFinder._modifier,
    "of-party": RoleFinder._of_party,
    "of-thing": RoleFinder._of_thing,
    "support": RoleFinder._support,
    "supported": RoleFinder._supported,
    "between": RoleFinder._between,
    "between-second": RoleFinder._between_second,
    "partner": RoleFinder._noun_partner,
    "clause": RoleFinder._noun_clause,
    "owner": RoleFinder._owner,
    "clause-party": RoleFinder._clause_party,
    "clause-subject": lambda finder, noun: _own_subject(finder._noun_clause(noun)),
    "answered-of": RoleFinder._answered_of,
    "under-which": RoleFinder._under_which,
    "self": RoleFinder._self,
    "both-sides": RoleFinder._both_sides,
    "for-party": lambda finder, noun: syntax.preposition(noun, "for"),
    "for-person": lambda finder, noun: syntax.preposition(noun, "for"),
}
