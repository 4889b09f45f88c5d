"""The house keeps its rules: layers look only down, and nothing heavy is loaded before the first screen."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("httpx", "feedparser", "trafilatura", "spacy", "ruamel", "lxml", "jinja2")


def loaded_after(code: str) -> set[str]:
    """The top names of all modules that are loaded once this code has run in a fresh interpreter."""
    script = f"{code}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("briefing.core.shapes", {*HEAVY, "textual", "sqlite3", "asyncio", "yaml"}),
        ("briefing.core.markdown", {*HEAVY, "textual", "sqlite3", "asyncio", "yaml"}),
        ("briefing.desk", {*HEAVY, "textual"}),
        ("briefing.analyst", {*HEAVY, "textual", "sqlite3"}),
        ("briefing.app", {*HEAVY}),
        ("briefing.__main__", {*HEAVY, "textual"}),
        ("briefing.fetch.client", {"textual", "spacy", "sqlite3"}),
        ("briefing.analysis.pipeline", {"textual", "feedparser", "trafilatura", "sqlite3"}),
    ],
)
def test_what_a_part_loads(module: str, forbidden: set[str]) -> None:
    loaded = loaded_after(f"import {module}")
    assert "briefing" in loaded
    assert loaded & forbidden == set()
