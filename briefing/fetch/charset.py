"""The text of a page's bytes, whatever its labels say."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE)
_IN_PAGE = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE
)
_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_NOT_FOR_PAGES = frozenset({"idna", "punycode", "utf-7", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"})
_SEVEN_BITS = ("iso2022", "hz", "utf-16", "utf-32")


_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PER_FAULT = 3


def is_nearly_utf8(text: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few that were cut or pasted in, which are no reason to garble all others."""
    faults = text.decode("utf-8", "replace").count("\ufffd")
    return 0 < faults * _PER_FAULT < sum(1 for _ in _SEQUENCE.finditer(text))


def decode(page: bytes, content_type: str) -> str:
    """The text: by its byte order mark, as UTF-8 where it is that, else as header or page say, else as Windows-1252."""
    for mark, name in _MARKS:
        if page.startswith(mark):
            return page[len(mark) :].decode(name, "replace")
    labels = [_codec(label) for label in (_from_header(content_type), _from_page(page)) if label]
    names = [name for name in labels if name]
    if not any(name.startswith(_SEVEN_BITS) for name in names[:1]):
        # A text of another encoding is hardly ever valid UTF-8, while labels are often wrong.
        names.insert(0, "utf-8")
    for name in names:
        with suppress(UnicodeError, LookupError):
            return page.decode(name)
        if name == "utf-8" and is_nearly_utf8(page):
            return page.decode(name, "replace")
    return page.decode(names[1] if len(names) > 1 else "cp1252", "replace")


def _from_header(content_type: str) -> str:
    match = _IN_HEADER.search(content_type[:1_000])
    return match[1] if match else ""


def _from_page(page: bytes) -> str:
    match = _IN_PAGE.search(page[:4_096])
    return match[1].decode("ascii", "ignore") if match else ""


def _codec(label: str) -> str:
    """Python's name of an encoding; empty where it has none that is meant for texts."""
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if name in _NOT_FOR_PAGES else _AS_BROWSERS_READ.get(name, name)
