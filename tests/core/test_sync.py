"""When an account is synced by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefing.core.sync import AccountState, is_due, may_be_asked

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
EVERY = timedelta(minutes=15)
MINUTE, YEARS = timedelta(minutes=1), timedelta(days=1_500)


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (AccountState(1), True),
        (AccountState(1, last_ok=NOW - MINUTE, last_try=NOW - MINUTE), False),
        (AccountState(1, last_ok=NOW - EVERY, last_try=NOW - EVERY), True),
        (AccountState(1, last_try=NOW - MINUTE, not_before=NOW + MINUTE), False),
        (AccountState(1, last_try=NOW - MINUTE, not_before=NOW), True),
        (AccountState(1, blocked="the password is wrong"), False),
        (AccountState(1, last_ok=NOW + YEARS, last_try=NOW + YEARS), True),  # the clock was ahead
        (AccountState(1, last_try=NOW + YEARS, not_before=NOW + YEARS + MINUTE), True),
        (AccountState(1, last_try=NOW + YEARS, blocked="the password is wrong"), False),
    ],
)
def test_an_account_is_synced_when_it_is_its_turn(state: AccountState, due: bool) -> None:
    assert is_due(state, NOW, EVERY) is due


def test_what_waits_is_sent_though_a_sync_was_just_now() -> None:
    just_now = AccountState(1, last_ok=NOW, last_try=NOW)
    assert may_be_asked(just_now, NOW)
    assert not is_due(just_now, NOW, EVERY)
