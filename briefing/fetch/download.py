"""A file from the network into a folder: in pieces, under a safe name, whole or not at all."""

from __future__ import annotations

import mimetypes
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from briefing.core.errors import FetchError
from briefing.core.formatting import size_text
from briefing.core.slug import slug
from briefing.fetch.get import pieces

_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")
_PLAIN = ("", "identity")

OnProgress = Callable[[int, int | None], None]
"""Hears how many bytes have come, and of how many, where that is known."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a file goes: `stem` is the beginning of its name, `largest` the most bytes that it may have."""

    folder: Path
    stem: str
    largest: int


class FileReader:
    """Reads one answer into a file; `path` is where it lies once it is whole. No part of a file is left behind."""

    def __init__(self, to: Destination, on_progress: OnProgress) -> None:
        self._to = to
        self._on_progress = on_progress
        self.path: Path | None = None

    async def read(self, response: httpx.Response) -> bytes:
        """Take the body of an answer; nothing of it is kept in memory. Raises FetchError."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.headers.get("content-encoding", "").strip().lower() not in _PLAIN:
            raise FetchError("sends the file compressed, although it was asked not to")
        length = response.headers.get("content-length", "")
        total = int(length) if re.fullmatch(r"[0-9]{1,15}", length) else None
        if total is not None and total > self._to.largest:
            raise FetchError(self._too_large(total))
        try:
            self._to.folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=self._to.folder, prefix=".briefing-", suffix=".part")
        except OSError as error:
            raise FetchError(f"cannot be kept in {self._to.folder}: {error.strerror}") from None
        try:
            with os.fdopen(handle, "wb") as file:
                size = await self._pieces(response, file.write, total)
            if total is not None and size != total:
                raise FetchError(f"broke off at {size_text(size)} of {size_text(total)}")
            self.path = _put(Path(part), self._to.folder, self._to.stem, _suffix(str(response.url), kind))
        except OSError as error:
            raise FetchError(f"cannot be kept in {self._to.folder}: {error.strerror}") from None
        finally:
            with suppress(FileNotFoundError):
                os.unlink(part)
        return b""

    async def _pieces(self, response: httpx.Response, write: Callable[[bytes], int], total: int | None) -> int:
        size = 0
        self._on_progress(0, total)
        async for piece in pieces(response):
            size += len(piece)
            if size > self._to.largest:
                raise FetchError(self._too_large(size))
            write(piece)
            self._on_progress(size, total)
        return size

    def _too_large(self, size: int) -> str:
        return f"is larger ({size_text(size)}) than files may be ({size_text(self._to.largest)})"


def file_stem(address: str, title: str) -> str:
    """The beginning of a file's name: its name in the address, else the title it belongs to."""
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    stem = slug(name.rpartition(".")[0] or name)
    return stem if stem != "story" and len(stem) > 2 else slug(title)


def _suffix(address: str, kind: str) -> str:
    """`.mp3`, by the address or else by the kind of the file; `.bin` where neither says."""
    _, dot, ending = urlsplit(address).path.rpartition("/")[2].lower().rpartition(".")
    written = f"{dot}{ending}"
    if dot and _SUFFIX.fullmatch(written):
        return written
    return mimetypes.guess_extension(kind) or ".bin"


def _put(part: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Give a whole file the first name that is free."""
    for number in count(1):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        except FileExistsError:
            continue
        rights = path.stat().st_mode & 0o777
        os.replace(part, path)
        path.chmod(rights)
        return path
    raise AssertionError("no free file name is left")
