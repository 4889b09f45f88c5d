"""The exit codes of all commands: 0 done, also when nothing was found; 1 done in part or not at all; 2 wrong usage."""

from __future__ import annotations

from briefing.core.errors import BriefingError, ConfigError, UsageError

DONE, IN_PART, WRONG_USAGE = 0, 1, 2


def exit_code(error: BriefingError) -> int:
    """The exit code that an error ends a command with."""
    return WRONG_USAGE if isinstance(error, ConfigError | UsageError) else IN_PART
