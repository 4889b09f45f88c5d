"""Changes to feeds.yaml as a text: only the lines of the feed change, so comments and order stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from briefing.config.feeds import parse_feeds, read_feeds, settings_of, with_settings
from briefing.config.listed_text import with_items, with_values, without_items
from briefing.core.errors import BriefingError, ConfigError, UnknownFeed
from briefing.core.feed import Feed, FeedSetting
from briefing.files import write_edited
from briefing.locks import alone

_KEY = "feeds"


def add_feeds(file: Path, wanted: Sequence[Feed]) -> tuple[Feed, ...]:
    """Put feeds at the end of the list, all or none; those whose url was not there. Raises ConfigError."""
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        known = {feed.url for feed in feeds}
        added = tuple({feed.url: feed for feed in wanted if feed.url not in known}.values())
        if added:
            _change(file, lambda text: with_items(text, _KEY, [_said(feed) for feed in added]), (*feeds, *added))
        return added


def insert_feeds(file: Path, placed: Sequence[tuple[int, Feed]]) -> tuple[Feed, ...]:
    """Put feeds to places of the list, from 0, all or none; those whose url was not there.

    Raises ConfigError.
    """
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        known = {feed.url for feed in feeds}
        missing = [(place, feed) for place, feed in placed if feed.url not in known]

        def edit(text: str) -> str:
            for place, feed in _in_order(missing):
                text = with_items(text, _KEY, [_said(feed)], place)
            return text

        if missing:
            _change(file, edit, with_feeds_at(feeds, missing))
        return tuple(feed for _, feed in missing)


def with_feeds_at(feeds: Sequence[Feed], placed: Sequence[tuple[int, Feed]]) -> tuple[Feed, ...]:
    """Feeds with others put to their places, from 0, or to the end where so many are not there."""
    together = list(feeds)
    for place, feed in _in_order(placed):
        together.insert(place, feed)
    return tuple(together)


def remove_feed(file: Path, url_or_title: str) -> Feed:
    """Take a feed out of the list, by its url or its title; its stories stay. Raises ConfigError, BriefingError."""
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        return _remove(file, feeds, [_place(feeds, url_or_title)])[0]


def remove_feeds(file: Path, urls: Collection[str]) -> tuple[Feed, ...]:
    """Take many feeds out of the list, all or none; those that were there. Raises ConfigError."""
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        return _remove(file, feeds, [place for place, feed in enumerate(feeds) if feed.url in urls])


def _remove(file: Path, feeds: Sequence[Feed], places: Sequence[int]) -> tuple[Feed, ...]:
    if places:
        kept = tuple(feed for place, feed in enumerate(feeds) if place not in places)
        _change(file, lambda text: without_items(text, _KEY, places), kept)
    return tuple(feeds[place] for place in places)


def change_feed(file: Path, url_or_title: str, settings: Mapping[str, FeedSetting]) -> Feed:
    """Give a feed settings as the file writes them, an empty one for the usual; the feed as it is then.

    Raises ConfigError, BriefingError.
    """
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        place = _place(feeds, url_or_title)
        changed = with_settings(feeds[place], settings)
        if changed != feeds[place]:
            _change_settings(file, {place: settings}, (*feeds[:place], changed, *feeds[place + 1 :]))
        return changed


def change_feeds(file: Path, settings: Mapping[str, Mapping[str, FeedSetting]]) -> tuple[Feed, ...]:
    """Give many feeds settings, by their urls, all or none; those that changed. What is not there is passed over.

    Raises ConfigError.
    """
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        wanted = tuple(with_settings(f, settings[f.url]) if f.url in settings else f for f in feeds)
        changed = {place: settings[feed.url] for place, feed in enumerate(feeds) if wanted[place] != feed}
        _change_settings(file, changed, wanted)
        return tuple(wanted[place] for place in changed)


def _change_settings(file: Path, changed: Mapping[int, Mapping[str, FeedSetting]], wanted: tuple[Feed, ...]) -> None:
    values = {
        place: {key: None if value in ("", []) else value for key, value in settings.items()}
        for place, settings in changed.items()
    }
    if values:
        _change(file, lambda text: with_values(text, _KEY, values), wanted)


def _place(feeds: Sequence[Feed], url_or_title: str) -> int:
    matching = [i for i, feed in enumerate(feeds) if url_or_title in (feed.url, feed.title)]
    if not matching:
        raise UnknownFeed(url_or_title)
    if len(matching) > 1:
        raise BriefingError(f"several feeds have the title {url_or_title!r}; `briefing feeds list` shows them")
    return matching[0]


def _change(file: Path, edit: Callable[[str], str], wanted: tuple[Feed, ...]) -> None:
    """Edit the text of a file, see that it now says what is wanted, and only then put it in place.

    Raises ConfigError where its text does not allow that, BriefingError where the disk does not.
    """
    try:
        changed = edit(file.read_text(encoding="utf-8-sig"))
        if not _says(changed, file, wanted):
            raise ConfigError(
                "Briefing cannot change this file as it is written: begin each feed on a line of its own, with -,"
                " and give no values by & and *",
                file,
            )
        write_edited(file, changed)
    except OSError as error:
        raise BriefingError(f"{file}: the list of feeds cannot be changed: {error.strerror}") from None


def _says(text: str, file: Path, wanted: tuple[Feed, ...]) -> bool:
    try:
        return parse_feeds(text, file) == wanted
    except ConfigError:
        return False


def _in_order(placed: Sequence[tuple[int, Feed]]) -> list[tuple[int, Feed]]:
    """The first place first, so that each feed finds those before it."""
    return sorted(placed, key=lambda one: one[0])


def _said(feed: Feed) -> dict[str, object]:
    return {"url": feed.url, **settings_of(feed)}
