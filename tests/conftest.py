"""What several tests need."""

from __future__ import annotations

import gc
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


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what is there by now and stays: that was a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


# A machine that is busy is no fault of what is tested.
settings.register_profile("briefing", deadline=None)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("briefing")
