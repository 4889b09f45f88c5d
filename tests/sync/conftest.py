from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.sync.memory import Client, World


@pytest.fixture
def world() -> World:
    made = World()
    made.feed()
    return made


@pytest.fixture
async def make(tmp_path: Path, world: World) -> AsyncIterator[Callable[..., Client]]:
    """Makes a reader by its name; two names are two machines."""
    made: list[Client] = []

    def client(name: str = "desk", **options: object) -> Client:
        made.append(Client(tmp_path / name, world, **options))  # type: ignore[arg-type]
        return made[-1]

    yield client
    for one in made:
        await one.close()
