"""The accounts of settings.yaml, and changes to them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import private
from briefing.config.settings_file import read_settings
from briefing.config.yaml_file import parse_yaml
from briefing.core import clean
from briefing.core.errors import BriefingError, ConfigError
from briefing.files import write_edited
from briefing.locks import alone

if TYPE_CHECKING:
    from briefing.core.account import Account  # only its name: few readers have any

_KEY = "accounts"
_LONGEST_NAME = 60


class AccountsFile:
    """The accounts of settings.yaml as they are now, and the one way to change them.

    They are read again once the file has changed: another Briefing may add an account while this one is open.
    """

    def __init__(self, file: Path, accounts: tuple[Account, ...] | None = None) -> None:
        """`accounts` are those that were read from the file just now; without them it is read when it is needed."""
        self._file = file
        self._accounts = accounts or ()
        self._seen = None if accounts is None else self._stamp()

    def current(self) -> tuple[Account, ...]:
        """The accounts; those of before while the file cannot be read as settings."""
        if (stamp := self._stamp()) != self._seen:
            self._seen = stamp
            with suppress(ConfigError):
                self._accounts = read_settings(self._file).accounts
        return self._accounts

    def add(self, account: Account) -> None:
        """Put an account at the end of the list. Raises ConfigError, BriefingError where there is one of its name."""
        from briefing.config.accounts import settings_of  # late: few starts change an account
        from briefing.config.listed_text import with_items

        private.make_folder(self._file.parent)
        with alone(self._file.resolve().parent):
            accounts = read_settings(self._file).accounts
            _check_name(account.name, accounts)
            text = self._file.read_text(encoding="utf-8-sig") if self._file.exists() else ""
            self._put(with_items(text, _KEY, [settings_of(account)]), (*accounts, account))

    def rename(self, name: str, new: str) -> Account:
        """Give an account another name; what it is now. Raises ConfigError, BriefingError where that cannot be."""
        from briefing.config.listed_text import with_values  # late, as above

        with alone(self._file.resolve().parent):
            accounts = read_settings(self._file).accounts
            place = _place(accounts, name)
            _check_name(new, accounts)
            renamed = replace(accounts[place], name=new)
            text = with_values(self._file.read_text(encoding="utf-8-sig"), _KEY, {place: {"name": new}})
            self._put(text, (*accounts[:place], renamed, *accounts[place + 1 :]))
            return renamed

    def remove(self, name: str) -> Account:
        """Take an account out of the list; what it was. Raises ConfigError, BriefingError where there is none."""
        from briefing.config.listed_text import without_items  # late, as above

        with alone(self._file.resolve().parent):
            accounts = read_settings(self._file).accounts
            place = _place(accounts, name)
            text = self._file.read_text(encoding="utf-8-sig")
            self._put(without_items(text, _KEY, [place]), (*accounts[:place], *accounts[place + 1 :]))
            return accounts[place]

    def _put(self, text: str, wanted: tuple[Account, ...]) -> None:
        """Put a changed text in place, if it says what is wanted."""
        try:
            if not _says(text, self._file, wanted):
                raise ConfigError(
                    "Briefing cannot change `accounts` as it is written: begin each account on a line of its own,"
                    " with -, and give no values by & and *",
                    self._file,
                )
            write_edited(self._file, text)
        except OSError as error:
            raise BriefingError(f"{self._file}: the settings cannot be changed: {error.strerror}") from None
        self._accounts, self._seen = wanted, self._stamp()

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def _check_name(name: str, accounts: tuple[Account, ...]) -> None:
    if not name or name != clean.line(name, _LONGEST_NAME):
        raise BriefingError(f"the name of an account is one line of up to {_LONGEST_NAME} characters")
    if any(name == other.name for other in accounts):
        raise BriefingError(f"there is an account {name!r} already; another one needs another name")


def _place(accounts: tuple[Account, ...], name: str) -> int:
    place = next((i for i, account in enumerate(accounts) if account.name == name), None)
    if place is None:
        raise BriefingError(f"there is no account {name!r}; `briefing accounts list` shows them")
    return place


def _says(text: str, file: Path, wanted: tuple[Account, ...]) -> bool:
    from briefing.config.accounts import read_accounts

    try:
        checked = parse_yaml(text, file)
        listed = checked.mapping("the settings").get(_KEY) if checked is not None else None
        return (() if listed is None or listed.is_null else read_accounts(listed)) == wanted
    except ConfigError:
        return False
