"""Finding offers: who puts what to whom, and who answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.coreference.resolver import Resolver
from briefing.analysis.actors.same_side import Sides, is_same_party
from briefing.analysis.acts import factuality
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.extraction import extract_candidates
from briefing.analysis.acts.lexicon import load_lexicon
from briefing.analysis.acts.parties import Parties
from briefing.analysis.linking import answers, merging, recipients
from briefing.analysis.linking.recipient_candidates import RecipientCandidates
from briefing.analysis.resources.finder import Resources
from briefing.analysis.resources.quantities import quantity_in
from briefing.analysis.scoring.calibration import chance
from briefing.analysis.scoring.confidence import FLOOR, confidence
from briefing.analysis.scoring.explanation import why
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Offer, Span, Terms


def find_offers(reading: ParsedStory, cast: Cast, goods: Resources, explain: bool = False) -> tuple[Offer, ...]:
    """The offers of a story, in the order in which it tells them; `explain` has each say why it is told."""
    sides = Sides(cast)
    told = link_acts(reading, cast, sides)
    offers = [as_offer(candidate, reading, goods) for candidate in told]
    places = [answers.answered(candidate, told, sides) for candidate in told]
    offers = [
        offer if at is None else replace(offer, answers=offers[at].terms.span)
        for offer, at in zip(offers, places, strict=True)
    ]
    if not explain:
        return tuple(offers)
    return tuple(replace(offer, why=why(candidate, reading)) for offer, candidate in zip(offers, told, strict=True))


def link_acts(reading: ParsedStory, cast: Cast, sides: Sides) -> list[ActCandidate]:
    """The acts of a story with all that it tells of whom they are put to, each of them once."""
    around = RecipientCandidates(reading, cast, sides, load_lexicon().words)
    return list(merging.merged(recipients.addressed(find_candidates(reading, cast), around), sides))


def find_candidates(reading: ParsedStory, cast: Cast) -> list[ActCandidate]:
    """Every act that is told surely enough, with the recipient where the act's own words say it."""
    lexicon = load_lexicon()
    newest = factuality.newest_year(_dates(reading))
    speech = Speech(passage.doc for passage in reading)
    parties = Parties(reading, cast, speech, Resolver(reading, cast, speech))
    candidates = [
        candidate for passage in reading for candidate in extract_candidates(passage, parties, speech, lexicon, newest)
    ]
    candidates = [
        replace(candidate, confidence=confidence(candidate)) for candidate in answers.tied(candidates, lexicon)
    ]
    return [candidate for candidate in candidates if candidate.confidence >= FLOOR]


def _dates(reading: ParsedStory) -> Iterator[Token]:
    """The words that are part of a date."""
    return (token for passage in reading for entity in passage.doc.ents if entity.label_ == "DATE" for token in entity)


def as_offer(candidate: ActCandidate, reading: ParsedStory, goods: Resources) -> Offer:
    """A candidate as an offer of the story."""
    span = reading.span(candidate.terms)
    evidence = _evidence(candidate, reading)
    return Offer(
        act=candidate.act,
        terms=Terms(reading.words(span), span),
        evidence=evidence,
        proposer=candidate.proposer,
        recipient=candidate.recipient,
        speaker=None if is_same_party(candidate.speaker, candidate.proposer) else candidate.speaker,
        negated=candidate.negated,
        resources=tuple(resource.id for resource in goods.within(span)),
        quantity=_quantity(candidate),
        confidence=round(chance(candidate), 2),
    )


def _quantity(candidate: ActCandidate) -> str | None:
    """The quantity in the terms, as any telling of the act has them."""
    for told in (candidate, *candidate.also):
        found = quantity_in(told.terms)
        if found is not None:
            return found
    return None


def _evidence(candidate: ActCandidate, reading: ParsedStory) -> tuple[Span, ...]:
    told = [candidate, *candidate.also]
    spans = [reading.span(d.sentence) for d in ([candidate.borrowed] if candidate.borrowed else []) + told]
    return tuple(dict.fromkeys(spans))
