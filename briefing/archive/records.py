"""Records of inputs, whatever their format: what they hold is raw, and is cleaned where it becomes a story."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

from briefing.archive.partitions import Input, Kind, Partition
from briefing.core.body_json import blocks_to_json, links_to_json
from briefing.core.errors import BriefingError
from briefing.core.json_format import time_to_json
from briefing.core.query import AnyOf, Key, Not, Order, Query, Term

LONGEST = 16 << 20
"""The most bytes of one record; a longer one is no story."""
_LONGEST_DOCUMENT = 64 << 20
_GAP = re.compile(r"[ \t\r\n]*+")
_LARGEST_PAGE = 5_000_000
_HIDDEN = Term(Key.IS, "hidden")
_EVERY_STORY = Query(AnyOf((_HIDDEN, Not(_HIDDEN))), Order.OLDEST)
"""A query that does not name hidden stories leaves them out."""


class Unreadable(Exception):
    """A record, or the rest of an input, cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `raw` is all that it holds, to be hashed; `fields` makes names and values of it, and may raise
    Unreadable. `at` is where it begins in the file, for formats that can begin there."""

    raw: bytes
    fields: Callable[[], Mapping[str, Any]]
    at: int | None = None


def read(input_: Input, at: int = 0) -> Generator[Record, None, None]:
    """The records of an input, from the place `at` on, which must be that of a record. Raises Unreadable."""
    try:
        yield from _READERS[input_.kind](input_.path, at)
    except Unreadable:
        raise
    except BriefingError as error:
        raise Unreadable(str(error)) from None
    except (OSError, EOFError, ValueError, csv.Error, MemoryError) as error:  # a break within a compressed file, too
        raise Unreadable(_reason(error)) from None


def records_of(partition: Partition) -> Iterator[Record]:
    """The records of a partition, without what its input holds before and behind. Raises Unreadable."""
    skip = partition.first - partition.at_record
    with closing(read(partition.input, partition.at)) as records:
        yield from islice(records, skip, skip + partition.count)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).partition("\n")[0] or type(error).__name__


# ---------------------------------------------------------------------------------------------------------- formats


def _json_lines(path: Path, at: int) -> Iterator[Record]:
    stories = None if at else _json_document(path)
    if stories is not None:
        for story in stories:
            raw = json.dumps(story).encode()
            yield Record(raw, partial(_json, raw))
        return
    with _opened(path) as file:
        seekable = not _is_compressed(path)
        if at:
            file.seek(at)
        place = at
        while line := file.readline(LONGEST + 1):
            size = len(line)
            if size > LONGEST and not line.endswith(b"\n"):
                while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
                    size += len(rest)
                size += len(rest)
                yield Record(line[:1_000], partial(_refuse, size), place if seekable else None)
            elif line.strip():
                yield Record(line, partial(_json, line), place if seekable else None)
            place += size


def _json_document(path: Path) -> list[Any] | None:
    """The stories of a file that is an array of them, or stories that each take several lines; else None.

    Raises Unreadable where the file is laid out like that and is no JSON, or longer than is read at once.
    """
    first = b""
    with _opened(path) as file:
        while not first and (line := file.readline(LONGEST)):
            first = line.removeprefix(codecs.BOM_UTF8).strip()
    is_laid_out = first in (b"[", b"{")
    if not is_laid_out and not first.startswith(b"[") and _is_a_line(first):
        return None
    with _opened(path) as file:
        whole = file.read(_LONGEST_DOCUMENT + 1)
    try:
        if len(whole) > _LONGEST_DOCUMENT:
            raise ValueError(f"it is longer than {_LONGEST_DOCUMENT >> 20} MB; put each story on one line")
        found = list(_json_values(whole.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        if is_laid_out:
            raise Unreadable(f"the file cannot be read as JSON: {_reason(error)}") from None
        return None
    stories = found[0] if len(found) == 1 and isinstance(found[0], list) else found
    return stories if is_laid_out or all(isinstance(one, dict) for one in stories) else None


def _json_values(text: str) -> Iterator[Any]:
    """The values of a text, one behind the other, as many programs print them. Raises ValueError."""
    decoder, at = json.JSONDecoder(), _behind_gap(text, 0)
    while at < len(text):
        value, end = decoder.raw_decode(text, at)
        yield value
        at = _behind_gap(text, end)


def _behind_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return at if gap is None else gap.end()


def _is_a_line(first: bytes) -> bool:
    """Whether a file that begins like this has a record on each line, and not the beginning of one."""
    if not first.startswith(b"{") or len(first) >= LONGEST:
        return True
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _json(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the line is not JSON: {_reason(error)}") from None
    if not isinstance(value, dict):
        raise Unreadable("the line is JSON, but not an object with a title or a text")
    return value


def _refuse(size: int) -> Mapping[str, Any]:
    raise Unreadable(f"the line has {size >> 20} MB, and no story is longer than {LONGEST >> 20}")


def _given(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    return fields


def _row(names: Sequence[str], row: Sequence[str]) -> Mapping[str, Any]:
    return dict(zip(names, row, strict=False))


def _csv(path: Path, _at: int) -> Iterator[Record]:
    csv.field_size_limit(LONGEST)
    with _opened(path) as file:
        rows = csv.reader(io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline=""))
        names = [name.strip().casefold() for name in next(rows, [])]
        if not {"title", "text"} & set(names):
            raise Unreadable("its first line names no column title or text")
        for row in rows:
            if row:
                raw = "\x1f".join((*names, *row)).encode("utf-8", "replace")
                yield Record(raw, partial(_row, names, row))


def _parquet(path: Path, _at: int) -> Iterator[Record]:
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=200):
                names = batch.schema.names
                for values in zip(*map(_values, batch.columns), strict=True):
                    row = dict(zip(names, values, strict=True))
                    yield Record(json.dumps(row, default=str, sort_keys=True).encode(), partial(_given, row))
    except pyarrow.ArrowException as error:
        raise Unreadable(_reason(error)) from None


def _values(column: Any) -> list[Any]:
    """The values of a column; None for each that Python has no value for, as a date before the year 1."""
    try:
        return list(column.to_pylist())
    except (OverflowError, ValueError):
        return [_value(one) for one in column]


def _value(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (OverflowError, ValueError):
        return None


def _warc(path: Path, at: int) -> Iterator[Record]:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise Unreadable("web archives need warcio: install Briefing with the extra `archive`") from None
    with path.open("rb") as file:
        file.seek(at)
        records = ArchiveIterator(file)
        try:
            for record in records:
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                kind = record.http_headers.get_header("Content-Type") or ""
                if "html" not in kind.casefold() or not (record.http_headers.get_statuscode() or "").startswith("2"):
                    continue
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                date = record.rec_headers.get_header("WARC-Date") or ""
                page = record.content_stream().read(_LARGEST_PAGE)
                fields = {"page": page, "kind": kind, "link": address, "fetched": date}
                place = at + records.get_record_offset()
                yield Record(address.encode() + b"\0" + page, partial(_given, fields), place)
        except ArchiveLoadFailed as error:
            raise Unreadable(_reason(error)) from None


def _library(path: Path, _at: int) -> Iterator[Record]:
    from briefing.storage.borrowed import read_library

    if not path.exists():
        raise Unreadable("there is no such file")
    with read_library(path) as library:
        for story_id in library.stories.find(_EVERY_STORY):
            story = library.stories.get(story_id)
            if story is None:
                continue  # it was removed meanwhile
            fields = {
                "id": story.id,
                "title": story.title,
                "text": story.body.text,
                "blocks": blocks_to_json(story.body),
                "links": links_to_json(story.body),
                "link": story.link,
                "source": story.source,
                "authors": list(story.authors),
                "categories": list(story.categories),
                "language": story.language,
                "date": None if story.published is None else time_to_json(story.published),
                "fetched": None if story.fetched is None else time_to_json(story.fetched),
            }
            # The language is what the last analysis found: it is no part of what goes into one.
            raw = json.dumps({**fields, "language": ""}, sort_keys=True).encode()
            yield Record(raw, partial(_given, fields))


_READERS: Mapping[Kind, Callable[[Path, int], Iterator[Record]]] = {
    Kind.JSON_LINES: _json_lines,
    Kind.CSV: _csv,
    Kind.PARQUET: _parquet,
    Kind.WARC: _warc,
    Kind.LIBRARY: _library,
}
_COMPRESSED = (".gz", ".bz2", ".zst", ".lz4")


def _is_compressed(path: Path) -> bool:
    return path.suffix.casefold() in _COMPRESSED


def _opened(path: Path) -> IO[bytes]:
    """The bytes of a file, compressed or not."""
    if path.suffix.casefold() == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    if not _is_compressed(path):
        return path.open("rb")
    import pyarrow

    codec = {".bz2": "bz2", ".zst": "zstd", ".lz4": "lz4"}[path.suffix.casefold()]
    return io.BufferedReader(pyarrow.CompressedInputStream(pyarrow.OSFile(str(path)), codec), 1 << 20)


def mtime(path: Path) -> datetime:
    """When a file was changed last. Raises OSError."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
