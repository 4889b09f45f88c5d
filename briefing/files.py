"""Paths as people write them, and files that are written whole or not at all: a crash or a full disk loses nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path

from briefing import private
from briefing.core import clean
from briefing.core.errors import ConfigError


def forget_false_home(env: MutableMapping[str, str]) -> None:
    """Take away a home folder that is none, so that the one of the account counts: `~` would else be `/`."""
    if not os.path.isabs(env.get("HOME", os.sep)):
        del env["HOME"]


def from_home(path: str | Path) -> Path:
    """A path in which `~` or `~name` at the beginning is a home folder. Raises ConfigError where there is none.

    So does one that begins in the folder that we run in, where somebody removed that.
    """
    try:
        found = Path(path).expanduser()
        if not found.is_absolute():
            os.getcwd()
    except RuntimeError:
        raise ConfigError(f"{clean.line(str(path))}: there is no such home folder; say the whole path") from None
    except OSError:
        raise ConfigError(
            f"{clean.line(str(path))}: the folder in which this runs was removed; say the whole path"
        ) from None
    return found


def write_whole(file: Path, text: str) -> None:
    """Put a text in a file's place, UTF-8, line ends as they are; a link stays a link, rights stay.

    A new file is its owner's alone, and so are folders that are made for it. Raises OSError.
    """
    if file.exists() and not file.is_file():  # a device or a pipe takes what is written; it is not to be replaced
        file.write_text(text, encoding="utf-8", newline="")
        return
    target = file.resolve()
    private.make_folder(target.parent)
    replace_whole(target, text.encode(), target.stat().st_mode & 0o777 if target.exists() else None)


def replace_whole(file: Path, content: bytes, rights: int | None = None) -> None:
    """Put bytes in a file's place, whole or not at all; without `rights` it is its owner's alone. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".briefing-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if rights is not None:
            os.chmod(name, rights)
        os.replace(name, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def write_edited(file: Path, text: str) -> None:
    """As `write_whole`, with the line ends that the file has: `text` was read from it, so all of its own are `\\n`."""
    write_whole(file, text.replace("\n", "\r\n") if _ends_lines_with_two(file) else text)


def _ends_lines_with_two(file: Path) -> bool:
    """Whether most lines of a file end as those of Windows do."""
    if not file.is_file():
        return False
    lines = file.read_bytes()
    return lines.count(b"\r\n") * 2 > lines.count(b"\n")
