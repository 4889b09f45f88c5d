"""Feeds on loopback, served by a process of its own: what a reader of feeds is measured with.

The texts are made of a vocabulary whose words are as unequally frequent as those of a language, so that an index of
words has the work that it has with real news.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import accumulate
from multiprocessing.connection import Connection

_WORDS = 20_000
_FREQUENCIES = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))
_SENTENCE, _PARAGRAPH, _PARAGRAPHS = (8, 22), (2, 4), 3
_NEWEST = datetime(2026, 1, 1, 12, tzinfo=UTC)
_ETAG = '"first"'


@dataclass(frozen=True, slots=True)
class Newspapers:
    """How many feeds of how many entries are served, and after how many seconds."""

    feeds: int
    entries: int
    delay: float = 0.0


@contextmanager
def serving(papers: Newspapers) -> Iterator[list[str]]:
    """Serve the feeds as long as this lasts; their addresses."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(papers, theirs), daemon=True)
    server.start()
    theirs.close()
    try:
        port = ours.recv()
        yield [f"http://127.0.0.1:{port}/{number}.xml" for number in range(papers.feeds)]
    finally:
        ours.close()
        server.terminate()
        server.join()


def _serve(papers: Newspapers, pipe: Connection) -> None:
    documents = [_answer(newspaper(number, papers.entries)) for number in range(papers.feeds)]
    unchanged = f"HTTP/1.1 304 Not Modified\r\nETag: {_ETAG}\r\nConnection: close\r\n\r\n".encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(papers.delay)
            number = int(head.split(b" ", 2)[1].strip(b"/").partition(b".")[0])
            writer.write(unchanged if _ETAG.encode() in head else documents[number])
            await writer.drain()
        finally:
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1_000)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _answer(body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        f"ETag: {_ETAG}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def newspaper(number: int, entries: int) -> bytes:
    """The document of a feed: always the same of one number."""
    chance = random.Random(number)
    items = "".join(_item(chance, number, place) for place in range(entries))
    head = f"<title>Paper {number}</title><link>https://paper{number}.example/</link><language>en-gb</language>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>{head}{items}</channel></rss>"
    ).encode()


def _item(chance: random.Random, number: int, place: int) -> str:
    link = f"https://paper{number}.example/news/{place}"
    paragraphs = "".join(f"<p>{_paragraph(chance, link)}</p>" for _ in range(_PARAGRAPHS))
    published = _NEWEST - timedelta(minutes=37 * place + chance.randrange(30))
    return (
        f"<item><title>{_sentence(chance)[:-1]}</title><link>{link}</link><guid>{link}</guid>"
        f"<dc:creator>{_word(chance).title()} {_word(chance).title()}</dc:creator><category>{_word(chance)}</category>"
        f"<pubDate>{format_datetime(published)}</pubDate><description>{escape(paragraphs)}</description></item>"
    )


def _paragraph(chance: random.Random, link: str) -> str:
    first, *others = (_sentence(chance) for _ in range(chance.randint(*_PARAGRAPH)))
    return " ".join((f'<a href="{link}/source">{first}</a>', *others))


def _sentence(chance: random.Random) -> str:
    words = chance.choices(_VOCABULARY, cum_weights=_FREQUENCIES, k=chance.randint(*_SENTENCE))
    return f"{' '.join(words).capitalize()}."


def _word(chance: random.Random) -> str:
    return chance.choice(_VOCABULARY)


def _vocabulary() -> list[str]:
    chance = random.Random(1)
    letters, vowels = "bcdfghklmnprstvwz", "aeiou"
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        syllables = range(1 + min(len(words) // 60, 3) - chance.randrange(2) * (len(words) > 200))
        words["".join(chance.choice(letters) + chance.choice(vowels) for _ in syllables)] = None
    return list(words)


_VOCABULARY = _vocabulary()
