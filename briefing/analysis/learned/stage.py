"""The learned part's place in the analysis: rules' candidates in, lines with chances out.

The one file of this package that knows both the rules' candidates and the domain. Without the files of weights there is
no learned part, and the rules alone make the lines.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files

from briefing.analysis.actors.cast import Cast
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.learned.act_terms import with_own_verb
from briefing.analysis.learned.bare_retellings import without_bare_retellings
from briefing.analysis.learned.conditions import condition_of
from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.explanation import why
from briefing.analysis.learned.goods import revised_resources, without_doubtful_sums
from briefing.analysis.learned.hollow_terms import HOLLOW_SHARE, are_hollow
from briefing.analysis.learned.inquiries import is_about_nobody
from briefing.analysis.learned.joint_parties import joint_candidates
from briefing.analysis.learned.judge import Judge, Likelihood
from briefing.analysis.learned.mentions import revised_actors
from briefing.analysis.learned.network import Network
from briefing.analysis.learned.pair_ranker import PairRanker
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.retold_titles import without_retold_titles
from briefing.analysis.learned.scored_acts import (
    ScoredAct,
    answered_act,
    evidence_sentences,
)
from briefing.analysis.learned.small_networks import read_networks
from briefing.analysis.learned.telling import party_key, tell
from briefing.analysis.linking.link import Linked
from briefing.analysis.names.name import has_name
from briefing.analysis.problems import Problems
from briefing.analysis.resources.finder import Resources
from briefing.analysis.resources.quantities import quantity_of
from briefing.analysis.scoring.lines import score
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.analysis.vocabulary import per_language
from briefing.core.analysis import Act, Actor, Line, Party, Resource, Terms
from briefing.core.quotation import whole_quotes

_FOLDER = "briefing.analysis.languages.en.weights"
_FILE, _RANKER, _JUDGE = "network.npz", "pairs.npz", "judge.npz"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Findings:
    """The actors, resources and lines of a story."""

    actors: tuple[Actor, ...]
    resources: tuple[Resource, ...]
    lines: tuple[Line, ...]


class LearnedPart:
    """The network, the ranker of pairs and the judge, as the lines of a story are made by them."""

    def __init__(self, network: Network, ranker: PairRanker | None, judge: Judge) -> None:
        self._network = network
        self._ranker = ranker
        self._judge = judge

    def findings(
        self, reading: ParsedStory, cast: Cast, goods: Resources, candidates: Sequence[ActCandidate], explain: bool
    ) -> Findings:
        """The lines of a story in the order in which it tells them, and its actors and resources as revised.

        `explain` has each line say why it is there.
        """
        told = tell(self._network, self._ranker, reading, cast, candidates)
        story, names = told.story, told.names
        goods = without_doubtful_sums(goods, story, names)
        are_kept = self._judge.are_kept(told.features)
        acts = [act for act, is_kept in zip(told.acts, are_kept, strict=True) if is_kept]
        features = [mark for mark, is_kept in zip(told.features, are_kept, strict=True) if is_kept]
        judged = list(zip(acts, self._judge.confidences(features), strict=True))
        judged = without_retold_titles(story.document, story.title_end, judged)
        judged = without_bare_retellings(story.document, judged)
        acts = [act for act, _ in judged]
        made = []
        for act, confidence in judged:
            rule = None if act.ruled is None else told.ruled[act.ruled]
            put = answered_act(story.document, act, acts)
            is_hollow = put is None and are_hollow(story.document, act.terms) and not _is_told_to(act, acts)
            says_little = is_hollow or is_about_nobody(story.document, act)
            line = Line(
                act=Act(act.act),
                terms=_terms(story, reading, act),
                evidence=tuple(story.span(*sentence) for sentence in evidence_sentences(story.document, act)),
                proposer=_with_joint(story, cast, act, act.proposer, act.recipient),
                recipient=_with_joint(story, cast, act, act.recipient, act.proposer),
                speaker=_speaker(rule, act),
                negated=act.negated,
                quantity=quantity_of(story.words(*act.terms)),
                condition=_condition(story, reading, act),
                confidence=round(confidence * (HOLLOW_SHARE if says_little else 1), 2),
                answers=None if put is None else story.span(*put.terms),
                why=why(story, act, rule, reading) if explain else None,
            )
            made.append(line)
        lines = tuple(made)
        parties = _parties(lines)
        actors = revised_actors(
            cast.actors, goods.resources, story, names, lambda mention: has_name(reading.words(mention)), parties
        )
        in_terms = frozenset(resource.id for line in lines for resource in goods.within(line.terms.span))
        goods = Resources(revised_resources(goods.resources, actors, story, names, in_terms))
        return Findings(actors, goods.resources, tuple(_with_goods(line, goods) for line in lines))


def _with_goods(line: Line, goods: Resources) -> Line:
    return replace(line, resources=tuple(resource.id for resource in goods.within(line.terms.span)))


def _parties(lines: Sequence[Line]) -> frozenset[str]:
    """The ids of the actors that lines name."""
    named = (party for line in lines for party in (line.proposer, line.recipient, line.speaker) if party is not None)
    return frozenset(one.actor for party in named for one in (party, *party.joint) if one.actor is not None)


def make_findings(
    linked: Linked, story: ParsedStory, cast: Cast, resources: Resources, problems: Problems, explain: bool = False
) -> Findings:
    """What a story tells, by rules and the learned part; by the rules alone where that is missing or fails."""
    part = learned_part()
    if part is not None:
        with problems.guard("read a text with the learned part", story.text):
            return part.findings(story, cast, resources, linked.acts, explain)
    return Findings(cast.actors, resources.resources, score(linked, story, resources, problems, explain))


def is_shipped() -> bool:
    """Whether the files of the learned part are there."""
    return all((files(_FOLDER) / name).is_file() for name in (_FILE, _RANKER, _JUDGE))


@per_language
def learned_part() -> LearnedPart | None:
    """The learned part that ships with the package, read once; None where a file of it is missing or cannot be read."""
    return read_learned_part()


def read_learned_part() -> LearnedPart | None:
    """As `learned_part`, read anew."""
    try:
        folder = files(_FOLDER)
        with as_file(folder / _FILE) as network, as_file(folder / _RANKER) as pairs, as_file(folder / _JUDGE) as judge:
            (ranking,) = read_networks(pairs, ("pairs",))
            right, is_act = map(Likelihood, read_networks(judge, ("right", "act")))
            return LearnedPart(Network(network), PairRanker(ranking), Judge(right, is_act))
    except (OSError, ValueError, KeyError) as error:
        _log.warning("The lines are those of the rules alone: the learned part cannot be read (%s).", error)
        return None


def _terms(story: DocumentMap, reading: ParsedStory, act: ScoredAct) -> Terms:
    terms = with_own_verb(story.document, act.words[0], act.act, act.terms)
    span = story.span(*terms)
    return Terms(whole_quotes(reading.words(span)), span)


def _condition(story: DocumentMap, reading: ParsedStory, act: ScoredAct) -> str:
    found = condition_of(story.document, act.words[0], act.terms)
    return "" if found is None else reading.words(story.span(*found))


def _with_joint(
    story: DocumentMap, cast: Cast, act: ScoredAct, choice: Choice | None, other: Choice | None
) -> Party | None:
    """A party with those who stand beside it in one list, but for the act's other party and for whom that speaks."""
    if choice is None:
        return None
    never = None if other is None else other.party
    beside = joint_candidates(story.document, choice.candidate, act.words[0], never)
    return replace(_party(story, cast, choice.candidate), joint=tuple(_party(story, cast, one) for one in beside))


def _party(story: DocumentMap, cast: Cast, number: int) -> Party:
    candidate = story.document.candidates[number]
    known = next((actor.id for actor in cast.actors if actor.id == candidate.party), None)
    return Party(candidate.name, known, story.span(candidate.first, candidate.last))


def _is_told_to(answer: ScoredAct, acts: Sequence[ScoredAct]) -> bool:
    """Whether the story tells what the one who is answered has put: that says what "refused to lift them" is about."""
    if answer.act not in (Act.ACCEPT, Act.REJECT) or answer.recipient is None:
        return False
    makers = (put.proposer for put in acts if put is not answer and put.act not in (Act.ACCEPT, Act.REJECT))
    return any(maker is not None and maker.party == answer.recipient.party for maker in makers)


def _speaker(rule: ActCandidate | None, act: ScoredAct) -> Party | None:
    if rule is None or rule.speaker is None:
        return None
    return None if act.proposer is not None and party_key(rule.speaker) == act.proposer.party else rule.speaker
