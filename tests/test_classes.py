"""No class is too big, none inherits too deeply: counted over the whole package, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import briefing

MOST_LINES = 400
MOST_CLASSES = 4
"""How many classes of ours may stand in one line of inheritance, the class itself among them."""

PACKAGE = Path(briefing.__file__).parent


class Class(NamedTuple):
    """A class of the package: its lines, and the names that its bases have where it stands."""

    lines: int
    bases: tuple[str, ...]


@cache
def classes() -> dict[str, Class]:
    """Every class of the package, by module and name."""
    return {name: found for path in sorted(PACKAGE.rglob("*.py")) for name, found in _classes_of(path)}


def _classes_of(path: Path) -> Iterator[tuple[str, Class]]:
    module = ".".join(("briefing", *path.relative_to(PACKAGE).with_suffix("").parts))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bases = (base.value if isinstance(base, ast.Subscript) else base for base in node.bases)
            names = (ast.unparse(base) for base in bases)
            yield (
                f"{module}.{node.name}",
                Class(
                    (node.end_lineno or node.lineno) - node.lineno + 1,
                    tuple(known.get(name, f"{module}.{name}") for name in names),
                ),
            )


def ancestors(name: str) -> set[str]:
    """A class of the package, and all classes of the package that it inherits from."""
    return {name}.union(*(ancestors(base) for base in classes()[name].bases if base in classes()))


def depth(name: str) -> int:
    """How many classes of the package stand in the longest line from a class to its first ancestor."""
    return 1 + max((depth(base) for base in classes()[name].bases if base in classes()), default=0)


def test_the_count_finds_classes_and_their_bases() -> None:
    name = "briefing.ui.widgets.story_list.StoryList"
    assert ancestors(name) == {name, "briefing.ui.widgets.item_list.ItemList", "briefing.ui.widgets.lines.LineView"}
    assert depth(name) == 3
    assert classes()[name].lines > 100


def test_no_class_is_too_big_with_all_that_it_inherits() -> None:
    sizes = {name: sum(classes()[one].lines for one in ancestors(name)) for name in classes()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_no_class_inherits_too_deeply() -> None:
    depths = {name: depth(name) for name in classes()}
    assert {name: number for name, number in depths.items() if number > MOST_CLASSES} == {}
