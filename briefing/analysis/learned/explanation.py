"""Why a line is there: what the rules saw, what the network gave to whom, and what makes the line sure or less sure."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.scored_acts import ScoredAct, key_of
from briefing.analysis.scoring import explanation
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Party
from briefing.core.why import Role, Why

_LOW, _HIGH = 0.6, 0.8
"""Below the first chance a part of a line is shown as a doubt; from the second on the learned part is sure of it."""


def why(story: DocumentMap, act: ScoredAct, rule: ActCandidate | None, reading: ParsedStory) -> Why:
    """The reasons of a line."""
    ruled = None if rule is None else explanation.why(rule, reading)
    return Why(
        word=story.document.words[act.words[0]].text,
        entry="" if ruled is None else ruled.entry,
        rule="" if ruled is None else ruled.rule,
        example="" if ruled is None else ruled.example,
        roles=tuple(_roles(story, act, rule)),
        doubts=tuple(_doubts(act)),
        supports=tuple(_supports(act, rule)),
    )


def _roles(story: DocumentMap, act: ScoredAct, rule: ActCandidate | None) -> Iterator[Role]:
    yield Role("act", act.act, f"the likeliest one ({act.act_chance:.2f})")
    for role, choice, named, nobody in (
        ("proposer", act.proposer, _named(None if rule is None else rule.proposer), act.nobody[0]),
        ("recipient", act.recipient, _named(None if rule is None else rule.recipient), act.nobody[1]),
    ):
        if choice is None:
            yield Role(role, "", f"naming nobody fits best ({nobody:.2f} by itself)")
        else:
            candidate = story.document.candidates[choice.candidate]
            words = story.words(candidate.first, candidate.last).text
            yield Role(role, words, ", ".join(_how(story.document, words, choice, named)))
    words = " ".join(story.words(*act.terms).text.split())
    yield Role("terms", words, f"the likeliest words of the sentence ({act.terms_chance:.2f})")


def _named(party: Party | None) -> str | None:
    """The key of the party that the rules name."""
    return None if party is None else key_of(party.name, party.actor)


def _how(document: Document, words: str, choice: Choice, named: str | None) -> Iterator[str]:
    name = document.candidates[choice.candidate].name
    if words.casefold() != name.casefold():
        yield f"stands for {name}"
    if choice.lead > 0:
        yield f"the likeliest of all who could be meant ({choice.chance:.2f})"
    else:
        yield f"likelier with the other party, by all that the story tells, than who leads alone ({choice.chance:.2f})"
    if named is not None:
        one_side = "one of the same side" if document.sides.keys_on_one_side(named, choice.party) else "another"
        yield "the rules say the same" if named == choice.party else f"the rules name {one_side}"


def _supports(act: ScoredAct, rule: ActCandidate | None) -> Iterator[str]:
    if rule is not None:
        yield f"a rule finds it, too{_same_parties(act, rule)}"
    chances = {
        "the word": act.likely,
        "the act": act.act_chance,
        "who and to whom": act.pair.get("pair", 0.0),
        "the terms": act.terms_chance,
    }
    if sure := [part for part, chance in chances.items() if chance >= _HIGH]:
        yield f"the learned part is sure of {', '.join(sure)}"


def _same_parties(act: ScoredAct, rule: ActCandidate) -> str:
    """Which parties the rules name as the line does, as the end of a sentence."""
    roles = (("proposer", act.proposer, rule.proposer), ("recipient", act.recipient, rule.recipient))
    same = [role for role, choice, party in roles if choice is not None and choice.party == _named(party)]
    return f", with the same {' and '.join(same)}" if same else ""


def _doubts(act: ScoredAct) -> Iterator[str]:
    if act.ruled is None:
        yield "no rule finds it, only the learned part"
    if act.likely < _LOW:
        yield f"the word may say no act (chance that it does: {act.likely:.2f})"
    if act.act_chance < _LOW:
        yield f"it may be another act (chance of the likeliest one: {act.act_chance:.2f})"
    if act.sign_chance < _LOW:
        yield "it may or may not be denied"
    if (chance := act.pair.get("pair", 1.0)) < _LOW:
        yield f"who does it, or to whom, is not sure (chance of this pair: {chance:.2f})"
    if act.terms_chance < _LOW / 2:
        yield f"where the terms begin and end is not sure (chance: {act.terms_chance:.2f})"
