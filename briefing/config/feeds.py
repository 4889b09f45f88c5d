"""feeds.yaml as feeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from briefing.config.garbage import no_search_for_garbage
from briefing.config.yaml_file import Value, duration_text, parse_yaml, read_yaml
from briefing.config.yaml_nodes import KeptNodes
from briefing.core import clean
from briefing.core.errors import ConfigError
from briefing.core.feed import Feed, FeedSetting, FullText, Reliability
from briefing.files import write_whole

MOST_ITEMS = 10_000

_READERS: dict[str, Callable[[Value, str], Any]] = {
    "title": lambda value, what: value.text(what),
    "group": lambda value, what: _group(value, what),
    "every": lambda value, what: value.duration(what),
    "user_agent": lambda value, what: value.text(what),
    "full_text": lambda value, what: cast(FullText, value.choice(what, ("auto", "always", "never"))),
    "max_items": lambda value, what: value.number(what, 1, MOST_ITEMS),
    "user": lambda value, what: value.text(what),
    "password_command": lambda value, what: value.command(what),
    "trust_any_certificate": lambda value, what: value.boolean(what),
    "private_network": lambda value, what: value.boolean(what),
    "more_groups": lambda value, what: _groups(value, what),
    "account": lambda value, what: value.text(what),
    "muted": lambda value, what: value.boolean(what),
    "reliability": lambda value, what: Reliability(value.choice(what, tuple(one.value for one in Reliability))),
}


def read_feeds(file: Path, kept: KeptNodes | None = None) -> tuple[Feed, ...]:
    """The feeds of a file; an empty file has none. Raises ConfigError with the line of what is wrong.

    `kept` has what was read of the file before.
    """
    try:
        with no_search_for_garbage():
            return _feeds(read_yaml(file, kept))
    except OSError as error:
        raise ConfigError(f"the list of feeds cannot be read: {error.strerror}", file) from None


def parse_feeds(text: str, file: Path) -> tuple[Feed, ...]:
    """The feeds of the text of a file; `file` is what errors name."""
    with no_search_for_garbage():
        return _feeds(parse_yaml(text, file))


def _feeds(top: Value | None) -> tuple[Feed, ...]:
    if top is None or top.is_null:
        return ()
    if top.is_list or top.is_text:
        raise top.wrong("the file must begin with the line `feeds:`; the feeds stand below it")
    listed = top.mapping("the file", ("feeds",)).get("feeds")
    if listed is None or listed.is_null:
        return ()
    feeds: list[Feed] = []
    lines: dict[str, int] = {}
    for item in listed.items("feeds"):
        feed = _read_feed(item)
        if feed.url in lines:
            raise item.wrong(f"this url stands on line {lines[feed.url]} already: {clean.shown_address(feed.url)}")
        lines[feed.url] = item.line
        feeds.append(feed)
    return tuple(feeds)


def _group(value: Value, what: str) -> str:
    if value.is_list:
        raise value.wrong(f"{what} is one group; `more_groups` lists further ones")
    return value.text(what)


def _groups(value: Value, what: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(filter(None, value.words(what))))
    except ValueError:
        raise value.wrong(f"{what} has a quote that is not closed") from None


def group_settings(groups: Sequence[str]) -> dict[str, FeedSetting]:
    """What feeds.yaml says of a feed that stands in these groups."""
    return {"group": groups[0] if groups else "", "more_groups": list(groups[1:])}


def settings_of(feed: Feed) -> dict[str, FeedSetting]:
    """What feeds.yaml says of a feed beside its url: only what differs from the usual."""
    usual = Feed(feed.url)
    said = {key: getattr(feed, key) for key in _READERS if getattr(feed, key) != getattr(usual, key)}
    return {key: _as_said(value) for key, value in said.items()}


def _as_said(value: Any) -> FeedSetting:
    if isinstance(value, timedelta):
        return duration_text(value)
    if isinstance(value, Reliability):
        return value.value
    return list(value) if isinstance(value, tuple) else cast(str | int, value)


def with_settings(feed: Feed, settings: Mapping[str, FeedSetting]) -> Feed:
    """The feed with settings as feeds.yaml would say them, an empty one for the usual. Raises ConfigError."""
    import yaml  # late: a start needs none

    said = {key: value for key, value in {**settings_of(feed), **settings}.items() if value not in ("", [])}
    text = yaml.safe_dump({"feeds": [{"url": feed.url, **said}]}, allow_unicode=True)
    try:
        return parse_feeds(text, Path())[0]
    except ConfigError as error:
        raise ConfigError(error.reason) from None


def put_default(file: Path, with_shipped: bool = True) -> None:
    """Put the feeds that ship, or an empty list, to a place where there is none yet. Raises ConfigError."""
    if file.exists():
        return
    try:
        write_whole(file, shipped_feeds().read_text(encoding="utf-8") if with_shipped else "feeds: []\n")
    except OSError as error:
        raise ConfigError(f"the list of feeds cannot be put here: {error.strerror}", file) from None


def shipped_feeds() -> Path:
    """The feeds.yaml that ships: inside the package once installed, at the top of the source tree before."""
    packaged = Path(__file__).parents[1] / "feeds.yaml"
    return packaged if packaged.is_file() else Path(__file__).parents[2] / "feeds.yaml"


def read_shipped() -> tuple[Feed, ...]:
    """The feeds that ship."""
    return read_feeds(shipped_feeds())


def _read_feed(item: Value) -> Feed:
    if item.is_text:
        raise item.wrong("a feed begins with its url, as in `- url: https://news.example/rss`")
    values = item.mapping("a feed", ("url", *_READERS))
    if "url" not in values:
        raise item.wrong("a feed needs a url")
    url = clean.address(values["url"].text("url"))
    if url is None:
        raise values["url"].wrong("url must be an http or https address")
    settings = {key: _READERS[key](value, key) for key, value in values.items() if key != "url"}
    return Feed(url=url, **settings)
