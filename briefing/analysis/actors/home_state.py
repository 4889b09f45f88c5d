"""The state that a story is about, and who speaks for it without being said to."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis import vocabulary
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.core.analysis import ActorKind

_LEAST_MENTIONS, _LEAD = 3, 3
"""How often a story names the state that it is about at least, and how many times as often as any other."""

_BEFORE = 3
"""Words before a name or a title that may say whose it is."""


def home_state(parties: Sequence[ActorCluster]) -> ActorCluster | None:
    """The state that a story names far more often than any other."""
    states = sorted((p for p in parties if p.kind is ActorKind.STATE), key=lambda p: -len(p.names))
    most, next_most = (*(len(state.names) for state in states[:2]), 0, 0)[:2]
    return states[0] if most >= _LEAST_MENTIONS and most >= _LEAD * next_most else None


def set_home_affiliations(parties: Sequence[ActorCluster], gazetteer: Gazetteer) -> None:
    """Sets the side of ministers and ministries of whom nobody says which state's they are: that of the story."""
    home = home_state(parties)
    for party in parties if home is not None else ():
        if party.side is None and not party.known_side and _governs(party) and not _is_placed(party, gazetteer):
            party.side = home


def _governs(party: ActorCluster) -> bool:
    """Whether it is a ministry, or a minister for something: who is only called minister may be anybody's."""
    if party.kind is ActorKind.BODY:
        called, last = {party.name.lower()}, "actors.ministries"
    else:
        called, last = party.offices - vocabulary.words("actors.ministers"), "actors.ministers"
    is_of_branch = any(name.split()[-1] in vocabulary.words(last) for name in called)
    return is_of_branch and called.isdisjoint(vocabulary.words("actors.other_ministers"))


def _is_placed(party: ActorCluster, gazetteer: Gazetteer) -> bool:
    """Whether a place or a people stands in a name of it or right before: "Togolese ministry", "In Lima, minister"."""
    for name in party.names:
        doc, start = name.words.doc, name.words.start if name.title is None else name.title.start
        words = doc[max(name.words.sent.start, start - _BEFORE) : name.words.end]
        if any(True for _ in gazetteer.matches(words.text)):
            return True
    return False
