"""What the processes beside the reader leave to it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefing.json_process import JsonProcess


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no niceness")
async def test_a_process_that_reads_documents_gives_way_to_the_reader(tmp_path: Path) -> None:
    process = await JsonProcess.start((sys.executable, "-P", "-m", "briefing.fetch.feed_process"), tmp_path / "log")
    await process.ask("hello", {}, silence=60.0)
    assert os.getpriority(os.PRIO_PROCESS, process._process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    await process.kill()
