"""Feeds spoilt at random, and what must hold of them however they are spoilt.

`python -m tests.support.fuzz 100000 --seed 1` tries so many and tells what it saw.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from briefing.core import clean, identity
from briefing.core.document import Document, Entry, Fetched
from briefing.core.errors import FetchError
from briefing.core.feed import Feed, FeedState
from briefing.core.story import Body
from briefing.fetch.beginnings import is_cut
from briefing.fetch.html import html_to_body
from briefing.fetch.parse import parse
from briefing.storage.library import Library
from tests.support.feeds import ATOM, JSON, PAGE, RDF, item, rss

ADDRESS = "https://feed.example/rss"
RICH = (
    "<![CDATA[<h2>Head</h2><p>A <b>bold <a href='/x?a=1&b=2'>link</a></b> &amp; &euro; &#8364;</p>"
    "<ul><li>one<li>two</ul><table><tr><th>a<td>b</table><blockquote>q</blockquote>"
    "<pre>  code </pre><img src=x alt=picture><script>x</script>]]>"
)
ENCLOSURE = '<enclosure url="https://feed.example/a.mp3" type="audio/mpeg" length="12"/>'
SEEDS = tuple(
    text.encode()
    for text in (
        rss(item(1, description=RICH) + item(2, pubDate="mer, 16 nov 2022", guid="") + item(3, title="", link="")),
        rss(item(4, author="Ann &lt;ann@a.example&gt;").replace("</item>", ENCLOSURE + "</item>"), "<![CDATA[T]]>"),
        ATOM,
        RDF,
        JSON,
        '{"rss": {"channel": {"title": "J", "item": [{"title": {"#value": "One"}, "enclosure": {"url": "/a"}}]}}}',
        PAGE,
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]>' + rss(2).partition("?>")[2],
    )
)
PIECES = (
    *(
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<?xml ",
        b"<!DOCTYPE x [",
        b"<!ENTITY x '&x;'>",
        b"&x;",
        b"&",
        b"<",
        b">",
    ),
    *(b"\x1b]0;t\x07", b"\x9b31m", b"\xc2\x9b2J", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x0b"),
    *(
        b"&#27;",
        b"&#x9b;",
        b"&#55296;",
        b"&#99999999999;",
        b"&#x202e;",
        b"&lt;script&gt;",
        b"\xe2\x80\xae",
        b"\xcc\x81" * 40,
    ),
    *(
        b"<item>",
        b"</item>",
        b"<entry>",
        b"<title>",
        b"</title>",
        b"<link>",
        b"<div>" * 300,
        b"<table><tr>" * 40,
        b"<b/>",
    ),
    *(
        b' xml:base="javascript:x"',
        b' href="//-oProxy"',
        b' type="xhtml"',
        b' mode="base64"',
        b'"',
        b"'",
        b"=",
        b"]]]]",
    ),
    *(
        b"javascript:alert(1)",
        b"file:///etc/passwd",
        b"http://[",
        b"http://a:99999/",
        b"http://u:p@h/",
        b"-1e999",
        b"9" * 40,
    ),
    *(
        b"0001-01-01",
        b"9999-12-31T23:59:60-14:00",
        b"Thu, 99 Foo 0000",
        b"null",
        b"{",
        b"[" * 60,
        b'"\\ud800"',
        b"true",
    ),
)
_NAMES = (
    *("p", "div", "b", "a href=/x", "a href='http://['", "a href=#n", "table", "tr", "td rowspan=9", "td", "th", "ul"),
    *(
        "ol start=7",
        "li",
        "li value=x",
        "blockquote",
        "pre",
        "h2",
        "sup",
        "sub",
        "s",
        "del",
        "q",
        "math",
        "mfrac",
        "mi",
    ),
    *("iframe src=/v", "video", "svg", "script", "script type='math/tex'", "style", "details", "summary", "textarea"),
    *("title", "script src=/x", "span style='text-decoration:line-through'", "td rowspan=0", "Map<K,", "code"),
    *("p hidden", "p style='display:none'", "p style='white-space:pre'", "int", "o:p", "my-tag", "template", "select"),
)
TAGS = (
    *(f"<{name}>" for name in _NAMES),
    *(f"</{name.partition(' ')[0]}>" for name in _NAMES),
    *(
        "<br>",
        "<br/>",
        "<hr>",
        "<img src=/i alt='A &amp; b'>",
        "<img alt=''>",
        "<img src=/i>",
        "<img data-src=/i alt=q>",
        "<input type=checkbox checked>",
        "<wbr>",
    ),
)
WORDS = (
    *(
        "Salt",
        " ",
        "\n",
        "\t",
        "  tar ",
        "10",
        "n+1",
        "http://a.example/b).",
        "<https://a.example/>",
        "<ann@a.example>",
    ),
    *(
        "&lt;",
        "&lt;p&gt;",
        "&lt;/p&gt;",
        "&lt;a href='//a.example'&gt;",
        "&amp;lt;br&amp;gt;",
        "&amp;amp;",
        "&#0;",
        "&#x202e;",
        "&#55296;",
        "&nbsp;",
        "\u00ad",
        "\u200b",
        "e\u0301" * 9,
        "\ud800",
        "\x1b[2J",
    ),
    *("<", ">", "<!--", "-->", "<![CDATA[", "]]>", "</", "<a b='", '"', "日本", "\x00", "\u2028"),
)
CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1251",
    "koi8-r",
    "shift_jis",
    "iso-8859-1",
    "no-such-charset",
    "",
)
TYPES = ("application/rss+xml", "application/atom+xml", "text/html", "application/json", "image/png", "")


def spoilt(chance: random.Random) -> tuple[bytes, Mapping[str, str]]:
    """A feed with a few things wrong, and headers that may be wrong as well."""
    body = chance.choice(SEEDS)
    for _ in range(chance.randrange(1, 7)):
        body = _spoil(body, chance)
    charset = chance.choice(CHARSETS)
    kind = chance.choice(TYPES)
    if chance.random() < 0.2:
        try:
            body = body.decode("utf-8", "ignore").encode(charset, "ignore")
        except LookupError:
            body = body[::-1]
    headers = {"content-type": f"{kind}; charset={charset}" if charset and chance.random() < 0.5 else kind}
    return body, headers if kind or charset else {}


def _spoil(body: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(body) + 1)
    end = min(len(body), start + chance.choice((0, 1, 3, 20, 200)))
    match chance.randrange(7):
        case 0:
            return body[:start] + body[end:]
        case 1:
            return body[:end] + body[start:end] * chance.randrange(1, 5) + body[end:]
        case 2:
            return body[:start] + bytes([chance.randrange(256)]) + body[start + 1 :]
        case 3:
            other = chance.choice(SEEDS)
            return body[:start] + other[chance.randrange(len(other)) :]
        case 4:
            return body[:start] if chance.random() < 0.3 else body
        case _:
            return body[:start] + chance.choice(PIECES) + body[start:]


def read(body: bytes, headers: Mapping[str, str]) -> Document | None:
    """The document, after a look at all that must hold of it; None where it is said to be no feed."""
    try:
        document = parse(body, headers, ADDRESS, 100)
    except FetchError as error:
        _is_a_line(str(error))
        return None
    is_cut(body)
    _is_a_line(document.title)
    _is_a_line(document.note)
    assert document.site == (clean.address(document.site) or "")
    for entry in document.entries:
        _is_sound(entry)
    assert len(identity.keys(document.entries)) == len(document.entries)
    return document


def _is_sound(entry: Entry) -> None:
    assert entry.title, "a story without a name"
    for text in (entry.title, entry.guid, entry.language, *entry.authors, *entry.categories):
        _is_a_line(text)
    text = entry.body.text
    assert clean.text(text) == text
    text.encode()
    assert all(0 <= block.start <= block.end <= len(text) for block in entry.body.blocks)
    assert all(0 <= link.start <= link.end <= len(text) for link in entry.body.links)
    addresses = [entry.link, *(link.address for link in entry.body.links), *(e.address for e in entry.enclosures)]
    assert all(not address or clean.address(address) == address for address in addresses)
    assert all(moment is None or moment.tzinfo is UTC for moment in (entry.published, entry.updated))


def fragment(chance: random.Random) -> str:
    """A piece of HTML out of tags that begin and end anywhere, words and what is neither."""
    return "".join(chance.choice((*TAGS, *WORDS)) for _ in range(chance.randrange(1, 40)))


def read_fragment(html: str) -> Body:
    """The body of a piece of HTML, after a look at all that must hold of it."""
    body = html_to_body(html, ADDRESS)
    text = body.text
    assert clean.text(text) == text
    text.encode()
    ends = [0, *(block.end for block in body.blocks)]
    assert all(end <= block.start < block.end for end, block in zip(ends, body.blocks, strict=False))
    assert ends[-1] == len(text), "words that belong to no block"
    assert all(0 <= link.start < link.end <= len(text) for link in body.links)
    assert all(clean.address(link.address) == link.address for link in body.links)
    return body


def _is_a_line(text: str) -> None:
    assert clean.line(text) == text
    text.encode()


def main() -> int:
    """Try many, keep some in a library as the program would, and tell what was seen."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int)
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    chance, seen, slowest, began = random.Random(args.seed), Counter[str](), 0.0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "fuzz.db")
        for number in range(args.count):
            body, headers = spoilt(chance)
            at = time.perf_counter()
            try:
                document = read(body, headers)
                if document is not None and number % 20 == 0:
                    library.feeds.store(Fetched(Feed(ADDRESS), FeedState.NEW, datetime.now(UTC), document=document))
            except Exception as error:
                print(f"{type(error).__name__}: {error!s:.200}\n  {headers}\n  {body!r:.2000}")
                seen["broken"] += 1
            else:
                seen["no feed" if document is None else "entries" if document.entries else "no entries"] += 1
            slowest = max(slowest, time.perf_counter() - at)
        library.close()
    print(f"{dict(seen)}, slowest {slowest:.2f} s, {time.perf_counter() - began:.0f} s in all")
    return int(seen["broken"] > 0)


if __name__ == "__main__":
    sys.exit(main())
