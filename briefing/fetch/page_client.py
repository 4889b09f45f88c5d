"""Pages, pictures and files over the network: what comes, or one sentence that says why nothing does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from briefing.core import clean
from briefing.core.errors import FetchError, OfflineError
from briefing.fetch import faults
from briefing.fetch.addresses import without_login
from briefing.fetch.download import Destination, FileReader, OnProgress
from briefing.fetch.get import SUCCESS, Limits, Question, Reply, get
from briefing.fetch.hosts import Hosts
from briefing.fetch.options import FetchOptions
from briefing.fetch.page import Page
from briefing.fetch.page_refresh import refresh_target
from briefing.fetch.retry_headers import wanted_pause
from briefing.pace import Pace

_PAGES = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"
_PICTURES = "image/webp, image/png, image/jpeg, image/gif;q=0.9"
_MOST_REFRESHES = 3
_FILE_SECONDS = 6 * 3600.0
_FILE_SILENCE = 30.0


class PageClient:
    """One for a desk: it remembers the pauses that hosts asked for, and has nothing open between requests.

    Feeds of others may lead to pages of a host, so its pauses here hold back no feed.
    """

    def __init__(self, options: FetchOptions | None = None, pace: Pace | None = None) -> None:
        self._options = options or FetchOptions()
        self._turn = (pace or Pace()).turn
        self._pauses: dict[str, datetime] = {}
        self._hosts = self._new_hosts()

    async def fetch_page(self, address: str, typed: bool = True, user_agent: str = "") -> Page:
        """Ask for a page, and for the one that it leads to at once. Raises FetchError.

        `typed` says that a person gave the address, not a feed.
        """
        agent = user_agent or self._options.user_agent
        page = await self._page(address, typed, agent, _PAGES)
        for _ in range(_MOST_REFRESHES):
            target = without_login(refresh_target(page.body, page.content_type, page.address))
            if not target or target == page.asked:
                break
            at_home = page.private and urlsplit(target).hostname == urlsplit(page.asked).hostname
            page = await self._page(target, at_home, agent, _PAGES)
        return page

    async def fetch_picture(self, address: str, typed: bool = False) -> Page:
        """Ask for a picture, of which nothing is known yet; `typed` as for pages. Raises FetchError."""
        return await self._page(address, typed, self._options.user_agent, _PICTURES)

    async def download(self, address: str, to: Destination, on_progress: OnProgress, typed: bool = False) -> Path:
        """Fetch a file, whole or not at all; where it lies. `typed` as for pages. Raises FetchError."""
        headers = {"user-agent": self._options.user_agent, "accept": "*/*", "accept-encoding": "identity"}
        question = Question(address, headers, (urlsplit(address).hostname or "") if typed else "")
        reader = FileReader(to, on_progress)
        limits = Limits(_FILE_SECONDS, to.largest, to.largest, _FILE_SILENCE)
        try:
            reply = await get(question, limits, self._new_hosts(), reader.read)  # no page waits for hours of files
            if reader.path is None:
                raise FetchError(faults.of_status(reply.status))
        except Exception as error:  # whatever the network does, the reader hears one sentence
            raise FetchError(f"{clean.shown_address(address)}: {faults.of_error(error).message}") from None
        return reader.path

    def _new_hosts(self) -> Hosts:
        """Slots of their own, and the pauses of all."""
        return Hosts(self._options.concurrency, self._options.per_host, self._turn, self._pauses)

    async def _page(self, address: str, typed: bool, user_agent: str, accept: str) -> Page:
        reply = await self._get(address, typed, user_agent, accept)
        kind = reply.headers.get("content-type", "")
        return Page(reply.address, reply.body, kind, address, reply.moved, reply.private)

    async def _get(self, address: str, typed: bool, user_agent: str, accept: str) -> Reply:
        headers = {"user-agent": user_agent, "accept": accept}
        try:
            own_host = (urlsplit(address).hostname or "") if typed else ""
            reply = await get(Question(address, headers, own_host), self._options.limits, self._hosts)
            if reply.status not in SUCCESS:
                at = datetime.now(UTC)
                wait = wanted_pause(reply.status, reply.headers, at)
                if wait is not None:
                    self._hosts.pause(reply.address, at + wait)
                raise FetchError(faults.of_status(reply.status, logged_in=reply.logged_in))
            if not reply.body.strip():
                raise FetchError("sent an empty page")
        except TimeoutError:
            fault = faults.of_deadline(self._options.feed_deadline)
        except Exception as error:  # whatever the network does, the reader hears one sentence
            fault = faults.of_error(error)
        else:
            return reply
        raise (OfflineError if fault.offline else FetchError)(f"{clean.shown_address(address)}: {fault.message}")
