"""A web server on loopback for the tests: it serves what a test gives it, and misbehaves on purpose.

It runs on a thread of its own, so that plain tests, asynchronous ones and child processes can all use it.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path


@dataclass(frozen=True)
class Request:
    """What was asked; header names are in lower case, values Latin-1. `running` counts the requests of that moment."""

    path: str
    headers: Mapping[str, str]
    running: int


class Answer:
    """The way back to who asked."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    async def raw(self, piece: bytes) -> None:
        """Send bytes as they are."""
        self._writer.write(piece)
        await self._writer.drain()

    async def send(self, body: bytes, headers: Mapping[str, str] | None = None, status: int = 200) -> None:
        """Send a proper answer; headers that are given replace those that would be made."""
        wanted = {"Content-Length": str(len(body)), "Connection": "close", **(headers or {})}
        head = "".join(f"{name}: {value}\r\n" for name, value in wanted.items())
        await self.raw(f"HTTP/1.1 {status} {_phrase(status)}\r\n{head}\r\n".encode("latin-1") + body)

    def reset(self) -> None:
        """Break the connection off hard."""
        kernel = self._writer.get_extra_info("socket")
        kernel.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


Handler = Callable[[Request, Answer], Awaitable[None]]


class FeedServer:
    """Serves routes by path (with query, where a route has one); anything else is 404.

    `certificate` is a PEM file with its key: then https is spoken. As a proxy it serves whole addresses as paths.
    """

    def __init__(self, certificate: Path | None = None) -> None:
        self._tls = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(certificate)
        self.requests: list[Request] = []
        self._routes: dict[str, Handler] = {}
        self._running = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"{'http' if self._tls is None else 'https'}://127.0.0.1:{self.port}{path}"

    def serve(self, path: str, body: bytes | str, headers: Mapping[str, str] | None = None, status: int = 200) -> str:
        """Answer this path so from now on; the address comes back."""
        content = body.encode() if isinstance(body, str) else body

        async def answer(request: Request, out: Answer) -> None:
            await out.send(content, headers, status)

        return self.play(path, answer)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        """Send whoever asks for this path elsewhere."""
        return self.serve(path, b"", {"Location": location}, status)

    def play(self, path: str, handler: Handler) -> str:
        """Let a function answer this path; the address comes back."""
        self._routes[path] = handler
        return self.url(path)

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(request.path == path for request in self.requests)

    def last(self, path: str) -> Request:
        """The newest request for a path."""
        return next(request for request in reversed(self.requests) if request.path == path)

    def close(self) -> None:
        """Break off all that runs."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._tls)
        self.port = int(server.sockets[0].getsockname()[1])
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._answer(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._running += 1
        try:
            first = await reader.readexactly(1)
            if not first.isalpha():  # somebody wants to speak TLS
                writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return
            head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            pairs = (line.partition(":") for line in head[1:] if line)
            request = Request(path, {name.lower(): value.strip() for name, _, value in pairs}, self._running)
            self.requests.append(request)
            await self._routes.get(path, _not_found)(request, Answer(writer))
        except (OSError, asyncio.IncompleteReadError, IndexError):
            pass  # who asked went away
        finally:
            self._running -= 1
            if not self._loop.is_closed():  # one who came while the server ended
                writer.close()


async def _not_found(request: Request, out: Answer) -> None:
    await out.send(b"<html><body>nothing here</body></html>", {"Content-Type": "text/html"}, 404)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Odd"
