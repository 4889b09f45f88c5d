"""What is wrong with the text of a YAML file, in words for people: where, and what to do."""

from __future__ import annotations

from pathlib import Path

import yaml

from briefing.core import clean
from briefing.core.errors import ConfigError

_ADVICE = {
    "mapping values are not allowed": (
        "put a text that has a colon in it in quotation marks, and begin keys that belong together in the same column"
    ),
    "found character '\\t'": "indent with spaces, not with tabs",
    "found character": "put a text that begins with a sign in quotation marks",
    "found undefined alias": "put a text that begins with * in quotation marks",
    "found unexpected end of stream": "the quotation mark that opens here is never closed",
    "but got '<stream end>'": "the bracket that opens here is never closed",
    "but found '<stream end>'": "a bracket that opens here or above is never closed",
    "expected ',' or": "a comma or a closing bracket is missing",
    "could not find expected ':'": "a key needs a colon and a space behind it",
    "expected <block end>": "begin lines that belong together in the same column, and close quotation marks",
    "but found another document": "a file has one part; remove the line ---",
}
"""What to do about the problems that YAML's reader names, by a part of its words. The first that fits counts."""
_NEVER_CLOSED = ("end of stream", "stream end")


def text_error(error: UnicodeDecodeError, file: Path) -> ConfigError:
    """Of a file whose bytes are no text."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return ConfigError("this is not UTF-8 text; save the file in that encoding", file, line)


def yaml_error(error: yaml.YAMLError, text: str, file: Path) -> ConfigError:
    """Of a text that is not YAML."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return ConfigError(
            f"remove the character U+{ord(text[error.position]):04X}, which YAML cannot have", file, line
        )
    if not isinstance(error, yaml.MarkedYAMLError):
        return ConfigError(f"this is not YAML: {clean.line(str(error))}", file)
    problem = error.problem or "it cannot be read"
    marks = (error.problem_mark, error.context_mark)
    begins_before = any(words in problem for words in _NEVER_CLOSED)
    mark = next(filter(None, reversed(marks) if begins_before else marks), None)
    advice = next((advice for words, advice in _ADVICE.items() if words in problem), clean.line(problem))
    return ConfigError(f"this is not YAML: {advice}", file, None if mark is None else _line(text, mark))


def _line(text: str, mark: yaml.Mark) -> int:
    """The line of a mark; of one behind all that stands in the file, the last on which anything does."""
    return min(mark.line, text.rstrip().count("\n")) + 1
