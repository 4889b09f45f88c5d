"""Google Reader's names of stories and lists, which come in several spellings."""

from __future__ import annotations

import re

STATE = "state/com.google/"
READING_LIST = f"user/-/{STATE}reading-list"
READ = f"user/-/{STATE}read"
STARRED = f"user/-/{STATE}starred"
LABEL = "user/-/label/"

_ITEM = "tag:google.com,2005:reader/item/"
_DECIMAL = re.compile(r"-?[0-9]{1,20}")
_HEX = re.compile(r"[0-9a-fA-F]{1,16}")
_WHOLE_HEX = re.compile(r"[0-9a-fA-F]{16}")
_USER = re.compile(r"user/[^/]*/")
_64_BITS = 1 << 64


def item_id(spelt: str | int) -> str:
    """The one spelling of a story's id: a signed decimal where it is a number of 64 bits, else as it came.

    After the prefix up to 16 hexadecimal digits are that number without its sign; 24 of them are an id of another kind.
    """
    raw = str(spelt).strip()
    tail = raw.removeprefix(_ITEM)
    if tail == raw and _DECIMAL.fullmatch(tail):
        number = int(tail)
    elif (_HEX if tail != raw else _WHOLE_HEX).fullmatch(tail):
        number = int(tail, 16)
    else:
        return tail
    if not -_64_BITS // 2 <= number < _64_BITS:
        return tail
    return str(number - _64_BITS if number >= _64_BITS // 2 else number)


def long_id(item: str) -> str:
    """The spelling that every server takes for what it is."""
    return _ITEM + (format(int(item) % _64_BITS, "016x") if _is_number(item) else item)


def _is_number(item: str) -> bool:
    return bool(_DECIMAL.fullmatch(item)) and -_64_BITS // 2 <= int(item) < _64_BITS


def stream_id(spelt: str) -> str:
    """The name of a list, with `-` for the user whose it is."""
    return _USER.sub("user/-/", spelt, count=1) if spelt.startswith("user/") else spelt


def label_of(stream: str) -> str | None:
    """The label or folder that a list is of; None where it is of none."""
    name = stream_id(stream)
    return name.removeprefix(LABEL) if name.startswith(LABEL) else None
