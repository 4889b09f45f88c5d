"""Finding offers: who puts what to whom, and who answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from briefing.analysis.actors.actors import Cast
from briefing.analysis.actors.siding import Siding, same
from briefing.analysis.acts import acts, factuality
from briefing.analysis.acts.drafts import Draft
from briefing.analysis.acts.extraction import drafts_of
from briefing.analysis.acts.standins import StandIns
from briefing.analysis.linking import answering, merging, recipients
from briefing.analysis.linking.counterparts import Surroundings
from briefing.analysis.resources.quantities import quantity_in
from briefing.analysis.resources.resources import Goods
from briefing.analysis.scoring.believing import chance
from briefing.analysis.scoring.confidence import FLOOR, confidence
from briefing.analysis.scoring.explaining import why
from briefing.analysis.text.reading import Reading
from briefing.core.analysis import Offer, Span, Terms


def find_offers(reading: Reading, cast: Cast, goods: Goods, explain: bool = False) -> tuple[Offer, ...]:
    """The offers of a story, in the order in which it tells them; `explain` has each say why it is told."""
    siding = Siding(cast)
    told = told_once(reading, cast, siding)
    offers = [as_offer(draft, reading, goods) for draft in told]
    places = [answering.answered(draft, told, siding) for draft in told]
    offers = [
        offer if at is None else replace(offer, answers=offers[at].terms.span)
        for offer, at in zip(offers, places, strict=True)
    ]
    if not explain:
        return tuple(offers)
    return tuple(replace(offer, why=why(draft, reading)) for offer, draft in zip(offers, told, strict=True))


def told_once(reading: Reading, cast: Cast, siding: Siding) -> list[Draft]:
    """The acts of a story with all that it tells of whom they are put to, each of them once."""
    around = Surroundings(reading, cast, siding, acts.load().words)
    return list(merging.merged(recipients.addressed(find_acts(reading, cast), around), siding))


def find_acts(reading: Reading, cast: Cast) -> list[Draft]:
    """Every act that is told surely enough, with the recipient where the act's own words say it."""
    lexicon = acts.load()
    newest = factuality.newest_year(_dates(reading))
    stand_ins = StandIns(reading, cast)
    drafts = [draft for passage in reading for draft in drafts_of(passage, cast, stand_ins, lexicon, newest)]
    drafts = [replace(draft, confidence=confidence(draft)) for draft in answering.tied(drafts, lexicon)]
    return [draft for draft in drafts if draft.confidence >= FLOOR]


def _dates(reading: Reading) -> Iterator[Token]:
    """The words that are part of a date."""
    return (token for passage in reading for entity in passage.doc.ents if entity.label_ == "DATE" for token in entity)


def as_offer(draft: Draft, reading: Reading, goods: Goods) -> Offer:
    """A draft as an offer of the story."""
    source = draft.borrowed or draft
    span = source.passage.span(draft.terms)
    evidence = _evidence(draft)
    return Offer(
        act=draft.act,
        terms=Terms(reading.words(span), span),
        evidence=evidence,
        proposer=draft.proposer,
        recipient=draft.recipient,
        speaker=None if same(draft.speaker, draft.proposer) else draft.speaker,
        negated=draft.negated,
        resources=tuple(resource.id for resource in goods.within(span)),
        quantity=_quantity(draft),
        confidence=round(chance(draft), 2),
    )


def _quantity(draft: Draft) -> str | None:
    """The quantity in the terms, as any telling of the act has them."""
    for told in (draft, *draft.also):
        found = quantity_in(told.terms)
        if found is not None:
            return found
    return None


def _evidence(draft: Draft) -> tuple[Span, ...]:
    told = [draft, *draft.also]
    spans = [d.passage.span(d.sentence) for d in ([draft.borrowed] if draft.borrowed else []) + told]
    return tuple(dict.fromkeys(spans))
