"""The process that reads articles: hostile pages end in a sentence, and the next page is read."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefing.core.errors import FetchError
from briefing.core.story import Body
from briefing.fetch import article
from briefing.fetch.articles import ArticleReader
from briefing.fetch.libraries import ParsedPage
from briefing.fetch.page import Page
from tests.fetch.test_article import ADDRESS, PAGE, SENTENCE

# A child that answers nothing when it is first asked, and properly from then on.
SLOW_ONCE = """
import json, pathlib, runpy, sys, time
seen = pathlib.Path(sys.argv[1])
if seen.exists():
    runpy.run_module("briefing.fetch.article_process", run_name="__main__")
seen.touch()
hello = json.loads(sys.stdin.readline())
print(json.dumps({"id": hello["id"], "ok": True}), flush=True)
time.sleep(600)
"""


def page(html: str) -> Page:
    return Page(ADDRESS, html.encode(), "text/html; charset=utf-8")


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[ArticleReader]:
    made = ArticleReader(tmp_path / "log")
    yield made
    await made.close()


async def test_what_the_process_reads_is_what_is_in_the_page(reader: ArticleReader) -> None:
    assert await reader.read(page(PAGE)) == article.extract(PAGE.encode(), "text/html", ADDRESS)


@pytest.mark.parametrize(
    "hostile",
    [
        "<html><body>" + "<div>" * 20_000 + SENTENCE,
        "<html><body " + " ".join(f"a{n}=b" for n in range(5_000)) + f"><p>{SENTENCE}</p>",
        "<html><body><p>\x1b]0;owned\x07&#27;[2J&#0;\u202e" + f"{SENTENCE}</p></body></html>",
        "<" * 100_000,
    ],
)
async def test_hostile_pages_end_and_the_next_one_is_read(reader: ArticleReader, hostile: str) -> None:
    try:
        found = (await reader.read(page(hostile))).body.text
    except FetchError as error:
        found = str(error)
    assert not set(found) & set("\x00\x07\x1b\u202e")
    assert "5. The minister said" in (await reader.read(page(PAGE))).body.text


async def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    command = (sys.executable, "-c", SLOW_ONCE, str(tmp_path / "seen"))
    reader = ArticleReader(tmp_path / "log", seconds=0.2, command=command)
    reader.sandbox.silence = 0.4
    with pytest.raises(FetchError, match=r"paper\.example.*no answer within 1 seconds"):
        await reader.read(page(PAGE))
    reader.sandbox.seconds = reader.sandbox.silence = 60
    assert "5. The minister said" in (await reader.read(page(PAGE))).body.text
    await reader.close()


def test_the_other_library_reads_what_the_first_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ParsedPage, "by_trafilatura", lambda *given, **options: Body(""))
    found = article.extract(PAGE.encode(), "text/html", ADDRESS, whole=False)
    assert "5. The minister said" in found.body.text
    assert "Imprint" not in found.body.text


def test_all_of_a_short_page_stands_in_without_its_menu() -> None:
    html = "<html><body><nav>Menu</nav><div>Ten words are all that there is on it.</div></body></html>"
    assert article.extract(html.encode(), "text/html", ADDRESS).body.text == "Ten words are all that there is on it."
