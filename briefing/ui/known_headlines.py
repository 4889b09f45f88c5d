"""The headlines that a list has: those that were near the screen, the ones that came last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from briefing.core.headline import Headline

MOST_KEPT = 4_000


class KnownHeadlines:
    """Headlines by the id of their story, and which have been asked for. A story that is gone is known, without one."""

    def __init__(self) -> None:
        self._known: dict[str, Headline | None] = {}
        self._asked: set[str] = set()

    def __contains__(self, story: str) -> bool:
        return story in self._known

    def get(self, story: str) -> Headline | None:
        """The headline of a story, if it is here."""
        return self._known.get(story)

    @property
    def has_watched(self) -> bool:
        """Whether a watch found something in one of these stories."""
        return any(headline is not None and headline.watched for headline in self._known.values())

    def unread(self, stories: Iterable[str]) -> tuple[str, ...]:
        """Those of these stories that are known to be unread."""
        known = (headline for story in stories if (headline := self._known.get(story)) is not None)
        return tuple(headline.id for headline in known if not headline.read)

    def first_unread(self, stories: Iterable[tuple[int, str]]) -> int | None:
        """The place of the first unread of these stories with their places; none behind one that is not here."""
        for place, story in stories:
            headline = self._known.get(story)
            if headline is None:
                return None
            if not headline.read:
                return place
        return None

    def ask(self, stories: Iterable[str]) -> tuple[str, ...]:
        """The stories that are not known, and that nobody asked for yet: they count as asked for from now on."""
        wanted = tuple(story for story in stories if story not in self._known and story not in self._asked)
        self._asked.update(wanted)
        return wanted

    def add(self, asked: Sequence[str], headlines: Iterable[Headline]) -> Collection[str]:
        """Take headlines in; those that were asked for and did not come are gone. What looks other now is returned."""
        found = {headline.id: headline for headline in headlines}
        changed = {story for story in asked if story not in self._known or self._known[story] != found.get(story)}
        for story in asked:
            self._known.pop(story, None)
            self._known[story] = found.get(story)
        self._asked.difference_update(asked)
        for story in list(self._known)[: max(0, len(self._known) - MOST_KEPT)]:
            del self._known[story]
        return changed

    def change(self, stories: Iterable[str], **fields: bool) -> Collection[str]:
        """Change headlines as far as they are here; their stories are returned."""
        changed = {story: headline for story in stories if (headline := self._known.get(story)) is not None}
        for story, headline in changed.items():
            self._known[story] = replace(headline, **fields)
        return changed

    def clear(self) -> None:
        """Let all of them go."""
        self._known.clear()
        self._asked.clear()
