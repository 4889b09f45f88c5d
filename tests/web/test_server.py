"""The guard of the page and its websocket, over real sockets; and the reader behind them."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, WSCloseCode, WSMsgType, WSServerHandshakeError, web

from briefing.cli import commands
from briefing.cli.serve import reader_command
from briefing.web import reader_process
from briefing.web.listener import MOST_CONNECTIONS, Listener
from briefing.web.reader_process import DRIVER, MOST_COLUMNS, MOST_MEMORY, MOST_ROWS, ReaderProcess
from briefing.web.server import MOST_SESSIONS, ReaderServer
from tests.web.serving import ROOT, served, serving

FOREIGN = "http://evil.example"


@dataclass
class Site:
    server: ReaderServer
    client: ClientSession

    @property
    def base(self) -> str:
        return self.server.public_url

    async def status(self, path: str, **headers: str) -> int:
        async with self.client.get(self.base + path, headers=headers, allow_redirects=False) as response:
            return response.status

    async def socket_status(self, path: str, **headers: str) -> int:
        try:
            async with self.client.ws_connect(self.base + path, headers=headers):
                return 101
        except WSServerHandshakeError as error:
            return error.status


@pytest_asyncio.fixture
async def site(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    """The server with readers that never quit by themselves, and are not waited for long."""
    monkeypatch.setattr(reader_process, "QUIT_SECONDS", 0.05)
    listener = Listener()
    listener.bind(("127.0.0.1", 0))
    server = ReaderServer("cat > /dev/null", listener.getsockname()[1])
    listener.spared = server.connections
    runner = web.AppRunner(await server.make_app(), shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    async with ClientSession() as client:
        yield Site(server, client)
    await runner.cleanup()


async def test_the_page_needs_the_token(site: Site) -> None:
    assert await site.status("/") == 403
    assert await site.status("/?token=") == 403
    assert await site.status("/?token=wrong") == 403
    assert await site.status("/?token=w%C3%B6rter") == 403
    assert await site.status("/download/x") == 403
    assert await site.status(f"/?token={site.server.token}") == 200


async def test_the_page_loads_nothing_from_elsewhere(site: Site) -> None:
    async with site.client.get(site.server.address) as response:
        text = await response.text()
        policy = response.headers["Content-Security-Policy"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
    loaded = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert loaded
    for path in loaded:
        assert path == "data:," or await site.status(path) == 200, path
        assert not path.startswith(("http", "//"))
    assert "//" not in text.replace(f"ws://127.0.0.1:{site.server.port}/", "")
    assert "default-src 'none'" in policy
    assert not re.search(r"https?:|\*", policy)
    async with site.client.get(site.base + "/page.css") as response:
        assert "url(" not in await response.text()


async def test_the_websocket_needs_the_token(site: Site) -> None:
    assert await site.socket_status("/ws") == 403
    assert await site.socket_status("/ws/wrong") == 403
    assert await site.socket_status(f"/ws/{site.server.token}") == 101


@pytest.mark.parametrize("origin", [FOREIGN, "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "file://"])
async def test_foreign_origins_are_refused_even_with_the_token(site: Site, origin: str) -> None:
    named = origin.format(port=site.server.port)
    assert await site.socket_status(f"/ws/{site.server.token}", Origin=named) == 403
    assert await site.status(f"/?token={site.server.token}", Origin=named) == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
async def test_our_own_origin_is_let_in(site: Site, name: str) -> None:
    own = f"{name}:{site.server.port}"
    assert await site.socket_status(f"/ws/{site.server.token}", Origin=f"http://{own}", Host=own) == 101


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost.evil.example:{port}"])
async def test_other_host_names_are_refused(site: Site, host: str) -> None:
    named = host.format(port=site.server.port)
    assert await site.status(f"/?token={site.server.token}", Host=named) == 403
    assert await site.status("/static/js/textual.js", Host=named) == 403
    assert await site.socket_status(f"/ws/{site.server.token}", Host=named) == 403


async def test_idle_connections_keep_no_page_out_and_end_no_reader(site: Site) -> None:
    async with site.client.ws_connect(f"{site.base}/ws/{site.server.token}") as read:
        idle = [await asyncio.open_connection("127.0.0.1", site.server.port) for _ in range(MOST_CONNECTIONS)]
        async with asyncio.timeout(30):
            assert await site.status(f"/?token={site.server.token}") == 200
        await read.close()
        assert read.close_code == WSCloseCode.OK
        for _, writer in idle:
            writer.close()


async def test_every_answer_says_what_a_page_may_do(site: Site) -> None:
    for path in ("/", "/none", "/static/none.js", "/page.css", f"/none?token={site.server.token}"):
        async with site.client.get(site.base + path) as response:
            assert response.headers["X-Content-Type-Options"] == "nosniff", (path, response.status)
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\xff\r\n\r\n",
        b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % (b"tin" * 9_999),
        b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n" % (b"tin" * 9_999),
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\ntin\r\n",
    ],
    ids=["bytes", "address", "header", "no host", "piece"],
)
async def test_what_is_no_request_is_answered_alike_and_not_logged(
    site: Site, caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.server.port)
    writer.write(sent)
    async with asyncio.timeout(30):
        answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.0 400 ")
    assert b"default-src 'none'" in answer
    assert b"tin" not in answer
    assert caplog.text == ""


@pytest.mark.parametrize("port", [80, 443, 8017])
def test_an_address_names_the_port_as_browsers_do(port: int) -> None:
    server = ReaderServer("true", port)
    assert server.address.startswith("http://127.0.0.1/?" if port == 80 else f"http://127.0.0.1:{port}/?")
    assert server.public_url.removeprefix("http://") in server.hosts


@pytest.mark.parametrize("sent", ['{"stdin": 1}', '["stdin", 7]', '["resize", "wide"]', "[]", "[" * 9_999, '["ping"]'])
async def test_rubbish_ends_its_session_alone_and_quietly(
    site: Site, caplog: pytest.LogCaptureFixture, sent: str
) -> None:
    websocket = await site.client.ws_connect(f"{site.base}/ws/{site.server.token}")
    await websocket.send_str(sent)
    async with asyncio.timeout(30):
        while (await websocket.receive()).type is not WSMsgType.CLOSE and not websocket.closed:
            pass
        while site.server.sessions:
            await asyncio.sleep(0.05)
    assert "Traceback" not in caplog.text
    assert await site.socket_status(f"/ws/{site.server.token}") == 101


async def test_only_so_many_readers_are_opened(site: Site) -> None:
    path = f"{site.base}/ws/{site.server.token}"
    sockets = [await site.client.ws_connect(path) for _ in range(MOST_SESSIONS)]
    assert await site.socket_status(f"/ws/{site.server.token}") == 503
    for one in sockets:
        await one.close()


STUBBORN = """
import os, signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(sys.argv[1] + '/' + str(os.getpid()), 'w').close()
out = sys.stdout.buffer
out.write(b'__GANGLION__\\n')
while True:
    out.write(b'D' + (4096).to_bytes(4, 'big') + b'x' * 4096)
"""


@pytest.mark.parametrize("properly", [True, False])
async def test_a_reader_ends_with_its_page_and_counts_until_then(site: Site, tmp_path: Path, properly: bool) -> None:
    site.server.command = shlex.join([sys.executable, "-c", STUBBORN, str(tmp_path)])
    for _ in range(2):
        websocket = await site.client.ws_connect(f"{site.base}/ws/{site.server.token}")
        await websocket.receive()
        if properly:
            await websocket.close()
        else:
            assert websocket._response.connection is not None
            websocket._response.connection.transport.abort()  # type: ignore[union-attr]
    async with asyncio.timeout(30):
        while site.server.sessions:
            await asyncio.sleep(0.05)
    started = [int(file.name) for file in tmp_path.iterdir()]
    assert len(started) == 2
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]


async def test_a_reader_has_a_ceiling_of_memory(site: Site, tmp_path: Path) -> None:
    code = (
        f"import resource; open({str(tmp_path / 'most')!r}, 'w').write(str(resource.getrlimit(resource.RLIMIT_AS)[0]))"
    )
    site.server.command = shlex.join([sys.executable, "-c", code])
    websocket = await site.client.ws_connect(f"{site.base}/ws/{site.server.token}")
    async with asyncio.timeout(60):
        while not (tmp_path / "most").exists() or not (tmp_path / "most").read_text():
            await asyncio.sleep(0.05)
    await websocket.close()
    assert int((tmp_path / "most").read_text()) == MOST_MEMORY


@pytest.mark.parametrize("size", [{"width": 2**31, "height": -5}, {"width": 0, "height": 2**40}])
async def test_no_page_asks_for_an_impossible_size(size: dict[str, int]) -> None:
    told: list[dict[str, object]] = []

    class Listening(ReaderProcess):
        async def send_meta(self, data: dict[str, object]) -> bool:  # type: ignore[override]
            told.append(data)
            return True

    nothing: Any = None
    reader = Listening("", write_bytes=nothing, write_str=nothing, close=nothing, download_manager=nothing)
    await reader.set_terminal_size(**size)
    assert 1 <= told[0]["width"] <= MOST_COLUMNS  # type: ignore[operator]
    assert 1 <= told[0]["height"] <= MOST_ROWS  # type: ignore[operator]


async def test_an_opened_page_gets_no_hold_on_the_reader(site: Site) -> None:
    async with site.client.get(site.server.address) as response:
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    async with site.client.get(f"{site.base}/page.js") as response:
        assert "noopener" in await response.text()


def test_tokens_are_of_one_run() -> None:
    assert ReaderServer("true", 1).token != ReaderServer("true", 1).token


def test_the_reader_is_started_over_the_same_places() -> None:
    args = commands.build_parser().parse_args(["--data-dir", "/a b", "serve", "--feeds", "f.yaml", "--demo"])
    assert reader_command(args)[1:] == ["-m", "briefing", "--feeds", "f.yaml", "--data-dir", "/a b", "read", "--demo"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 0)])
async def test_readers_end_in_order_when_who_serves_them_is_told_to_end(tmp_path: Path, number: int, code: int) -> None:
    with serving(tmp_path) as (address, process):
        base, _, token = address.partition("/?token=")
        async with ClientSession() as client, client.ws_connect(f"{base}/ws/{token}") as page:
            await page.receive()
            process.send_signal(number)
            async with asyncio.timeout(60):
                async for _ in page:
                    pass
            assert page.close_code == WSCloseCode.OK
        assert await asyncio.to_thread(process.wait, 60) == code


@pytest.mark.parametrize("drawn", [True, False])
def test_a_reader_ends_when_who_serves_it_was_killed(tmp_path: Path, drawn: bool) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-m", "briefing", "read", "--demo"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "TEXTUAL_DRIVER": DRIVER,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert reader.stdin is not None
        assert reader.stdout is not None
        while drawn and b"Sample Wire" not in reader.stdout.read1():
            pass
        reader.stdin.close()
        reader.stdin = None
        reader.stdout.close()
        reader.stdout = None
        _, told = reader.communicate(timeout=60)
        assert b"Traceback" not in told
    finally:
        reader.kill()


async def test_the_reader_is_shown_and_hears_keys(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", address)
        base, _, token = address.partition("/?token=")
        _, rubbish = await asyncio.open_connection("127.0.0.1", int(base.rpartition(":")[2]))
        rubbish.write(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
        await rubbish.drain()
        async with ClientSession() as client, client.ws_connect(f"{base}/ws/{token}?width=120&height=40") as ws:
            shown = ""

            async def until(words: str) -> None:
                nonlocal shown
                async with asyncio.timeout(60):
                    while words not in shown:
                        message = await ws.receive()
                        assert message.type is WSMsgType.BINARY, message
                        shown += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", message.data.decode("utf-8", "replace"))

            await until("Briefing (demo)")
            await until("Sample Wire")
            shown = ""
            await ws.send_str(json.dumps(["stdin", "?"]))
            await until("In the list of stories")
            await ws.send_str(json.dumps(["stdin", "qq"]))
            async with asyncio.timeout(60):
                while (await ws.receive()).type not in (WSMsgType.CLOSE, WSMsgType.CLOSED):
                    pass
    rubbish.close()
    assert len((tmp_path / "told").read_text().splitlines()) == 1, "the console is no log"
