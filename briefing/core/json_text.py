"""JSON as text in which no character ends a line that is not meant to."""

from __future__ import annotations

import json
import re
from typing import Any

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""JSON lets them stand in strings, but many a script takes them for line ends."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def json_text(shape: Any, on_one_line: bool = False) -> str:
    """The document, with two spaces of indent unless it is to stand on one line."""
    text = json.dumps(shape, ensure_ascii=False, indent=None if on_one_line else 2)
    return _LINE_ENDS.sub(_by_number, text)


def in_ascii(text: str) -> str:
    """The same document with every character beyond ASCII by its number."""
    return _BEYOND_ASCII.sub(_by_number, text)


def _by_number(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
