"""A run over inputs: they are divided, every partition that is not done is analysed, and old ones are let go."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.archive.cluster import Cluster
from briefing.archive.folder import ArchiveFolder, CannotWrite, Done
from briefing.archive.partitions import Input, Partition
from briefing.archive.work import (
    InputChanged,
    Job,
    OtherVersion,
    analyse_partition,
    close_engines,
    divide,
    version_here,
)
from briefing.core import clean
from briefing.core.errors import BriefingError, ConfigError
from briefing.locks import single_instance


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `stories` counts those of this run; `left` is in seconds, None before the first is done."""

    stories: int = 0
    before: int = 0
    total: int = 0
    partitions: int = 0
    all_partitions: int = 0
    errors: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Stories a second, in this run."""
        return self.stories / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that are left at this rate."""
        return (self.total - self.before - self.stories) / self.rate if self.rate else None


@dataclass(slots=True)
class Outcome:
    """What a run came to. `failed` are sentences, one for each partition or input that was given up; `empty` are, too,
    one for each input that gave no story. `parts` are the keys of all partitions of the inputs.
    """

    progress: Progress = field(default_factory=Progress)
    rows: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    parts: tuple[str, ...] = ()
    version: str = ""


_FINAL = (CannotWrite, InputChanged, OtherVersion)
OnProgress = Callable[[Progress], None]


def only_run(folder: Path) -> AbstractContextManager[None]:
    """Be the only run that writes into a folder while the block runs. Raises StorageError where another does.

    It goes before the cluster: one whose folder is taken is started for nothing.
    """
    return single_instance(folder / ".lock", "briefing archive")


def analyse(cluster: Cluster, inputs: Sequence[Input], job: Job, on_progress: OnProgress) -> Outcome:
    """Analyse inputs into the folder of the job, from where the last run was ended. Raises BriefingError.

    The caller holds the folder (`only_run`).
    """
    folder = ArchiveFolder(job.folder)
    folder.open()
    job = replace(job, version=common_version(cluster, job))
    outcome = Outcome(version=job.version)
    try:
        _analyse(cluster, folder, inputs, job, on_progress, outcome)
    finally:
        cluster.leave(close_engines)
    return outcome


def common_version(cluster: Cluster, job: Job) -> str:
    """The version of the analysis that all workers have. Raises ConfigError where they differ, or have none."""
    answers = cluster.on_every_worker(version_here, job)
    if not answers:
        raise ConfigError("the cluster has no workers; start some, and run it again")
    for worker, answer in answers.items():
        if isinstance(answer, BriefingError):
            raise answer
        if isinstance(answer, BaseException):
            reason = clean.line(str(answer)) or type(answer).__name__
            raise ConfigError(
                f"the worker {worker} cannot analyse: {reason}; install Briefing with the extra `archive` there, too"
            )
    versions = {str(answer): worker for worker, answer in answers.items()}
    if len(versions) > 1:
        told = "; ".join(f"{worker} has {version}" for version, worker in sorted(versions.items()))
        raise ConfigError(f"the workers differ in rules or model: {told}. Install the same Briefing everywhere")
    return next(iter(versions))


def _analyse(
    cluster: Cluster, folder: ArchiveFolder, inputs: Sequence[Input], job: Job, on_progress: OnProgress, into: Outcome
) -> None:
    parts: dict[Input, tuple[Partition, ...]] = {}
    for input_, divided in cluster.each(divide, inputs, job.stories):
        if isinstance(divided, Exception):
            into.failed.append(f"{clean.line(str(input_.path))}: {_reason(divided)}")
            continue
        parts[input_] = divided
        folder.expect(input_, tuple(part.key(job.version) for part in divided))
    unique = {part.key(job.version): part for input_ in inputs for part in parts.get(input_, ())}
    done = {key: record for key in unique if (record := folder.finished(key, job.again))}
    into.parts = tuple(unique)
    waiting = [part for key, part in unique.items() if key not in done]
    clock = _Clock(unique, done, on_progress)
    into.rows.update(_sum(done.values()))
    gone_wrong: set[str] = set()
    try:
        for part, result in cluster.each(analyse_partition, waiting, job, on_look=clock.look, final=_FINAL):
            if isinstance(result, CannotWrite):
                raise result
            if isinstance(result, Exception):
                gone_wrong.add(part.key(job.version))
                into.failed.append(_named(part, result))
                continue
            done[part.key(job.version)] = result
            into.rows.update(result.rows)
            clock.take(part, result)
    finally:
        into.progress = clock.progress
    _settle(folder, parts, job.version, gone_wrong)
    for input_, divided in parts.items():
        keys = [part.key(job.version) for part in divided]
        if gone_wrong.isdisjoint(keys) and not any(done[key].rows["stories"] for key in keys):
            into.empty.append(f"{clean.line(str(input_.path))}: {_first_error(folder, keys)}")


def _first_error(folder: ArchiveFolder, keys: Sequence[str]) -> str:
    """Why partitions without a story have none."""
    errors = (message for key in keys for message in folder.errors(key))
    return next(errors, "it is empty")


def _settle(
    folder: ArchiveFolder, parts: Mapping[Input, tuple[Partition, ...]], version: str, gone_wrong: set[str]
) -> None:
    for input_, divided in parts.items():
        if not any(part.key(version) in gone_wrong for part in divided):
            folder.settle(input_)
    if not gone_wrong:
        folder.remove_leftovers()


class _Clock:
    """Counts what is done, and tells it."""

    def __init__(self, parts: Mapping[str, Partition], done: Mapping[str, Done], on_progress: OnProgress) -> None:
        self._began = time.monotonic()
        self._on_progress = on_progress
        self.progress = Progress(
            before=sum(parts[key].count for key in done),
            total=sum(part.count for part in parts.values()),
            partitions=len(done),
            all_partitions=len(parts),
            errors=sum(record.rows.get("errors", 0) for record in done.values()),
        )
        self.look()

    def take(self, part: Partition, done: Done) -> None:
        """A partition is done."""
        self.progress = replace(
            self.progress,
            stories=self.progress.stories + part.count,
            partitions=self.progress.partitions + 1,
            errors=self.progress.errors + done.rows.get("errors", 0),
        )
        self.look()

    def look(self) -> None:
        """Tell how far it is."""
        self.progress = replace(self.progress, seconds=time.monotonic() - self._began)
        self._on_progress(self.progress)


def _sum(records: Iterable[Done]) -> Counter[str]:
    total: Counter[str] = Counter()
    for record in records:
        total.update(record.rows)
    return total


def _named(part: Partition, error: Exception) -> str:
    name = clean.line(str(part.input.path))
    return f"{name}, stories {part.first + 1:,} to {part.first + part.count:,}: {_reason(error)}"


def _reason(error: Exception) -> str:
    if type(error).__name__ == "KilledWorker":
        return "its worker was killed each time; is there enough memory?"
    return str(clean.line(str(error))) or type(error).__name__
