"""Which words of a command line a program carries out: text of strangers may stand in any other, never in these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PureWindowsPath

_INTERPRETER = re.compile(
    r"(?:ba|da|z|k|mk|pdk|a|c|tc|fi|r|y|x|nu|osa|elvi)?sh(?:script)?|nu|elvish|osascript|busybox|toybox|su|runuser|script"
    r"|python[\d.]*|pypy[\d.]*|perl[\d.]*|ruby[\d.]*|node(?:js)?|deno|bun|php[\d.]*|lua(?:jit)?[\d.]*|tclsh|wish|expect"
    r"|Rscript|R|julia|guile|groovy|emacs(?:client)?|n?vim?|ex|gdb|psql|mysql|sqlite3"
)
_JOINERS = frozenset({"ssh", "mosh", "autossh", "watch", "eval", "parallel", "cmd", "powershell", "pwsh"})
"""Programs that put their arguments together and give them to a shell."""

_PROGRAM_FIRST = frozenset({"awk", "gawk", "mawk", "nawk", "sed", "gsed", "bc", "dc", "jq"})
_FILTERS = re.compile(
    r"(?:ba|da|z|k|mk|a|c|tc|fi)?sh|python[\d.]*|perl[\d.]*|ruby[\d.]*|node(?:js)?|php[\d.]*|lua[\d.]*"
)
"""Programs that carry out what they read on their standard input, where no other program text is given."""

_LONG = "-{1,2}(?:commands?|cmd|eval|exec|execute|expr|expression|run|code|script|print|ex|encodedcommand)"
_OPTION = re.compile(rf"-[A-Za-z]{{0,6}}[ceErpB]|{_LONG}|/[ck]", re.IGNORECASE)
_OPTION_OF_ANY = re.compile(rf"-[A-Za-z]?[ceE]|{_LONG}|/[ck]")


def is_carried_out(command: Sequence[str], places: Sequence[str], known_program: bool = True) -> bool:
    """Whether a command would carry out what comes into one of its `places` (`%s`, `{title}`).

    Without `known_program` an option that mostly takes program text is taken for one whatever the program is.
    """
    return any(
        _is_text(command[:at], word, known_program)
        for at, word in enumerate(command)
        if any(place in word for place in places)
    )


def carries_out_input(command: Sequence[str]) -> bool:
    """Whether a command is a bare shell or the like, for which its standard input is a program."""
    return bool(_FILTERS.fullmatch(_name(command[0]))) and all(word.startswith("-") for word in command[1:])


def _is_text(before: Sequence[str], word: str, known_program: bool) -> bool:
    if not before:
        return True  # it would name the program
    names = [_name(each) for each in before]
    if not _JOINERS.isdisjoint(names):
        return True
    is_interpreter = any(_INTERPRETER.fullmatch(name) for name in names)
    option = _OPTION if is_interpreter else None if known_program else _OPTION_OF_ANY
    head = re.split(r"[%{]", word)[0].rstrip("=:\"'")
    at = len(before)
    while at and before[at - 1].startswith(("-", "+", "/c", "/k", "/C", "/K")):
        at -= 1
    if option is not None and any(option.fullmatch(each) for each in (head, *before[at:])):
        return True
    return at > 0 and names[at - 1] in _PROGRAM_FIRST


def _name(word: str) -> str:
    return PureWindowsPath(word).name.removesuffix(".exe")
