"""An account on a server that reads feeds, as settings.yaml describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

AccountKind = Literal["greader", "miniflux", "fever", "nextcloud"]
KINDS: tuple[AccountKind, ...] = get_args(AccountKind)


@dataclass(frozen=True, slots=True)
class Account:
    """A server and who one is there. There is no password in it, so that it may be shown and kept.

    `url` is the server's address as a person knows it; where the protocol is found below it, the protocol knows.
    """

    name: str
    kind: AccountKind
    url: str
    user: str = ""
    password_command: tuple[str, ...] = ()
    """A program and its arguments, which prints the password; without one the keyring is asked."""

    api: str = ""
    """Where the protocol was found on that server when the account was added; empty where it is to be found."""

    insecure: bool = False
    """Whether the person said that the password may travel without https."""

    labels: tuple[str, ...] = ()
    """The tags that are kept the same there: none, `("*",)` for all, or some by their names."""

    password_is_key: bool = False
    """Whether the password is an API key of Miniflux although there is a name, which then only tells accounts apart."""

    @property
    def login(self) -> tuple[str, str, str]:
        """Whose account it is: two with one login would take each other's feeds, and let go of what waits for both."""
        return self.kind, self.url.rstrip("/"), self.user


def key_hint(account: Account) -> str:
    """How two accounts by API keys on one server are told apart, for one that has no name; else nothing."""
    if account.kind != "miniflux" or account.user:
        return ""
    return ". If the keys are those of two people, give one account a `user` of your choice and `password_is_key: true`"
