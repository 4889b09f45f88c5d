"""What a story tells before any judge: the acts that the network and the rules see, less those that words take back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.actors.cast import Cast
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.factuality import is_done_by_nobody, is_withdrawn
from briefing.analysis.acts.no_acts import is_lifting_plan, is_no_act
from briefing.analysis.learned.document import RuleAct
from briefing.analysis.learned.document_map import DocumentMap, describe
from briefing.analysis.learned.judge import Features
from briefing.analysis.learned.line_features import line_features
from briefing.analysis.learned.network import Network, TriggerScores
from briefing.analysis.learned.scored_acts import ScoredAct, key_of, scored_acts
from briefing.analysis.learned.weights import Floats
from briefing.analysis.scoring.calibration import chance
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Act, Party

_LEAST = 0.15
"""From which chance a word is taken for one that may say an act."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a story tells, before any judge: its acts, and for each what a judge goes by.

    `ruled` has the candidates behind the acts of rules; `names` is as in `StoryScores`.
    """

    story: DocumentMap
    acts: tuple[ScoredAct, ...]
    ruled: Mapping[RuleAct, ActCandidate]
    names: Floats
    features: tuple[Features, ...]


def tell(network: Network, reading: ParsedStory, cast: Cast, candidates: Sequence[ActCandidate]) -> Told:
    """The acts that the network and the rules see in a story, less those that its words deny or take back."""
    story = describe(reading, cast)
    ruled = {_rule_act(story, candidate): candidate for candidate in candidates}
    read = network.read(story.document, _LEAST, tuple(ruled))
    denied = {said.word for said in read.triggers if is_done_by_nobody(story.token(said.word))}
    gone = {said.word for said in read.triggers if is_withdrawn(story.token(said.word))}
    untold = {said.word for said in read.triggers if is_no_act(story.token(said.word))}
    untold |= _told_by_their_verb(story, gone, read.triggers)
    said = replace(read, triggers=tuple(said for said in read.triggers if said.word not in untold))
    acts = tuple(
        _as_lifted(story, act)
        for act in scored_acts(story.document, said, tuple(ruled), _LEAST, denied)
        if act.ruled is not None or not gone.issuperset(act.words)
    )
    features = tuple(line_features(story.document, act) for act in acts)
    return Told(story, acts, ruled, read.names, features)


def _told_by_their_verb(story: DocumentMap, gone: Collection[int], said: Sequence[TriggerScores]) -> set[int]:
    """Those of the withdrawn acts whose verb tells it: "[dropped] its demand" is one act, and no demand."""
    verbs = {one.word for one in said}
    return {word for word in gone if story.document.words[word].head in verbs}


def _as_lifted(story: DocumentMap, act: ScoredAct) -> ScoredAct:
    """A measure that was only planned, and is given up, as what it is: relief for whom it would have hit."""
    planned = act.act == Act.IMPOSE and is_lifting_plan(story.token(act.words[0]))
    return replace(act, act=Act.LIFT.value) if planned else act


def _rule_act(story: DocumentMap, candidate: ActCandidate) -> RuleAct:
    source = candidate.borrowed or candidate
    every = (candidate, *candidate.also)
    return RuleAct(
        tuple(dict.fromkeys(story.number(c.trigger.token) for c in every)),
        candidate.act.value,
        candidate.negated,
        party_key(candidate.proposer),
        party_key(candidate.recipient),
        party_key(candidate.speaker),
        (story.number(source.terms[0]), story.number(source.terms[-1]) + 1),
        round(chance(candidate), 2),
    )


def party_key(party: Party | None) -> str | None:
    """What a party is known by among the candidates of a document."""
    return None if party is None else key_of(party.name, party.actor)
