"""The house keeps its rules: a library is used by one part alone, and nothing heavy is loaded before the first screen.

The rules themselves are the contracts of pyproject.toml, which `make check` holds against all imports.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Container, Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LIBRARIES = [contract for contract in CONTRACTS if contract["type"] == "forbidden"]
ALLOWED = {tuple(rule.split(" -> ")) for contract in LIBRARIES for rule in contract["ignore_imports"]}
OWNED = {library for contract in LIBRARIES for library in contract["forbidden_modules"]}

HEAVY = ("httpx", "feedparser", "trafilatura", "spacy", "ruamel", "lxml", "jinja2")


def loaded_after(code: str) -> set[str]:
    """The top names of all modules that are loaded once this code has run in a fresh interpreter."""
    names = "name.partition('.')[0] for name, module in sys.modules.items() if module is not None"
    script = f"{code}\nimport sys\nprint(*sorted({{{names}}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("briefing.core.json_format", {*HEAVY, "textual", "sqlite3", "asyncio", "yaml"}),
        ("briefing.core.markdown", {*HEAVY, "textual", "sqlite3", "asyncio", "yaml"}),
        ("briefing.services.desk", {*HEAVY, "textual"}),
        ("briefing.analyst", {*HEAVY, "textual", "sqlite3"}),
        ("briefing.app", {*HEAVY}),
        ("briefing.__main__", {*HEAVY, "textual", "dask", "pyarrow", "duckdb"}),
        ("briefing.fetch.client", {"textual", "spacy", "sqlite3", "rich", "click", "lxml"}),
        ("briefing.fetch.parse", {"httpx", "feedparser", "trafilatura"}),
        ("briefing.analysis.pipeline", {"textual", "feedparser", "trafilatura", "sqlite3"}),
    ],
)
def test_what_a_part_loads(module: str, forbidden: set[str]) -> None:
    loaded = loaded_after(f"import {module}")
    assert "briefing" in loaded
    assert loaded & forbidden == set()


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package, by its dotted name, as a syntax tree."""
    files = sorted((ROOT / "briefing").rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return {name: ast.parse(file.read_bytes()) for name, file in zip(names, files, strict=True)}


def libraries_of(tree: ast.Module) -> Iterator[str]:
    """The top names of what a module imports by an absolute name, also inside of functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def misplaced(module: str, imported: Iterable[str]) -> set[str]:
    """Those libraries that another part owns."""
    allowed = {name for pattern, name in ALLOWED if fnmatchcase(module, pattern)}
    return (OWNED & set(imported)) - allowed


def test_a_library_is_imported_only_by_the_part_that_owns_it() -> None:
    found = {name: misplaced(name, libraries_of(tree)) for name, tree in modules().items()}
    assert {name: libraries for name, libraries in found.items() if libraries} == {}


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("sqlite3", ("briefing.storage.",)),
        ("httpx", ("briefing.fetch.",)),
        ("textual", ("briefing.ui.", "briefing.app")),
        ("spacy", ("briefing.analysis.",)),
        ("textual_serve", ("briefing.web.",)),
        ("dask", ("briefing.archive.",)),
        ("pyarrow", ("briefing.archive.",)),
        ("duckdb", ("briefing.archive.",)),
    ],
)
@pytest.mark.parametrize("planted", ["import {}", "from {}.x import y", "def late():\n    import {}"])
def test_a_library_planted_anywhere_else_is_found(library: str, owners: tuple[str, ...], planted: str) -> None:
    imported = set(libraries_of(ast.parse(planted.format(library))))
    assert imported == {library}
    found = {name for name in modules() if misplaced(name, imported)}
    assert found == {name for name in modules() if not name.startswith(owners)}


def workers_of(tree: ast.Module) -> set[str]:
    """The ways of Textual to run work in the background that a module uses."""
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "textual"
        for alias in node.names
    }
    return called & {"run_worker"} | imported & {"work"}


def test_work_in_the_background_is_run_where_its_errors_are_told() -> None:
    planted = "from textual import on, work", "self.run_worker(keep)", "start = screen.run_worker"
    assert [workers_of(ast.parse(code)) for code in planted] == [{"work"}, {"run_worker"}, {"run_worker"}]
    assert [name for name, tree in modules().items() if workers_of(tree)] == ["briefing.ui.background_work"]


def test_the_contracts_have_no_holes() -> None:
    """They hold for the package as a whole, so that a module that is added later is held to them, too."""
    assert {library for contract in LIBRARIES for library in contract["source_modules"]} == {"briefing"}
    (layers,) = (contract for contract in CONTRACTS if contract.get("containers") == ["briefing"])
    assert layers["exhaustive"] is True
    assert "exhaustive_ignores" not in layers
    protected = {tuple(c["protected_modules"]): c["allowed_importers"] for c in CONTRACTS if c["type"] == "protected"}
    assert protected == {
        ("briefing.analysis",): [],
        ("briefing.sync.servers",): ["briefing.wiring"],
        ("briefing.ui.controllers",): ["briefing.ui.screens.ledger", "briefing.ui.screens.reading"],
        ("briefing.ui.screens",): ["briefing.app", "briefing.ui.palette", "briefing.ui.controllers"],
        ("briefing.ui.widgets",): ["briefing.ui.controllers", "briefing.ui.screens"],
    }


def modules_imported(tree: ast.Module, known: Container[str]) -> Iterator[str]:
    """The known modules that a module imports by an absolute name, also inside of functions or for a type alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else node.module for name in below)


def test_no_module_leads_back_to_itself() -> None:
    known = modules()
    leads = {name: set(modules_imported(tree, known)) - {name} for name, tree in known.items()}
    assert "briefing.core.errors" in leads["briefing.cli.doctor"]
    assert "briefing.cli.read" in leads["briefing.cli.commands"], "also what is loaded late"
    TopologicalSorter(leads).prepare()  # names the modules of a circle


def parts_imported(tree: ast.Module) -> Iterator[str]:
    """The parts of the package that a module imports by an absolute name, also inside of functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "briefing":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefing."):
            yield (node.module or "").split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("briefing."))


def rows_of_parts() -> list[tuple[frozenset[str], str]]:
    """The parts of each row of the table in docs/architecture.md, from top to bottom, and what they may import."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.partition("| part |")[2].partition("\n\n")[0]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    return [(frozenset(re.findall(r"`(\w+)/?`", names)), may) for names, _, may in cells]


def test_the_docs_say_what_each_part_imports() -> None:
    rows = rows_of_parts()
    parts = [part for names, _ in rows for part in sorted(names)]
    there = {name.split(".")[1] for name in modules() if "." in name}
    assert sorted(parts) == sorted(there)
    unsaid = set()
    for at, (names, may) in enumerate(rows):
        below = {part for lower, _ in rows[at + 1 :] for part in lower}
        said = below if "below" in may else set(re.findall(r"\w+", may)) & below
        for name, tree in modules().items():
            part = name.partition(".")[2].partition(".")[0]
            if part in names:
                unsaid |= {(part, other) for other in parts_imported(tree) if other in there - said - names}
    assert unsaid == set()


def test_the_docs_name_only_files_that_are_there() -> None:
    """Of a module they give the path below the package, or below the analysis."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/*.]+(?:/|\.py|\.md|\.sql))`", text))
    assert len(named) > 50
    places = (ROOT, ROOT / "briefing", ROOT / "briefing/analysis")
    assert {name for name in named if not any(any(place.glob(name.rstrip("/"))) for place in places)} == set()
