"""A headless Chromium, driven over its own debugging protocol."""

from __future__ import annotations

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

PATIENCE = 60
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", "--window-size=1280,800",
)  # fmt: skip


def find() -> str | None:
    """The browser, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Tab:
    """A page: what it asked for, and what came over its websockets."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        self.received = ""
        self.problems: list[str] = []

    async def listen(self) -> None:
        """Take in what the browser says, until it ends."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                return
            said = message.json()
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            else:
                self._heard(said["method"], said["params"])

    def _heard(self, method: str, told: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.requests.append(told["url"])
        elif method == "Network.webSocketFrameReceived" and told["response"]["opcode"] == 2:
            self.received += base64.b64decode(told["response"]["payloadData"]).decode("utf-8", "replace")
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.problems.append(told["entry"]["text"])

    async def call(self, method: str, **more: Any) -> dict[str, Any]:
        """Ask the browser for something."""
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": more})
        async with asyncio.timeout(PATIENCE):
            return (await answer).get("result", {})

    async def value(self, script: str) -> Any:
        """What a script on the page gives."""
        return (await self.call("Runtime.evaluate", expression=script))["result"].get("value")

    async def type(self, text: str) -> None:
        """Type on the keyboard."""
        for character in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=character, key=character)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=character)

    async def until(self, fact: Callable[[], Any], what: str) -> None:
        """Wait until something is so; a coroutine's result counts."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while True:
                    so = fact()
                    if await so if asyncio.iscoroutine(so) else so:
                        return
                    await asyncio.sleep(0.05)
        raise AssertionError(f"never came true: {what}; requests: {self.requests}; problems: {self.problems}")


@asynccontextmanager
async def tab(browser: str, folder: Path) -> AsyncIterator[Tab]:
    """An empty page of a browser of its own."""
    process = await asyncio.create_subprocess_exec(
        browser, *FLAGS, f"--user-data-dir={folder}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = folder / "DevToolsActivePort"
        async with asyncio.timeout(PATIENCE):
            while not told.exists() or not told.read_text().strip():
                await asyncio.sleep(0.05)
        port = told.read_text().splitlines()[0]
        async with ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as response:
                page = next(target for target in await response.json() if target["type"] == "page")
            async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                made = Tab(socket)
                listening = asyncio.create_task(made.listen())
                for domain in ("Page", "Network", "Log", "Runtime"):
                    await made.call(f"{domain}.enable")
                yield made
                listening.cancel()
    finally:
        process.terminate()
        await process.wait()
