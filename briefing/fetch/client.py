"""Feeds over the network: each one asked for ends in a state and a sentence, whatever happens."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol
from urllib.parse import urlsplit

from briefing.core import clean
from briefing.core.document import Document, FeedLink, Fetched, Known, Pause, Validators
from briefing.core.errors import FetchError
from briefing.core.feed import Feed, FeedState
from briefing.core.hosts import host_port, origin
from briefing.fetch import faults
from briefing.fetch.beginnings import is_cut
from briefing.fetch.documents import DocumentReader
from briefing.fetch.door import PrivateAddress
from briefing.fetch.formats import ACCEPT
from briefing.fetch.get import SUCCESS, Question, Reply, get
from briefing.fetch.hosts import HostPaused, Hosts
from briefing.fetch.logins import login_of
from briefing.fetch.options import FetchOptions
from briefing.fetch.page import Page
from briefing.fetch.page_client import PageClient
from briefing.fetch.private_hosts import uses_proxy
from briefing.fetch.retry_headers import fresh_for, wanted_pause
from briefing.pace import Pace

_STUMBLES = frozenset({400, 412, 431, 500})
_LONGEST_VALIDATOR = 1_024
NOTHING = Known()


class Documents(Protocol):
    """What reads feeds out of bodies."""

    def expect(self) -> None:
        """A body will come."""
        ...

    async def parse(self, body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document:
        """The feed in a body. Raises NotAFeed, FetchError."""
        ...

    async def close(self) -> None:
        """Let go of what was opened."""
        ...


class Client:
    """Feeds for one run. No connection outlives its request; feeds are read by a process that `aclose` ends."""

    def __init__(
        self,
        options: FetchOptions | None = None,
        documents: Documents | None = None,
        pace: Pace | None = None,
        pages: PageClient | None = None,
    ) -> None:
        """`pages` asks for those that name feeds."""
        self._options = options or FetchOptions()
        self._hosts = Hosts(self._options.concurrency, self._options.per_host, (pace or Pace()).turn)
        self._pages = pages or PageClient(self._options, pace)
        self._documents = documents or DocumentReader(Path(os.devnull), self._options.feed_deadline)
        self._began: float | None = None

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Let go of what was opened."""
        await self._documents.close()

    async def fetch_feed(self, feed: Feed, known: Known = NOTHING) -> Fetched:
        """Ask for one feed. Every fault is a value; only cancellation is raised."""
        if self._began is None:
            self._began = time.monotonic()
        failed = Fetched(feed, FeedState.FAILED, datetime.now(UTC))
        try:
            async with asyncio.timeout(self._began + self._options.total_deadline - time.monotonic()) as whole_run:
                try:
                    return await self._fetch(feed, known, failed)
                except TimeoutError:
                    return replace(failed, message=faults.of_deadline(self._options.feed_deadline).message)
        except HostPaused as error:
            return replace(failed, state=FeedState.SKIPPED, message=str(error), retry_after=error.wait)
        except Exception as error:  # one feed never stops the others
            if isinstance(error, TimeoutError) and whole_run.expired():
                message = f"not asked: the refresh {faults.of_deadline(self._options.total_deadline).message}"
                return replace(failed, state=FeedState.SKIPPED, message=message)
            fault = faults.of_error(error, by_proxy=clean.address(feed.url) is not None and uses_proxy(feed.url))
            return replace(failed, message=fault.message, offline=fault.offline)

    async def fetch_page(self, address: str, typed: bool = True) -> Page:
        """Ask for a page, as `PageClient` does. Raises FetchError."""
        return await self._pages.fetch_page(address, typed)

    async def find_feeds(self, address: str) -> tuple[FeedLink, ...]:
        """The feeds of an address: itself where it is one, else those of the page or the site. Raises FetchError."""
        from briefing.fetch import autodiscovery  # late: it leads to all that reads pages

        return await autodiscovery.find_feeds(address, self.fetch_page, self._documents.parse)

    async def _fetch(self, feed: Feed, known: Known, failed: Fetched) -> Fetched:
        if known.validators == Validators():
            self._documents.expect()  # nothing else can come, and its process takes a while to start
        question = await self._question(feed, known)
        if known.paused_until is not None:
            self._hosts.pause(question.address, known.paused_until)
        reply = await self._ask(question, feed)
        if reply.status != 304 and reply.status not in SUCCESS:
            return self._failure_of(reply, failed, question)
        fetched = replace(
            failed,
            moved_to=reply.address if reply.moved or (question.address == known.moved_to and not reply.hops) else "",
            fresh_for=fresh_for(reply.headers, failed.at),
        )
        if reply.status == 304:
            return _as_unchanged(fetched, reply, known.validators)
        if not reply.body.strip():
            raise FetchError("sent an empty page")
        document = await self._documents.parse(reply.body, reply.headers, reply.address, feed.max_items)
        if document.further:
            from briefing.fetch.paging import with_further  # late, as below

            document = await with_further(
                document, reply.address, lambda address: self._further(address, question, feed), feed.max_items
            )
        state = FeedState.NEW if document.entries else FeedState.EMPTY
        if document.note and is_cut(reply.body):
            return replace(failed, state=state, message=document.note, document=document)
        return replace(fetched, state=state, document=document, validators=_validators(reply))

    async def _further(self, address: str, question: Question, feed: Feed) -> Document:
        """The document that a feed goes on in. Raises FetchError and whatever `get` does."""
        headers = self._headers(feed, Validators())
        at_home = origin(address) == origin(question.address)  # a redirect may have led elsewhere
        own = replace(question, address=address, headers=headers) if at_home else Question(address, headers)
        reply = await get(own, self._options.limits, self._hosts)
        if reply.status not in SUCCESS:
            raise FetchError(faults.of_status(reply.status))
        return await self._documents.parse(reply.body, reply.headers, reply.address, feed.max_items)

    async def _ask(self, question: Question, feed: Feed) -> Reply:
        """The answer to a feed's question; a server that stumbles over its own validators is asked without them."""
        try:
            reply = await get(question, self._options.limits, self._hosts)
            if reply.status in _STUMBLES and _has_validators(question.headers):
                bare = replace(question, headers=self._headers(feed, Validators()))
                reply = await get(bare, self._options.limits, self._hosts)
        except PrivateAddress as error:
            raise FetchError(f"{error}; `private_network: true` in feeds.yaml says that this feed is yours") from None
        return reply

    async def _question(self, feed: Feed, known: Known) -> Question:
        if clean.address(feed.url) is None:
            raise FetchError("this is not an http or https address")
        login = await login_of(feed)
        return Question(
            address=_place(feed, known, entrusted=login is not None or feed.trust_any_certificate),
            headers=self._headers(feed, known.validators),
            own_host=(urlsplit(feed.url).hostname or "") if feed.may_be_private else "",
            login=login,
            trusting=feed.trust_any_certificate,
        )

    def _failure_of(self, reply: Reply, failed: Fetched, question: Question) -> Fetched:
        gone = reply.status == 410 and (not reply.hops or reply.moved)
        wait = wanted_pause(reply.status, reply.headers, failed.at)
        # No feed may lead us to a host and silence it for others.
        own = host_port(reply.address) == host_port(question.address)
        if wait is not None and own:
            self._hosts.pause(reply.address, failed.at + wait)
        return replace(
            failed,
            state=FeedState.GONE if gone else FeedState.FAILED,
            message=faults.of_status(reply.status, not gone and reply.hops > 0, reply.logged_in),
            retry_after=wait,
            pause=Pause(host_port(reply.address), failed.at + wait) if wait is not None and own else None,
        )

    def _headers(self, feed: Feed, validators: Validators) -> Mapping[str, str]:
        headers = {"user-agent": feed.user_agent or self._options.user_agent, "accept": ACCEPT}
        if validators.etag:
            headers["if-none-match"] = validators.etag
        if validators.last_modified:
            headers["if-modified-since"] = validators.last_modified
        return headers


def _place(feed: Feed, known: Known, entrusted: bool) -> str:
    """Where a feed is asked: where it has moved, but at its own site if a password or trust was given to that."""
    if not known.moved_to or (entrusted and origin(known.moved_to) != origin(feed.url)):
        return feed.url
    return known.moved_to


def _as_unchanged(fetched: Fetched, reply: Reply, before: Validators) -> Fetched:
    if before == Validators():
        message = "says that nothing changed, although nothing was fetched before (304)"
        return replace(fetched, moved_to="", message=message)
    renewed = _validators(reply)
    kept = Validators(renewed.etag or before.etag, renewed.last_modified or before.last_modified)
    return replace(fetched, state=FeedState.UNCHANGED, validators=kept)


def _validators(reply: Reply) -> Validators:
    """What to ask with the next time; one that is too long would make the question itself too long."""
    etag, last_modified = reply.headers.get("etag", ""), reply.headers.get("last-modified", "")
    return Validators(*(value if len(value) <= _LONGEST_VALIDATOR else "" for value in (etag, last_modified)))


def _has_validators(headers: Mapping[str, str]) -> bool:
    return not headers.keys().isdisjoint(("if-none-match", "if-modified-since"))
