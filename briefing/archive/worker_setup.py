"""What a worker that was started here does first; Dask calls `dask_setup`."""

from __future__ import annotations

import signal


def dask_setup(_worker: object) -> None:
    """Ignore Ctrl+C: it is for the command that started the worker, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
