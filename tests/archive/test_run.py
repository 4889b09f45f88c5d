"""Runs on real clusters: two processes of Dask on loopback, workers that are killed, a scheduler that is restarted."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest

from briefing.archive.cluster import Cluster, Gone
from briefing.archive.folder import ArchiveFolder, CannotWrite
from briefing.archive.partitions import Input, Kind
from briefing.archive.run import OnProgress, Outcome, Progress, analyse, common_version
from briefing.core.errors import AnalysisOffError, BriefingError, ConfigError
from tests.archive.made import ask, job, rows, write_lines

STORIES = "SELECT count(*), count(DISTINCT id), count(DISTINCT part) FROM stories"
OFFERS = "SELECT count(*), count(DISTINCT id) FROM offers"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    opened = Cluster(workers=2)
    yield opened
    opened.close()


def tell_nobody(_progress: Progress) -> None:
    pass


def run(cluster: Cluster, folder: Path, *inputs: Input, on_progress: OnProgress = tell_nobody) -> Outcome:
    ArchiveFolder(folder).open(5)
    return analyse(cluster, inputs, job(folder), on_progress)


def pid_of_worker(_task: object) -> int:
    return os.getpid()


def test_two_processes_do_the_work_and_a_second_run_has_none(cluster: Cluster, tmp_path: Path) -> None:
    assert cluster.width() == 2
    assert cluster.dashboard.startswith("http://127.0.0.1:")
    assert len({pid for _, pid in cluster.each(pid_of_worker, range(20))} - {os.getpid()}) == 2
    input_, told = write_lines(tmp_path / "a.jsonl", rows(40)), list[Progress]()
    outcome = run(cluster, tmp_path / "out", input_, on_progress=told.append)
    assert outcome.failed == []
    assert outcome.version.startswith("1/child+")
    assert (outcome.rows["stories"], outcome.rows["offers"]) == (40, 80)
    assert (told[0].stories, told[-1].stories, told[-1].total, told[-1].left) == (0, 40, 40, 0)
    assert ask(tmp_path / "out", STORIES) == [(40, 40, told[-1].all_partitions)]
    files = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.parquet")}
    again = run(cluster, tmp_path / "out", input_)
    assert (again.progress.stories, again.progress.before, again.rows) == (0, 40, outcome.rows)
    assert {file: file.stat().st_mtime_ns for file in files} == files


def test_a_worker_that_is_killed_costs_its_partition_a_second_try(cluster: Cluster, tmp_path: Path) -> None:
    stories = rows(40)
    stories[17]["title"] = f"kill-worker {tmp_path / 'killed'}"
    outcome = run(cluster, tmp_path / "out", write_lines(tmp_path / "a.jsonl", stories))
    assert (tmp_path / "killed").exists()
    assert outcome.failed == []
    assert ask(tmp_path / "out", STORIES)[0][:2] == (40, 40)
    assert ask(tmp_path / "out", OFFERS) == [(80, 80)]
    assert not list((tmp_path / "out").rglob("*.tmp"))


def test_an_analysis_process_that_ends_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    stories = rows(12)
    stories[3]["title"] = f"kill-child {tmp_path / 'killed'}"
    outcome = run(cluster, tmp_path / "out", write_lines(tmp_path / "a.jsonl", stories))
    assert (tmp_path / "killed").exists()
    assert (outcome.failed, outcome.rows["errors"], outcome.rows["stories"]) == ([], 0, 12)


def test_a_run_that_is_ended_goes_on_where_it_was(cluster: Cluster, tmp_path: Path) -> None:
    input_ = write_lines(tmp_path / "a.jsonl", rows(60))

    def end(progress: Progress) -> None:
        if progress.partitions == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(cluster, tmp_path / "out", input_, on_progress=end)
    assert 0 < ask(tmp_path / "out", STORIES)[0][0] < 60
    outcome = run(cluster, tmp_path / "out", input_)
    assert outcome.progress.before > 0
    assert outcome.progress.before + outcome.progress.stories == 60
    assert ask(tmp_path / "out", STORIES)[0][:2] == (60, 60)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20])


def make_zeros(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


SPOILERS = (cut, make_zeros, Path.unlink)


@pytest.fixture(scope="module")
def made(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Input], Path]:
    """Three inputs of twenty stories and their archive, which a test copies before it changes anything."""
    folder, stories = tmp_path_factory.mktemp("made"), rows(60)
    inputs = [write_lines(folder / f"{first}.jsonl", stories[first : first + 20]) for first in (0, 20, 40)]
    run(cluster, folder / "out", *inputs)
    return inputs, folder / "out"


def check_mended(cluster: Cluster, out: Path, inputs: list[Input], stay: int) -> None:
    """A run over what was damaged makes all whole again, and leaves so many stories alone."""
    outcome = run(cluster, out, *inputs)
    assert (outcome.failed, outcome.progress.before) == ([], stay)
    assert ask(out, STORIES)[0][:2] == (60, 60)
    assert ask(out, OFFERS) == [(120, 120)]


def test_what_was_damaged_is_made_anew_and_nothing_else(
    cluster: Cluster, made: tuple[list[Input], Path], tmp_path: Path
) -> None:
    out = shutil.copytree(made[1], tmp_path / "out")
    sizes = ask(out, "SELECT part, count(*) FROM stories GROUP BY part ORDER BY part")
    damages = list(product(SPOILERS, ("offers/*/{}.parquet", "done/*/{}.json")))
    assert len(sizes) > len(damages), "something has to stay whole"
    for (part, _), (spoil, pattern) in zip(sizes, damages, strict=False):
        spoil(next(out.glob(pattern.format(part))))
    check_mended(cluster, out, made[0], stay=sum(stories for _, stories in sizes[len(damages) :]))


def test_a_damaged_record_of_an_input_costs_no_partition(
    cluster: Cluster, made: tuple[list[Input], Path], tmp_path: Path
) -> None:
    out = shutil.copytree(made[1], tmp_path / "out")
    for spoil, record in zip(SPOILERS, sorted(out.glob("inputs/*.json")), strict=True):
        spoil(record)
    check_mended(cluster, out, made[0], stay=60)


def test_a_bad_partition_is_given_up_and_named_and_the_others_are_done(cluster: Cluster, tmp_path: Path) -> None:
    good, bad = write_lines(tmp_path / "a.jsonl", rows(10)), write_lines(tmp_path / "b.jsonl", rows(12)[10:])

    def spoil(progress: Progress) -> None:
        if progress.partitions == 0:
            bad.path.write_text("{}\n")

    outcome = run(cluster, tmp_path / "out", good, bad, on_progress=spoil)
    assert [sentence.partition(" was ")[2] for sentence in outcome.failed] == [
        "changed meanwhile; run it again when nobody writes it"
    ]
    assert ask(tmp_path / "out", STORIES)[0][0] == 10


def test_an_input_that_breaks_off_does_not_end_the_run(cluster: Cluster, tmp_path: Path) -> None:
    good = write_lines(tmp_path / "a.jsonl", rows(10))
    (tmp_path / "b.csv.gz").write_bytes(b"\x1f\x8b and no more")
    outcome = run(cluster, tmp_path / "out", good, Input(tmp_path / "b.csv.gz", Kind.CSV))
    assert (outcome.failed, outcome.rows["stories"], outcome.rows["errors"]) == ([], 10, 1)


def how_ctrl_c_is_taken(_task: object) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_ctrl_c_is_for_the_command_and_not_for_its_workers(cluster: Cluster) -> None:
    assert [ignored for _, ignored in cluster.each(how_ctrl_c_is_taken, range(2))] == [True, True]


def cannot_write(_task: object) -> None:
    raise CannotWrite("the disk is full")


def test_what_another_try_does_not_mend_is_not_tried_again(cluster: Cluster) -> None:
    looks: list[int] = []
    ((_, error),) = cluster.each(cannot_write, [1], on_look=lambda: looks.append(1), final=(CannotWrite,))
    assert isinstance(error, CannotWrite)
    assert str(error) == "the disk is full"


# ---------------------------------------------------------------------------------------------------- other clusters


class Machines:
    """A scheduler and a worker that can be killed and started again at one address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        here = ("--host", "127.0.0.1", "--no-dashboard")
        self._start("dask_scheduler", *here, "--port", str(self.port), "--no-show")
        worker = ("--no-nanny", "--nthreads", "1", "--local-directory", str(self._folder))
        self._start("dask_worker", self.address, *here, *worker)

    def kill(self) -> None:
        for one in self._running:
            one.kill()
            one.wait()
        self._running = []

    def _start(self, module: str, *words: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *words]
        self._running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path / "scratch")
    yield made
    made.kill()


def test_a_scheduler_that_is_restarted_is_waited_for(machines: Machines, tmp_path: Path) -> None:
    stories = rows(30)
    stories[11]["title"] = f"wait {tmp_path / 'there'}"
    gate = tmp_path / "there.gate"
    os.mkfifo(gate)
    input_ = write_lines(tmp_path / "a.jsonl", stories)
    machines.start()
    outcomes: list[Outcome] = []

    def drive() -> None:
        cluster = Cluster(machines.address)
        try:
            outcomes.append(run(cluster, tmp_path / "out", input_))
        finally:
            cluster.close()

    driver = threading.Thread(target=drive)
    driver.start()
    opened = os.open(gate, os.O_WRONLY)  # until the worker is in the midst of that partition
    machines.kill()
    os.close(opened)
    machines.start()
    driver.join()
    (outcome,) = outcomes
    assert outcome.failed == []
    assert ask(tmp_path / "out", STORIES)[0][:2] == (30, 30)
    assert ask(tmp_path / "out", OFFERS) == [(60, 60)]


class Away:
    """A client whose scheduler has gone."""

    status = "connecting"

    def nthreads(self) -> dict[str, int]:
        raise OSError("gone")

    def submit(self, *_: object, **__: object) -> None:
        raise OSError("gone")


def test_a_scheduler_that_stays_away_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cluster, "_connect", lambda _self: Away())
    cluster = Cluster("tcp://127.0.0.1:1", patience=0.1)
    assert cluster.width() == 1
    with pytest.raises(Gone, match="has gone, and did not come back"):
        list(cluster.each(pid_of_worker, range(3)))
    cluster.close()


def test_nobody_at_an_address_is_a_sentence() -> None:
    with pytest.raises(ConfigError, match="no Dask scheduler at nonsense"):
        Cluster("nonsense")


class Answers:
    """A cluster whose workers say this."""

    def __init__(self, **answers: Any) -> None:
        self._answers = answers

    def on_every_worker(self, *_: object) -> dict[str, Any]:
        return self._answers


@pytest.mark.parametrize(
    ("answers", "error", "words"),
    [
        ({}, ConfigError, "no workers"),
        ({"a": "1/x", "b": "2/x"}, ConfigError, "differ in rules or model: a has 1/x; b has 2/x"),
        ({"a": AnalysisOffError("analysis is off: no model")}, AnalysisOffError, "no model"),
        (
            {"a": ModuleNotFoundError("No module named 'briefing'")},
            ConfigError,
            "install Briefing with the extra `archive` there",
        ),
    ],
)
def test_workers_must_agree_and_be_able(answers: dict[str, Any], error: type[BriefingError], words: str) -> None:
    with pytest.raises(error, match=words):
        common_version(cast(Cluster, Answers(**answers)), job(Path()))
