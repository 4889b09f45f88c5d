"""Acts whose terms only name something put before: "the offer", "its proposal", "it"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.actors.same_side import is_same_party
from briefing.analysis.acts.lexicon import Lexicon, Trigger
from briefing.analysis.acts.roles import Found, Roles
from briefing.analysis.syntax import tree
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Party


def points_back(trigger: Trigger, what: Found | None, inner: Roles | None, lexicon: Lexicon) -> bool:
    """Whether the terms are a bare "the offer", "its proposal", "it"."""
    if what is None:
        return True
    if inner is not None and inner.what is not None:
        return False
    token = what.token
    if token.lemma_ in words("acts.pro_verbs") and any(c.lower_ in words("acts.pro_adverbs") for c in token.children):
        return True
    if tree.is_verbal(token):  # "refused to accept it"
        goal = tree.child(token, "dobj")
        return goal is not None and goal.lower_ in words("acts.back_pointers") and any(lexicon.answers(token))
    if token.pos_ in ("PRON", "DET"):
        return token.lower_ not in words("acts.anybody") or not any(token.children)
    if token.lemma_.lower() not in words("acts.back_reference") or tree.is_verbal(token):
        return False
    return not any(
        (c.dep_ in ("compound", "amod", "nummod", "nmod", "acl", "relcl", "ccomp") and not _is_name(c))
        or (c.dep_ == "prep" and c.lower_ in words("acts.content_prepositions"))
        for c in token.children
        if c != trigger.token and trigger.token not in c.subtree  # "an offer that Kyiv declined"
    )


def is_no(noun: Token) -> bool:
    """Whether a noun says that there is none: "made no proposal"."""
    return noun.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ in words("acts.no_words") for c in noun.children)


def names_both(trigger: Trigger, proposer: Party | None, recipient: Party | None) -> bool:
    """Whether an answer says whose offer it answers, which is news even where its content is not repeated."""
    return (
        trigger.act.is_answer
        and proposer is not None
        and recipient is not None
        and not is_same_party(proposer, recipient)
    )


def _is_name(token: Token) -> bool:
    """Whether a word before a noun only says whose it is: "the Polish offer", "the EU plan"."""
    return token.dep_ in ("compound", "amod", "nmod") and (token.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"))
