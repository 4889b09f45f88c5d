"""Whether an act is said to have happened: negation, hypotheticals, forecasts, opinion and old history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from briefing.analysis.acts.entries import NOT
from briefing.analysis.acts.lexicon import Lexicon, Trigger
from briefing.analysis.syntax import tree
from briefing.core.analysis import Act

_YEAR = re.compile(r"(?:19|20)\d\d$")
_BACKGROUND_YEARS = 5
_NEGATIONS = frozenset({"not", "n't", "never", "no", "hardly", "neither", "nor", "without", "n’t"})
_NONE = frozenset({"nobody", "none", "nothing", "neither"})
_ENDING = frozenset({"stop", "cease", "quit"})
_FAILING = frozenset({"fail", "forget", "neglect", "unable"})
_DENYING = frozenset({"deny", "dispute"})
_DUTIES = frozenset({"must", "should", "ought"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Factuality:
    """How an act stands in the story.

    `real` is False where the act is only imagined, forecast, asked about, denied or an obligation. `modal` is the
    auxiliary that colours it ("will", "would"), empty where there is none. `hedged` says that it is planned or tried,
    `purpose` that something else was done for it, `pending` that it has not happened so far ("has not agreed", "yet to
    agree"), `background` that it is history.
    """

    negated: bool = False
    real: bool = True
    modal: str = ""
    hedged: bool = False
    background: bool = False
    pending: bool = False
    purpose: bool = False


def factuality_of(trigger: Trigger, lexicon: Lexicon, newest_year: int | None) -> Factuality:
    """How the act of a trigger stands."""
    verb = anchor(trigger.token)
    words = lexicon.words
    negated = _negated(trigger, words)
    result = Factuality(negated=negated, modal=_modal(verb), pending=_pending(verb))
    refused = result.negated and trigger.act is Act.ACCEPT and result.modal in ("can", "could", "ca")
    if (
        (result.modal in words["hypothetical_modals"] and not refused)
        or _counterfactual(verb)
        or _conditional(verb, words["conditions"])
    ):
        result = replace(result, real=False)
    if result.modal in _DUTIES and trigger.act.is_answer and trigger.entry.word_class == "verb":
        result = replace(result, real=False)
    if negated and any(c.lower_ == "until" for c in verb.children):
        result = replace(result, real=False)  # "did not agree until July"
    for above, label in _above(verb):
        if _undone(above, label, words["forecasting"]) or (label == "xcomp" and _obliged(above) and not result.negated):
            result = replace(result, real=False)
        elif label in ("xcomp", "pcomp") and above.lemma_ in words["unreal_verbs"]:
            result = replace(result, hedged=True)
        if label == "xcomp" and above.pos_ == "VERB" and _modal(above) in words["hypothetical_modals"]:
            result = replace(result, real=False)
        if _conditional(above, words["conditions"]):
            result = replace(result, real=False)
    if any(c.dep_ == "advmod" and c.lower_ in words["unsure"] for c in verb.children):
        result = replace(result, real=False)
    if trigger.token.sent.text.rstrip("\"'”’ )").endswith("?"):
        result = replace(result, real=False)
    if verb.tag_ == "VB" and verb.dep_ == "advcl" and tree.is_infinitive(verb):
        result = replace(result, purpose=True)
    if _aimed(verb):
        result = replace(result, hedged=True)
    if newest_year is not None and _old(verb, newest_year):
        result = replace(result, background=True)
    return result


def newest_year(tokens: Iterator[Token]) -> int | None:
    """The latest year that the story names; None where it names none."""
    years = [int(t.text) for t in tokens if t.ent_type_ == "DATE" and _YEAR.match(t.text)]
    return max(years, default=None)


def resolve_act(act: Act, factuality: Factuality, word_class: str) -> tuple[Act, bool]:
    """The act and its sign: what is not accepted, or what one is not ready for, is refused."""
    if not factuality.negated:
        return act, False
    if word_class == "modal" and act in (Act.PLEDGE, Act.REJECT):
        return Act.REJECT, False
    if word_class == "adjective" and act is Act.OFFER:
        return Act.REJECT, False
    if act is Act.ACCEPT and not factuality.pending:
        return Act.REJECT, False
    return act, True


def anchor(token: Token) -> Token:
    """The verb that carries the word: itself, the copula of an adjective, or the verb that governs a noun."""
    if tree.is_verbal(token) or token.tag_.startswith("VB"):
        return token
    current = token
    for _ in range(6):
        parent = current.head
        if parent == current or tree.is_verbal(parent):
            return parent
        current = parent
    return token


def _negated(trigger: Trigger, words: Mapping[str, frozenset[str]]) -> bool:
    token = trigger.token
    if NOT in trigger.entry.companions:
        return False  # the lexicon has it without the "not": "will not hear of it"
    if _has_negation(token) or _is_none(token):
        return True
    verb = anchor(token)
    if any(_is_none(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "agent")):
        return True  # "nobody has asked", "made no promise"
    if any(_is_none(below) for c in verb.children if c.dep_ == "prep" for below in c.children if c.i > verb.i):
        return True  # "asked for nothing"
    if verb.dep_ in ("ccomp", "pcomp", "xcomp") and verb.head.lemma_ in _DENYING:
        return True
    if verb.dep_ == "pcomp" and (verb.head.head.lower_ == "short" or verb.head.lower_ == "without"):
        return True  # "stopped short of promising", "without offering"
    if _is_other_half(verb):
        return True
    if token.pos_ == "NOUN" and token.dep_ not in ("dobj", "attr", "nsubjpass"):
        return False
    if verb != token and (
        verb.lemma_ in words["withdrawing"] or (_is_known(token) and verb.lemma_ in words["answering"])
    ):
        return False  # "would not drop its demand", "did not reject Chile's offer"
    if verb != token and (_has_negation(verb) or verb.lemma_ == "deny"):
        return True
    current = verb
    for _ in range(4):
        parent = current.head
        if current.dep_ not in ("xcomp", "conj") or parent == current:
            return False
        if current.dep_ == "conj":
            return False
        if parent.lemma_ in ("have", "remain", "be") and any(c.lower_ == "yet" for c in parent.children):
            return True
        if parent.lemma_ in _FAILING or _has_negation(parent):
            return True
        if parent.lemma_ in _ENDING and current.tag_ == "VBG":
            return True  # "has stopped offering loans"
        current = parent
    return False


def _is_other_half(verb: Token) -> bool:
    """Whether what comes before denies the verb too: "neither offered aid nor asked", "did not offer aid or ask"."""
    first: Token = verb.head
    if verb.dep_ != "conj":
        return False
    between = {c.lower_ for c in (*first.children, *verb.children) if c.dep_ in ("cc", "preconj") and c.i < verb.i}
    bare = verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    return "nor" in between or ("or" in between and bare and _has_negation(first))


def _is_known(noun: Token) -> bool:
    """Whether a noun is somebody's, or has been spoken of."""
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that")) for c in noun.lefts)


def _pending(verb: Token) -> bool:
    """Whether it is told in the perfect tense, or with "yet"."""
    near = [*verb.children, *(verb.head.children if verb.dep_ == "xcomp" else ())]
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _FAILING:
        return True
    return any((c.dep_ == "aux" and c.lemma_ == "have") or c.lower_ == "yet" for c in near) or (
        verb.dep_ == "xcomp" and verb.head.lemma_ == "have"
    )


def _is_none(token: Token) -> bool:
    """Whether a noun stands for nothing and nobody: "no offer", "nobody"."""
    return token.lower_ in _NONE or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children)


def _has_negation(token: Token) -> bool:
    return any(
        c.dep_ == "neg"
        or (c.lower_ in _NEGATIONS and c.dep_ in ("advmod", "preconj"))
        or (c.lower_ == "longer" and any(below.lower_ == "no" for below in c.children))
        for c in token.children
    )


def _modal(verb: Token) -> str:
    for c in verb.children:
        if c.dep_ in _AUXILIARIES and c.tag_ == "MD":
            return c.lower_
    if verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children):
        return _modal(verb.head)
    return ""


def _undone(above: Token, label: str, forecasting: frozenset[str]) -> bool:
    """Whether the word above says that it is only foreseen."""
    return label in ("xcomp", "ccomp", "acl", "pcomp") and above.lemma_ in forecasting


def _obliged(above: Token) -> bool:
    """Whether somebody only has to do it."""
    return above.lemma_ in ("have", "need") and above.pos_ in ("VERB", "AUX")


def _aimed(verb: Token) -> bool:
    """Whether the clause only says what something is for: "authority to sign", "the aim of reaching"."""
    if verb.tag_ == "VB" and verb.dep_ in ("acl", "relcl") and tree.is_infinitive(verb):
        return True
    return verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN"


def _counterfactual(verb: Token) -> bool:
    """Whether it only "would have" happened."""
    return _modal(verb) == "would" and any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)


def _conditional(verb: Token, conditions: frozenset[str]) -> bool:
    return verb.dep_ in ("advcl", "ccomp", "pcomp", "ROOT") and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in conditions and c.i < verb.i for c in verb.children
    )


def _above(verb: Token) -> Iterator[tuple[Token, str]]:
    """The words that govern the clause, with the label of the clause below each."""
    current = verb
    while current.head != current:
        yield current.head, current.dep_
        if current.dep_ == "relcl" and tree.is_finite(current):
            return  # "has yet to pay the sum that they agreed on": what is agreed is a fact
        current = current.head


def _old(verb: Token, newest: int) -> bool:
    """Whether the clause dates itself more than five years before the story's newest year."""
    return any(
        int(t.text) < newest - _BACKGROUND_YEARS for t in verb.subtree if _YEAR.match(t.text) and t.ent_type_ == "DATE"
    )
