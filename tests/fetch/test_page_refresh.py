"""Pages that send their readers on."""

from __future__ import annotations

import pytest

from briefing.core.errors import FetchError
from briefing.core.feed import Feed
from briefing.fetch.client import Client
from briefing.fetch.page_client import PageClient
from briefing.fetch.page_refresh import refresh_target
from tests.support.feeds import ReadHere, rss
from tests.support.server import FeedServer

ADDRESS = "https://paper.example/old/grain"
HTML = {"Content-Type": "text/html"}


def leads_to(content: str) -> str:
    return f'<html><head><title>Moved</title><meta http-equiv="refresh" content="{content}"></head><body>Moved</body>'


@pytest.mark.parametrize(
    ("page", "target"),
    [
        (leads_to("0; url=https://paper.example/new"), "https://paper.example/new"),
        (leads_to("3;URL='/new?a=1&amp;b=2'"), "https://paper.example/new?a=1&b=2"),
        (leads_to("0.5,new"), "https://paper.example/old/new"),
        ("<META content='0;url=/new' HTTP-EQUIV=Refresh>", "https://paper.example/new"),
        (leads_to("0; url=javascript:alert(1)"), ""),
        (leads_to("0; url=file:///etc/passwd"), ""),
        (leads_to("300; url=/new"), ""),
        (leads_to("0"), ""),
        (leads_to("0; url=/old/grain"), ""),
        (leads_to("soon"), ""),
        (f"<!-- {leads_to('0; url=/new')} -->", ""),
        (f"<noscript>{leads_to('0; url=/new')}</noscript><p>Story</p>", ""),
        ("<meta name='refresh' content='0;url=/new'>", ""),
        ("<p>The ministers refresh their pact.</p>", ""),
        ("<meta http-equiv=refresh>", ""),
        ("<!--" * 4_000 + "refresh", ""),
    ],
)
def test_where_a_page_leads_at_once(page: str, target: str) -> None:
    assert refresh_target(page.encode(), "text/html", ADDRESS) == target


async def test_the_page_behind_is_read(feed_server: FeedServer) -> None:
    new = feed_server.serve("/new", "<p>The story</p>", HTML)
    feed_server.serve("/between", leads_to("0; url=/new"), HTML)
    page = await PageClient().fetch_page(feed_server.serve("/old", leads_to("1; url=/between"), HTML))
    assert (page.body, page.address, page.lasting_address) == (b"<p>The story</p>", new, new)


async def test_pages_that_lead_in_circles_come_to_an_end(feed_server: FeedServer) -> None:
    feed_server.serve("/a", leads_to("0; url=/b"), HTML)
    page = await PageClient().fetch_page(feed_server.serve("/b", leads_to("0; url=/a"), HTML))
    assert b"Moved" in page.body
    assert len(feed_server.requests) < 6


async def test_no_page_leads_into_the_own_network(feed_server: FeedServer) -> None:
    secret = feed_server.serve("/secret", "<p>secret</p>", HTML).replace("127.0.0.1", "127.0.0.2")
    with pytest.raises(FetchError, match="private network"):
        await PageClient().fetch_page(feed_server.serve("/old", leads_to(f"0; url={secret}"), HTML))
    assert not feed_server.count("/secret")


async def test_a_feed_is_found_behind_such_a_page(feed_server: FeedServer) -> None:
    feed = feed_server.serve("/feed", rss(2))
    old = feed_server.serve("/old", leads_to("0; url=/feed"), HTML)
    async with Client(documents=ReadHere()) as client:
        (link,) = await client.find_feeds(old)
    assert link.address == feed


async def test_what_is_read_as_a_feed_says_where_it_leads(feed_server: FeedServer) -> None:
    old = feed_server.serve("/old", leads_to("0; url=/feed"), HTML)
    async with Client(documents=ReadHere()) as client:
        fetched = await client.fetch_feed(Feed(old))
    assert fetched.message == f"this address is a web page, not a feed; it leads to {feed_server.url('/feed')}"
