"""Errors say what they are about."""

from __future__ import annotations

from pathlib import Path

from briefing.core.errors import ConfigError, QueryError, UnknownEntry, UnknownFeed, UnknownStory


def test_a_wrong_file_is_named_with_its_line() -> None:
    file = Path("feeds.yaml")
    assert str(ConfigError("no such key")) == "no such key"
    assert str(ConfigError("no such key", file)) == "feeds.yaml: no such key"
    error = ConfigError("no such key", file, 3)
    assert (str(error), error.reason, error.line) == ("feeds.yaml, line 3: no such key", "no such key", 3)


def test_what_is_unknown_is_named_with_what_to_do() -> None:
    assert "'Wire'; `briefing feeds list`" in str(UnknownFeed("Wire"))
    error = UnknownStory("abc")
    assert (error.story_id, "'abc'; `briefing list`" in str(error)) == ("abc", True)
    entry = UnknownEntry("abc")
    assert (entry.entry_id, "'abc'; `briefing offers" in str(entry)) == ("abc", True)
    assert QueryError("an open quote", 4).position == 4
