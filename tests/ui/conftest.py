"""What tests of the reader share."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator

import pytest


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """A pseudo-terminal: the end that is the terminal, and the end that a program sees."""
    terminal, program = pty.openpty()
    yield terminal, program
    os.close(terminal)
    os.close(program)
