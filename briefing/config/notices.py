"""How the reader hears of what rules and watches find."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from briefing.config.yaml_file import Value
from briefing.core.errors import ConfigError
from briefing.core.notices import NO_QUIET_HOURS, QuietHours

WAYS = ("auto", "desktop", "terminal", "none")
_KEYS = ("by", "run", "quiet")


class NoticeSettings(NamedTuple):
    """`by` is one of WAYS. `run` is a program and its arguments, in which `{title}` and `{text}` stand for a notice.

    `unsafe` says why that program must not run, and is then left out.
    """

    by: str = "auto"
    run: tuple[str, ...] = ()
    quiet: QuietHours = NO_QUIET_HOURS
    unsafe: str = ""


def read_notices(value: Value) -> NoticeSettings:
    """The `notices` of the settings. Raises ConfigError with the line."""
    given = {key: one for key, one in value.mapping("notices", _KEYS).items() if not one.is_null}
    run: tuple[str, ...] = ()
    unsafe = ""
    if "run" in given:
        run = tuple(part.text("a part of run") for part in given["run"].items("run"))
        if run and not run[0]:
            raise given["run"].wrong("run must begin with a program")
        from briefing.config.commands import danger_of  # late: few settings name a program

        unsafe = danger_of(given["run"], run, ("{title}", "{text}"))
    return NoticeSettings(
        by=given["by"].choice("by", WAYS) if "by" in given else WAYS[0],
        run=() if unsafe else run,
        quiet=_hours(given["quiet"]) if "quiet" in given else NO_QUIET_HOURS,
        unsafe=f"The program of notices is left out. {unsafe}" if unsafe else "",
    )


def _hours(value: Value) -> QuietHours:
    text = value.text("quiet")
    if not text:
        return NO_QUIET_HOURS
    start, _, end = text.partition("-")
    return QuietHours(_time(value, start), _time(value, end))


def _time(value: Value, text: str) -> time:
    wrong: ConfigError = value.wrong("quiet must be two times of the day, as 22:00-07:00")
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise wrong
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise wrong from None
