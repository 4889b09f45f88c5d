"""Parties around a phrase: who made it, whose it is, and whom a verb reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.names import gazetteer
from briefing.analysis.syntax import clauses, objects, subjects, tree
from briefing.analysis.syntax.ditransitives import ditransitive
from briefing.analysis.vocabulary import words
from briefing.core.analysis import ActorKind

IsParty = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class PartyFinder:
    """Finds parties; `is_party` tells who can put an offer or be put one."""

    is_party: IsParty

    def maker(self, noun: Token, above: Token | None = None) -> Token | None:
        """Whose a nominal is by its own phrase: "Poland's request", "an offer by …", "from …", "drafted by …"."""
        if tree.is_verbal(noun):
            return None
        own = subjects.possessor(noun)
        if (
            own is not None
            and self.is_party(own)
            and (above is None or own.lower_ not in words("acts.own_possessives"))
        ):
            return own
        for name in ("by", "from"):
            found = tree.preposition(noun, name) or self.deep(noun, name)
            if found is not None and self.is_party(found):
                return found
        for c in noun.children:
            if c.dep_ in ("acl", "relcl") and clauses.lacks_object(c):  # "drafted by Malta", "that Malta drafted"
                found = subjects.agent(c)
                if found is not None and found != noun and self.is_party(found):
                    return found
        found = self.modifier(noun)
        if found is None and noun.lemma_.lower() in words("acts.containers"):  # not "lists of prisoners"
            found = tree.preposition(noun, "of")
            found = found if found is not None and self.is_party(found) else None
        return found

    def deep(self, noun: Token, name: str) -> Token | None:
        """The object of a preposition inside the phrase: "an offer of wheat from Cargill"."""
        for t in noun.subtree:
            if t.i > noun.i and t.dep_ in ("prep", "agent") and t.lower_ == name and t.head.pos_ in ("NOUN", "PROPN"):
                return tree.child(t, "pobj")
        return None

    def modifier(self, noun: Token) -> Token | None:
        """The party named right before a noun: "the EU plan", "a union demand"."""
        for c in noun.lefts:
            if (
                c.dep_ in ("compound", "nmod", "amod")
                and self.is_party(c)
                and (c.pos_ in ("PROPN", "NOUN") or c.ent_type_)
            ):
                return c
        return None

    def owner_of(self, *things: Token | None) -> Token | None:
        """Whose the first of these things is that is somebody's: "access to Ukraine's minerals"."""
        return next((owner for t in things if t is not None and (owner := self.owner_in(t)) is not None), None)

    def owner_in(self, root: Token) -> Token | None:
        """Whose a thing is, by its own phrase."""
        for t in root.subtree:
            if t.dep_ == "poss" and t.pos_ in ("PROPN", "NOUN") and self.is_party(t):
                return t
        if root.lemma_ in words("acts.holdings"):
            held = tree.preposition(root, "of", "in") or self.modifier(root)
            if held is not None and self.is_party(held):
                return held
        return tree.preposition(root, "from")

    def home(self, goods: Token) -> Token | None:
        """The state whose goods they are: "U.S. corn", "Australian beef"."""
        counted = tree.preposition(goods, "of")  # "two mln tonnes of …"
        named = [c for thing in (goods, counted) if thing is not None for c in thing.lefts]
        return next((c for c in named if c.ent_type_ in ("GPE", "NORP") and self.is_party(c)), None)

    def stake_in(self, *things: Token | None) -> Token | None:
        """The company of which something is a part: "every two shares in Delmar", "Delmar stock"."""
        held = (t for t in things if t is not None and t.lemma_ in words("acts.holdings"))
        return next((whole for t in held if (whole := self.owner_in(t)) is not None), None)

    def written_to(self, word: Token) -> Token | None:
        """To whom the letter goes that an act stands in: "sent a letter asking for talks to …", "in a letter to …"."""
        for t in word.sent:
            if t.lemma_ in words("acts.letters") and (t.is_ancestor(word) or word.is_ancestor(t)):
                sent = t.head if tree.is_verbal(t.head) and t.dep_ in ("dobj", "nsubjpass") else t
                found = tree.preposition(t, "to") or tree.far_preposition(sent, "to") or tree.preposition(word, "to")
                found = found or self.dative(sent)
                if found is not None and self.is_party(found):
                    return found
        return None

    def reached_by(self, clause: Token | None) -> Token | None:
        """Whom a clause reaches: "to sell gas to Peru", "to resume buying gas from Peru"."""
        if clause is None or not (tree.is_verbal(clause) or clause.tag_ == "VBG"):
            return None
        further = tree.child(clause, "xcomp")
        return self.beneficiary(clause) or (None if further is None else self.beneficiary(further))

    def beneficiary(self, below: Token) -> Token | None:
        """Who gets what a verb gives or does."""
        given = self.dative(below)
        if given is not None:
            return given
        sought = tree.child(below, "dobj")
        if sought is not None and below.lemma_ in words("acts.acquiring"):
            found = sought if self.is_party(sought) else self.owner_in(sought) or self.home(sought)
            if found is not None and self.is_party(found):
                return found
        with_it = below.lemma_ in words("acts.providing") and tree.preposition(below, "with") is not None
        if with_it and sought is not None and self.is_party(sought):  # "provide the network with a licence"
            return sought
        moving = below.lemma_ in words("acts.transfer")
        for name in ("to", "with", "from") if moving else ("with",):
            found = tree.far_preposition(below, name)
            if found is not None and self.is_party(found):
                return found
        return None

    def dative(self, verb: Token) -> Token | None:
        """The indirect object; the subject of "was offered a loan"."""
        both = ditransitive(verb)
        if both is not None:
            return both.receiver
        if tree.is_passive(verb):
            own = tree.child(verb, "nsubjpass")
            return own if own is not None and tree.child(verb, "xcomp") is not None and self.is_party(own) else None
        found = tree.child(verb, "dative")
        if found is not None and found.pos_ != "ADP":
            return found
        given = tree.child(verb, "dobj")
        return None if given is None else self.recipient_in_gift(given)

    def recipient_in_gift(self, given: Token) -> Token | None:
        """The recipient that the parser took for a part of the gift: "pledged Ukraine more shells"."""
        first = next(iter(given.lefts), None)
        if first is None or first.dep_ not in ("nmod", "compound") or not self.is_party(first):
            return None
        behind = first.nbor()
        counted = behind.pos_ in ("NUM", "SYM") and behind.i < given.i
        if counted or (behind.head == given and behind.dep_ in ("det", "amod", "nummod")):
            return first
        # "promised Kim help": what is a state's own has its adjective, and what is a person's own an 's
        named = first.ent_type_ in ("GPE", "PERSON") or _is_state(first)
        bare = first.pos_ == "PROPN" and named and not first.text.isupper()
        between = given.doc[behind.i : given.i]
        plain = given.pos_ == "NOUN" and all(t.pos_ == "NOUN" and t.head == given for t in between)
        return first if bare and plain and "." not in first.text else None

    def object(self, verb: Token) -> Token | None:
        """What is done or put, or what an answer is about."""
        both = ditransitive(verb)
        if both is not None:
            return both.given
        if tree.is_passive(verb):
            own = tree.child(verb, "dobj", "oprd")
            if own is not None:
                return own
        return objects.patient(verb)


def _is_state(token: Token) -> bool:
    """Whether a word is the name of a state, whatever the model takes it for."""
    found = gazetteer.load().matches(token.text)
    return any(match.known.kind is ActorKind.STATE and match.known.name == token.text for match in found)
