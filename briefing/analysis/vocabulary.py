"""The words that the rules read. They are data: one folder per language under `languages/`, none of them in code.

A folder holds `words/` (lists and tables by topic), `gazetteer/`, `lexicon/`, `weights/` and `resources.yaml`. The
pipeline chooses the language once, by the model; a rule asks for `words("topic.list")` and never for a language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml

Made = TypeVar("Made")
Row = frozenset[str]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEFAULT = "en"


class Vocabulary:
    """The data of one language, read from its folder."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._lists: dict[str, frozenset[str]] = {}
        self._tables: dict[str, Mapping[str, frozenset[str]]] = {}
        self._made: dict[Callable[[], Any], Any] = {}
        for file in folder.joinpath("words").iterdir():
            if file.name.endswith(".yaml"):
                self._add(file.name.removesuffix(".yaml"), _parse(file))

    def _add(self, topic: str, data: Mapping[str, Any]) -> None:
        for name, value in data.items():
            if isinstance(value, list):
                self._lists[f"{topic}.{name}"] = frozenset(value)
            else:
                self._tables[f"{topic}.{name}"] = {key: frozenset(row) for key, row in value.items()}

    def words(self, name: str) -> frozenset[str]:
        """The word list `topic.name`; KeyError where the language has none."""
        try:
            return self._lists[name]
        except KeyError:
            raise KeyError(f"{self._folder.name}/words has no list {name!r}") from None

    def table(self, name: str) -> Mapping[str, frozenset[str]]:
        """The table `topic.name`: word lists by a key; KeyError where the language has none."""
        try:
            return self._tables[name]
        except KeyError:
            raise KeyError(f"{self._folder.name}/words has no table {name!r}") from None

    def topic(self, topic: str) -> Mapping[str, frozenset[str]]:
        """All word lists of a topic, by their names without the topic."""
        return {name.partition(".")[2]: row for name, row in self._lists.items() if name.startswith(f"{topic}.")}

    def names(self) -> frozenset[str]:
        """The names of all lists and tables."""
        return frozenset(self._lists.keys() | self._tables.keys())

    def data(self, path: str) -> Any:
        """The parsed YAML file at a path below the folder, as `gazetteer/states.yaml`; read anew at each call."""
        return _parse(self.file(path))

    def file(self, path: str) -> Traversable:
        """The file at a path below the folder."""
        return self._folder.joinpath(*path.split("/"))

    def once(self, make: Callable[[], Made]) -> Made:
        """What `make` returns, called at most once for this language."""
        if make not in self._made:
            self._made[make] = make()
        made: Made = self._made[make]
        return made


def _parse(file: Traversable) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - the safe loader


@cache
def shipped_vocabulary(code: str = _DEFAULT) -> Vocabulary:
    """The vocabulary of a language that ships with the package; LookupError where there is none."""
    folder = files("briefing.analysis") / "languages" / code
    if not folder.is_dir():
        raise LookupError(f"no words for the language {code!r}: there is no folder languages/{code}")
    return Vocabulary(folder)


_active: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


def active() -> Vocabulary:
    """The vocabulary in use: English where nothing else was chosen."""
    return _active.get() or shipped_vocabulary()


@contextmanager
def using(vocabulary: Vocabulary) -> Iterator[None]:
    """Have the rules read another vocabulary inside the `with` block."""
    token = _active.set(vocabulary)
    try:
        yield
    finally:
        _active.reset(token)


def words(name: str) -> frozenset[str]:
    """The word list `topic.name` of the language in use, in lower case; KeyError for an unknown name."""
    return (_active.get() or shipped_vocabulary()).words(name)


def table(name: str) -> Mapping[str, frozenset[str]]:
    """The table `topic.name` of the language in use: word lists by a key; KeyError for an unknown name."""
    return active().table(name)


def data(path: str) -> Any:
    """A parsed YAML file of the language in use, as `gazetteer/states.yaml`. Not cached: see `per_language`."""
    return active().data(path)


def file(path: str) -> Traversable:
    """A file of the language in use, for a reader of its own."""
    return active().file(path)


def per_language(make: Callable[[], Made]) -> Callable[[], Made]:
    """A function without arguments as one that runs at most once for each language, like `functools.cache`."""

    def run_once() -> Made:
        return active().once(make)

    return run_once
