"""The cleaning gate: what may never pass, and what must pass unchanged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core import clean

ANY = st.text(st.characters(), max_size=200)
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NASTY = st.text(
    st.sampled_from("\x00\x07\x0e\x1b\x7f\x85\x9b\x9d\r\n\t\u2028\u2029\ufeff\ud800\ufffe\U0010ffff\u0301a 字" + BIDI)
)


def forbidden(character: str) -> bool:
    return (
        (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t")
        or character in BIDI + "\u2028\u2029"
        or ord(character) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(character) <= 0xFDEF
    )


@given(st.one_of(ANY, NASTY))
def test_nothing_forbidden_passes(raw: str) -> None:
    for cleaned in (
        clean.text(raw),
        clean.line(raw),
        clean.shown_address(raw),
        clean.host(raw),
        clean.address(raw) or "",
    ):
        assert not any(forbidden(character) for character in cleaned)
        cleaned.encode()


@given(st.one_of(ANY, NASTY))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean.text(clean.text(raw)) == clean.text(raw)
    assert clean.line(clean.line(raw)) == clean.line(raw)
    assert clean.line(clean.text(raw)) == clean.line(raw)


@given(st.one_of(ANY, NASTY), st.integers(1, 50))
def test_limits_hold(raw: str, limit: int) -> None:
    assert len(clean.text(raw, limit)) <= limit
    line = clean.line(raw, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert "\n" not in line


@given(st.text(st.characters(categories=["L", "Nd", "P", "S", "Zs"]), max_size=100))
def test_ordinary_text_passes_unchanged(raw: str) -> None:
    assert clean.text(raw) == raw


@pytest.mark.parametrize(
    "kept",
    [
        "👩\u200d🚀 ❤\ufe0f",
        "می\u200cخواهم",
        "e\u0301 Việt",
        "नमस्ते क्\u200dष",
        "שָׁלוֹם",
        "สวัสดี",
        "a\tb\nc",
        "🇺🇦",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f is Scotland's",
        "葛\U000e0100飾区",
        "½ €30/MWh [/bold]",
    ],
)
def test_scripts_and_emoji_pass_unchanged(kept: str) -> None:
    assert clean.text(kept) == kept


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\x1b[2Jx\x1b[31m", "[2Jx[31m"),
        ("\x1b]0;title\x07x", "]0;titlex"),
        ("\x1b]52;c;aGk=\x1b\\x", "]52;c;aGk=\\x"),
        ("\x9b31mx\x90q\x9c", "31mxq"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("a\u202eb\u2066c\u200fd\u061ce", "abcde"),
        ("\ufeffa\ufffeb\ufdd0c\ud800d", "abcd"),
        ("e" + "\u0301" * 50 + "x", "e" + "\u0301" * 4 + "x"),
    ],
)
def test_what_a_terminal_would_obey_is_dropped(raw: str, expected: str) -> None:
    assert clean.text(raw) == expected


def test_a_line_is_one_line_with_an_end_to_it() -> None:
    assert clean.line("  a\n\n b\t c ") == "a b c"
    assert clean.line("word " * 500, 11) == "word word…"
    assert clean.line("\n" * 5_000 + "late") == "late"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Rice rises \u200d", "Rice rises"),
        ("Rice \u200b\u200d\u200c rises", "Rice rises"),
        ("\u200cRice\u200d rises", "Rice rises"),
        ("👩\u200d🚀 lands, می\u200cخواهم", "👩\u200d🚀 lands, می\u200cخواهم"),
    ],
)
def test_a_line_keeps_the_joiners_that_join(raw: str, expected: str) -> None:
    assert clean.line(raw) == expected


@pytest.mark.parametrize(
    "good",
    [
        "http://a.example/",
        "https://a.example:8080/b?c=d#e",
        "https://user:pw@a.example/",
        "http://[::1]/x",
        "https://ä.example/ö",
    ],
)
def test_addresses_of_the_web_pass(good: str) -> None:
    assert clean.address(good) == good
    assert clean.address(f" {good}\n") == good


@pytest.mark.parametrize(
    "bad",
    [
        *("", "-h", "//a.example/", "/path", "http://", "http:///x", "http://user@/x", "http://[::1"),
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ssh://-oProxyCommand=x",
            "ftp://a.example/",
        ),
        *("http://-h.example/", "http://a.example:99999/", "http://a.example/a b", "http://a\\b.example/"),
        *('http://a.example/"x', "http://a.example/<x", "http://a.example/" + "x" * 5_000),
    ],
)
def test_other_addresses_do_not(bad: str) -> None:
    assert clean.address(bad) is None


def test_an_address_comes_without_what_a_terminal_would_obey() -> None:
    assert clean.address("http://a.example/\x1b]0;\u202ex") == "http://a.example/]0;x"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://ann:secret@a.example/x?y=z", "https://a.example/x?y=z"),
        ("https://ann:se@cret@a.example:81/", "https://a.example:81/"),
        ("https://a.example/@ann", "https://a.example/@ann"),
        ("//ann:secret@a.example/", "//a.example/"),
        ("http://ann:secret@[::1", "http://[::1"),
        ("https:\t//ann:secret@a.example/", "https://a.example/"),
        ("https://ann:secret@аррӏе.com:81/ö", "https://xn--80ak6aa92e.com:81/ö"),
        ("https://bücher.example/", "https://bücher.example/"),
    ],
)
def test_shown_addresses_keep_logins_to_themselves(raw: str, expected: str) -> None:
    assert clean.shown_address(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://A.Example:8080/x", "a.example:8080"),
        ("http://[::1]:81/", "[::1]:81"),
        ("https://bücher.example/", "bücher.example"),
        ("https://пример.рф/", "пример.рф"),
        ("https://例え.テスト/", "例え.テスト"),
        ("https://뉴스2.example/", "뉴스2.example"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://gооgle.example:81/", "xn--ggle-55da.example:81"),
        ("https://www.ρaypal.example/", "www.xn--aypal-2ce.example"),
        ("https://a\u2044b.example/", "xn--ab-c6t.example"),
        ("no address", ""),
        ("http://[::1", ""),
        ("http://a:x/", ""),
    ],
)
def test_the_real_host_is_shown(raw: str, expected: str) -> None:
    assert clean.host(raw) == expected


def test_words_that_nobody_sees_are_dropped() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey me")
    assert clean.text(f"Zinc{hidden} is\u3164 sold\U000e0100{hidden}\U000e0101\ufe0f.") == "Zinc is sold\U000e0100."
