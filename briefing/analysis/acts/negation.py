"""Whether a word is denied where it stands: "did not offer", "nobody asked", "denied that it had promised"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from briefing.analysis.acts.entries import NOT
from briefing.analysis.acts.lexicon import Trigger
from briefing.analysis.syntax import tree
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HIT = frozenset({"dobj", "attr", "nsubjpass"})
"""What a verb does something to: a noun elsewhere is not denied with it."""
_HEIGHT = 4
"""How far above a verb its denial may stand."""


def is_negated(trigger: Trigger) -> bool:
    """Whether the act of a trigger is said not to be done."""
    if NOT in trigger.entry.companions:
        return False  # the lexicon has it without the "not": "will not hear of it"
    token = trigger.token
    if has_negation(token) or _is_none(token):
        return True
    if _is_taken_for_granted(trigger):
        return False
    verb = tree.carrying_verb(token)
    if any(is_denied(verb) for is_denied in _DENIED):
        return True
    if _is_called_true(verb) or _stands_all_the_same(token, verb):
        return False
    if verb != token and (has_negation(verb) or verb.lemma_ in words("acts.saying_no")):
        return True
    return _is_below_denial(verb)


def _has_nobody(verb: Token) -> bool:
    """ "nobody has asked", "made no promise", "asked for nothing"."""
    near = (c for c in verb.children if c.dep_ in _SUBJECTS or c.dep_ in ("dobj", "dative", "agent"))
    behind = (below for c in verb.children if c.dep_ == "prep" for below in c.children if c.i > verb.i)
    return any(map(_is_none, near)) or any(map(_is_none, behind))


def _is_denied_saying(verb: Token) -> bool:
    """ "denied that it had offered", "denied telling Peru that it had offered"."""
    if verb.dep_ not in ("ccomp", "pcomp", "xcomp"):
        return False
    above, denying = verb.head, words("acts.denying_verbs")
    return above.lemma_ in denying or (above.tag_ == "VBG" and above.dep_ == "xcomp" and above.head.lemma_ in denying)


def _is_called_true(verb: Token) -> bool:
    """ "it is true that Chad offered"."""
    return verb.dep_ == "ccomp" and any(c.lower_ in words("acts.true_words") for c in verb.head.children)


def _is_called_untrue(verb: Token) -> bool:
    """ "it is not true that Chad offered"."""
    return _is_called_true(verb) and has_negation(verb.head)


def _is_denied_report(verb: Token) -> bool:
    """ "rejected reports that it had offered", "no truth to claims that …"."""
    noun: Token = verb.head
    if verb.dep_ not in ("acl", "ccomp") or noun.lemma_.lower() not in words("acts.reports"):
        return False
    above: Token = noun.head
    if noun.dep_ == "pobj":
        return _is_none(above.head) and above.head.lemma_ in words("acts.truths")
    if noun.dep_ in _SUBJECTS:
        false = any(c.dep_ in ("acomp", "attr") and c.lower_ in words("acts.untrue") for c in above.children)
        return false or (noun.dep_ == "nsubjpass" and above.lemma_ in words("acts.report_denials"))
    return noun.dep_ == "dobj" and above.lemma_ in words("acts.report_denials") and not has_negation(above)


def is_left_undone(verb: Token) -> bool:
    """ "stopped short of promising", "without offering", "instead of selling", "decided against asking"."""
    if verb.dep_ != "pcomp":
        return False
    before: Token = verb.head
    near = {c.lower_ for c in (before.head, *before.children, *before.doc[max(0, before.i - 1) : before.i])}
    if before.lower_ in words("acts.omitting") or not near.isdisjoint(
        words("acts.stopping_short") | words("acts.replaced")
    ):
        return True
    return before.lower_ in words("acts.opposing") and before.head.pos_ == "VERB"


def _is_other_half(verb: Token) -> bool:
    """ "neither offered aid nor asked", "did not offer aid or ask"."""
    first: Token = verb.head
    if verb.dep_ != "conj":
        return False
    between = {c.lower_ for c in (*first.children, *verb.children) if c.dep_ in ("cc", "preconj") and c.i < verb.i}
    bare = verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    if not between.isdisjoint(words("acts.further_denials")):
        return True
    return bare and not between.isdisjoint(words("acts.alternatives")) and has_negation(first)


_DENIED: tuple[Callable[[Token], bool], ...] = (
    _has_nobody,
    _is_denied_saying,
    _is_called_untrue,
    _is_denied_report,
    is_left_undone,
    _is_other_half,
)
"""What a verb says is denied, with all that hangs on it, where one of these is true."""


def _is_taken_for_granted(trigger: Trigger) -> bool:
    """Whether a noun says that an act was done, whatever is denied around it: "no deal despite Chile's refusal"."""
    noun = trigger.token
    if noun.pos_ != "NOUN" or not any(c.dep_ == "poss" for c in noun.lefts):
        return False
    return trigger.act is Act.REJECT or noun.dep_ not in _HIT


def _stands_all_the_same(token: Token, verb: Token) -> bool:
    """Whether a denial of the verb leaves what its noun says: "would not drop its demand"."""
    if token.pos_ == "NOUN" and token.dep_ not in _HIT:
        return True
    if verb == token:
        return False
    answered = is_known(token) and verb.lemma_ in words("acts.answering")  # "did not reject Chile's offer"
    return answered or verb.lemma_ in words("acts.withdrawing") or _is_turned_down(token, verb)


def _is_below_denial(verb: Token) -> bool:
    """ "failed to offer", "has yet to offer", "has stopped offering"."""
    for _ in range(_HEIGHT):
        if verb.dep_ != "xcomp":
            return False
        above = verb.head
        if above.lemma_ in words("acts.yet_verbs") and any(c.lower_ in words("acts.yet") for c in above.children):
            return True
        if above.lemma_ in words("acts.failing_verbs") or has_negation(above):
            return True
        if above.lemma_ in words("acts.ending_verbs") and verb.tag_ == "VBG":
            return True
        verb = above
    return False


def _is_turned_down(noun: Token, verb: Token) -> bool:
    """Whether "denied" says no to what was asked, and not that it was asked: "denied a request from the farmers"."""
    is_asked = noun.lemma_.lower() in words("acts.applications") and noun.dep_ in ("dobj", "nsubjpass")
    return (
        is_asked
        and verb.lemma_ in words("acts.saying_no")
        and not any(c.lower_ in words("acts.any_at_all") for c in noun.lefts)
    )


def is_known(noun: Token) -> bool:
    """Whether a noun is somebody's, or has been spoken of."""
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in words("acts.pointing_determiners")) for c in noun.lefts
    )


def withdrawing_verb(noun: Token) -> Token | None:
    """The verb that says of a demand or an offer that it is gone: "[dropped] its claim", "[backed] off its threat".

    None where none does.
    """
    verb = _drops(noun) or _backs_away(noun)
    if verb is None or not tree.is_finite(verb) or tree.child(verb, "neg") is not None or tree.has_modal(verb):
        return None
    return verb


def _drops(noun: Token) -> Token | None:
    """ "dropped its demand", "walked back its threat", "backed off its threat"."""
    verb: Token = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return None
    back = verb.lemma_ in words("acts.walking_back") and any(c.lower_ in words("acts.backwards") for c in verb.children)
    return verb if back or verb.lemma_ in words("acts.withdrawing") else None


def _backs_away(noun: Token) -> Token | None:
    """ "backed away from its demand", "backtracked on its pledge", "went back on its word"."""
    preposition: Token = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in words("acts.backing_prepositions"):
        return None
    verb: Token = preposition.head if tree.is_verbal(preposition.head) else preposition.head.head
    if verb.lemma_ in words("acts.backtracking"):
        return verb
    goes_back = verb.lemma_ in words("acts.walking_back")
    return verb if goes_back and any(c.lower_ in words("acts.backwards") for c in verb.children) else None


def is_done_by_nobody(token: Token) -> bool:
    """Whether the maker of what a word says is nobody: "neither side gave permission"."""
    verb = tree.carrying_verb(token)
    return any(c.dep_ in _SUBJECTS and _is_none(c) for c in verb.children)


def _is_none(token: Token) -> bool:
    """Whether a noun stands for nothing and nobody: "no offer", "nobody"."""
    return token.lower_ in words("acts.nobody_words") or any(
        (c.dep_ in ("det", "preconj") and c.lower_ in words("acts.no_determiners"))
        or (c.dep_ in ("nummod", "det") and any(below.lower_ in words("acts.nots") for below in c.children))
        for c in token.children
    )  # "neither side", "not one bank", "hardly any bank"


def has_negation(token: Token) -> bool:
    """Whether a word itself is denied: "did not offer", "will no longer offer"."""
    return any(
        (c.dep_ == "neg" and not _is_in_a_name(c, token) and not _is_topped(c))
        or (c.lower_ in words("acts.negations") and c.dep_ in ("advmod", "preconj") and not _is_topped(c))
        or (c.lower_ in words("acts.longer") and any(below.lower_ in words("acts.no_words") for below in c.children))
        or (_is_cut_off(c, token) and any(below.dep_ == "neg" for below in c.children))
        for c in token.children
    )


def _is_topped(negation: Token) -> bool:
    """Whether a "not" only says that there is more: "[not] only offered gas but sent it"."""
    return any(after.lower_ in words("acts.mere") for after in negation.doc[negation.i + 1 : negation.i + 2])


def _is_in_a_name(negation: Token, verb: Token) -> bool:
    """Whether a "Not" is a part of a name: "Hope Not Hate's chairman asked"."""
    return negation.text.istitle() and not negation.is_sent_start and verb.text.islower()


def _is_cut_off(auxiliary: Token, verb: Token) -> bool:
    """Whether an aside stands between a verb and its auxiliary: "has not, as papers wrote, promised"."""
    return auxiliary.i < verb.i and (
        auxiliary.dep_ == "aux" or (auxiliary.lemma_ in words("acts.denying_auxiliaries") and auxiliary.dep_ == "ccomp")
    )
