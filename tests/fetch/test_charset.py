"""Bytes to text, with labels that are right, missing or wrong."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.fetch.charset import decode
from briefing.fetch.encodings import _LABELS, codec_of

XML = '<?xml version="1.0"{}?><rss><channel><title>{}</title></channel></rss>'
WORDS = "Grüße aus Ærø – naïve café"
TYPES = ("", "text/xml", "text/html; charset=us-ascii", "text/xml; charset=ISO-8859-1", "text/xml; charset=shift_jis")


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize("declared", ["", ' encoding="utf-8"', ' encoding="windows-1252"', ' encoding="utf-16"'])
def test_valid_utf8_is_utf8_whatever_a_label_says(content_type: str, declared: str) -> None:
    text = XML.format(declared, WORDS)
    assert decode(text.encode(), content_type) == text
    assert decode(codecs.BOM_UTF8 + text.encode(), content_type) == text


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("source", [XML.format("", WORDS), '{"items": []}', "  <feed/>"])
def test_wide_encodings_are_known_by_their_mark_or_their_zeros(
    source: str, marked: bool, encoding: str, content_type: str
) -> None:
    body = (("\ufeff" if marked else "") + source).encode(encoding)
    assert decode(body, content_type) == source


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Цена на нефть"),
        ("x-cp1251", "cp1251", "Цена на нефть"),
        ("KOI8-R", "koi8-r", "Цена на нефть"),
        ("koi8-ru", "koi8-u", "Ціна на нафту"),
        ("iso-8859-1", "cp1252", "“So many” – he said"),
        ("latin1", "cp1252", "20 € and more"),
        ("iso-8859-9", "cp1254", "İstanbul’da"),
        ("iso-8859-8-i", "iso8859-8", "שלום"),
        ("gb2312", "gb18030", "镕基访问"),
        ("x-gbk", "gb18030", "石油价格"),
        ("big5", "big5hkscs", "石油價格"),
        ("x-sjis", "cp932", "①石油の価格"),
        ("windows-31j", "cp932", "石油の価格"),
        ("euc-jp", "euc_jp", "石油の価格"),
        ("iso-2022-jp", "iso2022_jp", "石油の価格"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("windows-874", "cp874", "ราคาน้ำมัน"),
        ("tis-620", "cp874", "ราคาน้ำมัน"),
        ("macintosh", "mac-roman", "Prix élevés"),
    ],
)
@pytest.mark.parametrize("where", ["header", "document", "document below a wrong header"])
def test_declared_encodings_are_read_as_browsers_read_them(label: str, encoding: str, words: str, where: str) -> None:
    text = XML.format("" if where == "header" else f" encoding='{label}'", words)
    content_type = {
        "header": f"text/xml; charset={label}",
        "document": "application/xml",
        "document below a wrong header": "text/xml; charset=iso-8859-1",
    }[where]
    assert decode(text.encode(encoding), content_type) == text


def test_what_says_nothing_and_is_no_utf8_is_windows_1252() -> None:
    assert decode("Zürich – 20 €".encode("cp1252"), "") == "Zürich – 20 €"
    assert decode("Zürich".encode("cp1252"), "text/xml; charset=no-such") == "Zürich"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Министры двух стран снова встретились в столице"),
        ("koi8-r", "Министры двух стран снова встретились в столице"),
        ("cp1253", "Οι υπουργοί των δύο χωρών συναντήθηκαν ξανά στην πρωτεύουσα"),
        ("cp932", "両国の大臣が首都で再び会談し、石油の価格について話し合った"),
        ("gb18030", "两国部长在首都再次会面，讨论石油价格问题"),
        ("cp949", "두 나라의 장관들이 수도에서 다시 만나 석유 가격을 논의했다"),
        ("cp1252", "Die Minister trafen sich für Gespräche über Öl in Zürich"),
        ("cp1252", "© Wire – “no change”"),
    ],
)
def test_what_says_nothing_is_read_by_its_letters(encoding: str, words: str) -> None:
    text = XML.format("", words)
    assert decode(text.encode(encoding), "text/xml") == text


def test_a_few_broken_bytes_do_not_garble_the_rest() -> None:
    body = ("Цена на нефть " * 5).encode() + b"\xff and \x92"
    assert decode(body, "text/xml; charset=iso-8859-1") == "Цена на нефть " * 5 + "\ufffd and \ufffd"


def test_zeros_in_a_plain_text_do_not_make_it_wide() -> None:
    assert decode(b"<rss>Wi\0re\0</rss>", "") == "<rss>Wi\0re\0</rss>"


def test_every_label_leads_to_a_codec_that_python_has() -> None:
    for codec, labels in _LABELS.items():
        codecs.lookup(codec)
        for label in labels.split():
            assert codec_of(f" {label.upper()} ") == codec
    assert codec_of("utf-7") == codec_of("idna") == codec_of("") == ""


@given(st.binary(max_size=300), st.sampled_from(TYPES))
def test_any_bytes_have_a_text(body: bytes, content_type: str) -> None:
    decode(body, content_type).encode("utf-8", "surrogatepass")
