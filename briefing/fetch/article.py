"""The article in a web page: its text without menus and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.fulltext import WALL_LENGTH
from briefing.core.story import Body
from briefing.fetch import dates
from briefing.fetch.charset import decode
from briefing.fetch.entities import decode_references
from briefing.fetch.entries import title_line
from briefing.fetch.feed_links import looks_like_page
from briefing.fetch.html import html_to_body, plain_to_body
from briefing.fetch.html.escaped import reads_as_html
from briefing.fetch.libraries import ParsedPage
from briefing.fetch.main_text import main_text
from briefing.fetch.page_dates import is_said, near_year, without_addresses
from briefing.fetch.page_heads import without_head
from briefing.fetch.page_names import Paper, authors_alone, headline, title_alone, title_shown
from briefing.fetch.page_walls import is_beginning

_LONGEST_PAGE = 5_000_000
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form"})
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,2000})</title", re.IGNORECASE)
_SHORTEST = 200
_FAR_MORE = 2
_OTHER_KINDS = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a page and what the page says about it; strings are clean and may be empty.

    `is_beginning` says that the page has more for those who pay or sign in; it is not looked at where the text is long.
    """

    title: str
    body: Body
    author: str = ""
    published: datetime | None = None
    site: str = ""
    is_beginning: bool = False


def extract(page: bytes, content_type: str, address: str, whole: bool = True) -> Article:
    """The article of a page; slow, and on a hostile page very slow. Raises FetchError where there is no text.

    `whole` lets all the text of the page stand in for an article that is not found.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith(_OTHER_KINDS) or page.startswith((b"%PDF-", b"\x89PNG", b"PK\x03\x04")):
        raise FetchError(f"{clean.shown_address(address)}: this is not a text but {clean.line(kind, 60) or 'a file'}")
    if _FEED.search(page[:1_000]) and not looks_like_page(decode(page[:4_096], content_type)):
        raise FetchError(f"{clean.shown_address(address)}: this is a feed; `briefing feeds add` takes it")
    text = decode(page[:_LONGEST_PAGE], content_type)
    if kind == "text/plain":
        article = Article("", Body.plain(clean.text(text).strip()))
    else:
        article = _from_html(text, address, whole)
    if not article.body.blocks:
        raise FetchError(f"{clean.shown_address(address)}: no text was found on this page")
    return article


def _from_html(html: str, address: str, whole: bool) -> Article:
    page = ParsedPage.parse(html, address)
    body = main_text(page)
    if len(body.text) < _SHORTEST and whole:
        # A short page, or one built in an odd way: all its text but the furniture, where that is more, or all but that.
        bare = page.body(without=_FURNITURE)
        body = bare if len(bare.text) > len(body.text) or (bare.text and bare.text in body.text) else body
    body = _fuller(body, page)
    site = title_line(page.facts.site)
    paper = Paper.of(site, address, page.facts.publishers)
    title = _title(html, page, paper)
    authors = authors_alone(title_line(page.facts.author), paper)
    body = without_head(body, title, authors)
    return Article(
        title=title,
        body=body,
        author=authors,
        published=_published(html, page),
        site=site,
        is_beginning=len(body.text) < WALL_LENGTH and is_beginning(page),
    )


def _fuller(body: Body, page: ParsedPage) -> Body:
    """What a page shows, or what it tells programs of its article, where that is far more."""
    text = page.facts.text
    if len(text) < max(_SHORTEST, _FAR_MORE * len(body.text)):
        return body
    told = html_to_body(text, page.address) if reads_as_html(text) else plain_to_body(decode_references(text))
    return told if len(told.text) >= _FAR_MORE * len(body.text) else body


def _published(html: str, page: ParsedPage) -> datetime | None:
    """The day that was found for a page, with its time, unless the page says no more than its month or its year."""
    day = dates.moment_of(page.facts.date)
    if day is None or not is_said(day.date(), _texts_of(day.date(), html, page)):
        return None
    return dates.moment_of(page.facts.moment) or day


def _texts_of(day: date, html: str, page: ParsedPage) -> Iterator[str]:
    """Where a page may name its day; at last its words, whatever elements part them."""
    yield from map(without_addresses, near_year(day, html))
    yield page.address
    if page.root is not None:
        yield " ".join(" ".join(page.root.itertext()).split())


def _title(html: str, page: ParsedPage, paper: Paper) -> str:
    own = title_alone(_title_of(html), paper)
    found = title_alone(title_line(page.facts.title), paper) or own
    return headline(title_shown(found, _headings(page, "h1")), own, _headings(page, "h1", "h2", "h3"))


def _headings(page: ParsedPage, *tags: str) -> Iterator[str]:
    elements = () if page.root is None else page.root.iter(*tags)
    return (title_line(element.text_content(), is_html=False) for element in elements)


def _title_of(html: str) -> str:
    match = _TITLE.search(html[:100_000])
    return title_line(match[1]) if match else ""
