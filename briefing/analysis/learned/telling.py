"""What a story tells before any judge: the acts that the network and the rules see, less those that words take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.negation import is_done_by_nobody, is_left_undone, withdrawing_verb
from briefing.analysis.acts.no_acts import is_lifting_plan, is_no_act
from briefing.analysis.learned.document import RuleAct
from briefing.analysis.learned.document_map import DocumentMap, describe
from briefing.analysis.learned.line_features import line_features
from briefing.analysis.learned.network import MEASURES, Network, StoryScores, TriggerScores
from briefing.analysis.learned.pair_ranker import PairRanker
from briefing.analysis.learned.scored_acts import ScoredAct, key_of, scored_acts
from briefing.analysis.learned.small_networks import Features
from briefing.analysis.learned.weights import Floats
from briefing.analysis.scoring.calibration import chance
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Act, Party

_TAKEN_BACK = {"accept": "reject", "offer": "reject", "pledge": "reject", "propose": "reject", "reject": "accept"}
"""What those become who withdraw an act; a demand or a threat is no more."""
LEAST = 0.15
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


@dataclass(frozen=True, slots=True)
class Heard:
    """What the network and the rules see in a story, less what its words take back.

    `denied` are words of what nobody does, `gone` of what was withdrawn.
    """

    story: DocumentMap
    read: StoryScores
    ruled: Mapping[RuleAct, ActCandidate]
    denied: Set[int]
    gone: Set[int]


def hear(network: Network, reading: ParsedStory, cast: Cast, candidates: Sequence[ActCandidate]) -> Heard:
    """What the network and the rules see in a story, before any choice."""
    story = describe(reading, cast)
    ruled = {_rule_act(story, candidate): candidate for candidate in candidates}
    read = network.read(story.document, LEAST, tuple(ruled))
    denied = {said.word for said in read.triggers if _is_denied(story.token(said.word))}
    gone = {said.word for said in read.triggers if withdrawing_verb(story.token(said.word)) is not None}
    untold = {said.word for said in read.triggers if is_no_act(story.token(said.word))}
    untold |= _told_by_their_verb(story, gone, read.triggers)
    said = tuple(said for said in read.triggers if said.word not in untold)
    return Heard(story, replace(read, triggers=said), ruled, denied, gone)


def tell(
    network: Network,
    ranker: PairRanker | None,
    reading: ParsedStory,
    cast: Cast,
    candidates: Sequence[ActCandidate],
) -> Told:
    """The acts of a story, less those that its words deny or take back."""
    heard = hear(network, reading, cast, candidates)
    story, document = heard.story, heard.story.document
    acts = tuple(
        _as_taken_back(heard, _as_lifted(story, act))
        for act in scored_acts(document, heard.read, tuple(heard.ruled), LEAST, heard.denied, ranker)
    )
    features = tuple(line_features(document, act) for act in acts)
    return Told(story, acts, heard.ruled, heard.read.names, features)


def _told_by_their_verb(story: DocumentMap, gone: Set[int], said: Sequence[TriggerScores]) -> set[int]:
    """Those of the withdrawn acts whose verb tells it: "[dropped] its demand" is one act, and no demand."""
    words = {one.word for one in said}
    verbs = {word: withdrawing_verb(story.token(word)) for word in gone}
    return {word for word, verb in verbs.items() if verb is not None and story.number(verb) in words}


def _is_denied(token: Token) -> bool:
    return is_done_by_nobody(token) or is_left_undone(token)


def _as_taken_back(heard: Heard, act: ScoredAct) -> ScoredAct:
    """An act that is told only as withdrawn, as what it is then: a refusal of what was promised, no demand any more."""
    if act.negated or not set(act.words) <= heard.gone:
        return act
    if act.act in _TAKEN_BACK:
        return replace(act, act=_TAKEN_BACK[act.act], ruled=None)  # the rules go by the noun
    return replace(act, negated=act.act not in MEASURES)


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
