"""A list under a key of a YAML file, changed as text: only the lines of its items change, so comments and order stay.

Items are mappings, and their places count from 0. What cannot be changed so comes back as it was or damaged: whoever
changes a file reads the new text before he puts it in place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

import yaml

Item = Mapping[str, object]


def with_items(text: str, key: str, items: Sequence[Item], place: int | None = None) -> str:
    """The text with more items, before the one at a place of the list; behind all where there is none."""
    name, listed = _found(text, key)
    if name is None or listed is None:
        bare = _without_empty_braces(text)
        return _put(bare, len(bare), f"{key}:\n" + _written(items, 2))
    if _is_block(listed):
        is_behind = place is None or place >= len(listed.value)
        at = _line_after(text, _end(text, listed)) if is_behind else _first_line(text, listed, listed.value[place])
        return _put(text, at, _written(items, listed.start_mark.column))
    if listed.value and isinstance(listed, yaml.SequenceNode):
        return text
    bare = text[: listed.start_mark.index].rstrip(" ") + text[listed.end_mark.index :]
    return _put(bare, _line_after(bare, name.end_mark.index), _written(items, 2))


def without_items(text: str, key: str, places: Collection[int]) -> str:
    """The text without the items at these places; an empty list where no other is left."""
    name, listed = _found(text, key)
    if name is None or listed is None or not _is_block(listed):
        return text
    rest = text
    for place in sorted(places, reverse=True):  # from the last, so that what is above stays where it is
        item = listed.value[place]
        rest = rest[: _first_line(text, listed, item)] + rest[_line_after(text, _end(text, item)) :]
    if len(listed.value) > len(places):
        return rest
    colon = text.index(":", name.end_mark.index) + 1
    return f"{rest[:colon]} []{rest[colon:]}"


def with_values(text: str, key: str, changes: Mapping[int, Item]) -> str:
    """The text with values of the items at these places changed or added, or taken away where they are None."""
    for name in dict.fromkeys(chain.from_iterable(changes.values())):
        _, listed = _found(text, key)
        if not isinstance(listed, yaml.SequenceNode):
            return text
        for place in sorted(changes, reverse=True):  # as above
            if name in changes[place]:
                text = _with_value(text, listed.value[place], name, changes[place][name])
    return text


def _with_value(text: str, item: yaml.Node, name: str, value: object) -> str:
    if not isinstance(item, yaml.MappingNode):
        return text
    if item.flow_style:
        return _with_value_in_line(text, item, name, value)
    found = next(((key, old) for key, old in item.value if key.value == name), None)
    if found is None:
        added = "" if value is None else " " * item.start_mark.column + _pair(name, value)
        return _put(text, _line_after(text, _end(text, item)), added) if added else text
    first, last = found[0].start_mark.index, _end(text, found[1])
    if value is None:
        return text[: _line_of(text, first)] + text[_line_after(text, last) :]
    return text[:first] + _pair(name, value).rstrip("\n") + text[last:]


def _with_value_in_line(text: str, item: yaml.Node, name: str, value: object) -> str:
    """The text with an item between braces written anew."""
    first, last = item.start_mark.index, item.end_mark.index
    try:
        said = {**yaml.safe_load(text[first:last]), name: value}
    except yaml.YAMLError:  # it names something that stands elsewhere in the file
        return text
    kept = {key: value for key, value in said.items() if value is not None}
    written = yaml.safe_dump(kept, allow_unicode=True, width=10_000, sort_keys=False, default_flow_style=True)
    return text[:first] + written.rstrip("\n") + text[last:]


def _found(text: str, key: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """A key of the file and its value."""
    top = _composed(text)
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    return next(((name, value) for name, value in pairs if name.value == key), (None, None))


def _composed(text: str) -> yaml.Node | None:
    """The top node of a text; None of one that the change before this one damaged."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def _without_empty_braces(text: str) -> str:
    """The text without a `{}` that says that the file has no keys yet."""
    top = _composed(text)
    if not isinstance(top, yaml.MappingNode) or top.value:
        return text
    return text[: top.start_mark.index] + text[top.end_mark.index :].lstrip("\n")


def _is_block(listed: yaml.Node) -> bool:
    """Whether a value is a list with items, each on lines of its own."""
    return isinstance(listed, yaml.SequenceNode) and bool(listed.value) and not listed.flow_style


def _written(items: Sequence[Item], column: int) -> str:
    """The lines of items whose dashes stand in a column."""
    pairs = [[_pair(name, value) for name, value in item.items()] for item in items]
    return "".join(
        " " * column + ("  " if number else "- ") + pair for item in pairs for number, pair in enumerate(item)
    )


def _pair(name: str, value: object) -> str:
    is_flow = None if isinstance(value, list) else False  # a list stands on the line of its key
    return yaml.safe_dump({name: value}, allow_unicode=True, width=10_000, default_flow_style=is_flow)


def _put(text: str, at: int, added: str) -> str:
    """The text with lines added at a place of it; the line before them ends."""
    end = "" if not at or text[at - 1] == "\n" else "\n"
    return text[:at] + end + added + text[at:]


def _line_of(text: str, index: int) -> int:
    """Where the line begins that a character stands on."""
    return text.rfind("\n", 0, index) + 1


def _line_after(text: str, index: int) -> int:
    """Where the next line begins."""
    return text.find("\n", index) + 1 or len(text)


def _first_line(text: str, listed: yaml.Node, item: yaml.Node) -> int:
    """Where the line begins on which the dash of an item stands."""
    return _line_of(text, text.rindex("-", listed.start_mark.index, item.start_mark.index))


def _end(text: str, node: yaml.Node) -> int:
    """Where something of a node stands last; the own mark of what takes several lines lies behind what is below it."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        parts = node.value if isinstance(node, yaml.SequenceNode) else chain.from_iterable(node.value)
        return max(_end(text, part) for part in parts)
    return len(text[: node.end_mark.index].rstrip())
