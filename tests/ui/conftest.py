"""What tests of the reader share."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator

import pytest

from briefing import app
from briefing.ui import early_keys
from tests.support import stylesheets


@pytest.fixture(scope="session", autouse=True)
def parsed_stylesheets() -> Iterator[None]:
    """The style sheets of the reader are the same in all tests."""
    with pytest.MonkeyPatch.context() as patch:
        stylesheets.share_parsed(patch)
        yield


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press keys as soon as they may be pressed, mean each Enter, and wait for every dialog."""
    monkeypatch.setattr(app, "DOUBLE_PRESS", 0.0)
    monkeypatch.setattr(early_keys, "TYPED_AHEAD", early_keys.LONGEST_WAIT)


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """A pseudo-terminal: the end that is the terminal, and the end that a program sees."""
    terminal, program = pty.openpty()
    yield terminal, program
    os.close(terminal)
    os.close(program)
