"""What was kept stays kept: over kills at any moment, and with several that write at once."""

from __future__ import annotations

import random
from pathlib import Path

from tests.support.survival import kill_again_and_again, write_at_once


def test_nothing_that_was_kept_is_lost_when_processes_are_killed(tmp_path: Path) -> None:
    promises, broken = kill_again_and_again(5, tmp_path, random.Random(7))
    assert broken == []
    assert promises.stories
    assert promises.starred
    assert promises.notes


def test_several_write_at_once_and_none_is_refused(tmp_path: Path) -> None:
    promises, broken = write_at_once(1.5, tmp_path)
    assert broken == []
    assert promises.errors == []
    assert promises.notes
