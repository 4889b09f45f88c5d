"""Accounts as the settings describe them."""

from __future__ import annotations

from briefing.core.account import Account, key_hint

KEYED = Account("home", "miniflux", "https://reader.example/")


def test_an_account_is_that_of_one_login() -> None:
    assert KEYED.login == Account("work", "miniflux", "https://reader.example").login
    assert KEYED.login != Account("home", "miniflux", "https://reader.example", "ann").login


def test_only_two_keys_of_one_server_need_a_name_to_be_told_apart() -> None:
    assert "`password_is_key: true`" in key_hint(KEYED)
    assert key_hint(Account("home", "miniflux", "https://reader.example", "ann")) == ""
    assert key_hint(Account("home", "greader", "https://reader.example")) == ""
