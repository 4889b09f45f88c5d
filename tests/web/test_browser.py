"""The page in a real browser: `make test-browser` runs this."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from tests.web import chromium
from tests.web.serving import served

BROWSER = chromium.find() if os.environ.get("BRIEFING_TEST_BROWSER") else None

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium: `make test-browser` installs it and runs this")


async def test_the_reader_is_read_in_a_browser(tmp_path: Path) -> None:
    assert BROWSER is not None
    with served(tmp_path) as address:
        base = address.partition("/?")[0]
        async with chromium.tab(BROWSER, tmp_path / "profile") as page:
            await page.call("Page.navigate", url=address)
            await page.until(lambda: "Sample Wire" in page.received, "the list is drawn")
            await page.type("?")
            await page.until(lambda: "In the list of stories" in page.received, "keys are heard")
            picture = await page.call("Page.captureScreenshot")
            (tmp_path / "page.png").write_bytes(base64.b64decode(picture["data"]))
            own = (base, base.replace("http", "ws"), "data:", "about:")
            assert [url for url in page.requests if not url.startswith(own)] == []
            assert any(url.startswith("ws://") for url in page.requests)
            assert page.problems == []
            await page.type("qq")
            shown = "getComputedStyle(document.getElementById('closed')).display"
            await page.until(lambda: page.value(f"{shown} !== 'none'"), "the end is told")
            page.received = ""
            await page.value("document.getElementById('again').click()")
            await page.until(lambda: "Sample Wire" in page.received, "it opens again")


async def test_a_page_that_is_opened_has_no_hold_on_the_reader(tmp_path: Path) -> None:
    assert BROWSER is not None
    with served(tmp_path) as address:
        async with chromium.tab(BROWSER, tmp_path / "profile") as page:
            await page.call("Page.navigate", url=address)
            await page.until(lambda: "Sample Wire" in page.received, "the list is drawn")
            assert await page.value("window.open('about:blank', '_blank') === null")


async def test_another_site_cannot_open_the_reader(tmp_path: Path) -> None:
    assert BROWSER is not None
    with served(tmp_path) as address:
        base, _, token = address.partition("/?token=")
        socket = f"{base.replace('http', 'ws')}/ws/{token}"
        async with chromium.tab(BROWSER, tmp_path / "profile") as page:
            await page.value(
                f"w = new WebSocket('{socket}'); w.onopen = () => o = 1; w.onerror = () => e = 1; o = e = 0"
            )
            await page.until(lambda: page.value("e === 1"), "it is refused")
            assert await page.value("o") == 0
