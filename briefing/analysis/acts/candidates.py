"""A candidate: an act found in the text, not yet an offer of the story."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Words

from briefing.analysis.acts.factuality import Factuality
from briefing.analysis.acts.lexicon import Trigger
from briefing.analysis.acts.places import NOWHERE, Places
from briefing.analysis.text.parsed_story import Passage
from briefing.core.analysis import Act, Party


@dataclass(frozen=True, slots=True)
class ActCandidate:
    """One act as one sentence says it.

    `doer` tells what stands in the proposer's place where no party was found there: "pronoun", "thing", "nobody" or
    nothing. `places` names where proposer, recipient and terms were found. `points_back`
    is set where the terms only name something put before, `own_word` where the proposer's own side says it.
    `likely` is how likely a recipient is the right one that only the story tells. `also` are sentences of the story
    that say it again.
    """

    act: Act
    negated: bool
    passage: Passage
    trigger: Trigger
    terms: Words
    sentence: Words
    standing: Factuality
    proposer: Party | None = None
    recipient: Party | None = None
    speaker: Party | None = None
    places: Places = NOWHERE
    doer: str = ""
    points_back: bool = False
    quoted: bool = False
    own_word: bool = False
    borrowed: ActCandidate | None = None
    certainty: float = 0.0
    likely: float = 1.0
    also: tuple[ActCandidate, ...] = ()
