"""Files from the network: whole or not at all, under a name that no feed can choose badly."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from briefing.core.errors import FetchError
from briefing.fetch.download import Destination, file_stem
from briefing.fetch.options import FetchOptions
from briefing.fetch.page_client import PageClient
from tests.support.server import Answer, FeedServer, Request

SOUND = bytes(range(256)) * 2_000


async def download(address: str, folder: Path, largest: int = 10_000_000, typed: bool = True) -> tuple[Path, list[int]]:
    heard: list[int] = []
    to = Destination(folder, file_stem(address, "A talk"), largest)
    path = await PageClient(FetchOptions(per_host=0)).download(
        address, to, lambda done, total: heard.append(done), typed=typed
    )
    return path, heard


async def test_a_file_comes_whole_and_tells_how_far_it_is(feed_server: FeedServer, tmp_path: Path) -> None:
    address = feed_server.serve("/Talk%20One.MP3?x=1", SOUND, {"Content-Type": "audio/mpeg"})
    path, heard = await download(address, tmp_path / "new folder")
    assert path == tmp_path / "new folder" / "talk-one.mp3"
    assert path.read_bytes() == SOUND
    assert (heard[0], heard[-1]) == (0, len(SOUND))
    assert heard == sorted(heard)
    again, _ = await download(address, tmp_path / "new folder")
    assert again.name == "talk-one-2.mp3", "nothing is written over"


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/..%2f..%2fetc%2fpasswd", "text/plain", "a-talk.txt"),
        ("/", "application/pdf", "a-talk.pdf"),
        ("/x", "no/such", "a-talk.bin"),
        ("/file.desktop%0a", "audio/mpeg", "file.mp3"),
        ("/CON.mp3", "audio/mpeg", "story-con.mp3"),
    ],
)
async def test_names(feed_server: FeedServer, tmp_path: Path, path: str, kind: str, name: str) -> None:
    found, _ = await download(feed_server.serve(path, b"x", {"Content-Type": kind}), tmp_path)
    assert found == tmp_path / name


async def test_what_is_too_large_or_breaks_off_leaves_nothing(feed_server: FeedServer, tmp_path: Path) -> None:
    told = feed_server.serve("/told", SOUND)
    endless = feed_server.serve("/endless", SOUND, {"Content-Length": "", "Transfer-Encoding": "identity"})
    short = feed_server.serve("/short", SOUND, {"Content-Length": str(len(SOUND) + 5)})
    packed = feed_server.serve("/packed", SOUND, {"Content-Encoding": "gzip"})
    for address, words in (
        (told, "is larger"),
        (endless, "is larger|proper HTTP"),
        (feed_server.url("/missing"), "404"),
        (packed, "compressed"),
    ):
        with pytest.raises(FetchError, match=words):
            await download(address, tmp_path, largest=100_000)
    with pytest.raises(FetchError, match="broke off"):
        await download(short, tmp_path)
    with pytest.raises(FetchError, match="private network"):
        await download(told, tmp_path, typed=False)
    assert list(tmp_path.iterdir()) == []


async def test_a_download_that_is_ended_leaves_nothing(feed_server: FeedServer, tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def slowly(request: Request, out: Answer) -> None:
        await out.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 1_000)
        await asyncio.sleep(600)

    address = feed_server.play("/slow.mp3", slowly)
    to = Destination(tmp_path, "slow", 10_000_000)

    def told(done: int, total: int | None) -> None:
        if done:
            begun.set()

    task = asyncio.create_task(PageClient(FetchOptions(per_host=0)).download(address, to, told, typed=True))
    await asyncio.wait_for(begun.wait(), 20)
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert list(tmp_path.iterdir()) == []


async def test_a_folder_that_cannot_be_is_told(feed_server: FeedServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FetchError, match="cannot be kept in"):
        await download(feed_server.serve("/a.mp3", b"x"), tmp_path / "file" / "below")
