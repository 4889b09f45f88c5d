"""Character references (`&amp;`, `&#8364;`) made characters, and such as mean none taken out of the way."""

from __future__ import annotations

import html
import re

from briefing.core import clean

_ONE = rb"&#(?:[0-9]+|[xX][0-9a-fA-F]+);?"
_RUN = re.compile(rb"%b(?:%b)*" % (_ONE, _ONE))  # a pattern that begins with letters is sought much faster
_NUMBER = re.compile(rb"&#([xX]?)([0-9a-fA-F]+)")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_NO_CHARACTER = 0xFFFD


def decode_references(text: str) -> str:
    """The text with its references decoded once. Numbers that are no character become U+FFFD."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = with_sound_references(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")
    return html.unescape(text)


def with_sound_references(document: bytes) -> bytes:
    """A document without references to what is no character, for feedparser gives up on them.

    Halves of a pair, as careless programs write emoji (`&#55357;&#56832;`), become the character that they mean.
    """
    return _RUN.sub(_sound_run, document)


def with_clean_references(text: str) -> str:
    """A text without references to controls and other characters that no text of ours may hold."""
    if "&#" not in text:
        return text
    sound = with_sound_references(text.encode("utf-8", "replace")).decode()
    return _REFERENCE.sub(_clean_reference, sound)


def _clean_reference(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    # Browsers read 128 to 159 as Windows-1252, and so does the parser.
    return match[0] if 0x80 <= number < 0xA0 or clean.text(chr(number)) == chr(number) else ""


def _sound_run(match: re.Match[bytes]) -> bytes:
    numbers = [_number(sign, digits) for sign, digits in _NUMBER.findall(match[0])]
    if all(map(_is_character, numbers)):
        return match[0]
    joined = "".join(chr(number) if number <= 0x10FFFF else chr(_NO_CHARACTER) for number in numbers)
    characters = joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(f"&#{ord(character)};" for character in characters).encode()


def _number(sign: bytes, digits: bytes) -> int:
    return int(digits, 16 if sign else 10) if len(digits.lstrip(b"0")) <= 8 else 0x110000


def _is_character(number: int) -> bool:
    return number < 0xD800 or 0xDFFF < number <= 0x10FFFF
