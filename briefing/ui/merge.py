"""A list that was found again, without taking away what the reader looks at."""

from __future__ import annotations

from collections.abc import Sequence


def merge_lists(shown: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """What was found, in its order, with every story that was shown and is no longer found kept in its place.

    A story read in the list of unread ones stays there until the list is asked for again.
    """
    known = set(found)
    if known.issuperset(shown):
        return tuple(found)
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
    return tuple(result)
