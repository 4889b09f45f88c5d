"""A sample of the soak of `tests/support/soak.py`."""

from __future__ import annotations

from pathlib import Path

from tests.support.soak import run


def test_a_short_soak_leaves_all_sound(tmp_path: Path) -> None:
    soak = run(tmp_path, 3)
    assert soak.wrong == []
    assert {"fetch", "fetch too", "note", "save", "sync", "page"} <= soak.done.keys()
    assert soak.notes
