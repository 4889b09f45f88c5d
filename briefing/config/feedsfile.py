"""Changes to feeds.yaml as a text: only the lines of the feed change, so comments and order stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from briefing.config.feeds import parse_feeds, read_feeds, settings_of, with_settings
from briefing.core.errors import BriefingError, ConfigError, UnknownFeed
from briefing.core.feed import Feed
from briefing.files import write_edited
from briefing.locks import alone


def add_feeds(file: Path, wanted: Sequence[Feed]) -> tuple[Feed, ...]:
    """Put feeds at the end of the list, all or none; those whose url was not there. Raises ConfigError."""
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        known = {feed.url for feed in feeds}
        added = tuple({feed.url: feed for feed in wanted if feed.url not in known}.values())
        if added:
            entry = [line for feed in added for line in _entry(feed)]
            _change(file, lambda lines, listed: _with_entry(lines, listed, entry), (*feeds, *added))
        return added


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
        _change(file, lambda lines, listed: _without(lines, listed, places), kept)
    return tuple(feeds[place] for place in places)


def change_feed(file: Path, url_or_title: str, settings: Mapping[str, str | int]) -> Feed:
    """Give a feed settings as the file writes them, an empty one for the usual; the feed as it is then.

    Raises ConfigError, BriefingError.
    """
    with alone(file.resolve().parent):
        return _change_settings(file, url_or_title, settings)


def change_feeds(file: Path, settings: Mapping[str, Mapping[str, str | int]]) -> tuple[Feed, ...]:
    """Give many feeds settings, by their urls, all or none; those that changed. What is not there is passed over.

    Raises ConfigError.
    """
    with alone(file.resolve().parent):
        feeds = read_feeds(file)
        wanted = tuple(with_settings(f, settings[f.url]) if f.url in settings else f for f in feeds)
        changed = [place for place, feed in enumerate(feeds) if wanted[place] != feed]

        def edit(lines: list[str], listed: yaml.Node | None) -> list[str]:
            for key in sorted({key for place in changed for key in settings[feeds[place].url]}):
                listed = _feeds_node("".join(lines))
                for place in reversed(changed):  # from the last, so that what is above stays where it is
                    value = settings[feeds[place].url].get(key)
                    if value is not None and isinstance(listed, yaml.SequenceNode):
                        lines = _with_value(lines, listed.value[place], key, value)
            return lines

        if changed:
            _change(file, edit, wanted)
        return tuple(wanted[place] for place in changed)


def _change_settings(file: Path, url_or_title: str, settings: Mapping[str, str | int]) -> Feed:
    feeds = read_feeds(file)
    place = _place(feeds, url_or_title)
    changed = with_settings(feeds[place], settings)

    def edit(lines: list[str], listed: yaml.Node | None) -> list[str]:
        for key, value in settings.items():
            listed = _feeds_node("".join(lines))
            if isinstance(listed, yaml.SequenceNode):
                lines = _with_value(lines, listed.value[place], key, value)
        return lines

    if changed != feeds[place]:
        _change(file, edit, (*feeds[:place], changed, *feeds[place + 1 :]))
    return changed


def _place(feeds: Sequence[Feed], url_or_title: str) -> int:
    matching = [i for i, feed in enumerate(feeds) if url_or_title in (feed.url, feed.title)]
    if not matching:
        raise UnknownFeed(url_or_title)
    if len(matching) > 1:
        raise BriefingError(f"several feeds have the title {url_or_title!r}; `briefing feeds list` shows them")
    return matching[0]


def _change(file: Path, edit: Callable[[list[str], yaml.Node | None], list[str]], wanted: tuple[Feed, ...]) -> None:
    """Edit the lines of a file, see that it now says what is wanted, and only then put it in place."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        changed = "".join(edit(text.splitlines(keepends=True), _feeds_node(text)))
        if not _says(changed, file, wanted):
            raise ConfigError(
                "Briefing cannot change this file as it is written: begin each feed on a line of its own, with -",
                file,
            )
        write_edited(file, changed)
    except OSError as error:
        raise ConfigError(f"the list of feeds cannot be changed: {error.strerror}", file) from None


def _says(text: str, file: Path, wanted: tuple[Feed, ...]) -> bool:
    try:
        return parse_feeds(text, file) == wanted
    except ConfigError:
        return False


def _feeds_node(text: str) -> yaml.Node | None:
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(top, yaml.MappingNode):
        return None
    return next((value for key, value in top.value if key.value == "feeds"), None)


def _entry(feed: Feed) -> list[str]:
    """The lines of a feed, the first one's dash included."""
    values = {"url": feed.url, **settings_of(feed)}
    dumped = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    return [("- " if i == 0 else "  ") + line for i, line in enumerate(dumped.splitlines(keepends=True))]


def _with_entry(lines: list[str], listed: yaml.Node | None, entry: list[str]) -> list[str]:
    if isinstance(listed, yaml.SequenceNode) and listed.value and not listed.flow_style:
        indent, end = " " * (listed.start_mark.column), _last_line(listed) + 1
        return [*_with_last_line_end(lines[:end]), *(indent + line for line in entry), *lines[end:]]
    indented = ["  " + line for line in entry]
    if listed is None:
        return [*_with_last_line_end(lines), "feeds:\n", *indented]
    # "feeds:" or "feeds: []" becomes the head of a list.
    head = listed.start_mark.line
    while head > 0 and not lines[min(head, len(lines) - 1)].lstrip().startswith("feeds"):
        head -= 1
    return [*lines[:head], "feeds:\n", *indented, *lines[head + 1 :]]


def _with_value(lines: list[str], item: yaml.Node, key: str, value: str | int) -> list[str]:
    """The lines with one key of a feed changed, added, or, where its value is empty, taken away."""
    if not isinstance(item, yaml.MappingNode):
        return lines
    found = next(((name, old) for name, old in item.value if name.value == key), None)
    said = yaml.safe_dump({key: value}, allow_unicode=True, width=10_000)
    if found is None:
        end = _last_line(item) + 1
        added = [] if value == "" else [" " * item.start_mark.column + said]
        return [*_with_last_line_end(lines[:end]), *added, *lines[end:]]
    first, last = found[0].start_mark, _end(found[1])
    kept = lines[first.line][: first.column] + said.rstrip("\n") + lines[last.line][last.column :]
    return [*lines[: first.line], *([] if value == "" else [kept]), *lines[last.line + 1 :]]


def _without(lines: list[str], listed: yaml.Node | None, places: Sequence[int]) -> list[str]:
    if not isinstance(listed, yaml.SequenceNode):
        return lines
    rest = lines
    for place in sorted(places, reverse=True):  # from the last, so that what is above stays where it is
        item = listed.value[place]
        rest = rest[: item.start_mark.line] + rest[_last_line(item) + 1 :]
    if len(listed.value) > len(places):
        return rest
    return [line.rstrip("\n") + " []\n" if line.rstrip() == "feeds:" else line for line in rest]


def _last_line(node: yaml.Node) -> int:
    """The last line on which something of a node stands; a block's own end mark lies after the comments below it."""
    return max(scalar.end_mark.line for scalar in _scalars(node))


def _end(node: yaml.Node) -> yaml.Mark:
    """Where a value ends; a list written one a line says so only by its last word."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return max((scalar.end_mark for scalar in _scalars(node)), key=lambda mark: mark.index, default=node.end_mark)
    return node.end_mark


def _scalars(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


def _with_last_line_end(lines: list[str]) -> list[str]:
    """Lines of which the last ends, too."""
    return [*lines[:-1], lines[-1].rstrip("\n") + "\n"] if lines else []
