"""Why a line is there, in words: the trigger, the places that its frame names, how each party is named.

And what speaks for the line, and against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis import vocabulary
from briefing.analysis.actors.same_side import is_same_party
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.certainty import weaknesses
from briefing.analysis.acts.entries import Entry
from briefing.analysis.acts.places import Place
from briefing.analysis.names.name import has_name
from briefing.analysis.scoring import calibration
from briefing.analysis.syntax.pronouns import is_pronoun
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Party
from briefing.core.why import Role, Why

_PLAIN_WEIGHT = 0.65
"""The weight below which an entry of the lexicon often means something else."""

_SURE_WEIGHT = 0.8
"""The weight from which an entry of the lexicon hardly ever means something else."""

_PLACES: dict[Place, str] = {
    Place.SUBJECT: "the subject",
    Place.OBJECT: "the object",
    Place.PERSON: "whom the word is said to",
    Place.DOER: "whom the word is said to",
    Place.LISTENER: "whom the word is said to",
    Place.DATIVE: "the indirect object",
    Place.CLAUSE: "the clause behind the word",
    Place.CLAUSE_PARTY: "whom the clause behind the word reaches",
    Place.CLAUSE_SUBJECT: "who is to do it",
    Place.WANTED_SUBJECT: "who is to do it",
    Place.PASSIVE_SUBJECT: "the subject",
    Place.DEED: "the verb with what belongs to it",
    Place.REACHED: "whom the verb reaches",
    Place.SPEAKER: "who says so",
    Place.AUTHOR: "whose offer is answered",
    Place.AUTHOR_OF: "whose offer is answered",
    Place.PARTNER: "the other side",
    Place.POSSESSIVE: "the owner",
    Place.OWNER: "whose the thing is",
    Place.TARGET: "whom the measure hits",
    Place.MODIFIER: "the name before the noun",
    Place.SUPPORT: "the subject of the verb that carries the noun",
    Place.SUPPORTED: "whom the verb that carries the noun reaches",
    Place.PRICE: "the money it is of",
    Place.SELF: "the phrase of the word itself",
    Place.BOTH_SIDES: "the phrase of the word itself",
    Place.AUTHOR_BEFORE: "whose offer, told before, is answered",
    Place.SAME_ADDRESSEE: "to whom the proposer spoke just before",
    Place.OTHER_BIDS: "the company that the other bids of the story are for",
    Place.MEETING: "whom the proposer has met, by the sentence of the act or the one before",
    Place.LETTER: "to whom the letter goes",
    Place.STAKE: "whose shares are bid for",
    Place.LIKELIEST: "chosen as the likeliest of the story, for no phrase says it",
}


def why(candidate: ActCandidate, reading: ParsedStory) -> Why:
    """The reasons of a candidate."""
    entry = candidate.trigger.entry
    who, whom, what = candidate.places
    roles = [
        _role("proposer", candidate.proposer, who, reading),
        _role("recipient", candidate.recipient, whom, reading),
    ]
    if candidate.speaker is not None and not is_same_party(candidate.speaker, candidate.proposer):
        roles.append(_role("speaker", candidate.speaker, Place.SPEAKER, reading))
    terms = (candidate.borrowed or candidate).terms.text
    place_words = "the terms of the offer that it answers" if candidate.borrowed is not None else _place(what)
    return Why(
        word=candidate.trigger.token.text,
        entry=_entry(entry),
        rule=entry.frame.name,
        example=entry.example,
        roles=(*roles, Role("terms", " ".join(terms.split()), place_words)),
        doubts=tuple(doubts(candidate)),
        supports=tuple(supports(candidate)),
    )


def _entry(entry: Entry) -> str:
    asks = " … ".join(entry.companions)
    return f"{entry.lemma}{f' … {asks}' if asks else ''} ({entry.word_class}, {entry.act.value})"


def _role(role: str, party: Party | None, place: Place | None, reading: ParsedStory) -> Role:
    if party is None:
        return Role(role, "", "nobody is named")
    words = party.name if party.span is None else " ".join(reading.words(party.span).split())
    return Role(role, words, ", ".join(_how(party, words, place)))


def _how(party: Party, words: str, place: Place | None) -> Iterator[str]:
    if is_pronoun(words) or words.lower() in vocabulary.words("syntax.relative_pronouns"):
        yield f"a pronoun that stands for {party.name}"
    elif party.actor is not None and not has_name(words):
        yield f"a description that stands for {party.name}"
    elif party.actor is None:
        yield "no actor of the story"
    elif words.casefold() != party.name.casefold():
        yield f"a name of {party.name}"
    yield _place(place)


def _place(place: Place | None) -> str:
    if place is None:
        return "told by the words around"
    return _PLACES.get(place, f"behind “{place.partition('-')[0]}”")


def supports(candidate: ActCandidate) -> Iterator[str]:
    """A sentence for each thing that makes a line sure."""
    if candidate.trigger.entry.weight >= _SURE_WEIGHT:
        yield "the word hardly ever says anything else"
    if all(party is not None and party.actor is not None for party in (candidate.proposer, candidate.recipient)):
        yield "the story names both parties"
    if candidate.also:
        yield "the story tells it again"


def doubts(candidate: ActCandidate) -> Iterator[str]:
    """A sentence for each thing that makes a line less sure."""
    if candidate.trigger.entry.weight < _PLAIN_WEIGHT:
        yield "the word alone often says something else"
    yield from (reason for _, reason in weaknesses(candidate))
    yield from calibration.against(candidate)
