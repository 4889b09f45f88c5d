"""What several tests need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import xdist.plugin
from hypothesis import settings

from tests.support.server import FeedServer


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    """A web server on loopback that serves what the test gives it."""
    server = FeedServer()
    yield server
    server.close()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a test that runs a program waits for it most of the time."""
    return int(xdist.plugin.pytest_xdist_auto_num_workers(config)) + 1


# A machine that is busy is no fault of what is tested.
settings.register_profile("briefing", deadline=None)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("briefing")
