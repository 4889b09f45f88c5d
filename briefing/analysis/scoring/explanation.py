"""Why a line is there, in words: the trigger, the places that its frame names, how each party is named, the doubts."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.actors.pronouns import PRONOUNS
from briefing.analysis.actors.siding import same
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.entries import Entry
from briefing.analysis.scoring.confidence import doubts
from briefing.analysis.text.reading import Reading
from briefing.core.analysis import Party
from briefing.core.why import Role, Why

_PLACES = {
    "subject": "the subject",
    "object": "the object",
    "person": "whom the word is said to",
    "asked": "whom the word is said to",
    "told": "whom the word is said to",
    "dative": "the indirect object",
    "clause": "the clause behind the word",
    "clause-party": "whom the clause behind the word reaches",
    "clause-subject": "who is to do it",
    "wanted-subject": "who is to do it",
    "passive-subject": "the subject",
    "deed": "the verb with what belongs to it",
    "reached": "whom the verb reaches",
    "speaker": "who says so",
    "answered": "whose offer is answered",
    "answered-of": "whose offer is answered",
    "partner": "the other side",
    "possessive": "the owner",
    "owner": "whose the thing is",
    "modifier": "the name before the noun",
    "support": "the subject of the verb that carries the noun",
    "supported": "whom the verb that carries the noun reaches",
    "price": "the money it is of",
    "self": "the phrase of the word itself",
    "both-sides": "the phrase of the word itself",
    "answered-before": "whose offer, told before, is answered",
    "still": "to whom the proposer spoke just before",
    "bid-for": "the company that the other bids of the story are for",
    "met": "whom the proposer has met, by the sentence of the act or the one before",
    "letter": "to whom the letter goes",
    "stake": "whose shares are bid for",
    "likely": "chosen as the likeliest of the story, for no phrase says it",
    "": "told by the words around",
}


def why(candidate: ActCandidate, reading: Reading) -> Why:
    """The reasons of a candidate."""
    entry = candidate.trigger.entry
    who, whom, what = candidate.places
    roles = [
        _role("proposer", candidate.proposer, who, reading),
        _role("recipient", candidate.recipient, whom, reading),
    ]
    if candidate.speaker is not None and not same(candidate.speaker, candidate.proposer):
        roles.append(_role("speaker", candidate.speaker, "speaker", reading))
    terms = (candidate.borrowed or candidate).terms.text
    told = "the terms of the offer that it answers" if candidate.borrowed is not None else _place(what)
    return Why(
        word=candidate.trigger.token.text,
        entry=_entry(entry),
        rule=entry.frame.name,
        example=entry.example,
        roles=(*roles, Role("terms", " ".join(terms.split()), told)),
        doubts=tuple(doubts(candidate)),
    )


def _entry(entry: Entry) -> str:
    asks = " … ".join(entry.companions)
    return f"{entry.lemma}{f' … {asks}' if asks else ''} ({entry.word_class}, {entry.act.value})"


def _role(role: str, party: Party | None, place: str, reading: Reading) -> Role:
    if party is None:
        return Role(role, "", "nobody is named")
    words = party.name if party.span is None else " ".join(reading.words(party.span).split())
    return Role(role, words, ", ".join(_how(party, words, place)))


def _how(party: Party, words: str, place: str) -> Iterator[str]:
    if words.lower() in PRONOUNS:
        yield f"a pronoun that stands for {party.name}"
    elif party.actor is not None and not any(c.isupper() for c in words):
        yield f"a description that stands for {party.name}"
    elif party.actor is None:
        yield "no actor of the story"
    elif words.casefold() != party.name.casefold():
        yield f"a name of {party.name}"
    yield _place(place)


def _place(place: str) -> str:
    return _PLACES.get(place, f"behind “{place.partition('-')[0]}”")
