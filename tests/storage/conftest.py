from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.storage.library import Library
from tests.support.fresh import fresh


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(fresh(tmp_path / "briefing.db"))
    yield opened
    opened.close()
