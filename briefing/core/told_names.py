"""How a story names its actors: "U.S." where it never writes out the United States."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from briefing.core.analysis import Actor, Analysis, Line, Part, Party
from briefing.core.party_names import plain_name

_WORD = re.compile(r"\w+")


def told_names(analysis: Analysis, text: str) -> dict[str, str]:
    """The initials by which a text names actors whose names it never writes out, by the actors' ids.

    Spans of the analysis must be of this text.
    """
    found = ((actor.id, _initials_of(actor, text)) for actor in analysis.actors if actor.name not in text)
    return {actor: name for actor, name in found if name}


def with_told_names(line: Line, names: Mapping[str, str]) -> Line:
    """A line whose parties have these names, by the ids of actors; others keep theirs, as do corrected lines."""

    def told(party: Party | None) -> Party | None:
        if party is None:
            return None
        joint = tuple(one for each in party.joint if (one := told(each)) is not None)
        return replace(party, name=names.get(party.actor or "", party.name), joint=joint)

    if line.corrected:
        return line
    return replace(line, proposer=told(line.proposer), recipient=told(line.recipient), speaker=told(line.speaker))


def _initials_of(actor: Actor, text: str) -> str:
    """The initials of an actor that a text writes most often; "" where it writes none."""
    capitals = "".join(word[0] for word in _WORD.findall(actor.name) if word[0].isupper()).lower()
    if len(capitals) < 2:
        return ""
    said = (text[span.start : span.end] for span in actor.mentions if span.part is Part.TEXT)
    wordings = Counter(wording.removeprefix("the ").removeprefix("The ") for wording in said)
    written = [(count, wording) for wording, count in wordings.items() if plain_name(wording) == capitals]
    return max(written, default=(0, ""))[1]
