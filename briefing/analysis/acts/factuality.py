"""Whether an act is said to have happened: hypotheticals, forecasts, duties, plans and old history."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.acts.lexicon import Trigger
from briefing.analysis.acts.negation import has_negation, is_negated
from briefing.analysis.syntax import tree
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act

_YEAR = re.compile(r"(?:19|20)\d\d$")
_BACKGROUND_YEARS = 5
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


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the tests look at: a trigger, the verb that carries it, its sign and modal, and what governs it."""

    trigger: Trigger
    verb: Token
    negated: bool
    modal: str
    above: tuple[tuple[Token, str], ...]


def factuality_of(trigger: Trigger, newest_year: int | None) -> Factuality:
    """How the act of a trigger stands; `newest_year` is that of the story."""
    verb = tree.carrying_verb(trigger.token)
    setting = _Setting(trigger, verb, is_negated(trigger), _modal(verb), tuple(_above(verb)))
    return Factuality(
        negated=setting.negated,
        real=not any(is_unreal(setting) for is_unreal in _UNREAL),
        modal=setting.modal,
        hedged=any(is_hedged(setting) for is_hedged in _HEDGED),
        background=newest_year is not None and _is_old(verb, newest_year),
        pending=_is_pending(verb),
        purpose=verb.tag_ == "VB" and verb.dep_ == "advcl" and tree.is_infinitive(verb),
    )


def _is_hypothetical(at: _Setting) -> bool:
    """ "could offer", but no "cannot accept", which refuses."""
    refused = at.negated and at.trigger.act is Act.ACCEPT and at.modal in words("acts.abilities")
    return at.modal in words("acts.hypothetical_modals") and not refused


def _is_counterfactual(at: _Setting) -> bool:
    return is_counterfactual(at.verb)


def is_counterfactual(verb: Token) -> bool:
    """Whether it only "would have" happened."""
    return _modal(verb) in words("acts.counterfactual_modals") and any(_is_perfect(c) for c in verb.children)


def _is_conditional(at: _Setting) -> bool:
    """ "if it offers", itself or above."""
    return any(_is_condition(verb) for verb in (at.verb, *(above for above, _ in at.above)))


def _is_duty(at: _Setting) -> bool:
    """An answer that only should be given."""
    return at.modal in words("acts.duty_modals") and at.trigger.act.is_answer and at.trigger.entry.word_class == "verb"


def _is_until(at: _Setting) -> bool:
    """ "did not agree until July"."""
    return at.negated and any(c.lower_ in words("acts.beginnings") for c in at.verb.children)


def _is_foreseen(at: _Setting) -> bool:
    """ "is expected to offer"."""
    return any(is_foreseen_by(above, label) for above, label in at.above)


def is_foreseen_by(above: Token, label: str) -> bool:
    """Whether a word expects what hangs on it by this label: "is expected to", "speculation that"; no "project to"."""
    below = ("xcomp", "ccomp", "acl", "pcomp")
    is_thing = above.pos_ == "NOUN" and above.lemma_.lower() in words("acts.no_guess_nouns")
    return label in below and above.lemma_.lower() in words("acts.forecasting") and not is_thing


def _is_obliged(at: _Setting) -> bool:
    """ "has to offer"."""
    return not at.negated and any(
        label == "xcomp" and above.lemma_ in words("acts.obliging") and above.pos_ in ("VERB", "AUX")
        for above, label in at.above
    )


def _is_possible_above(at: _Setting) -> bool:
    """ "may decide to offer"."""
    return any(
        label == "xcomp" and above.pos_ == "VERB" and _modal(above) in words("acts.hypothetical_modals")
        for above, label in at.above
    )


def _is_unsure(at: _Setting) -> bool:
    """ "will perhaps offer"."""
    return any(c.dep_ == "advmod" and c.lower_ in words("acts.unsure") for c in at.verb.children)


def _is_asked(at: _Setting) -> bool:
    """The sentence is a question."""
    return bool(at.trigger.token.sent.text.rstrip("\"'”’ )").endswith("?"))


def _is_disbelieved(at: _Setting) -> bool:
    """ "does not believe that Peru wants"."""
    return any(
        label == "ccomp" and above.lemma_ in words("acts.believing") and has_negation(above)
        for above, label in at.above
    )


_UNREAL: tuple[Callable[[_Setting], bool], ...] = (
    _is_hypothetical,
    _is_counterfactual,
    _is_conditional,
    _is_duty,
    _is_until,
    _is_foreseen,
    _is_obliged,
    _is_possible_above,
    _is_unsure,
    _is_asked,
    _is_disbelieved,
)
"""An act is no fact where one of these is true."""


def _is_planned(at: _Setting) -> bool:
    """ "tries to offer", "plans to offer"."""
    return any(label in ("xcomp", "pcomp") and above.lemma_ in words("acts.unreal_verbs") for above, label in at.above)


def _is_aim(at: _Setting) -> bool:
    """The clause only says what something is for: "authority to sign", "the aim of reaching"."""
    verb = at.verb
    if verb.tag_ == "VB" and verb.dep_ in ("acl", "relcl") and tree.is_infinitive(verb):
        return True
    return verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN"


_HEDGED: tuple[Callable[[_Setting], bool], ...] = (_is_planned, _is_aim)
"""An act is only planned or tried where one of these is true."""


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


def _is_pending(verb: Token) -> bool:
    """Whether it stands in the perfect tense, or with "yet"."""
    near = [*verb.children, *(verb.head.children if verb.dep_ == "xcomp" else ())]
    if verb.dep_ == "xcomp" and verb.head.lemma_ in words("acts.failing_verbs"):
        return True
    return any(_is_perfect(c) or c.lower_ in words("acts.yet") for c in near) or (
        verb.dep_ == "xcomp" and verb.head.lemma_ in words("acts.having")
    )


def _is_perfect(auxiliary: Token) -> bool:
    return auxiliary.dep_ == "aux" and auxiliary.lemma_ in words("acts.having")


def _modal(verb: Token) -> str:
    for c in verb.children:
        if c.dep_ in _AUXILIARIES and c.tag_ == "MD":
            return c.lower_
    if verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children):
        return _modal(verb.head)
    return ""


def _is_condition(verb: Token) -> bool:
    """Whether the clause says what something depends on."""
    marked = verb.dep_ in ("advcl", "ccomp", "pcomp", "ROOT") and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in words("acts.conditions") and c.i < verb.i for c in verb.children
    )
    return marked or is_inverted_condition(verb)


def is_inverted_condition(verb: Token) -> bool:
    """Whether the order of words makes the clause a condition: "had Peru offered", "should Chile ban"."""
    auxiliary = next((c for c in verb.children if c.dep_ in _AUXILIARIES), None)
    if auxiliary is None or auxiliary.lower_ not in words("acts.inverted_conditions"):
        return False
    first = all(
        t.lower_ in words("syntax.complementizers") for t in verb.doc[verb.left_edge.i : auxiliary.i]
    )  # but "never had Peru offered"
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    return first and verb.dep_ in ("advcl", "ccomp") and any(auxiliary.i < c.i < verb.i for c in subjects)


def _above(verb: Token) -> Iterator[tuple[Token, str]]:
    """The words that govern the clause, with the label of the clause below each."""
    current = verb
    while current.head != current:
        yield current.head, current.dep_
        if current.dep_ == "relcl" and tree.is_finite(current):
            return  # "has yet to pay the sum that they agreed on": what is agreed is a fact
        current = current.head


def _is_old(verb: Token, newest: int) -> bool:
    """Whether the clause dates itself more than five years before the story's newest year."""
    return any(
        int(t.text) < newest - _BACKGROUND_YEARS for t in verb.subtree if _YEAR.match(t.text) and t.ent_type_ == "DATE"
    )
