"""The feeds of an address that a person typed: a feed's own, or that of a page of the same site."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from briefing.core import clean
from briefing.core.address_input import typed_addresses
from briefing.core.document import Document, FeedLink
from briefing.core.errors import FetchError
from briefing.core.hosts import is_named_private, origin
from briefing.fetch.charset import decode
from briefing.fetch.content_type import Kind, kind_of
from briefing.fetch.feed_links import feed_like_links, feed_links, looks_like_page
from briefing.fetch.formats import WELL_KNOWN
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.page import Page

_MOST_LINKED = 3
_SECONDS = 45.0
_HEAD = 8_192


class Pages(Protocol):
    """Who asks for a page; `typed` says that it may be in the reader's own network. Raises FetchError."""

    async def __call__(self, address: str, typed: bool = True) -> Page: ...


class Parsing(Protocol):
    """Who reads the feed in a body. Raises NotAFeed, FetchError."""

    async def __call__(self, body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document: ...


async def find_feeds(typed: str, fetch_page: Pages, parse: Parsing) -> tuple[FeedLink, ...]:
    """The feeds of an address, the likeliest first; `https://` may be missing. Raises FetchError where there is none.

    A page is asked for the feeds that it names; where it names none, links that look like feeds and then the usual
    paths are tried one by one, until one is a feed.
    """
    page = await _first_page(typed, fetch_page)
    return tuple(
        replace(link, address=_with_login(link.address, page)) for link in await _feeds(page, fetch_page, parse)
    )


async def _feeds(page: Page, fetch_page: Pages, parse: Parsing) -> tuple[FeedLink, ...]:
    """The feeds that a page is, names or has beside it. Raises FetchError."""
    problem = ""
    named = feed_links(page.body, page.content_type, page.address) if _is_page(page) else ()
    if named:  # even where the page can be read as a feed itself
        return _permit_feeds(named, page)
    try:
        return (await _feed(page, parse),)
    except NotAFeed as error:
        if kind_of(page.body) is Kind.OUTLINES:
            raise
        problem = str(error)
    named = feed_links(page.body, page.content_type, page.address)
    if named:
        return _permit_feeds(named, page)
    with suppress(TimeoutError):
        async with asyncio.timeout(_SECONDS):
            for guess in _guesses(page):
                with suppress(FetchError):
                    found = await fetch_page(_with_login(guess, page), _is_at_home(guess, page))
                    return (await _feed(found, parse),)
    shown = clean.shown_address(page.address)
    raise FetchError(f"{shown}: {problem or 'no feed was found'}, and none was found at the usual addresses")


async def _first_page(typed: str, fetch_page: Pages) -> Page:
    wanted = typed_addresses(typed)
    if not wanted:
        raise FetchError(f"{clean.shown_address(typed)!r} is not an http or https address")
    for address in wanted[:-1]:
        try:
            return await fetch_page(address)
        except FetchError:
            continue
    return await fetch_page(wanted[-1])


def _is_page(page: Page) -> bool:
    return looks_like_page(decode(page.body[:_HEAD], page.content_type))


async def _feed(page: Page, parse: Parsing) -> FeedLink:
    """The feed that a page is. Raises NotAFeed, FetchError."""
    headers = {"content-type": page.content_type}
    document = await parse(page.body, headers, page.address, 1)
    address = page.lasting_address.partition("#")[0]  # no server sees a place in the page
    return FeedLink(address, document.title, _is_at_home(address, page) and not is_named_private(address))


def _permit_feeds(named: Sequence[FeedLink], page: Page) -> tuple[FeedLink, ...]:
    """The feeds that a page may lead to: none in the reader's own network but on its own host. Raises FetchError."""
    allowed = tuple(
        replace(link, private=_is_at_home(link.address, page) and not is_named_private(link.address))
        for link in named
        if _is_at_home(link.address, page) or not is_named_private(link.address)
    )
    if not allowed:
        raise FetchError(
            f"{clean.shown_address(page.address)} names a feed at an address of a private network"
            f" ({clean.shown_address(named[0].address)}); add that address itself if it is yours"
        )
    return allowed


def _is_at_home(address: str, page: Page) -> bool:
    """Whether an address is on the host of a page in the reader's own network."""
    return page.private and urlsplit(address).hostname == urlsplit(page.asked or page.address).hostname


def _with_login(address: str, page: Page) -> str:
    """An address with the name and password that were typed, where it is of the same site."""
    typed, parts = urlsplit(page.asked), urlsplit(address)
    login, at, _ = typed.netloc.rpartition("@")
    if not at or "@" in parts.netloc or origin(address) != origin(page.asked):
        return address
    return parts._replace(netloc=f"{login}@{parts.netloc}").geturl()


def _guesses(page: Page) -> Iterable[str]:
    linked = feed_like_links(page.body, page.content_type, page.address)
    usual = [urljoin(page.address, f"/{name}") for name in WELL_KNOWN]
    path = urlsplit(page.address).path
    folder = path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
    below = [urljoin(page.address, urljoin(folder, name)) for name in ("feed", "index.xml")]
    return list(dict.fromkeys((*linked[:_MOST_LINKED], *usual, *below)))
