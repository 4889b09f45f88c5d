"""The reader's own editor, which has the terminal until it ends."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.core.errors import BriefingError


def find_editor(env: Mapping[str, str] = os.environ) -> list[str]:
    """The program and its arguments, as VISUAL or EDITOR names it. Raises BriefingError where there is none."""
    wanted = env.get("VISUAL") or env.get("EDITOR") or ""
    try:
        command = shlex.split(wanted)
    except ValueError:
        raise BriefingError(f"the editor cannot be started: {wanted!r} is not a command") from None
    if not command:
        raise BriefingError("no editor is named; set VISUAL or EDITOR, such as EDITOR=nano")
    if shutil.which(command[0]) is None:
        raise BriefingError(f"the editor {command[0]} was not found; VISUAL or EDITOR names it")
    return command


def edit_text(text: str, command: Sequence[str]) -> str:
    """The text as the editor leaves it. Raises BriefingError, which names a file with what would be lost else."""
    try:
        with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "note.md"
            file.write_text(text, encoding="utf-8")
            code = subprocess.run([*command, str(file)], check=False).returncode
            after = file.read_text(encoding="utf-8", errors="replace")
            kept = _put_aside(file) if code and after != text else None
    except OSError as error:
        raise BriefingError(f"the editor failed: {error.strerror or error}; the note is unchanged") from None
    if code:
        where = "" if kept is None else f"; what you wrote is in {kept}"
        raise BriefingError(f"the editor ended with code {code}; the note is unchanged{where}")
    return after


def _put_aside(file: Path) -> Path:
    """Copy a file to where it stays, for its owner alone."""
    handle, name = tempfile.mkstemp(prefix="briefing-", suffix=file.suffix)
    with os.fdopen(handle, "wb") as kept:
        kept.write(file.read_bytes())
    return Path(name)
