"""The cluster that an archive is analysed on: one of this machine's own cores, or any Dask cluster that exists.

A scheduler that goes away and comes back is waited for; what ran on it is given out again.
"""

from __future__ import annotations

import logging
import os
import queue
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from typing import Any, TypeVar

from briefing.archive.scratch import scratch_folder
from briefing.core import clean
from briefing.core.errors import BriefingError, ConfigError

T = TypeVar("T")
R = TypeVar("R")

TRIES = 3
"""How often a task is tried that fails, or whose worker dies."""
PATIENCE = 300.0
"""Seconds for which a scheduler that has gone is waited for."""
_LOOK = 1.0
_CONNECT = 20.0


class Gone(BriefingError):
    """The scheduler has gone, and did not come back."""


class Cluster:
    """A cluster that is connected to. `address` is a scheduler's; empty starts workers here."""

    def __init__(self, address: str = "", workers: int = 0, processes: bool = True, patience: float = PATIENCE) -> None:
        """`workers` counts those started here; 0 is one for each core. `processes` False makes them threads."""
        self._address = address
        self._patience = patience
        self._ending = ExitStack()
        self._scratch = self._ending.enter_context(scratch_folder("dask"))
        self._local: Any = None
        self._client: Any = None
        try:
            if not address:
                self._local = self._start(workers or cores(), processes)
            self._client = self._connect()
        except BaseException:
            self.close()
            raise

    @property
    def dashboard(self) -> str:
        """Where a browser shows what the cluster does; empty where nobody says."""
        link = str(self._client.dashboard_link or "")
        if find_spec("bokeh") is None and link.endswith("/status"):
            link = link.removesuffix("/status") + "/info/main/workers.html"  # without bokeh there are only tables
        return str(clean.line(link))

    def width(self) -> int:
        """How many tasks the workers can do at once now; at least 1."""
        with suppress(Exception):  # a scheduler that is away says nothing
            return max(1, int(sum(self._client.nthreads().values())))
        return 1

    def on_every_worker(self, work: Callable[..., R], *args: object) -> dict[str, R | BaseException]:
        """What a function gives, or raises, on each worker, by the addresses of the workers."""
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=self._patience)
        # Not `Client.run`: that keeps the worker's event loop waiting, and with it its signs of life.
        asked = {
            worker: self._client.submit(work, *args, workers=[worker], allow_other_workers=False, pure=False)
            for worker in self._client.nthreads()
        }
        answers: dict[str, R | BaseException] = {}
        for worker, future in asked.items():
            try:
                answers[worker] = future.result(timeout=self._patience)
            except Exception as error:
                answers[worker] = error
        return answers

    def leave(self, work: Callable[..., object]) -> None:
        """Have a function carried out on every worker once it is free, and do not wait for that."""
        from distributed import fire_and_forget

        with suppress(Exception):  # there may be no scheduler any more
            for worker in self._client.nthreads():
                fire_and_forget(self._client.submit(work, workers=[worker], pure=False))

    def each(
        self,
        work: Callable[..., R],
        tasks: Iterable[T],
        *args: object,
        on_look: Callable[[], None] = lambda: None,
        final: tuple[type[Exception], ...] = (),
    ) -> Iterator[tuple[T, R | Exception]]:
        """Do `work(task, *args)` for all tasks on the workers; gives each task once, with its result or its last error.

        No more tasks are given out than the workers have threads, so that a worker that dies takes one with it.
        `on_look` is called now and then; errors that are `final` are not tried again. Raises Gone.
        """
        waiting, tries = deque(enumerate(tasks)), Counter[int]()
        running: dict[Any, tuple[int, T]] = {}
        ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        try:
            while waiting or running:
                while waiting and len(running) < self.width():
                    number, task = waiting.popleft()
                    future = self._submit(work, task, *args)
                    running[future] = (number, task)
                    future.add_done_callback(ended.put)
                on_look()
                try:
                    future = ended.get(timeout=_LOOK)
                except queue.Empty:
                    continue
                number, task = running.pop(future)
                if future.status not in ("finished", "error"):  # the scheduler has gone, and all that it knew
                    self._reconnect()
                    waiting.appendleft((number, task))
                    continue
                result: R | Exception = self._result(future)
                tries[number] += 1
                if isinstance(result, Exception) and not isinstance(result, final) and tries[number] < TRIES:
                    waiting.append((number, task))
                else:
                    yield task, result
        finally:
            with suppress(Exception):
                self._client.cancel(list(running))

    def _result(self, future: Any) -> Any:
        """What a task that ended gave, or its error; the cluster may forget it."""
        try:
            return future.result(timeout=self._patience)
        except Exception as error:
            return error
        finally:
            future.release()

    def close(self) -> None:
        """Let the cluster go; workers that were started here end."""
        for one in (self._client, self._local):
            if one is not None:
                with suppress(Exception):
                    one.close(timeout=_CONNECT)
        self._ending.close()

    def _submit(self, work: Callable[..., R], *args: object) -> Any:
        for _ in range(TRIES):
            try:
                return self._client.submit(work, *args, pure=False)
            except Exception:  # the client was closed meanwhile, whatever it calls that
                self._reconnect()
        raise Gone(f"the scheduler at {self._address} takes no more work")

    def _start(self, workers: int, processes: bool) -> Any:
        from dask import config
        from distributed import LocalCluster, Security

        config.set({"distributed.scheduler.allowed-failures": 0})  # what is tried again is decided above
        secret = Security.temporary() if processes and find_spec("cryptography") is not None else None
        try:
            return LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=processes,
                host="127.0.0.1" if processes else None,
                dashboard_address="127.0.0.1:0",
                local_directory=str(self._scratch),
                silence_logs=logging.CRITICAL,
                **({"preload": ["briefing.archive.worker_setup"]} if processes else {}),
                security=secret,
            )
        except (OSError, RuntimeError) as error:
            raise BriefingError(f"no workers can be started on this machine: {clean.line(str(error))}") from None

    def _connect(self) -> Any:
        from distributed import Client

        if self._local is not None:
            return Client(self._local)
        try:
            return Client(self._address, timeout=_CONNECT)
        except (OSError, TimeoutError, ValueError, ImportError) as error:
            raise ConfigError(
                f"there is no Dask scheduler at {clean.line(self._address)}: {clean.line(str(error)) or 'no answer'}"
            ) from None

    def _reconnect(self) -> None:
        """Be connected again. Raises Gone where nobody answers for too long."""
        until = time.monotonic() + self._patience
        while time.monotonic() < until:
            if self._client.status == "running":
                return
            if self._client.status in ("closed", "closing", "newly-created") and self._local is None:
                with suppress(ConfigError):
                    self._client = self._connect()
                    return
            time.sleep(0.05)
        raise Gone(f"the scheduler {clean.line(self._address)} has gone, and did not come back")


def cores() -> int:
    """How many cores this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
