"""Houses of leaders: bodies that bear the name of somebody whose side they are on, as "the Trump administration"."""

from __future__ import annotations

from functools import lru_cache

from briefing.analysis.vocabulary import words


def leader_of(house: str) -> str:
    """The name in front of the word for a leader's house: "Trump"; empty where a body is no such house."""
    leader, _, word = house.rpartition(" ")
    return leader if word.lower() in words("actors.leader_houses") else ""


@lru_cache(maxsize=4096)
def is_house_of(house: str, leader: str) -> bool:
    """Whether a body bears the last name of a leader: "the Trump administration" that of "Donald Trump"."""
    named = leader_of(house).split()
    return bool(named) and leader.split()[-1] in named
