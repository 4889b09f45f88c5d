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
from briefing.fetch.feed_links import feed_links, is_about_comments, looks_like_page
from briefing.fetch.formats import WELL_KNOWN
from briefing.fetch.linked_feeds import LinkedFeed, linked_feeds
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.page import Page

_MOST_LINKED = 4
_MOST_LISTED = 3
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

    A page is asked for the feeds that it names. Where it names none, or none but those of comments, its links that look
    like feeds, the page about feeds that it leads to, and the usual paths are tried one by one, until one is a feed.
    """
    page = await _first_page(typed, fetch_page)
    return tuple(
        replace(link, address=_with_login(link.address, page)) for link in await _feeds(page, fetch_page, parse)
    )


async def _feeds(page: Page, fetch_page: Pages, parse: Parsing) -> tuple[FeedLink, ...]:
    """The feeds that a page is, names, leads to or has beside it. Raises FetchError."""
    named = feed_links(page.body, page.content_type, page.address) if _is_page(page) else ()
    problem = "no feed was found"
    if not named:  # else the page is not read as a feed, even where it could be
        try:
            return (await _feed(page, parse),)
        except NotAFeed as error:
            if kind_of(page.body) is Kind.OUTLINES:
                raise
            problem = str(error)
        named = feed_links(page.body, page.content_type, page.address)
    if not all(map(is_about_comments, named)):
        return _permit_feeds(named, page)
    with suppress(TimeoutError):
        async with asyncio.timeout(_SECONDS):
            if found := await _Search(page, fetch_page, parse).find():
                return found
    if named:
        return _permit_feeds(named, page)
    shown = clean.shown_address(page.address)
    raise NotAFeed(f"{shown}: {problem}, and none was found at the usual addresses")


class _Search:
    """The way from a page that names no feed of its site to one: by its links, a page about feeds, the usual places."""

    def __init__(self, page: Page, fetch_page: Pages, parse: Parsing) -> None:
        self._page = page
        self._fetch_page = fetch_page
        self._parse = parse
        self._asked = {_without_scheme(page.address)}

    async def find(self) -> tuple[FeedLink, ...]:
        """The feeds, the first of them read already; none where there is nothing."""
        linked = linked_feeds(self._page.body, self._page.content_type, self._page.address)
        own = [one for one in linked if not is_about_comments(one.link)]
        usual = [LinkedFeed(FeedLink(address), False) for address in _usual_places(self._page)]
        others = [one for one in linked if is_about_comments(one.link)]
        return (
            await self._try(own[:_MOST_LINKED], own, leads_on=True)
            or await self._try(usual, ())
            or await self._try(others[:1], ())
        )

    async def _try(
        self, guesses: Sequence[LinkedFeed], beside: Sequence[LinkedFeed], leads_on: bool = False
    ) -> tuple[FeedLink, ...]:
        """The first guess that is a feed, and what stands `beside` it and is one as surely.

        With `leads_on` a page that a guess leads to is searched for feeds as well.
        """
        failed = set()
        for guess in guesses:
            address = guess.link.address
            if (plain := _without_scheme(address)) in self._asked:
                continue
            self._asked.add(plain)
            failed.add(address)
            with suppress(FetchError):
                found = await self._fetch_page(_with_login(address, self._page), _is_at_home(address, self._page))
                try:
                    first = await _feed(found, self._parse)
                except NotAFeed as error:
                    if leads_on and (listed := await self._listed(found, error.feeds)):
                        return listed
                    continue
                more = [one.link for one in beside if one.is_sure and one.link.address not in failed]
                return (first, *_permitted(more, self._page))
        return ()

    async def _listed(self, page: Page, named: Sequence[FeedLink]) -> tuple[FeedLink, ...]:
        """The feeds of a page about feeds: those that it leads to, else those that it names."""
        own = [
            one
            for one in linked_feeds(page.body, page.content_type, page.address)
            if not is_about_comments(one.link) and _without_scheme(one.link.address) not in self._asked
        ]
        found = await self._try([one for one in own if one.is_sure][:_MOST_LISTED] or own[:_MOST_LISTED], own)
        named = [link for link in named if not is_about_comments(link)]
        return found or _permitted(named, page)


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
    """The feeds that a page may lead to. Raises FetchError where it may lead to none of them."""
    allowed = _permitted(named, page)
    if not allowed:
        raise FetchError(
            f"{clean.shown_address(page.address)} names a feed at an address of a private network"
            f" ({clean.shown_address(named[0].address)}); add that address itself if it is yours"
        )
    return allowed


def _permitted(links: Sequence[FeedLink], page: Page) -> tuple[FeedLink, ...]:
    """Those that a page may lead to: none in the reader's own network but on its own host."""
    return tuple(
        replace(link, private=_is_at_home(link.address, page) and not is_named_private(link.address))
        for link in links
        if _is_at_home(link.address, page) or not is_named_private(link.address)
    )


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


def _usual_places(page: Page) -> Iterable[str]:
    usual = [urljoin(page.address, f"/{name}") for name in WELL_KNOWN]
    path = urlsplit(page.address).path
    folder = path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
    below = [urljoin(page.address, urljoin(folder, name)) for name in ("feed", "index.xml")]
    return dict.fromkeys((*usual, *below))


def _without_scheme(address: str) -> str:
    """An address as it is told from those that were asked."""
    return address.partition("://")[2].rstrip("/")
