"""Pictures of strangers: of the usual kinds, drawn anew in a process of their own, or a sentence."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from briefing.core.errors import FetchError
from briefing.fetch.options import FetchOptions
from briefing.fetch.page import Page
from briefing.fetch.page_client import PageClient
from briefing.fetch.picture import SIDE, redraw
from briefing.fetch.pictures import PictureReader

Image = pytest.importorskip("PIL.Image")
ADDRESS = "https://pictures.example/1"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("https://evil.example")</script></svg>'


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        assert opened.mode == "RGB"
        return (opened.width, opened.height)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_the_usual_kinds_are_drawn_anew(kind: str) -> None:
    assert size_of(redraw(picture(kind), ADDRESS)) == (40, 20)


def test_a_large_picture_becomes_one_that_a_terminal_can_show() -> None:
    assert size_of(redraw(picture("PNG", (4 * SIDE, SIDE)), ADDRESS)) == (SIDE, SIDE // 4)


def test_a_picture_lies_as_its_camera_says_and_on_white() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert size_of(redraw(picture("JPEG", exif=turned), ADDRESS)) == (20, 40)
    with Image.open(io.BytesIO(redraw(picture("PNG", mode="RGBA"), ADDRESS))) as opened:
        assert opened.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SVG, "no picture of a kind that is shown"),
        (b"<html>Not found</html>", "no picture of a kind that is shown"),
        (picture("TIFF"), "no picture of a kind that is shown"),
        (b"", "no picture of a kind that is shown"),
        (picture("PNG")[:60], "broken or cut off"),
        (picture("JPEG", (400, 400))[:700], "broken or cut off"),
        (picture("PNG", (10_000, 9_000), "1"), "too large (10,000 by 9,000 pixels)"),
    ],
)
def test_what_is_no_picture_to_show_is_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        redraw(data, ADDRESS)
    assert words in str(caught.value)
    assert "pictures.example" in str(caught.value)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[PictureReader]:
    made = PictureReader(tmp_path / "log")
    yield made
    await made.close()


async def test_the_process_reads_pictures_and_outlives_a_broken_one(reader: PictureReader) -> None:
    with pytest.raises(FetchError, match="no picture of a kind"):
        await reader.read(Page(ADDRESS, SVG, "image/svg+xml"))
    assert size_of(await reader.read(Page(ADDRESS, picture("PNG"), "image/png"))) == (40, 20)


async def test_a_picture_in_the_readers_own_network_is_not_asked_for(feed_server: Any) -> None:
    address = feed_server.serve("/1.png", picture("PNG"), {"Content-Type": "image/png"})
    client = PageClient(FetchOptions(per_host=0))
    with pytest.raises(FetchError, match="private"):
        await client.fetch_picture(address)
    assert (await client.fetch_picture(address, typed=True)).body == picture("PNG")
