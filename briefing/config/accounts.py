"""Accounts on servers, as settings.yaml has them."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from briefing.config.yaml_file import Value
from briefing.core import clean
from briefing.core.account import KINDS, Account, AccountKind, key_hint
from briefing.core.sync_limits import SyncLimits

_KEYS = ("name", "kind", "url", "user", "password_command", "api", "insecure", "labels", "password_is_key")
_LEAST_EVERY = timedelta(minutes=5)
_MOST_STORIES = 50_000


def read_accounts(listed: Value) -> tuple[Account, ...]:
    """The accounts of a list. Raises ConfigError with the line of what is wrong."""
    accounts: list[Account] = []
    for item in listed.items("accounts"):
        account = _read_account(item)
        if any(account.name == other.name for other in accounts):
            raise item.wrong(f"there is another account with the name {account.name!r}")
        twin = next((other for other in accounts if other.login == account.login), None)
        if twin is not None:
            raise item.wrong(
                f"{account.name!r} is the account {twin.name!r} once more, with the same server, kind and"
                f" user: take one of them out{key_hint(account)}"
            )
        accounts.append(account)
    return tuple(accounts)


def settings_of(account: Account) -> dict[str, object]:
    """What settings.yaml says of an account: beside what it needs only what differs from the usual."""
    said: dict[str, object] = {
        "name": account.name,
        "kind": account.kind,
        "url": account.url,
        "user": account.user,
        "password_command": list(account.password_command),
        "api": account.api,
        "insecure": account.insecure,
        "password_is_key": account.password_is_key,
        "labels": "all" if account.labels == ("*",) else list(account.labels),
    }
    return {key: value for key, value in said.items() if value}


def read_sync(value: Value) -> SyncLimits:
    """How much of a server is kept here, and how often it is asked. Raises ConfigError."""
    given = value.mapping("sync", ("every", "unread", "most"))
    limits = SyncLimits()
    every = given["every"].duration("every") if "every" in given else limits.every
    if every < _LEAST_EVERY:
        raise given["every"].wrong("every must be 5m or more: servers are asked no more often")
    return SyncLimits(
        unread=given["unread"].number("unread", 1, _MOST_STORIES) if "unread" in given else limits.unread,
        most=given["most"].number("most", 100, _MOST_STORIES) if "most" in given else limits.most,
        every=every,
    )


def _read_account(item: Value) -> Account:
    if "password" in (given := item.mapping("an account")):
        raise given["password"].wrong(
            "a password does not belong in this file: name a program that prints it as password_command,"
            " or put it into the keyring"
        )
    values = item.mapping("an account", _KEYS)
    for needed in ("name", "kind", "url"):
        if needed not in values:
            raise item.wrong(f"an account needs a {needed}")
    written = values["url"].text("url")
    url = clean.address(written)
    if url is None or "@" in url.partition("://")[2].partition("/")[0]:
        raise values["url"].wrong("url must be the http or https address of the server, without a name or a password")
    insecure = values["insecure"].boolean("insecure") if "insecure" in values else False
    api = values["api"].text("api") if "api" in values else ""
    if api and (clean.address(api) is None or _server(api) != _server(url)):
        raise values["api"].wrong("api must be an address on the server of url: the password is sent there")
    is_key = values["password_is_key"].boolean("password_is_key") if "password_is_key" in values else False
    if is_key and values["kind"].text("kind") != "miniflux":
        raise values["password_is_key"].wrong("only Miniflux has API keys: take password_is_key out")
    return Account(
        name=values["name"].text("name"),
        kind=cast(AccountKind, values["kind"].choice("kind", KINDS)),
        url=url,
        user=values["user"].text("user") if "user" in values else "",
        password_command=values["password_command"].command("password_command") if "password_command" in values else (),
        api=api,
        insecure=insecure,
        labels=_labels(values["labels"]) if "labels" in values else (),
        password_is_key=is_key,
    )


def _server(address: str) -> str:
    """Scheme, host and port as they are written; a name or a password would be a part of it."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}".lower()


def _labels(value: Value) -> tuple[str, ...]:
    """`all`, or a list of tags."""
    if not value.is_list:
        value.choice("labels", ("all", "none"))
        return ("*",) if value.text("labels") == "all" else ()
    return tuple(item.text("a tag") for item in value.items("labels"))
