"""What lines are about."""

from __future__ import annotations

from enum import StrEnum


class Matter(StrEnum):
    """What a line is about: a matter of public life, or one that readers of such matters seldom look for."""

    PUBLIC = "public"
    SPORT = "sport"
    SHOW = "show"
    PRIVATE = "private"

    @property
    def sentence(self) -> str:
        """The end of a sentence that says so."""
        return f"it is about {_MATTERS[self]}"


_MATTERS = {
    Matter.PUBLIC: "public life",
    Matter.SPORT: "sport",
    Matter.SHOW: "show business",
    Matter.PRIVATE: "private life",
}
