"""A story as the reader opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only their names: a screen is there before a story is open
    from briefing.core.analysis import Analysis
    from briefing.core.annotations import Annotations
    from briefing.core.headline import Headline
    from briefing.core.story import Story


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story with all that is shown beside it.

    `analysis` is None until there is one; it is as the reader corrected it. `place` is how far the story was read,
    as an offset into its text.
    """

    story: Story
    analysis: Analysis | None
    annotations: Annotations
    headline: Headline
    place: int = 0

    @property
    def note(self) -> str:
        """The note on the story, or nothing."""
        return self.annotations.note
