"""A change is drawn soon, as Textual is loaded for the reader."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from briefing.ui.frames import RATE, short_frames

LOADED = """
from briefing.ui.frames import short_frames
with short_frames():
    from textual.screen import UPDATE_PERIOD
print(UPDATE_PERIOD)
"""


@pytest.mark.parametrize(("set_by_user", "longest"), [(None, 0.005), ("20", 0.05)])
def test_textual_waits_so_long_with_a_change(set_by_user: str | None, longest: float) -> None:
    given = {name: value for name, value in os.environ.items() if name != RATE}
    given |= {} if set_by_user is None else {RATE: set_by_user}
    done = subprocess.run([sys.executable, "-c", LOADED], env=given, capture_output=True, text=True, check=True)
    assert float(done.stdout) == pytest.approx(longest, rel=0.2)


def test_no_other_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(RATE, raising=False)
    with short_frames():
        assert RATE in os.environ
    assert RATE not in os.environ
