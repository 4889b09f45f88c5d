"""The door between a request and the reader's own network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.hosts import is_private
from briefing.fetch.private_hosts import leads_home


class PrivateAddress(FetchError):
    """What was asked for is in the reader's own network, where nobody has said that it may be."""


class Door:
    """Keeps a request out of the reader's own network, unless it is open.

    The machine that is reached is looked at before a byte is sent to it: it may be another than its name led to before.
    """

    def __init__(self, address: str, is_open: bool, hop: int) -> None:
        self._address = address
        self._is_open = is_open
        self.hop = hop
        self.private = False
        self._place = ("", 0)
        self._by_proxy = False

    def extensions(self) -> dict[str, object]:
        """What a request takes along."""
        return {"trace": self._on_trace}

    async def check(self, url: httpx.URL) -> None:
        """See where the name leads. Raises FetchError, and OSError where it leads nowhere."""
        self._place = (url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80))
        if not self._is_open and await leads_home(self._address):
            raise self._refusal()

    async def _on_trace(self, event: str, about: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.started":
            # What is connected to is the only sure sign of a proxy: rules for them are read in more than one way.
            self._by_proxy = (about["host"], about["port"]) != self._place
        if event != "connection.connect_tcp.complete" or self._by_proxy:
            return
        stream = about["return_value"]
        peer = stream.get_extra_info("server_addr")
        self.private = peer is not None and is_private(str(peer[0]))
        if self.private and not self._is_open:
            await stream.aclose()
            raise self._refusal()

    def _refusal(self) -> FetchError:
        where = f"an address of a private network ({clean.host(self._address)})"
        if not self.hop:
            return PrivateAddress(f"leads to {where}")
        return FetchError(f"redirects to {where}; subscribe to that address itself if it is yours")
