"""What commands share before they begin."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefing.cli import output, session
from briefing.services.desk import Desk


def desk_of(values: Any) -> Desk:
    return cast(Desk, SimpleNamespace(reader_state=SimpleNamespace(values=values)))


async def test_a_library_that_takes_long_to_open_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    told, is_told = list[str](), asyncio.Event()

    def tell(words: str) -> None:
        told.append(words)
        is_told.set()

    monkeypatch.setattr(output, "tell", tell)
    monkeypatch.setattr(session, "_MOMENT", 0.01)
    await session.open_library(desk_of(is_told.wait))
    assert told == ["opening the library takes a while: it is brought up to date, or mended"]


async def test_a_library_that_opens_at_once_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[str]()

    async def values() -> dict[str, str]:
        return {}

    monkeypatch.setattr(output, "tell", told.append)
    await session.open_library(desk_of(values))
    assert told == []
