"""What somebody does at the keyboard goes before work in the background."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.pace import Pace
from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import reading


@pytest.mark.parametrize("dialog", ["", "question_mark", "L"])
async def test_each_key_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dialog: str) -> None:
    noted: list[Any] = []
    monkeypatch.setattr(Pace, "note_input", lambda pace: noted.append(pace))
    async with reading(open_shop(tmp_path, fetched(entry("Ferry"))).desk) as reader:
        await reader.shows("Ferry")
        await reader.press(*[dialog] if dialog else [])
        before = len(noted)
        await reader.press("j")
        assert len(noted) > before
        assert set(noted) == {reader.screen.desk.pace}
