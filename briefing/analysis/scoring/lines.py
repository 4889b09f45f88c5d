"""From linked acts to the lines of a story, each with the chance that nothing in it is wrong."""

from __future__ import annotations

from briefing.analysis.actors.same_side import is_same_party
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.linking.link import Linked
from briefing.analysis.problems import Problems
from briefing.analysis.resources.durations import duration_of
from briefing.analysis.resources.finder import Resources
from briefing.analysis.resources.quantities import quantity_of
from briefing.analysis.scoring.calibration import chance
from briefing.analysis.scoring.explanation import why
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Line, Span, Terms
from briefing.core.quotation import whole_quotes


def score(
    linked: Linked, story: ParsedStory, resources: Resources, problems: Problems, explain: bool = False
) -> tuple[Line, ...]:
    """The lines of a story in text order; `explain` has each say why it is there. An act that fails has no line."""
    lines = []
    for act, at in zip(linked.acts, linked.answers, strict=True):
        with problems.guard("make a line of an act", act.sentence.text):
            other = None if at is None else linked.acts[at]
            lines.append(line_of(act, other, story, resources, explain))
    return tuple(lines)


def line_of(
    act: ActCandidate, other: ActCandidate | None, story: ParsedStory, resources: Resources, explain: bool = False
) -> Line:
    """An act as a line; `other` is the act of the story that it answers."""
    span = story.span(act.terms)
    return Line(
        act=act.act,
        terms=Terms(whole_quotes(story.words(span)), span),
        evidence=_evidence(act, story),
        proposer=act.proposer,
        recipient=act.recipient,
        speaker=None if is_same_party(act.speaker, act.proposer) else act.speaker,
        negated=act.negated,
        resources=tuple(resource.id for resource in resources.within(span)),
        quantity=_quantity(act),
        confidence=round(chance(act), 2),
        answers=None if other is None else story.span(other.terms),
        why=why(act, story) if explain else None,
    )


def _quantity(act: ActCandidate) -> str | None:
    """The quantity in the terms, as any telling of the act has them, or else how long it lasts."""
    tellings = (act, *act.also)
    found = (quantity_of(telling.terms) for telling in tellings)
    lasting = (duration_of(telling.trigger.token, telling.terms) for telling in tellings)
    return next((quantity for quantity in (*found, *lasting) if quantity is not None), None)


def _evidence(act: ActCandidate, story: ParsedStory) -> tuple[Span, ...]:
    """The sentences that say it, the one of the terms first."""
    source = [act.borrowed] if act.borrowed else []
    return tuple(dict.fromkeys(story.span(telling.sentence) for telling in (*source, act, *act.also)))
