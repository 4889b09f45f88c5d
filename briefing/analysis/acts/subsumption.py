"""Acts within acts: which words only tell what another act is about, and which acts are only talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from briefing.analysis.acts.entries import NOT
from briefing.analysis.acts.lexicon import Trigger
from briefing.analysis.acts.negation import withdrawing_verb
from briefing.analysis.acts.places import Place
from briefing.analysis.acts.roles import Found, Roles
from briefing.analysis.syntax import clauses, tree
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act

_CLAUSE_PLACES = frozenset(
    {Place.CLAUSE, Place.TO, Place.FOR, Place.ON, Place.INTO, Place.FROM, Place.OF, Place.AGAINST, Place.IN_TIME}
)


def split_roles(roles: Roles) -> Iterator[Roles]:
    """The roles once for each of several things: "asked for a loan and for a pause"."""
    yield roles
    if roles.what is None or roles.what.token.dep_ != "pobj":
        return
    for c in roles.what.token.head.children:
        if c.dep_ == "conj" and c.lower_ == roles.what.place and (below := tree.child(c, "pobj")) is not None:
            yield replace(roles, what=Found(below, roles.what.place))


def subsumed_triggers(found: Sequence[tuple[Trigger, Roles]]) -> Iterator[Token]:
    """Words that only say what another act is about ("agreed to accept"), or only that somebody speaks of an act
    ("suggested that Chile was ready to sell").
    """
    acts = _Acts.of(found)
    carrying = words("acts.giving") | words("acts.sealing")
    yield from (noun for noun in acts.nouns if withdrawing_verb(noun) is not None)
    for trigger, roles in found:
        if roles.what is not None:
            yield from _told_beside_noun(trigger, roles.what.token, acts, carrying)
        if _speaks_of_an_act(trigger, roles, acts.words):
            yield trigger.token
        elif roles.what is not None and roles.what.place in _CLAUSE_PLACES:
            yield from _told_in_clause(trigger, roles.what.token, acts, carrying)


@dataclass(frozen=True, slots=True)
class _Acts:
    """The words of a passage that say acts: all, those with their "not", and nouns with their roles."""

    words: set[Token]
    denials: set[Token]
    nouns: dict[Token, Roles]
    pacts: set[Token]
    promises: set[Token]

    @staticmethod
    def of(found: Sequence[tuple[Trigger, Roles]]) -> _Acts:
        """The acts that were found."""
        nouns = {trigger.token: roles for trigger, roles in found if trigger.entry.word_class == "noun"}
        return _Acts(
            {trigger.token for trigger, _ in found},
            {trigger.token for trigger, _ in found if NOT in trigger.entry.companions},
            nouns,
            {trigger.token for trigger, _ in found if trigger.entry.frame.name == "nominal-pact"},
            {trigger.token for trigger, _ in found if trigger.act is Act.PLEDGE and trigger.token in nouns},
        )


def _told_beside_noun(trigger: Trigger, held: Token, acts: _Acts, carrying: frozenset[str]) -> Iterator[Token]:
    """Of an act and the noun that it holds, the word that tells nothing of its own."""
    below = tree.child(held, "dobj") if tree.is_verbal(held) else None
    if below in acts.pacts and below is not None:
        yield below  # "refused to sign a deal with …"
    if held in acts.pacts and trigger.act.opens:
        yield held  # "asked for a deal with …": nobody has made one
    elif held in acts.promises and trigger.act is Act.DEMAND:
        yield held  # "wants a guarantee from …": nobody has given one
    elif held in acts.nouns and trigger.token.lemma_ in words("acts.withdrawing"):
        # "dropped its demand" tells that it is gone, "would not drop its demand" that it stands
        yield held if tree.child(trigger.token, "neg") is None else trigger.token
    elif (
        trigger.act.opens
        and held in acts.nouns
        and acts.nouns[held].what is not None
        and trigger.token.lemma_ in carrying
    ):
        yield trigger.token  # "submitted a tender for wheat": the noun tells it better


def _told_in_clause(trigger: Trigger, head: Token, acts: _Acts, carrying: frozenset[str]) -> Iterator[Token]:
    """The words of a clause that only says what an act is about; the act itself where the clause denies it."""
    if head in acts.denials:
        yield trigger.token  # "did not want to hear of it"
        return
    for verb in tree.conjuncts(head) if tree.is_verbal(head) or head.tag_ == "VBG" else ():
        if tree.is_infinitive(head) and tree.is_finite(verb):
            return  # "promised to keep the yard and asked for a loan": a second act of the sentence
        yield verb
        yield from (c for c in verb.children if c.dep_ in ("acomp", "xcomp"))
        made = tree.child(verb, "dobj")
        if trigger.act is Act.DEMAND and verb.lemma_ in carrying and made in acts.nouns and made is not None:
            yield made  # "gave the bidder a week to make an offer": nobody has made one


def _speaks_of_an_act(trigger: Trigger, roles: Roles, acts: set[Token]) -> bool:
    what = roles.what
    if what is None or what.place is not Place.CLAUSE or what.token.dep_ != "ccomp" or tree.is_infinitive(what.token):
        return False
    if trigger.act is Act.DEMAND and clauses.is_wanted(what.token):
        return False
    if trigger.act in (Act.PLEDGE, Act.THREATEN):
        return False  # "promised Peru that it will buy copper" says what is promised
    complements = {what.token, *(c for c in what.token.children if c.dep_ in ("acomp", "xcomp"))}
    return trigger.token.lemma_ in words("syntax.saying_verbs") and bool(complements & acts)


def _with_its_for(noun: Token) -> Iterator[Token]:
    """A noun and what stands behind its "for"."""
    yield noun
    behind = tree.preposition(noun, "for")
    if behind is not None:
        yield behind


def _is_of_markets(demand: Token) -> bool:
    """Whether it is what buyers want: "strong demand for copper", and not "its demand for a buffer zone"."""
    if any(c.dep_ in ("poss", "det") for c in demand.children):
        return False
    return demand.dep_ not in ("dobj", "nsubjpass") or demand.head.lemma_ not in words("acts.giving")


def _is_question(asked: Token) -> bool:
    """Whether somebody is only asked to tell: "asked a question", "asked whether she would"."""
    marks = (c.lower_ for c in asked.children if c.dep_ in ("mark", "advmod") and c.i < asked.i)
    return asked.lemma_ in words("acts.questions") or any(mark in words("acts.question_words") for mark in marks)


def is_talk(trigger: Trigger, roles: Roles) -> bool:
    """Whether what is done or refused is only talking ("declined to comment"), or an old act is only spoken of."""
    what = roles.what
    if trigger.entry.frame.name == "deadline":
        return False  # "gave the ministry until Friday to reply"
    if (
        trigger.entry.word_class == "noun"
        and trigger.token.dep_ == "pobj"
        and trigger.token.head.lower_ in words("acts.ruling_prepositions")
    ):
        return True  # "under the initiative of May": the act is an old one
    if what is not None and trigger.token.lemma_ in words("acts.asking") and _is_question(what.token):
        return True
    if what is not None and what.token.lemma_ in words("acts.naming") and tree.is_passive(what.token):
        return True
    if (
        trigger.token.lemma_ in words("acts.demand_nouns")
        and trigger.token.tag_ == "NN"
        and _is_of_markets(trigger.token)
    ):
        return True
    if what is not None and any(t.lemma_ in words("acts.talk_nouns") for t in _with_its_for(what.token)):
        return True  # "a request for comment", "declined a request for an interview"
    putting = trigger.act in (Act.OFFER, Act.PROPOSE) and trigger.entry.word_class == "verb"
    if what is not None and what.place is Place.OBJECT and putting and what.token.lemma_ in words("acts.mere_words"):
        return True
    return (
        what is not None
        and what.token.lemma_ in words("acts.talk")
        and trigger.act in (Act.REJECT, Act.DEMAND)
        and (tree.is_verbal(what.token) or what.token.lemma_ in words("acts.comments"))
    )
