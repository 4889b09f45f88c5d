"""settings.yaml as settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace

from briefing.config.notices import read_notices
from briefing.config.pens import read_pens
from briefing.config.settings import LIST_COLUMNS, MATTERS, FetchSettings, ReaderSettings, Settings
from briefing.config.yaml_file import Value, read_yaml
from briefing.config.yaml_nodes import KeptNodes
from briefing.core.errors import ConfigError
from briefing.core.feed import FullText
from briefing.core.retention import RetentionPolicy
from briefing.core.sync_limits import SyncLimits
from briefing.files import from_home

if TYPE_CHECKING:  # only their names: what few settings have is loaded where they have it
    from briefing.config.commands import Command
    from briefing.core.account import Account
    from briefing.core.rules import Rule

Read = Callable[[Value, str], object]
"""Makes what one key says a value of `Settings`; takes the value in the file and the key. Raises ConfigError."""


def read_settings(file: Path, must_exist: bool = False, kept: KeptNodes | None = None) -> Settings:
    """The settings of a file, or the defaults where there is none. Raises ConfigError with the line.

    `kept` has what was read of the file before.
    """
    try:
        top = read_yaml(file, kept)
    except FileNotFoundError:
        if must_exist:
            raise ConfigError("there is no such settings file", file) from None
        return Settings()
    except OSError as error:
        raise ConfigError(f"the settings cannot be read: {error.strerror}", file) from None
    if top is None or top.is_null:
        return Settings()
    found = _read_by(SETTINGS | READER_SETTINGS, top, "the settings")
    reader = {key: found.pop(key) for key in READER_SETTINGS if key in found}
    settings = replace(Settings(**found), reader=ReaderSettings(**reader))
    if settings.rules:
        from briefing.config.rules import check_runs

        check_runs(top, settings.rules, settings.reader.commands)
    return _without_unsafe(settings)


def _without_unsafe(settings: Settings) -> Settings:
    """The settings without commands that must not run, and what is to be said of them."""
    commands, notices = settings.reader.commands, settings.notices
    problems = [unsafe for unsafe in (*(command.unsafe for command in commands), notices.unsafe) if unsafe]
    safe = tuple(command for command in commands if not command.unsafe)
    return replace(settings, reader=replace(settings.reader, commands=safe), problems=tuple(problems))


def _read_by(table: Mapping[str, Read], value: Value, what: str) -> dict[str, Any]:
    """What a mapping says, each key read by its reader; a key that nothing stands behind is left out."""
    given = value.mapping(what, tuple(table))
    return {key: table[key](given[key], key) for key in given if not given[key].is_null}


def _flag(value: Value, key: str) -> bool:
    return value.boolean(key)


def _text(value: Value, key: str) -> str:
    return value.text(key)


def _share(value: Value, key: str) -> float:
    return value.share(key)


def _number(least: int, most: int) -> Read:
    return lambda value, key: value.number(key, least, most)


def _one_of(*words: str) -> Read:
    return lambda value, key: value.choice(key, words)


def _one_of_or_empty(*words: str) -> Read:
    return lambda value, key: value.text(key) and value.choice(key, words)


def _folder(value: Value, key: str) -> Path:
    folder = value.text(key)
    if not folder:
        raise value.wrong(f"{key} is empty; name a folder, or remove the line")
    try:
        return from_home(folder)
    except ConfigError as error:
        raise value.wrong(error.reason) from None


def _keys(value: Value, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((action, _key_list(keys)) for action, keys in value.mapping(key).items())


def _key_list(value: Value) -> tuple[str, ...]:
    try:
        return tuple(item.text("a key") for item in value.items("keys"))
    except ConfigError:
        return (value.text("keys of an action (one key, or a list of keys)"),)


def _columns(value: Value, key: str) -> tuple[str, ...]:
    found = tuple(item.choice("a column", LIST_COLUMNS) for item in value.items(key))
    twice = next((name for number, name in enumerate(found) if name in found[:number]), None)
    if twice is not None:
        raise value.wrong(f"the column {twice!r} is twice in {key}")
    return found if "title" in found else (*found, "title")


def _matters(value: Value, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.choice(f"a matter of {key}", MATTERS) for item in value.items(key)))


def _lines(value: Value, key: str) -> str:
    return value.choice(key, ("auto", "1", "2"))


def _keep(value: Value, key: str) -> RetentionPolicy:
    return RetentionPolicy(**_read_by(KEEP_SETTINGS, value, key))


def _rules(value: Value, _: str) -> tuple[Rule, ...]:
    from briefing.config.rules import read_rules

    return read_rules(value)


def _commands(value: Value, _: str) -> tuple[Command, ...]:
    from briefing.config.commands import read_commands

    return read_commands(value)


def _accounts(value: Value, _: str) -> tuple[Account, ...]:
    from briefing.config.accounts import read_accounts

    return read_accounts(value)


def _sync(value: Value, _: str) -> SyncLimits:
    from briefing.config.accounts import read_sync

    return read_sync(value)


def _fetch(value: Value, key: str) -> FetchSettings:
    return FetchSettings(**_read_by(FETCH_SETTINGS, value, key))


FETCH_SETTINGS: dict[str, Read] = {
    "concurrency": _number(1, 256),
    "per_host": _number(0, 64),
    "feed_seconds": _number(1, 600),
    "total_seconds": _number(10, 7200),
    "user_agent": _text,
}
KEEP_SETTINGS: dict[str, Read] = {"days": _number(0, 1_000_000), "per_feed": _number(0, 1_000_000)}
READER_SETTINGS: dict[str, Read] = {
    "refresh_on_start": _flag,
    "refresh_while_open": _flag,
    "mark_read": _one_of("opened", "passed", "never"),
    "mark_moves": _flag,
    "theme": _text,
    "ascii": _flag,
    "marks": _one_of_or_empty("colour", "plain", "contrast"),
    "list_lines": _lines,
    "columns": _columns,
    "preview": _flag,
    "pictures": _flag,
    "unsure_below": _share,
    "hide_about": _matters,
    "since_first": _flag,
    "keys": _keys,
    "pens": lambda value, _: read_pens(value),
    "commands": _commands,
}
SETTINGS: dict[str, Read] = {
    "model": _text,
    "workers": _number(1, 16),
    "save_folder": _folder,
    "template": _text,
    "wiki_links": _flag,
    "download_folder": _folder,
    "full_text": _one_of(*get_args(FullText)),
    "cluster_read": _flag,
    "keep": _keep,
    "rules": _rules,
    "notices": lambda value, _: read_notices(value),
    "accounts": _accounts,
    "sync": _sync,
    "log_level": _one_of("error", "warning", "info", "debug"),
    "fetch": _fetch,
}
"""How each key is read. The tables have the keys of the dataclasses, and docs/settings.md has those of the tables."""
