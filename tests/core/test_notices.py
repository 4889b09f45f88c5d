"""Notices: which hours are quiet, one for each event, many counted."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from briefing.core.notices import NO_QUIET_HOURS, DesktopNotice, Notice, QuietHours, for_desktop, merge_notices


@pytest.mark.parametrize(
    ("hours", "quiet", "loud"),
    [
        (QuietHours(time(22), time(7)), ("22:00", "23:59", "00:00", "06:59"), ("21:59", "07:00", "12:00")),
        (QuietHours(time(12), time(13, 30)), ("12:00", "13:29"), ("11:59", "13:30", "00:00")),
        (NO_QUIET_HOURS, (), ("00:00", "12:00")),
    ],
)
def test_hours_may_go_over_midnight(hours: QuietHours, quiet: tuple[str, ...], loud: tuple[str, ...]) -> None:
    def at(clock: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-24T{clock}").replace(tzinfo=UTC)

    assert all(at(moment) in hours for moment in quiet)
    assert not any(at(moment) in hours for moment in loud)


def test_one_event_is_one_notice_under_all_names() -> None:
    tin, zinc = Notice("tin", "A ship of tin", "story 1", "1"), Notice("zinc", "No zinc", "story 2", "2")
    again = Notice("metals", "A ship of tin", "story 1", "1")
    assert merge_notices([tin, zinc, again, tin]) == (Notice("tin, metals", "A ship of tin", "story 1", "1"), zinc)


def test_many_are_counted_and_all_are_cleaned() -> None:
    notices = [Notice("tin\x1b]0;x\x07", f"No. {n}\n\x9b2J " + "long " * 90, f"story {n}") for n in range(5)]
    shown = for_desktop(notices)
    assert len(shown) == 4
    assert shown[0].title == "tin]0;x"
    assert shown[0].text.startswith("No. 0 2J long")
    assert len(shown[0].text) <= 240
    assert shown[3] == DesktopNotice("Briefing", "2 more notices")
