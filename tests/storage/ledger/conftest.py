from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.storage.library import Library
from tests.support.negotiations import open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = open_library(tmp_path)
    yield made
    made.close()
