"""What several tests need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.server import FeedServer


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    """A web server on loopback that serves what the test gives it."""
    server = FeedServer()
    yield server
    server.close()


# A machine that is busy is no fault of what is tested.
settings.register_profile("briefing", deadline=None)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("briefing")
