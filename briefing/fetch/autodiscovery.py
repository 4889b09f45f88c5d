"""The feeds of an address that a person typed: a feed's own, or that of a page of the same site."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.feed import Document, FeedLink
from briefing.core.typed import typed_addresses
from briefing.fetch.feed_links import feed_like_links, feed_links
from briefing.fetch.formats import WELL_KNOWN
from briefing.fetch.page import Page
from briefing.fetch.parse import NotAFeed

_MOST_LINKED = 3
_SECONDS = 45.0


class Pages(Protocol):
    """Who asks for a page. Raises FetchError."""

    async def __call__(self, address: str) -> Page: ...


class Parsing(Protocol):
    """Who reads the feed in a body. Raises NotAFeed, FetchError."""

    async def __call__(self, body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document: ...


async def find_feeds(typed: str, fetch_page: Pages, parse: Parsing) -> tuple[FeedLink, ...]:
    """The feeds of an address, the likeliest first; `https://` may be missing. Raises FetchError where there is none.

    A page is asked for the feeds that it names; where it names none, links that look like feeds and then the usual
    paths are tried one by one, until one is a feed.
    """
    page = await _first_page(typed, fetch_page)
    problem = ""
    try:
        return (await _feed(page, parse),)
    except NotAFeed as error:
        problem = str(error)
    named = feed_links(page.body, page.content_type, page.address)
    if named:
        return named
    with suppress(TimeoutError):
        async with asyncio.timeout(_SECONDS):
            for guess in _guesses(page):
                with suppress(FetchError):
                    return (await _feed(await fetch_page(guess), parse),)
    shown = clean.shown_address(page.address)
    raise FetchError(f"{shown}: {problem or 'no feed was found'}, and none was found at the usual addresses")


async def _first_page(typed: str, fetch_page: Pages) -> Page:
    wanted = typed_addresses(typed)
    if not wanted:
        raise FetchError(f"{clean.shown_address(typed)!r} is no http or https address")
    for address in wanted[:-1]:
        try:
            return await fetch_page(address)
        except FetchError:
            continue
    return await fetch_page(wanted[-1])


async def _feed(page: Page, parse: Parsing) -> FeedLink:
    """The feed that a page is. Raises NotAFeed, FetchError."""
    headers = {"content-type": page.content_type}
    document = await parse(page.body, headers, page.address, 1)
    return FeedLink(page.lasting_address, document.title)


def _guesses(page: Page) -> Iterable[str]:
    linked = feed_like_links(page.body, page.content_type, page.address)
    usual = [urljoin(page.address, f"/{name}") for name in WELL_KNOWN]
    path = urlsplit(page.address).path
    folder = path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
    below = [urljoin(page.address, urljoin(folder, name)) for name in ("feed", "index.xml")]
    return list(dict.fromkeys((*linked[:_MOST_LINKED], *usual, *below)))
