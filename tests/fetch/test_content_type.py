"""What a file is, by its beginning."""

from __future__ import annotations

import codecs

import pytest

from briefing.fetch.content_type import Kind, kind_of

PAGE = "<html><body><p>Peru offered Chile copper.</p></body></html>"
XML = '<?xml version="1.0" encoding="utf-8"?>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", Kind.TEXT),
        (b"Peru offered Chile copper.", Kind.TEXT),
        (b"\x1b[2J\x00", Kind.TEXT),
        (b"He wrote <html> on the board.", Kind.TEXT),
        ("Perú ofreció cobre".encode("cp1252"), Kind.TEXT),
        (("中国" * 3_000).encode()[:4_097], Kind.TEXT),
        (b'{"offer": "copper"}', Kind.TEXT),
        (PAGE.encode(), Kind.PAGE),
        (codecs.BOM_UTF8 + PAGE.encode(), Kind.PAGE),
        (PAGE.encode("utf-16"), Kind.PAGE),
        (f"{XML}\n<!-- made by hand -->\n<!DOCTYPE html>{PAGE}".encode(), Kind.PAGE),
        (f"{XML}<rss version='2.0'/>".encode(), Kind.FEED),
        (f"{XML}<?xml-stylesheet href='a.xsl'?><feed xmlns='http://www.w3.org/2005/Atom'/>".encode(), Kind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', Kind.FEED),
        (b"<!---->" * 500 + b"words", Kind.TEXT),
        (b"<!-- a -->" * 300 + b"<html>", Kind.PAGE),
        (bytes(range(256)), Kind.NO_TEXT),
        (b"%PDF-1.4 and words", Kind.NO_TEXT),
        (b"PK\x03\x04", Kind.NO_TEXT),
    ],
    ids=lambda value: str(value)[:24],
)
def test_kinds(body: bytes, kind: Kind) -> None:
    assert kind_of(body) is kind
