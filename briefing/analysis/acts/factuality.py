"""Whether an act is said to have happened: negation, hypotheticals, forecasts, opinion and old history."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.acts.entries import NOT
from briefing.analysis.acts.lexicon import Trigger
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
    verb = anchor(trigger.token)
    setting = _Setting(trigger, verb, _is_negated(trigger), _modal(verb), tuple(_above(verb)))
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
    refused = at.negated and at.trigger.act is Act.ACCEPT and at.modal in ("can", "could", "ca")
    return at.modal in words("acts.hypothetical_modals") and not refused


def _is_counterfactual(at: _Setting) -> bool:
    return is_counterfactual(at.verb)


def is_counterfactual(verb: Token) -> bool:
    """Whether it only "would have" happened."""
    return _modal(verb) == "would" and any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)


def _is_conditional(at: _Setting) -> bool:
    """ "if it offers", itself or above."""
    return any(_is_condition(verb) for verb in (at.verb, *(above for above, _ in at.above)))


def _is_duty(at: _Setting) -> bool:
    """An answer that only should be given."""
    return at.modal in words("acts.duty_modals") and at.trigger.act.is_answer and at.trigger.entry.word_class == "verb"


def _is_until(at: _Setting) -> bool:
    """ "did not agree until July"."""
    return at.negated and any(c.lower_ == "until" for c in at.verb.children)


def _is_foreseen(at: _Setting) -> bool:
    """ "is expected to offer"."""
    below = ("xcomp", "ccomp", "acl", "pcomp")
    return any(label in below and above.lemma_ in words("acts.forecasting") for above, label in at.above)


def _is_obliged(at: _Setting) -> bool:
    """ "has to offer"."""
    return not at.negated and any(
        label == "xcomp" and above.lemma_ in ("have", "need") and above.pos_ in ("VERB", "AUX")
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
        label == "ccomp" and above.lemma_ in words("acts.believing") and _has_negation(above)
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


def _is_negated(trigger: Trigger) -> bool:
    if NOT in trigger.entry.companions:
        return False  # the lexicon has it without the "not": "will not hear of it"
    token = trigger.token
    if _has_negation(token) or _is_none(token):
        return True
    if _is_taken_for_granted(trigger):
        return False
    verb = anchor(token)
    if any(_is_none(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "agent")):
        return True  # "nobody has asked", "made no promise"
    if any(_is_none(below) for c in verb.children if c.dep_ == "prep" for below in c.children if c.i > verb.i):
        return True  # "asked for nothing"
    if verb.dep_ in ("ccomp", "pcomp", "xcomp") and _is_denied_saying(verb.head):
        return True
    if verb.dep_ == "ccomp" and any(c.lower_ in ("true", "correct") for c in verb.head.children):
        return _has_negation(verb.head)  # "it is not true that Chad offered"
    if verb.dep_ in ("acl", "ccomp") and _is_denied_report(verb.head):
        return True
    if verb.dep_ == "pcomp" and (verb.head.head.lower_ == "short" or verb.head.lower_ == "without"):
        return True  # "stopped short of promising", "without offering"
    if verb.dep_ == "pcomp" and verb.head.lower_ == "against" and verb.head.head.pos_ == "VERB":
        return True  # "warned against offering", "decided against asking"
    if _is_other_half(verb):
        return True
    if token.pos_ == "NOUN" and token.dep_ not in ("dobj", "attr", "nsubjpass"):
        return False
    if verb != token and (
        verb.lemma_ in words("acts.withdrawing") or (_is_known(token) and verb.lemma_ in words("acts.answering"))
    ):
        return False  # "would not drop its demand", "did not reject Chile's offer"
    if verb != token and _is_turned_down(token, verb):
        return False
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
        if parent.lemma_ in words("acts.failing_verbs") or _has_negation(parent):
            return True
        if parent.lemma_ in words("acts.ending_verbs") and current.tag_ == "VBG":
            return True  # "has stopped offering loans"
        current = parent
    return False


def _is_denied_saying(verb: Token) -> bool:
    """Whether what a verb says is denied: "denied that …", "denied telling Peru that …"."""
    denying = words("acts.denying_verbs")
    return verb.lemma_ in denying or (verb.tag_ == "VBG" and verb.dep_ == "xcomp" and verb.head.lemma_ in denying)


def _is_turned_down(noun: Token, verb: Token) -> bool:
    """Whether "denied" says no to what was asked, and not that it was asked: "denied a request from the farmers"."""
    is_asked = noun.lemma_.lower() in words("acts.applications") and noun.dep_ in ("dobj", "nsubjpass")
    return is_asked and verb.lemma_ == "deny" and not any(c.lower_ in words("acts.any_at_all") for c in noun.lefts)


def _is_taken_for_granted(trigger: Trigger) -> bool:
    """Whether a noun says that an act was done, whatever is denied around it: "no deal despite Chile's refusal"."""
    noun = trigger.token
    if noun.pos_ != "NOUN" or not any(c.dep_ == "poss" for c in noun.lefts):
        return False
    return trigger.act is Act.REJECT or noun.dep_ not in ("dobj", "attr", "nsubjpass")


def is_withdrawn(noun: Token) -> bool:
    """Whether a demand or an offer is said to be gone: "dropped its insistence on a ban"."""
    verb: Token = noun.head
    dropped = noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in words("acts.withdrawing")
    return dropped and tree.is_finite(verb) and tree.child(verb, "neg") is None and not tree.has_modal(verb)


def is_done_by_nobody(token: Token) -> bool:
    """Whether the maker of what a word says is nobody: "neither side gave permission"."""
    verb = anchor(token)
    return any(c.dep_ in ("nsubj", "nsubjpass") and _is_none(c) for c in verb.children)


def _is_denied_report(noun: Token) -> bool:
    """Whether a report is said to be wrong: "rejected reports that …", "no truth to claims that …"."""
    if noun.lemma_.lower() not in words("acts.reports"):
        return False
    above: Token = noun.head
    if noun.dep_ == "pobj":
        return _is_none(above.head) and above.head.lemma_ in words("acts.truths")
    if noun.dep_ in ("nsubj", "nsubjpass"):
        false = any(c.dep_ in ("acomp", "attr") and c.lower_ in words("acts.untrue") for c in above.children)
        return false or (noun.dep_ == "nsubjpass" and above.lemma_ in words("acts.report_denials"))
    return noun.dep_ == "dobj" and above.lemma_ in words("acts.report_denials") and not _has_negation(above)


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


def _is_pending(verb: Token) -> bool:
    """Whether it stands in the perfect tense, or with "yet"."""
    near = [*verb.children, *(verb.head.children if verb.dep_ == "xcomp" else ())]
    if verb.dep_ == "xcomp" and verb.head.lemma_ in words("acts.failing_verbs"):
        return True
    return any((c.dep_ == "aux" and c.lemma_ == "have") or c.lower_ == "yet" for c in near) or (
        verb.dep_ == "xcomp" and verb.head.lemma_ == "have"
    )


def _is_none(token: Token) -> bool:
    """Whether a noun stands for nothing and nobody: "no offer", "nobody"."""
    return token.lower_ in words("acts.nobody_words") or any(
        (c.dep_ in ("det", "preconj") and c.lower_ in ("no", "neither"))
        or (c.dep_ in ("nummod", "det") and any(below.lower_ in ("not", "hardly") for below in c.children))
        for c in token.children
    )  # "neither side", "not one bank", "hardly any bank"


def _has_negation(token: Token) -> bool:
    return any(
        (c.dep_ == "neg" and not _is_in_a_name(c, token))
        or (c.lower_ in words("acts.negations") and c.dep_ in ("advmod", "preconj"))
        or (c.lower_ == "longer" and any(below.lower_ == "no" for below in c.children))
        or (_is_cut_off(c, token) and any(below.dep_ == "neg" for below in c.children))
        for c in token.children
    )


def _is_in_a_name(negation: Token, verb: Token) -> bool:
    """Whether a "Not" is a part of a name: "Hope Not Hate's chairman asked"."""
    return negation.text.istitle() and not negation.is_sent_start and verb.text.islower()


def _is_cut_off(auxiliary: Token, verb: Token) -> bool:
    """Whether an aside stands between a verb and its auxiliary: "has not, as papers wrote, promised"."""
    return auxiliary.i < verb.i and (
        auxiliary.dep_ == "aux" or (auxiliary.lemma_ == "do" and auxiliary.dep_ == "ccomp")
    )


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
    first = all(t.lower_ == "that" for t in verb.doc[verb.left_edge.i : auxiliary.i])  # but "never had Peru offered"
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
