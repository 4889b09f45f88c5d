"""Changes to the accounts of settings.yaml as a text: only their own lines change, so comments and order stay."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from briefing import private
from briefing.config.settings import read_settings
from briefing.config.yamlfile import parse_yaml
from briefing.core import clean
from briefing.core.errors import BriefingError, ConfigError
from briefing.files import write_edited
from briefing.locks import alone

if TYPE_CHECKING:
    from briefing.core.account import Account  # only its name: few readers have any

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
        private.make_folder(self._file.parent)
        with alone(self._file.resolve().parent):
            accounts = read_settings(self._file).accounts
            _check_name(account.name, accounts)
            text = self._file.read_text(encoding="utf-8-sig") if self._file.exists() else ""
            self._put(_with(text, account), (*accounts, account))

    def rename(self, name: str, new: str) -> Account:
        """Give an account another name; what it is now. Raises ConfigError, BriefingError where that cannot be."""
        with alone(self._file.resolve().parent):
            accounts = read_settings(self._file).accounts
            place = _place(accounts, name)
            _check_name(new, accounts)
            renamed = replace(accounts[place], name=new)
            text = _renamed(self._file.read_text(encoding="utf-8-sig"), place, new)
            self._put(text, (*accounts[:place], renamed, *accounts[place + 1 :]))
            return renamed

    def remove(self, name: str) -> Account:
        """Take an account out of the list; what it was. Raises ConfigError, BriefingError where there is none."""
        with alone(self._file.resolve().parent):
            accounts = read_settings(self._file).accounts
            place = _place(accounts, name)
            text = self._file.read_text(encoding="utf-8-sig")
            self._put(_without(text, place), (*accounts[:place], *accounts[place + 1 :]))
            return accounts[place]

    def _put(self, text: str, wanted: tuple[Account, ...]) -> None:
        """Put a changed text in place, if it says what is wanted."""
        try:
            if not _says(text, self._file, wanted):
                raise ConfigError(
                    "Briefing cannot change `accounts` as it is written: begin each account on a line of its own,"
                    " with -",
                    self._file,
                )
            write_edited(self._file, text)
        except OSError as error:
            raise ConfigError(f"the settings cannot be changed: {error.strerror}", self._file) from None
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
        listed = checked.mapping("the settings").get("accounts") if checked is not None else None
        return (() if listed is None or listed.is_null else read_accounts(listed)) == wanted
    except ConfigError:
        return False


def _said(account: Account) -> list[str]:
    """The lines of an account, the first one's dash included."""
    values: dict[str, object] = {"name": account.name, "kind": account.kind, "url": account.url}
    if account.user:
        values["user"] = account.user
    if account.password_command:
        values["password_command"] = list(account.password_command)
    if account.api:
        values["api"] = account.api
    if account.insecure:
        values["insecure"] = True
    if account.labels:
        values["labels"] = "all" if account.labels == ("*",) else list(account.labels)
    dumped = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None)
    return [("- " if i == 0 else "  ") + line for i, line in enumerate(dumped.splitlines(keepends=True))]


def _node(text: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key `accounts` and its value."""
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == "accounts"), (None, None))


def _with(text: str, account: Account) -> str:
    key, listed = _node(text)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if key is None:
        return "".join([*lines, "accounts:\n", *("  " + line for line in _said(account))])
    if isinstance(listed, yaml.SequenceNode) and listed.value and not listed.flow_style:
        end = _end(listed.value[-1])
        indent = " " * listed.start_mark.column
        return "".join([*lines[:end], *(indent + line for line in _said(account)), *lines[end:]])
    first, last = key.start_mark.line, (listed or key).end_mark.line
    after = lines[last + 1 :] if listed is not None and listed.end_mark.line > first else lines[first + 1 :]
    return "".join([*lines[:first], "accounts:\n", *("  " + line for line in _said(account)), *after])


def _renamed(text: str, place: int, name: str) -> str:
    _, listed = _node(text)
    item = listed.value[place] if isinstance(listed, yaml.SequenceNode) else None
    pairs = item.value if isinstance(item, yaml.MappingNode) else []
    written = next((value for key, value in pairs if key.value == "name"), None)
    if written is None:
        return text
    said = yaml.safe_dump(name, allow_unicode=True, width=10_000, default_flow_style=True).splitlines()[0]
    return text[: written.start_mark.index] + said + text[written.end_mark.index :]


def _without(text: str, place: int) -> str:
    _, listed = _node(text)
    lines = text.splitlines(keepends=True)
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
        return text
    item = listed.value[place]
    rest = [*lines[: item.start_mark.line], *lines[_end(item) :]]
    if len(listed.value) > 1:
        return "".join(rest)
    return "".join("accounts: []\n" if line.rstrip() == "accounts:" else line for line in rest)


def _end(node: yaml.Node) -> int:
    """The line behind the last one on which something of a node stands: its own mark is behind comments, too."""
    if isinstance(node, yaml.MappingNode):
        return max(_end(part) for pair in node.value for part in pair)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return max(_end(part) for part in node.value)
    return node.end_mark.line + 1
