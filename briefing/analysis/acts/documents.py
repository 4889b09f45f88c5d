"""What a paper would do: "the plan tabled by Qatar would free the crew"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.syntax import tree

_WOULD = frozenset({"would", "will"})
_HOLDING = frozenset({"include", "contain", "envisage", "envision", "foresee", "require", "allow", "seek", "propose"})
_OUTCOMES = frozenset(
    {"be", "have", "cost", "mean", "hurt", "harm", "help", "lead", "result", "affect", "benefit", "hit", "take", "come"}
    | {
        "make",
        "become",
        "need",
        "cause",
        "threaten",
        "face",
        "go",
        "fail",
        "pass",
        "win",
        "lose",
        "remain",
        "expire",
        "begin",
        "start",
    }
)


def content(noun: Token) -> Token | None:
    """The verb or the thing by which a sentence tells what the paper holds that it is about; None where it does not."""
    verb = noun.head
    if noun.dep_ != "nsubj" or not tree.is_verbal(verb) or tree.child(verb, "neg") is not None:
        return None
    if verb.lemma_ in ("provide", "call"):
        return tree.preposition(verb, "for")
    if any(c.dep_ == "aux" and c.lower_ in _WOULD for c in verb.children) and verb.lemma_ not in _OUTCOMES:
        return verb
    return tree.child(verb, "dobj") if verb.lemma_ in _HOLDING else None
