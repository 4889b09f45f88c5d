"""Words that look like an act and tell none: "cautioned against demanding", "suspended plans to sell", "had it asked".

The network reads these sentences too, and falls for them; the syntax is sure.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from briefing.analysis.acts.factuality import is_counterfactual, is_foreseen_by, is_inverted_condition
from briefing.analysis.acts.negation import is_known
from briefing.analysis.syntax import tree
from briefing.analysis.vocabulary import words


def is_no_act(token: Token) -> bool:
    """Whether a word that may say an act surely tells none where it stands."""
    return any(tells(token) for tells in _TELLING)


def is_lifting_plan(token: Token) -> bool:
    """Whether a plan to restrict is put off or given up: "suspended plans to ban exports" lifts."""
    plan = _given_up_plan(token)
    return plan is not None and any(_restricts(c) for c in plan.children if c.dep_ in ("acl", "relcl"))


def _is_warned_against(token: Token) -> bool:
    """What somebody is told not to do: "cautioned Hungary against demanding", "advised against offering"."""
    if token.dep_ == "conj":
        return _is_warned_against(token.head)
    if token.dep_ != "pcomp" or token.head.lower_ not in words("acts.opposing"):
        return False
    return token.head.head.lemma_.lower() in words("acts.warning_verbs")


def _is_plan_given_up(token: Token) -> bool:
    """Giving up one's own plan to sell or stop something is no measure, nor is what the plan was about an act."""
    if _given_up_plan(token) is not None:
        return not is_lifting_plan(token)
    plan = token.head
    return token.dep_ in ("acl", "relcl") and _is_plan(plan) and _gives_up(plan.head, plan)


def _is_answer_to_event(token: Token) -> bool:
    """Nobody puts a sacking to the one who is sacked, or an allegation to be agreed to."""
    lemma = token.lemma_.lower()
    if lemma not in words("acts.no_saying"):
        return lemma in words("acts.report_denials") and any(map(_is_claim, _objects(token)))
    return any(t.lemma_.lower() in words("acts.events") or _is_claim(t) for t in _objects(token))


def _is_claim(noun: Token) -> bool:
    """Whether somebody says that something is so: "the claim that it lied", but no "claim to the lake"."""
    asks = any(t.lower_ in words("acts.claiming") for t in noun.doc[noun.i + 1 : noun.i + 2])
    return noun.lemma_.lower() in words("acts.claims") and not asks


def _is_blame(token: Token) -> bool:
    """ "scolded Chad for closing its ports" asks for nothing."""
    is_verb = token.pos_ == "VERB" and token.lemma_.lower() in words("acts.blaming")
    deeds = (c for c in token.children if c.dep_ == "prep" and c.lower_ in words("acts.blame_prepositions"))
    return is_verb and any(t.dep_ == "pcomp" for deed in deeds for t in deed.children)


def _is_acknowledgement(token: Token) -> bool:
    """Facts, blame and prizes are accepted without an offer: "accepted that prices rose", "accepted responsibility"."""
    if token.lemma_.lower() not in words("acts.accepting"):
        return False
    that = any(
        c.dep_ == "ccomp" and any(m.dep_ == "mark" and m.lower_ in words("syntax.complementizers") for m in c.children)
        for c in token.children
    )
    return that or any(t.lemma_.lower() in words("acts.acknowledged") for t in _objects(token))


def _is_denied_deed(token: Token) -> bool:
    """Who denies what it is said to have done says no to nobody: "denied having offered gas"."""
    if token.lemma_.lower() not in words("acts.denying_verbs"):
        return False
    return any(c.dep_ in ("ccomp", "xcomp") and tree.is_verbal(c) for c in token.children)


def _keeps_silent(token: Token) -> bool:
    """ "declined to say whether it had offered gas"."""
    if token.lemma_.lower() not in words("acts.declining"):
        return False
    return any(c.dep_ == "xcomp" and c.lemma_.lower() in words("acts.disclosing") for c in token.children)


def _asks_for_comment(token: Token) -> bool:
    """What papers ask of everybody: "asked the bank for comment"."""
    if token.lemma_.lower() not in words("acts.asking"):
        return False
    behind = (below for c in token.children if c.dep_ == "prep" for below in c.children)
    return any(t.dep_ == "pobj" and t.lower_ in words("acts.comments") for t in behind)


def _is_forecast(token: Token) -> bool:
    """ "is expected to approve", "will likely ban", "speculation that it would offer"; "its offer" is no guess."""
    if token.lemma_.lower() in words("acts.forecasting") and tree.is_passive(token):
        return tree.child(token, "xcomp") is not None
    verb = tree.carrying_verb(token)
    if token != verb and (token.dep_ != "dobj" or token.head != verb or is_known(token)):
        return False
    while not _is_guessed(verb):
        if verb.dep_ != "xcomp" and (verb.dep_ != "conj" or tree.child(verb, "nsubj", "nsubjpass") is not None):
            return False
        verb = verb.head
    return True


def _is_guessed(verb: Token) -> bool:
    """Whether somebody expects what a verb says."""
    unsure = any(c.dep_ == "advmod" and c.lower_ in words("acts.unsure") for c in verb.children)
    return unsure or is_foreseen_by(verb.head, verb.dep_)


def _is_standing_aim(token: Token) -> bool:
    """What somebody always wanted to do itself is put to nobody now: "has long sought to control the strait"."""
    if token.lemma_.lower() not in words("acts.aiming") or not tree.is_verbal(token):
        return False
    long = any(c.dep_ == "advmod" and c.lower_ in words("acts.all_along") for c in token.children)
    return long and any(c.dep_ == "xcomp" and tree.is_infinitive(c) for c in token.children)


def _is_crime(token: Token) -> bool:
    """ "committed atrocities", "crimes committed by the army"."""
    if token.lemma_.lower() not in words("acts.committing"):
        return False
    things = [*_objects(token), *([token.head] if token.dep_ in ("acl", "relcl") else [])]
    return any(t.lemma_.lower() in words("acts.crimes") for t in things)


def _is_imagined(token: Token) -> bool:
    """ "had Peru offered it", "would have accepted"."""
    return tree.is_verbal(token) and (is_counterfactual(token) or is_inverted_condition(token))


def _is_trip_put_off(token: Token) -> bool:
    """Who puts off a trip of its own puts nothing on anybody: "postponed a visit to Chad"."""
    if token.lemma_.lower() not in words("acts.delaying"):
        return False
    return any(t.lemma_.lower() in words("acts.trips") and not _is_anothers(t) for t in _objects(token))


def _is_anothers(noun: Token) -> bool:
    """Whether a noun is somebody's who is not the subject: "[Peru's] visit", "the visit of the envoy"."""
    owners = words("acts.others_possessives")
    by = any(c.lower_ in words("acts.maker_prepositions") and c.dep_ == "prep" for c in noun.rights)
    return by or any(c.dep_ == "poss" and c.lower_ not in owners for c in noun.lefts)


_TELLING: tuple[Callable[[Token], bool], ...] = (
    _is_warned_against,
    _is_plan_given_up,
    _is_answer_to_event,
    _is_acknowledgement,
    _is_blame,
    _is_denied_deed,
    _keeps_silent,
    _asks_for_comment,
    _is_forecast,
    _is_standing_aim,
    _is_crime,
    _is_imagined,
    _is_trip_put_off,
)


def _given_up_plan(verb: Token) -> Token | None:
    """The plan that a verb says is given up or put off."""
    plans = (t for t in _objects(verb) if _is_plan(t) and _gives_up(verb, t))
    return next((p for p in plans if any(c.dep_ in ("acl", "relcl") for c in p.children)), None)


def _is_plan(noun: Token) -> bool:
    return noun.lemma_.lower() in words("acts.plans")


def _gives_up(verb: Token, plan: Token) -> bool:
    if verb.lemma_.lower() not in words("acts.putting_off") or plan not in _objects(verb):
        return False
    return tree.child(verb, "neg") is None and not tree.has_modal(verb)


def _restricts(verb: Token) -> bool:
    lemma, things = verb.lemma_.lower(), {t.lemma_.lower() for t in _objects(verb)}
    stopped = lemma in words("acts.stopping") and not things.isdisjoint(words("acts.flows"))
    return stopped or lemma in words("acts.restricting")


def _objects(verb: Token) -> list[Token]:
    """What a verb is done to, in both voices, each of several."""
    label = "nsubjpass" if tree.is_passive(verb) else "dobj"
    return [t for c in verb.children if c.dep_ == label for t in tree.conjuncts(c)]
