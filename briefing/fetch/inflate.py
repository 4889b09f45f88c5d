"""Bodies as they come over the wire, inflated piece by piece: a small body may not become a large one in memory."""

from __future__ import annotations

import re
import zlib

from briefing.core.errors import FetchError

MIB = 1024 * 1024
_PIECE = 65_536
_GZIP = b"\x1f\x8b"
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_NO_CODINGS = frozenset({"", "identity", "none"})
_TEXT = re.compile(rb"<[?!a-zA-Z]|[{\[][\s\"{\[]|\s[\s<{\[]|\xef\xbb")
"""How documents begin, and hardly any compressed data."""
_UNASKED = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})


class BrokenOff(FetchError):
    """Compressed data ends before its end."""


class Inflater:
    """Takes the pieces of one body. `coding` is the Content-Encoding header. Raises FetchError beyond a cap."""

    def __init__(self, coding: str, wire_cap: int, body_cap: int) -> None:
        names = {part.strip().lower() for part in coding.split(",")} - _NO_CODINGS  # of some twice: both compress
        self._is_unasked = len(names) > 1 or not _UNASKED.isdisjoint(names)
        self._coding = _CODINGS.get(min(names, default=""), "")  # `utf-8` is no coding, whatever the server thinks
        self._wire_cap, self._body_cap = wire_cap, body_cap
        self._wire_size = 0
        self.body = bytearray()
        """What has come so far."""
        self._start = b""
        self._begun = False
        self._engine: zlib._Decompress | None = None

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        self._wire_size += len(piece)
        if self._wire_size > (self._wire_cap if self._coding else self._body_cap):
            raise _too_much(self._wire_cap if self._coding else self._body_cap)
        if self._begun:
            self._take(piece)
            return
        self._start += piece
        if len(self._start) >= 2:
            self._begin()

    def finish(self) -> bytes:
        """The body. Raises BrokenOff where compressed data ends before its end."""
        if not self._begun:
            self._begin()
        if self._engine is not None and not self._engine.eof and self._wire_size:
            raise BrokenOff("the answer broke off in the middle of compressed data")
        is_packed_again = self._coding == "gzip" and self.body.startswith(_GZIP)
        return _unpack(self.body, self._body_cap) if is_packed_again else bytes(self.body)

    def _begin(self) -> None:
        start, self._start, self._begun = self._start, b"", True
        if _TEXT.match(start):  # some servers say that they compress, and do not
            self._coding = ""
        elif self._is_unasked:
            raise FetchError("the site sends a compression that was not asked for")
        elif start.startswith(_GZIP) or self._coding == "gzip":
            self._coding = "gzip"
            self._engine = zlib.decompressobj(31)
        elif self._coding == "deflate":
            self._engine = zlib.decompressobj(15 if _has_zlib_header(start) else -15)
        self._take(start)

    def _take(self, piece: bytes) -> None:
        if self._engine is None:
            self.body += piece
            return
        try:
            while piece:
                if self._engine.eof:  # a gzip body may have several members; what else follows is padding
                    if self._coding != "gzip" or not piece.startswith(_GZIP):
                        return
                    self._engine = zlib.decompressobj(31)
                self.body += self._engine.decompress(piece, _PIECE)
                if len(self.body) > self._body_cap:
                    raise _too_much(self._body_cap)
                piece = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
        except zlib.error:
            raise _damaged() from None


def _unpack(packed: bytearray, cap: int) -> bytes:
    """What site and program have packed one after the other, unpacked for the second time."""
    try:
        body = zlib.decompressobj(31).decompress(packed, cap + 1)
    except zlib.error:
        raise _damaged() from None
    if len(body) > cap:
        raise _too_much(cap)
    return body


def _has_zlib_header(start: bytes) -> bool:
    return len(start) > 1 and start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0


def _too_much(cap: int) -> FetchError:
    return FetchError(f"sent more than {max(1, cap // MIB)} MB")


def _damaged() -> FetchError:
    return FetchError("the site sent damaged compressed data")
