"""Pictures of stories: off at first, one at a time, faults in words."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from textual.widget import Widget
from textual.widgets import Static

from briefing.core.errors import FetchError
from briefing.core.pictures import Picture
from briefing.core.story import Body, Link
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.pictures import PicturesScreen
from tests.ui.desks import Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, quiet, reading

WORDS = ("[image: Ships at the quay]", "[image: [bold]Cranes]")
TEXT = "The port is full.\n\n" + "\n\n".join(WORDS)


def drawn(png: io.BytesIO) -> Widget:
    return Static(f"drawn {png.read().decode()}", markup=False)


class Album:
    """Gives pictures out, and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, story: str, picture: Picture) -> bytes:
        self.asked.append(picture.address)
        if picture.address.endswith("2"):
            raise FetchError("pictures.example/2: this picture is broken or cut off")
        return b"ships"

    async def close(self) -> None:
        """Nothing is open."""


def shop_of(folder: Path, album: Album, *, bare: bool = False) -> Shop:
    links = tuple(
        Link(TEXT.index(words), TEXT.index(words) + len(words), f"https://pictures.example/{number}")
        for number, words in enumerate(WORDS, 1)
    )
    body = replace(Body.plain(TEXT), links=() if bare else links)
    shop = open_shop(folder, fetched(replace(entry("Port is full"), body=body)))
    shop.desk.pictures = album  # type: ignore[assignment]
    return shop


async def look(reader: Reader) -> None:
    await reader.open_first()
    await reader.press("I")


def with_pictures() -> ReaderOptions:
    return structs.replace(quiet(pictures=True), picture_widget=drawn)


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (160, 45)])
async def test_pictures_are_fetched_one_at_a_time(tmp_path: Path, size: tuple[int, int]) -> None:
    album = Album()
    async with reading(shop_of(tmp_path, album).desk, with_pictures(), size=size) as reader:
        await look(reader)
        await reader.shows("drawn ships")
        await reader.shows("Picture 1 of 2: Ships at the quay")
        assert album.asked == ["https://pictures.example/1"]
        await reader.press("k", "j")
        await reader.shows("Picture 2 of 2: [bold]Cranes")
        await reader.shows("broken or cut off")
        await reader.press("j", "k")
        await reader.shows("drawn ships")
        await reader.shows("Esc closes")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_a_picture_that_cannot_be_drawn_says_why_and_the_next_one_is_shown(tmp_path: Path) -> None:
    def odd(png: io.BytesIO) -> Widget:
        if len(album.asked) == 1:
            raise ValueError("an odd picture")
        return drawn(png)

    album = Album()
    options = structs.replace(with_pictures(), picture_widget=odd)
    async with reading(shop_of(tmp_path, album).desk, options) as reader:
        await look(reader)
        await reader.shows("Something went wrong (ValueError: an odd picture)")
        await reader.press("j", "k")
        await reader.shows("drawn ships")
        assert "went wrong" not in reader.text()


@pytest.mark.parametrize(
    ("options", "bare", "words"),
    [
        (quiet(), False, "Pictures are off. `pictures: true`"),
        (quiet(pictures=True), False, "with the extra `pictures`"),
        (structs.replace(quiet(pictures=True, ascii=True), picture_widget=drawn), False, "more than ASCII"),
        (with_pictures(), True, "This story has no pictures."),
    ],
)
async def test_where_none_is_shown_a_sentence_says_why(
    tmp_path: Path, options: ReaderOptions, bare: bool, words: str
) -> None:
    album = Album()
    async with reading(shop_of(tmp_path, album, bare=bare).desk, options) as reader:
        await look(reader)
        await reader.until(lambda: words in reader.toasts(), words)
        assert not isinstance(reader.app.screen, PicturesScreen)
        assert album.asked == []


async def test_the_real_library_draws_half_blocks(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("textual_image")
    from briefing.ui.pictures import find_picture_widget

    out = io.BytesIO()
    image.new("RGB", (64, 32), "red").save(out, "PNG")

    class Real(Album):
        async def fetch(self, story: str, picture: Picture) -> bytes:
            return out.getvalue()

    options = structs.replace(quiet(pictures=True), picture_widget=find_picture_widget())
    async with reading(shop_of(tmp_path, Real()).desk, options) as reader:
        await look(reader)
        await reader.shows("▀" * 40)
