"""Opening an address in the reader's browser: never through a shell, never writing on the screen, never waiting."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.core import clean
from briefing.core.program_text import is_carried_out

NOT_WEB = "This address cannot be opened: only http and https addresses are."
CARRIED_OUT = (
    "BROWSER would run the address as code; give it as an argument of its own, behind the program:"
    """ sh -c 'firefox "$1"' sh %s"""
)
NO_BROWSER = "No browser was found here; you can copy the address."

_PLACE = "%s"
_OPENERS = ("xdg-open", "wslview", "sensible-browser", "x-www-browser")
_IN_TERMINAL = {"lynx", "w3m", "links", "links2", "elinks", "www-browser", "browsh", "chawan", "cha"}
_FAILS_WITHIN = 3.0


@dataclass(frozen=True, slots=True)
class Opener:
    """A command that opens an address; with `terminal` it draws on the terminal, which it must have for itself."""

    command: tuple[str, ...]
    terminal: bool = False

    def start(self) -> str:
        """Run it beside the reader; a sentence on what went wrong within three seconds, or an empty string."""
        try:
            process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            return f"The browser could not be started: {clean.line(str(error))}."
        try:
            code = process.wait(_FAILS_WITHIN)
        except subprocess.TimeoutExpired:
            return ""
        return f"{Path(self.command[0]).name} could not open the address (exit code {code})." if code else ""

    def run(self) -> str:
        """Run it on the terminal until it ends; a sentence on what went wrong, or an empty string."""
        try:
            subprocess.run(self.command, check=False, stderr=sys.__stderr__)
        except OSError as error:
            return f"The browser could not be started: {clean.line(str(error))}."
        return ""


def find_opener(raw: str, env: Mapping[str, str] | None = None) -> Opener | str:
    """What opens an http or https address here, or a sentence on why nothing does.

    `BROWSER` is a list of commands, as other programs read it: `%s` stands for the address, else it comes last. A
    command that would carry it out as a program, or a part of one, is not run: a stranger wrote it.
    """
    address = clean.address(raw)
    return NOT_WEB if address is None else _first_opener(address, env)


def find_file_opener(file: Path, env: Mapping[str, str] | None = None) -> Opener | str:
    """What opens a file that Briefing itself wrote."""
    return _first_opener(file.resolve().as_uri(), env)


def _first_opener(address: str, env: Mapping[str, str] | None) -> Opener | str:
    env = os.environ if env is None else env
    refused = any(_is_refused(command) for command in _wanted(env))
    return next(_openers(address, env), CARRIED_OUT if refused else NO_BROWSER)


def _openers(address: str, env: Mapping[str, str]) -> Iterator[Opener]:
    for words in _wanted(env):
        if not _is_refused(words) and shutil.which(words[0], path=env.get("PATH")):
            command = tuple(word.replace(_PLACE, address) for word in words)
            yield Opener(command, Path(words[0]).name in _IN_TERMINAL)
    if sys.platform == "darwin":
        yield Opener(("/usr/bin/open", address))
    windows = sys.platform == "win32" or env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")
    for name in _OPENERS if windows else ("wslview",):
        if found := shutil.which(name, path=env.get("PATH")):
            yield Opener((found, address))


def _wanted(env: Mapping[str, str]) -> Iterator[list[str]]:
    """The commands of the environment, each with a place for the address."""
    for command in env.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        if words:
            yield words if _PLACE in command else [*words, _PLACE]


def _is_refused(words: list[str]) -> bool:
    """Whether a command would carry out the address; one that stands among other words is for a shell."""
    is_line = any(_PLACE in word and len(word.split()) > 1 for word in words)
    return is_line or is_carried_out(words, (_PLACE,), known_program=False)
