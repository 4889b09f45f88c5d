"""What a paper would do: "the plan tabled by Qatar would free the crew"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.syntax import tree
from briefing.analysis.vocabulary import words


def content(noun: Token) -> Token | None:
    """The verb or the thing by which a sentence tells what the paper holds that it is about; None where it does not."""
    verb = noun.head
    if noun.dep_ != "nsubj" or not tree.is_verbal(verb) or tree.child(verb, "neg") is not None:
        return None
    if verb.lemma_ in words("acts.calling_for"):
        return tree.preposition(verb, "for")
    if any(
        c.dep_ == "aux" and c.lower_ in words("acts.content_modals") for c in verb.children
    ) and verb.lemma_ not in words("acts.outcome_verbs"):
        return verb
    return tree.child(verb, "dobj") if verb.lemma_ in words("acts.content_verbs") else None
