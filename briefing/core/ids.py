"""Ids that no two things share."""

from __future__ import annotations


def unique(wanted: str, taken: set[str]) -> str:
    """The wanted id, or with a number behind it where it is taken; it is then taken."""
    made, count = wanted, 1
    while made in taken:
        count += 1
        made = f"{wanted}-{count}"
    taken.add(made)
    return made
