"""Why a line is there: what the rules saw, what the network gave to whom, and what makes the line less sure."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.scored_acts import ScoredAct, key_of
from briefing.analysis.scoring import explanation
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.why import Role, Why

_LOW = 0.6
"""Below this chance a part of a line is shown as a doubt."""


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
    )


def _roles(story: DocumentMap, act: ScoredAct, rule: ActCandidate | None) -> Iterator[Role]:
    yield Role(
        "act",
        act.act,
        f"so likely: {act.likely:.2f} that the word says an act, {act.act_chance:.2f} for the likeliest one",
    )
    for role, choice, party, nobody in (
        ("proposer", act.proposer, rule and rule.proposer, act.nobody[0]),
        ("recipient", act.recipient, rule and rule.recipient, act.nobody[1]),
    ):
        named = None if not party else key_of(party.name, party.actor)
        if choice is None:
            yield Role(role, "", f"naming nobody fits best ({nobody:.2f} by itself)")
        else:
            candidate = story.document.candidates[choice.candidate]
            words = story.words(candidate.first, candidate.last).text
            yield Role(role, words, ", ".join(_how(story.document, words, choice, named)))
    words = " ".join(story.words(*act.terms).text.split())
    yield Role("terms", words, f"the likeliest words of the sentence ({act.terms_chance:.2f})")


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
