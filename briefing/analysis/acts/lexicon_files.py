"""Reads the files of the lexicon; what is wrong in one is an error that names the file and the line."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any, NoReturn

import yaml

from briefing.analysis.acts.entries import WORD_CLASSES, Condition, Entry, Frame
from briefing.analysis.acts.places import Place
from briefing.core.analysis import Act

_ROLES = ("who", "whom", "what")
_KEYS = frozenset(
    {
        *WORD_CLASSES,
        "frame",
        "with",
        "needs",
        "object",
        "object-in",
        "never",
        "deeds",
        "unless-company",
        "weight",
        "example",
    }
)


class LexiconError(ValueError):
    """A file of the lexicon says what cannot be; the message names the file and the line."""


class _Row(dict[str, Any]):
    """A mapping of a file that knows its line."""

    line = 0


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the faster one, where it is built
    pass


def _row(loader: Any, node: yaml.MappingNode) -> _Row:
    row = _Row(loader.construct_mapping(node, deep=True))
    row.line = node.start_mark.line + 1
    return row


_Loader.add_constructor("tag:yaml.org,2002:map", _row)


def read_frames(file: Traversable, key: str = "") -> dict[str, Frame]:
    """The frames of a file by name, below `key` if one is given; LexiconError for what is no place."""
    data = _read(file)
    return {name: _frame(name, row, file.name) for name, row in (data[key] if key else data).items()}


def read_entries(
    file: Traversable, act: Act, frames: Mapping[str, Frame], words: Mapping[str, frozenset[str]]
) -> list[Entry]:
    """The entries of an act; `words` are the word lists that they may name. LexiconError for what is no entry."""
    return [_entry(act, row, frames, words, file.name) for row in _read(file)]


def _read(file: Traversable) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader that knows lines


def _frame(name: str, row: _Row, file: str) -> Frame:
    for role in row.keys() - set(_ROLES):
        _fail(file, row.line, f"“{role}” is no role of a frame; the roles are {', '.join(_ROLES)}")
    who, whom, what = (tuple(_place(str(one), file, row.line) for one in row.get(role, ())) for role in _ROLES)
    return Frame(name, who, whom, what)


def _place(name: str, file: str, line: int) -> Place:
    try:
        place = Place(name)
    except ValueError:
        _fail(file, line, f"“{name}” is no place; places.py lists all of them")
    if not place.is_of_frames:
        _fail(file, line, f"no frame can name the place “{name}”: the story says it, not the words of an act")
    return place


def _entry(act: Act, row: _Row, frames: Mapping[str, Frame], words: Mapping[str, frozenset[str]], file: str) -> Entry:
    for key in row.keys() - _KEYS:
        _fail(file, row.line, f"“{key}” is no key of an entry")
    word_class = next((name for name in WORD_CLASSES if name in row), None)
    if word_class is None:
        _fail(file, row.line, f"the entry has no word: one of {', '.join(WORD_CLASSES)}")
    if (frame := frames.get(str(row.get("frame")))) is None:
        _fail(file, row.line, f"there is no frame “{row.get('frame')}”")
    needs = _strings_of(row.get("needs"))
    for need in needs:
        if need not in set(Condition) | set(Place) | words["needed_words"]:
            _fail(file, row.line, f"“{need}” is neither a condition nor in the list needed_words of words/acts.yaml")
    lists = {key: str(row.get(key, "")) for key in ("deeds", "object-in")}
    for name in lists.values():
        if name and name not in words:
            _fail(file, row.line, f"words/acts.yaml has no list “{name}”")
    return Entry(
        lemma=str(row[word_class]),
        word_class=word_class,
        act=act,
        frame=frame,
        companions=_strings_of(row.get("with")),
        any_of=needs,
        objects=_strings_of(row.get("object")),
        never=_strings_of(row.get("never")),
        object_list=lists["object-in"],
        deeds=lists["deeds"],
        unless_company=Act(str(row["unless-company"])) if "unless-company" in row else None,
        weight=float(str(row.get("weight", 0.7))),
        example=str(row.get("example", "")),
    )


def _strings_of(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def _fail(file: str, line: int, fault: str) -> NoReturn:
    raise LexiconError(f"{file}, line {line}: {fault}")
