"""How inputs are divided into partitions."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from briefing.archive import records
from briefing.archive.partitions import STORIES, Input, Kind, Partition
from briefing.core import clean
from briefing.core.errors import BriefingError, UsageError
from briefing.files import from_home

MOST_BYTES = 8 << 20
"""The most that the records of a partition may hold together, but for the last of them."""

_ENDINGS = {
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".json": Kind.JSON_LINES,
    ".csv": Kind.CSV,
    ".parquet": Kind.PARQUET,
    ".warc": Kind.WARC,
    ".db": Kind.LIBRARY,
}
_COMPRESSIONS = {".gz", ".bz2", ".zst", ".lz4"}
_COMPRESSED_KINDS = {
    Kind.JSON_LINES: _COMPRESSIONS,
    Kind.CSV: _COMPRESSIONS,
    Kind.WARC: {".gz"},
}


def find_inputs(words: Sequence[str]) -> tuple[Input, ...]:
    """The files that a command line names, each once: paths and patterns. Raises UsageError and BriefingError."""
    found: dict[Path, Input] = {}
    for word in words:
        path = from_home(word)
        paths = [path] if path.exists() else [Path(name) for name in sorted(glob.glob(str(path), recursive=True))]
        if not paths:
            raise BriefingError(f"there is no file {clean.line(word)!r}, and this pattern finds none")
        for one in paths:
            if not one.is_dir():
                found.setdefault(one.resolve(), Input(one.resolve(), kind_of(one)))
            elif len(paths) == 1:
                raise UsageError(
                    f"{clean.line(str(one))} is a folder; name files, as {clean.line(str(one / '*.jsonl'))!r}"
                )
    return tuple(found.values())


def kind_of(path: Path) -> Kind:
    """The format that the ending of a name says. Raises UsageError."""
    endings = [ending.casefold() for ending in path.suffixes]
    compression = endings.pop() if endings and endings[-1] in _COMPRESSIONS else ""
    kind = _ENDINGS.get(endings[-1] if endings else "")
    if kind is None or (compression and compression not in _COMPRESSED_KINDS.get(kind, ())):
        raise UsageError(
            f"{clean.line(str(path))}: its format is not known by its name;"
            " known are .jsonl, .csv (also .gz, .bz2, .zst, .lz4), .parquet, .warc, .warc.gz and .db, a library"
        )
    return kind


def plan(input_: Input, stories: int = STORIES) -> Iterator[Partition]:
    """The partitions of an input, in order, each of about so many stories. What cannot be read is said by the last.

    Where one ends and the next begins is decided by the records themselves, so that an input that grew somewhere, or
    lost something, has new partitions only there.
    """
    part = _Part()
    with closing(records.read(input_)) as found:
        try:
            for number, record in enumerate(found):
                if part.is_full(stories):
                    yield part.end(input_)
                    part = _Part(number)
                part.take(record)
        except records.Unreadable as error:
            yield part.end(input_, str(clean.line(str(error))) or "it cannot be read")
        else:
            if part.count:
                yield part.end(input_)


class _Part:
    """A partition that grows; it needs no more memory than the hash of what it holds."""

    def __init__(self, first: int = 0) -> None:
        self._first = first
        self._hash = hashlib.blake2b(digest_size=12)
        self._bytes = 0
        self._last = b""
        self._at: int | None = None
        self.count = 0

    def take(self, record: records.Record) -> None:
        """Add a record."""
        if not self.count:
            self._at = record.at
        self._last = hashlib.blake2b(record.raw, digest_size=8).digest()
        self._hash.update(self._last)
        self._bytes += len(record.raw)
        self.count += 1

    def is_full(self, stories: int) -> bool:
        """Whether it ends with the record that it has last."""
        if not self.count:
            return False
        if self.count >= 2 * stories or self._bytes >= MOST_BYTES:
            return True
        return self.count * 2 >= stories and int.from_bytes(self._last) % max(1, stories // 2) == 0

    def end(self, input_: Input, fault: str = "") -> Partition:
        """The partition as it is now."""
        at, at_record = (0, 0) if self._at is None else (self._at, self._first)
        return Partition(input_, self._first, self.count, at, at_record, self._hash.hexdigest(), fault)


def content_hash(found: Sequence[records.Record]) -> str:
    """The `content` of a partition that has these records."""
    part = _Part()
    for record in found:
        part.take(record)
    return part.end(Input(Path(), Kind.JSON_LINES)).content
