"""Character references (`&amp;`, `&#8364;`) made characters."""

from __future__ import annotations

import html
import re

_TOO_LONG = re.compile(r"&#[0-9]{8,}+;?")


def decoded(text: str) -> str:
    """The text with its references decoded once. Numbers that are no character become U+FFFD."""
    if "&" not in text:
        return text
    # Python refuses to read a number of thousands of digits.
    return html.unescape(_TOO_LONG.sub("\ufffd", text))
