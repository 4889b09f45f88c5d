"""The two objects of a verb of giving: who gets it, and what it is."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from briefing.analysis.syntax import tree
from briefing.analysis.syntax.objects import gap
from briefing.analysis.vocabulary import words


class Ditransitive(NamedTuple):
    """Who is given what."""

    receiver: Token
    given: Token


def ditransitive(verb: Token) -> Ditransitive | None:
    """Both objects of a verb; None where the parse has not both."""
    return _passive(verb) if tree.is_passive(verb) else _active(verb)


def _active(verb: Token) -> Ditransitive | None:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
    behind = [c for c in objects if c.i > verb.i]
    if len(behind) > 1 and (behind[0].dep_ == "dative" or _are_two(*behind[:2])):
        return Ditransitive(behind[0], behind[1])
    if len(behind) != 1 or verb.lemma_ not in words("syntax.ditransitive_verbs"):
        return None
    if len(objects) > 1:  # "how much it gave Lima", "what it promised us"
        return Ditransitive(behind[0], tree.antecedent(objects[0]))
    lacking = gap(verb)  # "the loan that it promised us"
    return Ditransitive(behind[0], lacking) if lacking is not None and behind[0].pos_ in ("PRON", "PROPN") else None


def _passive(verb: Token) -> Ditransitive | None:
    receiver = tree.child(verb, "nsubjpass")
    given = tree.child(verb, "dobj", "oprd")
    if given is None and receiver is not None and verb.lemma_ in words("syntax.ditransitive_verbs"):
        given = gap(verb)
    return None if receiver is None or given is None else Ditransitive(tree.antecedent(receiver), given)


def _are_two(first: Token, second: Token) -> bool:
    """Whether the second of two objects is no part of the first, which is no sum: "handed Lima | the port"."""
    if second.left_edge.i != first.right_edge.i + 1 or tree.child(first, "nummod") or first.ent_type_ == "MONEY":
        return False
    return second.left_edge.tag_ in ("DT", "PRP$", "CD")
