"""The folder of an archive: its tables, and the records of what is done.

    FOLDER/stories/month=2026-11/KEY.parquet    and so for each table; KEY is that of a partition
    FOLDER/done/KE/KEY.json                     a partition is done once this is there
    FOLDER/inputs/HASH.json                     which partitions an input has: rows of others count no more
    FOLDER/ledger/…                             what `briefing archive ledger` made
    FOLDER/log/…                                what the analysis processes said

Every file is written under another name and then renamed. A file with the same name is the same partition under the
same version, so that writing it twice changes nothing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from briefing import private
from briefing.archive.partitions import SCHEMA, STORIES, Input
from briefing.core import clean
from briefing.core.errors import StorageError, UsageError
from briefing.files import replace_whole

TABLES = ("stories", "actors", "resources", "offers", "measures", "errors")
_MAGIC = b"PAR1"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM})


class CannotWrite(StorageError):
    """The folder takes no more: its disk is full, or may not be written. Trying again at once does not help."""

    def __reduce__(self) -> tuple[type[CannotWrite], tuple[str]]:
        return CannotWrite, (str(self),)


class Damaged(StorageError):
    """A file of the folder does not hold what was written."""


@dataclass(frozen=True, slots=True)
class Done:
    """A partition that is done: how many rows each table has, and how many stories could not be analysed."""

    key: str
    version: str
    input: str
    content: str
    first: int
    seconds: float = 0.0
    failed: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    months: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InputState:
    """An input: the keys of its partitions that count, and of those that take their place once all are done."""

    path: str
    keys: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


class ArchiveFolder:
    """Reads and writes the folder; every process has its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, stories: int | None = None) -> int:
        """Make the folder, or see that it is an archive of this kind; about how many stories its partitions have.

        Raises StorageError, and UsageError where they have another number than is asked for.
        """
        try:
            private.make_folder(self.path)
        except OSError as error:
            raise _sentence(self.path, error) from None
        mark = self.path / "archive.json"
        if not mark.exists() and any(name for name in self.path.iterdir() if not name.name.startswith(".")):
            raise StorageError(f"{self.path} is not an archive, and it is not empty; name another folder")
        if not mark.exists():
            self._write_json(mark, {"schema": SCHEMA, "partition": stories or STORIES})
        known = int(self.check()["partition"])
        if stories not in (None, known):
            raise UsageError(f"the partitions of {self.path} have about {known} stories each; that cannot be changed")
        return known

    def check(self) -> Mapping[str, Any]:
        """What the folder says of itself. Raises StorageError where it is no archive that this version can read."""
        mark = self.path / "archive.json"
        try:
            shape = _read_json(mark)
        except Damaged as error:
            raise StorageError(
                f"{error}; put a copy of that file in its place, or analyse the inputs into a new folder"
            ) from None
        if shape is None:
            raise StorageError(f"{self.path} is not an archive; `briefing archive analyze` makes one")
        if shape.get("schema") != SCHEMA:
            raise StorageError(
                f"{self.path} was made by another version of Briefing; analyse its inputs into a new folder"
            )
        return shape

    def log(self, name: str) -> Path:
        """Where a process may write what happened to it."""
        return self.path / "log" / f"{name}.log"

    # ------------------------------------------------------------------------------------------------- partitions

    def done(self, key: str) -> Done | None:
        """The record of a partition; None where it is not done, or the record is damaged."""
        try:
            shape = _read_json(self._done_file(key))
            return None if shape is None else Done(**shape)
        except (Damaged, TypeError):
            return None

    def finished(self, key: str, again: bool = False) -> Done | None:
        """The record of a partition that need not be analysed: it is done, and none of its tables is cut or gone.

        With `again` one that has stories that could not be analysed is none.
        """
        done = self.done(key)
        if done is None or (again and done.failed):
            return None
        files = (self._file(table, month, key) for table, months in done.months.items() for month in months)
        return done if all(map(_is_parquet, files)) else None

    def keep(self, done: Done, files: Iterable[tuple[str, str, bytes]]) -> Done:
        """Put the tables of a partition in their places, each as table, month and content, and then its record.

        Raises CannotWrite; what was written by then does not count.
        """
        months: dict[str, list[str]] = {}
        for table, month, content in files:
            self._write(self._file(table, month, done.key), content)
            months.setdefault(table, []).append(month)
        kept = Done(**{**asdict(done), "months": months})
        self._write_json(self._done_file(done.key), asdict(kept))
        return kept

    def errors(self, key: str) -> Iterator[str]:
        """What went wrong in a partition that is done, in the order of its records."""
        from pyarrow import parquet  # late: most that open a folder read no table here

        done = self.done(key)
        for month in done.months.get("errors", ()) if done is not None else ():
            yield from parquet.read_table(self._file("errors", month, key))["message"].to_pylist()

    def remove(self, key: str) -> None:
        """Let a partition go: first it is no longer done, then its rows go."""
        done = self.done(key)
        with suppress(OSError):
            self._done_file(key).unlink(missing_ok=True)
            for table, months in (done.months if done is not None else {}).items():
                for month in months:
                    self._file(table, month, key).unlink(missing_ok=True)

    def remove_leftovers(self) -> int:
        """Remove rows of partitions that no input has, and half-written files; how many files went.

        Nobody else may write meanwhile. While it is not known which partitions an input has, none goes.
        """
        try:
            known = self.keys()
        except StorageError:
            return 0
        gone = 0
        for file in [*self._all_files("*"), *self.path.glob("done/*/*")]:
            if file.name.startswith(".") or file.stem not in known:
                with suppress(OSError):
                    file.unlink()
                    gone += 1
        return gone

    def files(self, table: str) -> list[str]:
        """The files of a table."""
        return [str(file) for file in self._all_files(table) if not file.name.startswith(".")]

    def keys(self) -> frozenset[str]:
        """The keys of all partitions that some input has, or will have."""
        return frozenset(key for state in self.inputs() for key in (*state.keys, *state.next))

    def counting(self) -> list[str]:
        """The keys of the partitions whose rows count: done, and of some input as it is now."""
        wanted = {key for state in self.inputs() for key in state.keys}
        return sorted(file.stem for file in self.path.glob("done/*/*.json") if file.stem in wanted)

    # ----------------------------------------------------------------------------------------------------- inputs

    def inputs(self) -> Iterator[InputState]:
        """The inputs that were analysed into this folder. Raises StorageError."""
        for file in sorted(self.path.glob("inputs/*.json")):
            try:
                state = _read_input(file)
            except Damaged as error:
                raise StorageError(
                    f"{error}; give all inputs of the archive to `briefing archive analyze` again: that makes it anew,"
                    " and analyses nothing twice"
                ) from None
            if state is not None:
                yield state

    def expect(self, input_: Input, keys: tuple[str, ...]) -> None:
        """Note which partitions an input is to have. Those that it has count on until all of these are done."""
        file, before = self._input_file(input_), None
        with suppress(Damaged):
            before = _read_input(file)
        now = (before and before.keys) or keys
        self._write_json(file, {"path": str(input_.path), "keys": list(now), "next": list(keys)})

    def settle(self, input_: Input) -> None:
        """All partitions that an input is to have are done: they count from now on, and no others."""
        file = self._input_file(input_)
        state = _read_input(file)
        if state is not None and state.keys != state.next:
            self._write_json(file, asdict(replace(state, keys=state.next)))

    def _input_file(self, input_: Input) -> Path:
        name = hashlib.blake2b(os.fsencode(input_.path), digest_size=12).hexdigest()
        return self.path / "inputs" / f"{name}.json"

    def _done_file(self, key: str) -> Path:
        return self.path / "done" / key[:2] / f"{key}.json"

    def _file(self, table: str, month: str, key: str) -> Path:
        return self.path / table / f"month={month}" / f"{key}.parquet"

    def _all_files(self, table: str) -> Iterator[Path]:
        for one in TABLES if table == "*" else (table,):
            yield from sorted((self.path / one).glob("month=*/*"))

    def _write_json(self, file: Path, shape: Any) -> None:
        self._write(file, json.dumps(shape).encode())

    def _write(self, file: Path, content: bytes) -> None:
        try:
            private.make_folder(file.parent)
            replace_whole(file, content)
        except OSError as error:
            if error.errno in _FULL:
                raise CannotWrite(str(_sentence(self.path, error))) from None
            raise


def _read_json(file: Path) -> dict[str, Any] | None:
    """What a file says; None where there is none. Raises StorageError, and Damaged of what was never written so."""
    try:
        shape = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(f"{file} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise Damaged(f"{file} is damaged: {clean.line(str(error))}") from None
    if not isinstance(shape, dict):
        raise Damaged(f"{file} is damaged: it holds something else")
    return shape


def _read_input(file: Path) -> InputState | None:
    shape = _read_json(file)
    try:
        return None if shape is None else InputState(shape["path"], tuple(shape["keys"]), tuple(shape["next"]))
    except (KeyError, TypeError):
        raise Damaged(f"{file} is damaged: it holds something else") from None


def _is_parquet(file: Path) -> bool:
    """Whether a table begins and ends as it was written; one that was cut, or made zeros by a crash, does not."""
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(_MAGIC))
            opened.seek(-len(_MAGIC), os.SEEK_END)
            return begins == _MAGIC == opened.read()
    except OSError:
        return False


def _sentence(folder: Path, error: OSError) -> StorageError:
    return StorageError(f"{folder} cannot be written: {error.strerror}; make room, or mend that, and run it again")
