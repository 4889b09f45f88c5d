"""The places around a word at which its proposer, recipient and terms may stand."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Place(StrEnum):
    """A place, by the name that `frames.yaml` uses, which explains each of them.

    The last group is of places that no frame names: there the story says who is meant, and not the words of the act.
    """

    SUBJECT = "subject"
    OBJECT = "object"
    PERSON = "person"
    DOER = "doer"
    LISTENER = "listener"
    GIVEN_TIME = "given-time"
    IN_TIME = "in-time"
    DATIVE = "dative"
    CLAUSE = "clause"
    CLAUSE_PARTY = "clause-party"
    CLAUSE_SUBJECT = "clause-subject"
    WANTED_SUBJECT = "wanted-subject"
    PASSIVE_SUBJECT = "passive-subject"
    OBJECT_OF_WITH = "object-of-with"
    OBJECT_TERMS = "object-terms"
    OBJECT_CLAUSE = "object-clause"
    FOR_PERSON = "for-person"
    FOR_PARTY = "for-party"
    TO_PERSON = "to-person"
    DEEP_FROM = "deep-from"
    DEEP_FOR = "deep-for"
    DEED = "deed"
    REACHED = "reached"
    STAKE = "stake"
    OWNER = "owner"
    TARGET = "target"
    SPEAKER = "speaker"
    AUTHOR = "author"
    AUTHOR_OF = "author-of"
    PARTNER = "partner"
    POSSESSIVE = "possessive"
    MODIFIER = "modifier"
    SUPPORT = "support"
    SUPPORTED = "supported"
    PRICE = "price"
    SELF = "self"
    CONTENT = "content"
    BOTH_SIDES = "both-sides"
    BETWEEN_SECOND = "between-second"
    OF_PARTY = "of-party"
    OF_THING = "of-thing"
    UNDER_WHICH = "under-which"

    TO = "to"
    FOR = "for"
    FROM = "from"
    ON = "on"
    UPON = "upon"
    OF = "of"
    WITH = "with"
    ABOUT = "about"
    OVER = "over"
    BY = "by"
    BEFORE = "before"
    AGAINST = "against"
    INTO = "into"
    AT = "at"
    BETWEEN = "between"
    TOWARD = "toward"
    TOWARDS = "towards"
    IN = "in"

    CONDITION = "condition"
    LETTER = "letter"
    AUTHOR_BEFORE = "author-before"
    SAME_ADDRESSEE = "same-addressee"
    OTHER_BIDS = "other-bids"
    MEETING = "meeting"
    LIKELIEST = "likeliest"

    @property
    def is_preposition(self) -> bool:
        """Whether it is the object of the preposition of this name."""
        return self in _PREPOSITIONS

    @property
    def is_of_frames(self) -> bool:
        """Whether a frame may name it."""
        return self not in _OF_THE_STORY


_PREPOSITIONS = frozenset(
    {Place.TO, Place.FOR, Place.FROM, Place.ON, Place.UPON, Place.OF, Place.WITH, Place.ABOUT, Place.OVER, Place.BY}
    | {Place.BEFORE, Place.AGAINST, Place.INTO, Place.AT, Place.BETWEEN, Place.TOWARD, Place.TOWARDS, Place.IN}
)
_OF_THE_STORY = frozenset(
    {Place.CONDITION, Place.LETTER, Place.AUTHOR_BEFORE, Place.SAME_ADDRESSEE, Place.OTHER_BIDS, Place.MEETING}
    | {Place.LIKELIEST}
)


class Places(NamedTuple):
    """Where proposer, recipient and terms were found; None where they were not."""

    who: Place | None = None
    whom: Place | None = None
    what: Place | None = None


NOWHERE = Places()
