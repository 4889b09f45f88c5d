"""Who can be a party of an act, by its kind and by syntax: the chances that the network gives to those."""

from __future__ import annotations

from dataclasses import replace

from briefing.analysis.learned.addressees import with_addressee
from briefing.analysis.learned.barred_parties import without_barred
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.measure_parties import with_target
from briefing.analysis.learned.network import MEASURES, TriggerScores
from briefing.analysis.learned.receivers import with_receiver
from briefing.analysis.learned.signed_texts import decreed
from briefing.analysis.learned.told_act import ToldAct

_HAD = ("demand", "offer", "propose")
"""What one may have from another, and think about."""


def possible_parties(document: Document, said: TriggerScores, told: ToldAct) -> TriggerScores:
    """The scores of a word that tells an act, with chances for those alone who can make it and whom it can reach."""
    possible = without_barred(document, said, told.act)
    if told.act in MEASURES:
        return _hit(document, possible, told)
    if told.act in _HAD:
        possible = with_receiver(document, possible)
    return with_addressee(document, possible) if told.act == "demand" else possible


def _hit(document: Document, said: TriggerScores, told: ToldAct) -> TriggerScores:
    """Whom a measure hits; what a signed text does says it by a verb of its own."""
    verb = decreed(document, said.word)
    hit = with_target(document, said if verb is None else replace(said, word=verb), told.rule)
    return replace(hit, word=said.word)
