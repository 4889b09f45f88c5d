"""The reader in a browser: textual-serve's transport, behind a page of our own and a guard.

textual-serve lets every page of every site open its websocket and loads a font from elsewhere; here nothing is served
without the token of this run, to a foreign origin, or under a foreign host name.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import web, web_server
from textual_serve.server import Server, to_int

from briefing.web.listener import Listener
from briefing.web.reader_process import ReaderProcess

HERE = Path(__file__).parent
MOST_SESSIONS = 8
CLOSE_SECONDS = 5.0
USUAL_PORT = 80
"""The port that browsers name in no address."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:"
        "; connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def _headers(sockets: Iterable[str] = ()) -> dict[str, str]:
    """Those of an answer whose page may open these sockets."""
    return {name: value.format(sockets=" ".join(sockets)) for name, value in HEADERS.items()}


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ReaderConnection(web.RequestHandler):
    """Answers what is no request as all else is answered, and logs nothing of it: any page can send it without end."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what went wrong."""
        if status >= 500:
            return super().handle_error(request, status, exc, message)
        answer = web.Response(status=status, text="This is no request that can be answered.", headers=_headers())
        answer.force_close()
        return answer


web_server.RequestHandler = ReaderConnection  # type: ignore[attr-defined]  # it offers no other way to take one


class ReaderServer(Server):
    """Starts `command` (a shell line) for each page that is opened, and ends it with the page."""

    def __init__(self, command: str, port: int) -> None:
        behind = "" if port == USUAL_PORT else f":{port}"
        names = [f"{name}{behind}" for name in ("127.0.0.1", "localhost")]
        address = f"http://{names[0]}"
        super().__init__(
            command, host="127.0.0.1", port=port, title="Briefing", public_url=address, templates_path=HERE
        )
        self.token = secrets.token_urlsafe(24)
        self.hosts = frozenset(names)
        self._sessions: dict[asyncio.Task[Any], int] = {}

    @property
    def sessions(self) -> int:
        """How many readers are open, or not yet ended."""
        return len(self._sessions)

    @property
    def connections(self) -> Collection[int]:
        """The numbers of the files over which they are read, at any time."""
        return self._sessions.values()

    @property
    def address(self) -> str:
        """What to open in the browser; whoever has it has the reader."""
        return f"{self.public_url}/?token={self.token}"

    async def make_app(self) -> web.Application:
        """The application, to be served on the loopback address alone."""
        app: web.Application = await self._make_app()
        app.middlewares.append(self._guard)
        app.on_response_prepare.append(self._add_headers)
        app.router.add_get("/ws/{token}", self.handle_websocket)
        app.router.add_get("/page.css", self._style)
        app.router.add_get("/page.js", self._script)
        return app

    def run(self, listener: Listener) -> None:
        """Serve on a socket that is bound, until Ctrl+C."""
        listener.spared = self.connections
        web.run_app(self.make_app(), sock=listener, print=None, shutdown_timeout=CLOSE_SECONDS, access_log=None)

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command that serves has said it."""

    async def on_shutdown(self, app: web.Application) -> None:
        """End the readers that are open."""
        for session in self._sessions:
            session.cancel()
        if self._sessions:
            await asyncio.wait(self._sessions, timeout=CLOSE_SECONDS)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        host, origin = request.headers.get("Host", ""), request.headers.get("Origin")
        if host not in self.hosts or (origin is not None and origin.removeprefix("http://") not in self.hosts):
            raise web.HTTPForbidden(text="This reader answers only its own page.")
        if not request.path.startswith(("/static/", "/page.")) and not self._knows(request):
            raise web.HTTPForbidden(text="Open the address that `briefing serve` printed: it holds this run's token.")
        return await handler(request)

    async def _add_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_headers(f"ws://{host}" for host in sorted(self.hosts)))

    def _knows(self, request: web.Request) -> bool:
        given = request.match_info.get("token") or request.query.get("token", "")
        return compare_digest(given.encode(), self.token.encode())

    @aiohttp_jinja2.template("page.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page."""
        return {"socket": f"ws://{request.host}/ws/{self.token}"}

    async def _style(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(HERE / "page.css")

    async def _script(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(HERE / "page.js")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A reader for a page, until either is closed; it counts until its process has ended."""
        if self.sessions >= MOST_SESSIONS:
            raise web.HTTPServiceUnavailable(
                text="Too many readers are open. Close one of their pages, then reload this one."
            )
        session = asyncio.current_task()
        connection = request.get_extra_info("socket")
        assert session is not None
        self._sessions[session] = -1 if connection is None else connection.fileno()  # none where it has gone already
        try:
            return await self._read(request)
        finally:
            del self._sessions[session]

    async def _read(self, request: web.Request) -> web.WebSocketResponse:
        websocket = web.WebSocketResponse(heartbeat=15)
        await websocket.prepare(request)

        async def close() -> None:
            await websocket.close()

        reader = ReaderProcess(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        try:
            await reader.start(
                to_int(request.query.get("width", "80"), 80), to_int(request.query.get("height", "24"), 24)
            )
            with suppress(Exception):  # what a page sends may be anything
                await self._process_messages(websocket, reader)
        finally:
            await reader.stop()
            await websocket.close()
        return websocket
