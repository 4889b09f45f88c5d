"""The article in a web page: its text without menus and advertisements."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.story import Body
from briefing.fetch import dates
from briefing.fetch.charset import decode
from briefing.fetch.entries import title_line
from briefing.fetch.feed_links import looks_like_page
from briefing.fetch.html import html_to_body

_LONGEST_PAGE = 5_000_000
_LONGEST_READ = 2_500_000
_SCRIPT = re.compile(r"<(script|style|svg)\b(?:(?!</\1).)*+", re.IGNORECASE | re.DOTALL)
_WRAPPER = re.compile(r"<(/?)(?:div|span|section|font|center|b|i|u|em|strong|small|big)\b[^<>]*>", re.IGNORECASE)
_DEEPEST = 150
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form"})
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,2000})</title", re.IGNORECASE)
_SHORTEST = 200
_OTHER_KINDS = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a page and what the page says about it; strings are clean and may be empty."""

    title: str
    body: Body
    author: str = ""
    published: datetime | None = None
    site: str = ""


def extract(page: bytes, content_type: str, address: str, whole: bool = True) -> Article:
    """The article of a page; slow, and on a hostile page very slow. Raises FetchError where there is no text.

    `whole` lets all the text of the page stand in for an article that is not found.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith(_OTHER_KINDS) or page.startswith((b"%PDF-", b"\x89PNG", b"PK\x03\x04")):
        raise FetchError(f"{clean.shown_address(address)}: this is no text but {clean.line(kind, 60) or 'a file'}")
    if _FEED.search(page[:1_000]) and not looks_like_page(decode(page[:4_096], content_type)):
        raise FetchError(f"{clean.shown_address(address)}: this is a feed; `briefing feeds add` takes it")
    text = decode(page[:_LONGEST_PAGE], content_type)
    if kind == "text/plain":
        article = Article("", Body.plain(clean.text(text).strip()))
    else:
        article = _from_html(_readable_source(text), address, whole)
    if not article.body.blocks:
        raise FetchError(f"{clean.shown_address(address)}: no text was found on this page")
    return article


def _readable_source(text: str) -> str:
    """The page as the libraries can read it: without controls, not too large, and not nested too deep."""
    if len(text) > _LONGEST_READ:
        text = _SCRIPT.sub("", text)[:_LONGEST_READ]
    return _without_depths(_without_controls(text))


def _without_depths(html: str) -> str:
    """The page without wrappers that stand in very many others, for beyond 255 levels the libraries see nothing."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        ends = bool(tag[1])
        depth = max(0, depth - 1) if ends else depth + 1
        return tag[0] if depth + ends <= _DEEPEST else ""

    return _WRAPPER.sub(kept, html)


def _from_html(html: str, address: str, whole: bool) -> Article:
    import trafilatura  # late: it is slow to import and seldom needed

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings would be written over the screen

    body = html_to_body(_extracted(trafilatura, html, address), address)
    if len(body.text) < _SHORTEST:
        readable = html_to_body(_readable(html), address)
        body = readable if len(readable.text) >= _SHORTEST else body
    if len(body.text) < _SHORTEST and whole:
        # A short page, or one built in an odd way: all its text but the furniture, where that is more.
        body = max(body, html_to_body(html, address, without=_FURNITURE), key=lambda found: len(found.text))
    try:
        about = trafilatura.extract_metadata(html, default_url=address)
    except Exception:  # a page's data about itself is never worth losing its text for
        about = None
    title = title_line(_said(about, "title")) or _title_of(html)
    body = _without_heading(body, title)
    return Article(
        title=title,
        body=body,
        author=title_line(_said(about, "author")),
        published=dates.moment_of(_said(about, "date")),
        site=title_line(_said(about, "sitename")),
    )


def _extracted(trafilatura: Any, html: str, address: str) -> str:
    try:
        found = trafilatura.extract(
            html,
            url=address,
            output_format="html",
            favor_precision=True,
            include_comments=False,
            include_formatting=True,
            include_images=True,
            include_links=True,
            include_tables=True,
        )
    except Exception:  # what it raises on broken pages is its own affair; the page itself is still there
        return ""
    return found or ""


def _readable(html: str) -> str:
    """What the other library takes for the article; empty where it finds none, or is not installed."""
    try:
        from readability import Document  # late, as above
    except ImportError:
        return ""
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        return str(Document(html).summary(html_partial=True))
    except Exception:
        return ""


def _title_of(html: str) -> str:
    match = _TITLE.search(html[:100_000])
    return title_line(match[1]) if match else ""


def _without_heading(body: Body, title: str) -> Body:
    """The body without the title at its head, which the reader sees above it anyway."""
    if len(body.blocks) < 2 or body.text[: body.blocks[0].end].casefold() != title.casefold():
        return body
    cut = body.blocks[1].start
    return Body(
        body.text[cut:],
        tuple(block.moved(-cut) for block in body.blocks[1:]),
        tuple(replace(link, start=link.start - cut, end=link.end - cut) for link in body.links if link.start >= cut),
    )


def _said(about: Any, key: str) -> str:
    value = getattr(about, key, None)
    return value if isinstance(value, str) else ""


def _without_controls(html: str) -> str:
    """The page without control characters, written out or as references: one of them makes the parser give up."""
    return _REFERENCE.sub(_reference, clean.text(html, _LONGEST_PAGE))


def _reference(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if len(digits) > 8:
        return ""
    number = int(digits, 16 if match[1] else 10)
    if number > 0x10FFFF:
        return ""
    character = chr(number)
    return match[0] if character in "\t\n" or 0x80 <= number < 0xA0 or clean.text(character) == character else ""
