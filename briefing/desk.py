"""The names that the screens import until they take them from `briefing.services` and `briefing.core`."""

from __future__ import annotations

from briefing.core.open_story import OpenStory
from briefing.core.story import Counts
from briefing.services.clock import now
from briefing.services.desk import Desk

__all__ = ["Counts", "Desk", "OpenStory", "now"]
