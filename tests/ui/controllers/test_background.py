"""Work in the background, without a screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefing.config.settings import ReaderSettings
from briefing.core.errors import StorageError
from briefing.core.events import Event, StoryNotAnalysed
from briefing.ui.controllers.background import Background
from briefing.ui.options import ReaderOptions
from tests.ui.controllers.fakes import FakeHost


async def _break_off() -> AsyncIterator[Event]:
    yield StoryNotAnalysed("s1", "unreadable", False, 1, 9)
    raise StorageError("the library is locked")


async def test_the_status_line_does_not_go_on_analysing_after_a_fault() -> None:
    host = FakeHost(
        options=ReaderOptions(ReaderSettings(refresh_on_start=False)),
        desk=SimpleNamespace(analysis=SimpleNamespace(analyse_waiting=_break_off)),
    )
    parts: list[Any] = [SimpleNamespace(), lambda: None, SimpleNamespace()]
    Background(cast(Any, host), *parts).start()
    with pytest.raises(StorageError):
        await host.run()
    assert host.progress.words() == ""
