"""The reader's own names for actors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.core.analysis import ActorKind  # only its name: whoever has no such names needs no analysis


class Alias(NamedTuple):
    """What the reader calls an actor, and the kind that they say it is of; None leaves the kind that was found."""

    name: str
    kind: ActorKind | None = None


Aliases = Mapping[str, Alias]
"""From a name as stories write it, in lower case, to what the reader wants to see for that actor."""

NO_ALIASES: Aliases = MappingProxyType({})
