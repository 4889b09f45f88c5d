"""A list that was found again, without taking away what the reader looks at."""

from __future__ import annotations

from collections.abc import Sequence

_AT_ONCE = 1_000
"""Stories that are compared at a time: what comes in stands near the top, and all behind it is as it was."""


def merge_lists(shown: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """What was found, in its order, with every story that was shown and is no longer found kept in its place.

    A story read in the list of unread ones stays there until the list is asked for again.
    """
    same = _same_at_end(shown, found)
    if not same:
        return tuple(_merge(shown, found))
    return (*_merge(shown[:-same], found[:-same]), *shown[-same:])


def _same_at_end(one: Sequence[str], other: Sequence[str]) -> int:
    """How many stories at the end of two lists are the same, in whole stretches."""
    same = 0
    while same + _AT_ONCE <= min(len(one), len(other)) and (
        one[len(one) - same - _AT_ONCE : len(one) - same] == other[len(other) - same - _AT_ONCE : len(other) - same]
    ):
        same += _AT_ONCE
    return same


def _merge(shown: Sequence[str], found: Sequence[str]) -> Sequence[str]:
    known = set(found)
    if known.issuperset(shown):
        return found
    kept: dict[str, list[str]] = {}
    before = ""
    for story in shown:
        if story in known:
            before = story
        else:
            kept.setdefault(before, []).append(story)
    result = list(kept.get("", ()))
    for story in found:
        result.append(story)
        result.extend(kept.get(story, ()))
    return result
