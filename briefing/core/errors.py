"""Every error that a person is meant to read.

BriefingError
├── ConfigError      feeds.yaml or settings.yaml is wrong; names the file and the line
├── FetchError       an address could not be had
│   └── OfflineError     because there seems to be no network
├── StorageError     the data folder or its database cannot be used
├── AnalysisError    one text could not be analysed
│   ├── AnalysisKilledError   somebody else ended the process
│   └── AnalysisOffError   the analysis process will not run at all
├── QueryError       a search that cannot be understood; names the position
├── UsageError       a command is asked for in a way that makes no sense
├── UnknownFeed      no feed has this address or title
└── UnknownStory     no story has this id
"""

from __future__ import annotations

from pathlib import Path

from briefing.core import clean


class BriefingError(Exception):
    """Something a person can read and act on; `str(error)` is one clean sentence."""


class ConfigError(BriefingError):
    """A configuration file is wrong.

    `reason` is the sentence without the place. `line` counts from 1; it is None where the file as a whole is meant.
    """

    def __init__(self, message: str, file: Path | None = None, line: int | None = None) -> None:
        self.reason = message
        self.file = file
        self.line = line
        place = "" if file is None else f"{file}: " if line is None else f"{file}, line {line}: "
        super().__init__(place + message)


class FetchError(BriefingError):
    """An address could not be fetched; the message says why in plain words."""


class OfflineError(FetchError):
    """An address could not be fetched, for there seems to be no network."""


class StorageError(BriefingError):
    """The data folder or the database cannot be read or written."""


class AnalysisError(BriefingError):
    """A text could not be analysed."""


class AnalysisKilledError(AnalysisError):
    """Somebody ended the analysis process, or the machine ran out of memory: not for what the text says."""


class AnalysisOffError(AnalysisError):
    """The analysis process will not run; the reader goes on without it."""


class QueryError(BriefingError):
    """A search text that cannot be understood; `position` is an offset into it."""

    def __init__(self, message: str, position: int = 0) -> None:
        self.position = position
        super().__init__(message)


class UsageError(BriefingError):
    """A command was asked for what makes no sense, whatever the feeds and stories are."""


class UnknownFeed(BriefingError):
    """No feed has the address or title that was asked for."""

    def __init__(self, name: str) -> None:
        shown = str(clean.shown_address(name)) if "://" in name else name
        super().__init__(f"no feed has the address or title {shown!r}; `briefing feeds list` shows them")


class UnknownEntry(BriefingError):
    """No entry of the ledger has the id that was asked for."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(f"the ledger has no entry {entry_id!r}; `briefing offers --format json` shows the ids")


class UnknownStory(BriefingError):
    """No story has the id that was asked for."""

    def __init__(self, story_id: str) -> None:
        self.story_id = story_id
        super().__init__(f"no story has the id {story_id!r}; `briefing list` shows the ids")
