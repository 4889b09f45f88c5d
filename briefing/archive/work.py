"""One partition, analysed on a worker. Whatever runs here may be killed at any moment, and be run again."""

from __future__ import annotations

import io
import os
import platform
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyarrow import parquet

from briefing.archive import records
from briefing.archive.engine import Engine
from briefing.archive.folder import ArchiveFolder, Done
from briefing.archive.partitions import STORIES, Input, Kind, Partition
from briefing.archive.planning import content_hash, plan
from briefing.archive.stories import Told, story_of
from briefing.archive.tables import Rows
from briefing.core.analysis import Analysis
from briefing.core.errors import AnalysisOffError, BriefingError
from briefing.core.story import Story


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all partitions of a run. `command` replaces how the analysis is started."""

    folder: Path
    model: str
    version: str = ""
    stories: int = STORIES
    again: bool = False
    command: tuple[str, ...] | None = None


class OtherVersion(BriefingError):
    """A worker has other rules or another model than the rest."""

    def __reduce__(self) -> tuple[type[OtherVersion], tuple[str]]:
        return OtherVersion, (str(self),)


class InputChanged(BriefingError):
    """An input is no longer what it was when it was divided."""

    def __reduce__(self) -> tuple[type[InputChanged], tuple[str]]:
        return InputChanged, (str(self),)


_engines: dict[tuple[str, tuple[str, ...] | None], Engine] = {}
_engines_lock = threading.Lock()


def engine_of(job: Job) -> Engine:
    """The engine of this worker, for all of its threads; it is started when it is first needed."""
    with _engines_lock:
        name = (job.model, job.command)
        if name not in _engines:
            log = ArchiveFolder(job.folder).log(f"{platform.node() or 'worker'}-{os.getpid()}")
            _engines[name] = Engine(job.model, log, job.command)
        return _engines[name]


def close_engines() -> None:
    """End all engines of this process; the next job starts them anew."""
    with _engines_lock:
        while _engines:
            _engines.popitem()[1].close()


def version_here(job: Job) -> str:
    """The version of the analysis on this worker. Raises AnalysisOffError."""
    try:
        return engine_of(job).version()
    except AnalysisOffError:
        close_engines()
        raise


def divide(input_: Input, stories: int) -> tuple[Partition, ...]:
    """The partitions of an input."""
    return tuple(plan(input_, stories))


def analyse_partition(partition: Partition, job: Job) -> Done:
    """Analyse a partition and put its rows in place, unless that is done already; its record.

    Raises CannotWrite, InputChanged, OtherVersion, AnalysisOffError.
    """
    folder, key = ArchiveFolder(job.folder), partition.key(job.version)
    done = folder.finished(key, job.again)
    if done is not None:
        return done
    if version_here(job) != job.version:
        raise OtherVersion(
            f"the worker on {platform.node()} has other rules or another model; install the same Briefing everywhere"
        )
    began = time.monotonic()
    rows = Rows(key)
    stories = list(_stories(partition, job, rows))
    analyses = _analyses(job, [told.story for _, told in stories])
    failed = 0
    for (number, told), analysis in zip(stories, analyses, strict=True):
        name = str(partition.input.path)
        if isinstance(analysis, Analysis):
            rows.add_story(told, analysis)
            for problem in analysis.problems:
                rows.add_error("problem", problem, name, number, told.story)
        else:
            failed += 1
            rows.add_story(told, Analysis(text_hash=told.story.text_hash))
            rows.add_error("analyse", str(analysis), name, number, told.story)
    record = Done(
        key,
        job.version,
        str(partition.input.path),
        partition.content,
        partition.first,
        round(time.monotonic() - began, 3),
        failed,
        rows.counts(),
    )
    return folder.keep(record, ((table, month, _bytes(made)) for table, month, made in rows.tables()))


def _analyses(job: Job, stories: list[Story]) -> list[Any]:
    try:
        return list(engine_of(job).analyse(stories))
    except AnalysisOffError:
        close_engines()  # the next try begins with a new one
        raise


def _stories(partition: Partition, job: Job, rows: Rows) -> Iterator[tuple[int, Told]]:
    """The stories of a partition with their numbers in the input; what is none becomes a row of errors."""
    name, seen = str(partition.input.path), set[str]()
    try:
        found = list(records.records_of(partition))
        arrived = records.mtime(partition.input.path)
    except (records.Unreadable, OSError) as error:
        raise InputChanged(f"{name} cannot be read as when it was divided: {error}") from None
    if len(found) != partition.count or content_hash(found) != partition.content:
        raise InputChanged(f"{name} was changed meanwhile; run it again when nobody writes it")
    for number, record in enumerate(found, partition.first):
        try:
            told = story_of(_fields(partition, record, job), arrived)
        except records.Unreadable as error:
            rows.add_error("read", str(error), name, number)
            continue
        if told.story.id in seen:
            rows.add_error("read", f"the id {told.story.id} was there already; the first stays", name, number)
            continue
        seen.add(told.story.id)
        yield number, told
    if partition.fault:
        where = partition.first + partition.count
        rows.add_error("read", f"nothing behind this could be read: {partition.fault}", name, where)


def _fields(partition: Partition, record: records.Record, job: Job) -> Mapping[str, Any]:
    fields = record.fields()
    if partition.input.kind is not Kind.WARC:  # a column `page` of other formats is whatever somebody put there
        return fields
    return {**fields, **engine_of(job).article(fields["page"], fields["kind"], fields["link"])}


def _bytes(table: Any) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue()
