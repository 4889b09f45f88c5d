"""The pictures in docs/ can be taken anew: each shows what it is meant to show."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "docs" / "screenshot.py"


def test_each_picture_is_taken(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("screenshot", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script  # its dataclass looks itself up
    spec.loader.exec_module(script)
    taken = asyncio.run(script.take(script.SHOTS, tmp_path))  # raises where a key leads elsewhere
    assert set(taken) == {shot.name for shot in script.SHOTS}
    assert all(picture.startswith("<svg") for picture in taken.values())
