"""From candidates to the acts of a story: each once, with all that the story tells of its parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.same_side import Sides, is_same_party
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.certainty import FLOOR, certainty
from briefing.analysis.acts.lexicon import load_lexicon
from briefing.analysis.linking.answers import answered_act, borrow_terms
from briefing.analysis.linking.merging import merge_retellings
from briefing.analysis.linking.recipient_candidates import RecipientCandidates
from briefing.analysis.linking.recipients import with_recipient
from briefing.analysis.problems import Problems
from briefing.analysis.text.parsed_story import ParsedStory

_MEASURES_BACK = 3
"""Candidates back in which the maker of a measure is looked for: about a paragraph."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The acts of a story in text order; `answers` has for each the place in `acts` of what it answers, or None."""

    acts: tuple[ActCandidate, ...]
    answers: tuple[int | None, ...]


def link(candidates: Sequence[ActCandidate], story: ParsedStory, cast: Cast, problems: Problems) -> Linked:
    """The candidates that are sure enough, with recipients and answers, those that tell one act made one."""
    sides = Sides.of(cast.actors)
    sure = sure_candidates(candidates)
    around = RecipientCandidates(story, cast, sides)
    addressed = list(sure)
    for at, candidate in enumerate(sure):
        with problems.guard("find to whom an act is put", candidate.sentence):
            addressed[at] = with_recipient(sure, at, around)
    acts = merge_retellings(_with_makers(addressed), sides)
    return Linked(tuple(acts), tuple(answered_act(act, acts, sides) for act in acts))


def sure_candidates(candidates: Sequence[ActCandidate]) -> list[ActCandidate]:
    """The candidates that say an act surely enough; answers that only point back have the terms of what they answer."""
    weighed = (replace(one, certainty=certainty(one)) for one in borrow_terms(candidates, load_lexicon()))
    return [candidate for candidate in weighed if candidate.certainty >= FLOOR]


def _with_makers(candidates: Sequence[ActCandidate]) -> list[ActCandidate]:
    """Measures that nobody in their sentence takes are taken by who took the one before, a few candidates back."""
    made: list[ActCandidate] = []
    for candidate in candidates:
        if candidate.act.is_measure and candidate.proposer is None:
            before = (one.proposer for one in reversed(made[-_MEASURES_BACK:]) if one.act is candidate.act)
            maker = next((party for party in before if party is not None), None)
            if maker is not None and not is_same_party(maker, candidate.recipient):
                candidate = replace(candidate, proposer=maker)
        made.append(candidate)
    return made
