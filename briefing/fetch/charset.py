"""The text of a document's bytes, whatever its labels say."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from briefing.fetch.encodings import DEFAULT, codec_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE)
_IN_DOCUMENT = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE
)
_LOOKED_AT = 4_096
_GUESSED_FROM = 20_000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(rb"[\x80-\xff]{3,}")  # letters of another script; accents stand alone among those of ours
_NOT_LATIN = (
    *("cp1251", "koi8_r", "koi8_u", "cp1253", "cp1255", "cp1256", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PER_FAULT = 3
_ASCII = re.compile(r"[\t\n\r -~]")
_MOSTLY = 0.8


def decode(document: bytes, content_type: str) -> str:
    """The text of a document without its byte order mark; what cannot be read becomes U+FFFD.

    It is read by its mark; as UTF-16 or UTF-32 where its zeros show that; as UTF-8 where it is that (a text of another
    encoding hardly ever is, while labels are often wrong); else as header or document say. Without any of these it is
    read by its letters if they are not Latin, else as Windows-1252.
    """
    for mark, name in _MARKS:
        if document.startswith(mark):
            return document[len(mark) :].decode(name, "replace")
    wide = _wide_encoding(document)
    if wide:
        return document.decode(wide, "replace")
    names = _encodings_named(document, content_type)
    if "iso2022_jp" in names[:1]:  # it is made of ASCII's bytes, so that it is valid UTF-8, too
        with suppress(UnicodeError):
            return document.decode("iso2022_jp")
    with suppress(UnicodeError):
        return document.decode("utf-8")
    if _is_nearly_utf8(document):
        return document.decode("utf-8", "replace")
    for name in names:
        with suppress(UnicodeError):
            return document.decode(name)
    return document.decode(names[0] if names else _guessed_encoding(document), "replace")


def _guessed_encoding(document: bytes) -> str:
    """The encoding that the letters of a text without any label fit; Latin ones look alike."""
    head = document[:_GUESSED_FROM]
    in_words = sum(len(run[0]) for run in _WORD.finditer(head))
    if in_words * 2 <= len(_BEYOND_ASCII.findall(head)):
        return DEFAULT
    from charset_normalizer import from_bytes  # late: seldom needed

    best = from_bytes(head, cp_isolation=[DEFAULT, *_NOT_LATIN]).best()
    return best.encoding if best is not None and best.encoding in _NOT_LATIN else DEFAULT


def _wide_encoding(document: bytes) -> str:
    """The encoding of a text without a mark whose characters take two or four bytes; empty if they take fewer.

    Every document begins with some characters of ASCII, which have zeros beside them there.
    """
    head = document[:128]
    if head.count(0) * 3 < len(head):
        return ""
    for name in _WIDE:
        width = 4 if "32" in name else 2
        with suppress(UnicodeError):
            text = head[: len(head) // width * width].decode(name)
            if text and "\0" not in text and len(_ASCII.findall(text)) >= len(text) * _MOSTLY:
                return name
    return ""


def _is_nearly_utf8(text: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few that were cut or pasted in, which are no reason to garble all others."""
    faults = text.decode("utf-8", "replace").count("\ufffd")
    return 0 < faults * _PER_FAULT < sum(1 for _ in _SEQUENCE.finditer(text))


def _encodings_named(document: bytes, content_type: str) -> list[str]:
    """The encodings that header and document name, the likelier first, without UTF-8 and its wide relatives.

    The header stands above the document, but many servers say Latin-1 of whatever they send.
    """
    header = _IN_HEADER.search(content_type[:1_000])
    declared = _IN_DOCUMENT.search(document[:_LOOKED_AT])
    labels = (header[1] if header else "", declared[1].decode("ascii", "ignore") if declared else "")
    names = [name for name in map(codec_of, labels) if name and not name.startswith("utf-")]
    return sorted(dict.fromkeys(names), key=lambda name: name == DEFAULT)
