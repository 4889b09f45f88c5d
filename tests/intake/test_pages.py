"""Stories completed from their pages, and pages kept as stories: real pages on loopback, read by the real process."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace

import pytest

from briefing.core.analysis import Span
from briefing.core.anchor import make_anchor
from briefing.core.errors import FetchError, OfflineError, StorageError, UnknownStory
from briefing.core.feed import SAVED_PAGES, Feed
from briefing.core.fulltext import is_cut
from briefing.core.journal import Change, Field
from briefing.core.query import ALL
from briefing.core.query.parsing import parse
from briefing.core.story import BlockKind
from briefing.fetch.article import Article
from briefing.fetch.page import Page
from briefing.services.clock import now
from briefing.storage.pages import PageRepository
from tests.intake.conftest import Intake
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched
from tests.support.server import FeedServer

HTML = {"Content-Type": "text/html; charset=utf-8"}
SAID = "The minister of Norland said that the port would take grain again before the winter, whatever the price."
PAGE = f"""<!DOCTYPE html><html><head><title>Port opens | Harbour</title></head><body>
<nav><a href="/">Home</a> <a href="/trade">Trade</a></nav>
<article><h1>Port opens</h1><p>Teaser words about the port. <a href="/grain">The grain</a> waits.</p>
<p>{SAID} {SAID} <a href="javascript:alert(1)">Do not run</a>.</p><h2>What was agreed</h2>
<ul><li>Two ships a week</li><li>One inspector on board of each ship that goes</li></ul>
<blockquote><p>Nobody has won, said the harbour master of Sudland to the paper.</p></blockquote>
<p><img src="/map.png" alt="Map of the two ports"></p>
<table><tr><th>Month</th><th>Tons</th></tr><tr><td>May</td><td>7,000</td></tr></table>
<p>{SAID}</p></article><footer>Imprint, cookies and all the rest</footer></body></html>"""


def store(intake: Intake, server: FeedServer, path: str = "/1", text: str = "Teaser words…", **feed: object) -> str:
    mine = Feed(server.url("/rss"), **feed)  # type: ignore[arg-type]
    intake.feeds[:] = [mine]
    item = entry(f"Story {path}", text, link=server.url(path), guid=path)
    (story,) = intake.library.feeds.store(fetched(item, feed=mine, at=now())).new_stories
    return story


async def test_a_cut_story_is_completed_and_can_go_back(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", PAGE, HTML)
    story = store(intake, feed_server)
    intake.library.annotations.set_note(story, "mine", NOON)
    intake.library.journal.record([Change(story, Field.STARRED, True)], NOON)
    events = [event async for event in intake.pages.complete_waiting()]
    assert [(event.story, event.done, event.total) for event in events] == [(story, 1, 1)]
    full = intake.library.stories.get(story)
    assert full is not None
    assert full.from_page
    assert SAID in full.body.text
    kinds = [block.kind for block in full.body.blocks]
    assert {BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.TABLE} <= set(kinds)
    assert "Map of the two ports" in full.body.text
    assert "May | 7,000" in full.body.text
    assert {link.address for link in full.body.links} == {feed_server.url("/grain"), feed_server.url("/map.png")}
    assert "Imprint" not in full.body.text
    assert intake.library.stories.find(parse("inspector", NOON)) == (story,)
    assert intake.library.annotations.note(story) == "mine"

    assert not await intake.pages.toggle(story)
    assert intake.library.stories.get(story).body.text == "Teaser words…"  # type: ignore[union-attr]
    assert intake.library.stories.find(parse("inspector", NOON)) == ()
    assert await intake.pages.toggle(story)
    assert feed_server.count("/1") == 1, "what is kept is not asked for again"
    await intake.pages.complete(story)
    assert feed_server.count("/1") == 2, "unless that is wished"


async def test_the_feed_goes_on_telling_the_story_behind_its_page(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", PAGE, HTML)
    story = store(intake, feed_server)
    await intake.pages.complete(story)
    feed = intake.feeds[0]
    same = entry("Story /1", "Teaser words…", link=feed_server.url("/1"), guid="/1")
    assert intake.library.feeds.store(fetched(same, feed=feed)).state.value == "unchanged"
    assert SAID in intake.library.stories.get(story).body.text  # type: ignore[union-attr]
    edited = replace(entry("Story, edited", "Other words…", link=feed_server.url("/1")), guid="/1")
    intake.library.feeds.store(fetched(edited, feed=feed))
    shown = intake.library.stories.get(story)
    assert shown is not None
    assert (shown.title, shown.from_page) == ("Story, edited", True)
    assert SAID in shown.body.text
    assert [event.story async for event in intake.pages.complete_waiting()] == [story], (
        "an edited story's page is renewed"
    )
    assert not await intake.pages.toggle(story)
    assert intake.library.stories.get(story).body.text == "Other words…"  # type: ignore[union-attr]


async def test_marked_passages_are_found_again_in_the_text_of_the_page(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", PAGE, HTML)
    teaser = "Harbour: Teaser words about the port…"
    story = store(intake, feed_server, text=teaser)
    start = teaser.index("words about")
    intake.library.annotations.add_mark(story, make_anchor(teaser, Span(start, start + 15)), "yellow", NOON)
    await intake.pages.complete(story)
    shown = intake.library.stories.get(story)
    assert shown is not None
    (mark,) = intake.library.annotations.of_story(shown).marks
    assert mark.span is not None
    assert shown.body.text[mark.span.start : mark.span.end] == "words about the"


async def test_offers_are_read_again_when_the_text_changes(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", PAGE, HTML)
    story = store(intake, feed_server, text=f"{SENTENCE}…")
    before = intake.library.stories.get(story)
    assert before is not None
    intake.library.analyses.store(story, analysis_of(before))
    assert intake.library.analyses.waiting("1/test") == ()
    await intake.pages.complete(story)
    assert intake.library.analyses.waiting("1/test") == (story,)


@pytest.mark.parametrize(
    ("wish", "text", "asked"),
    [("auto", "Cut…", 1), ("auto", SAID * 6, 0), ("always", SAID * 6, 1), ("never", "Cut…", 0), (None, "Cut…", 1)],
)
async def test_feeds_are_completed_as_they_wish(
    intake: Intake, feed_server: FeedServer, wish: str | None, text: str, asked: int
) -> None:
    feed_server.serve("/1", PAGE, HTML)
    store(intake, feed_server, text=text, full_text=wish)
    _ = [event async for event in intake.pages.complete_waiting()]
    assert feed_server.count("/1") == asked


WALL = (
    "<html><body><article><p>Already a subscriber? Sign in to read this story. " + "Cookies. " * 60 + "</p></article>"
)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (WALL, "asks you to sign in"),
        (
            f"<article><p>{SAID}</p><p>{SAID}</p><p>{SAID}</p><div>Sign up to read the rest</div></article>",
            "asks you to",
        ),
        ("<html><body><p>Short.</p></body></html>", "no (more )?text"),
        ("<html><body></body></html>", "no text"),
        ("%PDF-1.7", "not a text but"),
    ],
)
async def test_a_page_without_the_story_leaves_the_feeds_text(
    intake: Intake, feed_server: FeedServer, page: str, words: str
) -> None:
    feed_server.serve("/1", page, HTML)
    story = store(intake, feed_server)
    with pytest.raises(FetchError, match=words):
        await intake.pages.toggle(story)
    assert intake.library.stories.get(story).body.text == "Teaser words…"  # type: ignore[union-attr]
    assert [event async for event in intake.pages.complete_waiting()] == []
    assert feed_server.count("/1") == 1, "not asked again at once"
    assert not await intake.pages.complete_if_wanted(story)


async def test_a_host_that_fails_is_left_alone(intake: Intake, feed_server: FeedServer) -> None:
    mine = Feed(feed_server.url("/rss"))
    intake.feeds[:] = [mine]
    items = [entry(f"S{n}", "Cut…", link=feed_server.url(f"/{n}"), guid=str(n)) for n in range(8)]
    intake.library.feeds.store(fetched(*items, feed=mine, at=now()))
    assert [event async for event in intake.pages.complete_waiting()] == []
    assert len(feed_server.requests) == 3


class Stuck:
    """A reader that never comes to an end."""

    async def read(self, page: Page, whole: bool = True) -> Article:
        await asyncio.Event().wait()
        raise AssertionError

    async def close(self) -> None:
        pass


async def test_who_asks_by_hand_does_not_wait_for_the_queue(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", PAGE, HTML)
    story = store(intake, feed_server)
    intake.pages._readers[False] = Stuck()
    stream = intake.pages.complete_waiting()
    waiting = asyncio.ensure_future(anext(stream))
    while not feed_server.count("/1"):
        await asyncio.sleep(0.01)
    await intake.pages.complete(story)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await stream.aclose()  # type: ignore[attr-defined]
    assert intake.library.pages.state(story).shown


async def test_a_missing_network_is_no_fault_of_a_page(intake: Intake) -> None:
    feed = Feed("https://norland.invalid/rss")
    intake.feeds[:] = [feed]
    item = entry("S", "Cut…", link="https://norland.invalid/1")
    (story,) = intake.library.feeds.store(fetched(item, feed=feed, at=now())).new_stories
    with pytest.raises(OfflineError):
        await intake.pages.complete(story)
    assert not intake.library.pages.state(story).asked


async def test_a_host_whose_pages_give_nothing_is_asked_on(intake: Intake, feed_server: FeedServer) -> None:
    mine = Feed(feed_server.url("/rss"))
    intake.feeds[:] = [mine]
    items = [entry(f"S{n}", "Cut…", link=feed_server.url(f"/{n}"), guid=str(n)) for n in range(5)]
    for number in range(4):
        feed_server.serve(f"/{number}", WALL, HTML)
    feed_server.serve("/4", PAGE, HTML)
    intake.library.feeds.store(fetched(*items, feed=mine, at=now()))
    assert [(event.done, event.total) async for event in intake.pages.complete_waiting()] == [(1, 5)]
    assert len(feed_server.requests) == 5


@pytest.mark.parametrize("method", ["store", "store_failure"])
@pytest.mark.parametrize("error", [StorageError("the disk is full"), KeyError("a bug")])
async def test_an_error_of_the_library_comes_behind_what_other_hosts_gave(
    intake: Intake, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, method: str, error: Exception
) -> None:
    other = FeedServer()
    feed_server.serve("/1", PAGE if method == "store" else WALL, HTML)
    other.serve("/2", PAGE, HTML)
    failing, going = store(intake, feed_server), store(intake, other, "/2")
    intake.feeds.insert(0, Feed(feed_server.url("/rss")))
    keep = getattr(PageRepository, method)

    def fail(self: PageRepository, story: str, *rest: object) -> None:
        if story == failing:
            raise error
        keep(self, story, *rest)

    monkeypatch.setattr(PageRepository, method, fail)
    done: list[str] = []
    with pytest.raises(type(error)) as caught:
        async for event in intake.pages.complete_waiting():
            done.append(event.story)
    assert caught.value is error
    assert done == [going]
    other.close()


async def test_a_page_of_a_story_that_was_removed_meanwhile_is_no_error(
    intake: Intake, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_server.serve("/1", PAGE, HTML)
    store(intake, feed_server)

    def gone(self: PageRepository, story: str, *_: object) -> None:
        raise UnknownStory(story)

    monkeypatch.setattr(PageRepository, "store", gone)
    assert [event async for event in intake.pages.complete_waiting()] == []
    assert feed_server.count("/1") == 1


async def test_an_opened_story_whose_page_cannot_be_kept_says_so(
    intake: Intake, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_server.serve("/1", PAGE, HTML)
    story = store(intake, feed_server)

    def full(*_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr(PageRepository, "store", full)
    with pytest.raises(StorageError, match="the disk is full"):
        await intake.pages.complete_if_wanted(story)


async def test_a_feed_cannot_point_into_the_own_network(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", PAGE, HTML)
    stranger = Feed("https://stranger.example/rss")
    intake.feeds[:] = [stranger]
    (story,) = intake.library.feeds.store(
        fetched(entry("S", "Cut…", link=feed_server.url("/1")), feed=stranger)
    ).new_stories
    with pytest.raises(FetchError, match="private network"):
        await intake.pages.complete(story)
    assert feed_server.requests == []


async def test_any_address_becomes_a_story_once(intake: Intake, feed_server: FeedServer) -> None:
    address = feed_server.serve("/1", PAGE, HTML)
    story, is_new, note = await intake.pages.add(address)
    assert (is_new, note) == (True, "")
    assert await intake.pages.add(f"{address}#top") == (story, False, "")
    kept = intake.library.stories.get(story)
    assert kept is not None
    assert (kept.title, kept.source, kept.link) == ("Port opens", SAVED_PAGES.title, address)
    assert intake.library.stories.find(parse("tag:ports", NOON)) == (story,), "the rules are for pages, too"
    assert SAID in kept.body.text
    (status,) = intake.library.feeds.statuses([])
    assert not status.has_left


async def test_an_address_of_a_story_that_is_there_completes_it(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", PAGE, HTML)
    story = store(intake, feed_server)
    assert await intake.pages.add(feed_server.url("/1")) == (story, False, "")
    assert SAID in intake.library.stories.get(story).body.text  # type: ignore[union-attr]
    assert len(intake.library.stories.find(ALL)) == 1


WALL = f"<html><body><h1>Port opens</h1><p>{SAID} {SAID}</p><p>{SAID}</p><p>Subscribe to continue reading.</p></body>"


async def test_a_page_that_shows_a_question_in_place_of_its_story_is_told(
    intake: Intake, feed_server: FeedServer
) -> None:
    story, is_new, note = await intake.pages.add(feed_server.serve("/2", WALL, HTML))
    assert is_new
    assert "asks you to sign in, to pay" in note
    assert SAID in intake.library.stories.get(story).body.text  # type: ignore[union-attr]


async def test_a_page_that_leads_to_another_at_once_is_that_one(intake: Intake, feed_server: FeedServer) -> None:
    new = feed_server.serve("/new", PAGE, HTML)
    old = feed_server.serve("/old", "<meta http-equiv='refresh' content='0; url=/new'>Redirecting…", HTML)
    story, _, note = await intake.pages.add(old)
    kept = intake.library.stories.get(story)
    assert kept is not None
    assert (kept.link, note) == (new, "")
    assert SAID in kept.body.text


@pytest.mark.parametrize("words", ["Loading…", "Redirecting…", "Sorry, the page you are looking for does not exist."])
async def test_a_page_of_a_few_words_is_told(intake: Intake, feed_server: FeedServer, words: str) -> None:
    page = f"<html><head><title>Port opens</title></head><body><div id='root'><p>{words}</p></div></body></html>"
    story, is_new, note = await intake.pages.add(feed_server.serve("/2", page, HTML))
    assert is_new
    assert "only a few words" in note
    assert words in intake.library.stories.get(story).body.text  # type: ignore[union-attr]


async def test_a_question_does_not_take_the_place_of_a_feeds_text(intake: Intake, feed_server: FeedServer) -> None:
    feed_server.serve("/1", WALL, HTML)
    story = store(intake, feed_server)
    before = intake.library.stories.get(story)
    await intake.pages.add(feed_server.url("/1"))
    assert intake.library.stories.get(story) == before


async def test_the_login_of_a_page_is_not_kept(intake: Intake, feed_server: FeedServer) -> None:
    address = feed_server.serve("/1", PAGE, HTML)
    story, _, _ = await intake.pages.add(address.replace("//", "//ann:secret@"))
    assert "authorization" in feed_server.last("/1").headers
    assert intake.library.stories.get(story).link == address  # type: ignore[union-attr]


async def test_a_feed_is_no_story(intake: Intake, feed_server: FeedServer) -> None:
    address = feed_server.serve(
        "/rss", "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>"
    )
    with pytest.raises(FetchError, match="briefing feeds add"):
        await intake.pages.add(address)


def test_the_teaser_of_these_tests_is_cut() -> None:
    assert is_cut(entry("x", "Teaser words…").body)


@pytest.mark.parametrize("allowed", [False, True])
async def test_no_page_of_a_name_that_turned_private_is_asked_for(
    intake: Intake, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    asked = socket.getaddrinfo

    def found(host: str | bytes, *rest: object, **more: object) -> object:
        name = host.decode() if isinstance(host, bytes) else host
        return asked("127.0.0.1" if name and name.endswith(".test") else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    there = feed_server.serve("/1", PAGE, HTML).replace("127.0.0.1", "news.test")
    mine = Feed(there.replace("/1", "/rss"), private_network=allowed)
    intake.feeds[:] = [mine]
    (story,) = intake.library.feeds.store(fetched(entry("Story", "Teaser…", link=there), feed=mine)).new_stories
    if allowed:
        await intake.pages.complete(story)
    else:
        with pytest.raises(FetchError, match="private network"):
            await intake.pages.complete(story)
    assert feed_server.count("/1") == int(allowed)
