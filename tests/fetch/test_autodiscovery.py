"""The feeds of an address: its own, those that a page names, and those at the usual places."""

from __future__ import annotations

import pytest

from briefing.core.document import FeedLink
from briefing.core.errors import FetchError
from briefing.fetch.client import Client
from briefing.fetch.options import FetchOptions
from tests.support.feeds import ReadHere
from tests.support.server import FeedServer

RSS = "<rss version='2.0'><channel><title>Harbour Wire</title><item><title>One</title></item></channel></rss>"
HTML = {"Content-Type": "text/html"}


async def found(address: str) -> tuple[FeedLink, ...]:
    return await Client(FetchOptions(per_host=0, feed_deadline=5), ReadHere()).find_feeds(address)


async def test_an_address_that_is_a_feed_is_itself(feed_server: FeedServer) -> None:
    address = feed_server.serve("/rss", RSS)
    assert await found(address) == (FeedLink(address, "Harbour Wire"),)
    assert await found(feed_server.redirect("/old", address, 301)) == (FeedLink(address, "Harbour Wire"),)
    temporary = feed_server.redirect("/now", address, 302)
    assert await found(temporary) == (FeedLink(temporary, "Harbour Wire"),)
    assert await found(f"{address}#latest") == (FeedLink(address, "Harbour Wire"),)


async def test_every_kind_of_feed_that_a_page_names(feed_server: FeedServer) -> None:
    links = """<base href="/deep/"><link rel="stylesheet" href="x.css">
        <link rel="alternate" type="application/rss+xml" title="Comments" href="comments.xml">
        <link REL="Alternate Feed" TYPE="application/atom+xml; charset=utf-8" title="Atom &amp; all" href="atom">
        <link rel=alternate type=application/feed+json href=/feed.json#top>
        <link rel="feed" type="text/xml" title="Plain" href="plain.xml">
        <link rel="alternate" type="application/json" title="JSON" href="/wp-json/wp/v2/posts/1">
        <link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" type="application/rss+xml" href="">
        <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">"""
    page = feed_server.serve("/blog/", f"<html><head>{links}</head><body>x</body></html>", HTML)
    assert await found(page) == (
        FeedLink(feed_server.url("/deep/atom"), "Atom & all"),
        FeedLink(feed_server.url("/feed.json")),
        FeedLink(feed_server.url("/deep/plain.xml"), "Plain"),
        FeedLink(feed_server.url("/deep/comments.xml"), "Comments"),
    )


async def test_a_page_that_links_to_its_feed_without_naming_it(feed_server: FeedServer) -> None:
    link = feed_server.serve("/news/headlines.rss", RSS)
    page = feed_server.serve("/", f"<html><body><a href='{link}'>RSS</a><a href='https://x.example/rss'>b</a>", HTML)
    assert await found(page) == (FeedLink(link, "Harbour Wire"),)
    assert {request.path for request in feed_server.requests} == {"/", "/news/headlines.rss"}


async def test_the_usual_places_come_last_and_each_is_asked_once(feed_server: FeedServer) -> None:
    page = feed_server.serve("/blog/post.html", "<html><body>nothing</body></html>", HTML)
    feed_server.serve("/rss", "<html><body>a page about RSS</body></html>", HTML)
    feed = feed_server.serve("/atom.xml", RSS)
    assert await found(page) == (FeedLink(feed, "Harbour Wire"),)
    paths = [request.path for request in feed_server.requests]
    assert len(paths) == len(set(paths)) <= 8


async def test_what_has_no_feed_is_told_in_a_sentence(feed_server: FeedServer) -> None:
    page = feed_server.serve("/", "<html><body>nothing</body></html>", HTML)
    with pytest.raises(FetchError, match="a web page, not a feed, and none was found at the usual addresses"):
        await found(page)
    assert len(feed_server.requests) <= 12
    with pytest.raises(FetchError, match=r"nothing at this address \(404\)"):
        await found(feed_server.url("/missing"))
    with pytest.raises(FetchError, match="not an http or https address"):
        await found("file:///etc/passwd")


@pytest.mark.parametrize(
    "page", ["<link rel=alternate type=application/rss+xml href='{inside}'>", "<a href='{inside}'>RSS feed</a>"]
)
async def test_a_public_page_leads_to_no_feed_of_the_own_network(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    inside = FeedServer()
    try:
        address = feed_server.serve("/page", page.format(inside=inside.serve("/rss", RSS)), HTML)
        monkeypatch.setattr("briefing.fetch.door.is_private", lambda ip: False)  # as if the page were abroad
        with pytest.raises(FetchError):
            await found(address)
        assert inside.requests == []
    finally:
        inside.close()


async def test_a_page_at_home_may_name_its_own_feed(feed_server: FeedServer) -> None:
    feed = feed_server.url("/rss")
    page = feed_server.serve("/page", f"<link rel=alternate type=application/rss+xml href='{feed}'>", HTML)
    assert await found(page) == (FeedLink(feed),)


async def test_the_login_that_was_typed_is_for_the_feeds_of_the_same_site_alone(feed_server: FeedServer) -> None:
    links = """<link rel=alternate type=application/rss+xml href=/rss>
        <link rel=alternate type=application/rss+xml href=https://other.example/rss>"""

    def with_login(address: str) -> str:
        return address.replace("//", "//ann:se%40cret@")

    page = with_login(feed_server.serve("/page", f"<html><head>{links}</head></html>", HTML))
    rss, other = with_login(feed_server.url("/rss")), "https://other.example/rss"
    assert [link.address for link in await found(page)] == [rss, other]
    feed_server.serve("/rss", RSS)
    assert await found(rss) == (FeedLink(rss, "Harbour Wire"),)
    silent = with_login(feed_server.serve("/", "<html><body>nothing</body></html>", HTML))
    assert await found(silent) == (FeedLink(rss, "Harbour Wire"),)
    assert "authorization" in feed_server.last("/rss").headers


async def test_a_list_of_feeds_is_called_one_and_nothing_else_is_asked(feed_server: FeedServer) -> None:
    listed = feed_server.serve("/mine.opml", "<opml version='2.0'><body><outline text='A'/></body></opml>")
    with pytest.raises(FetchError, match=r"a list of feeds \(OPML\), not a feed; `briefing feeds import http://"):
        await found(listed)
    assert [request.path for request in feed_server.requests] == ["/mine.opml"]


async def test_a_scheme_may_be_missing(feed_server: FeedServer) -> None:
    address = feed_server.serve("/rss", RSS)
    assert await found(address.removeprefix("http://")) == (FeedLink(address, "Harbour Wire"),)


async def test_a_page_about_feeds_leads_to_all_of_them(feed_server: FeedServer) -> None:
    page = feed_server.serve("/", "<html><body><a href='/service/abo.html'>RSS</a></body></html>", HTML)
    rows = "".join(f"<li>{name} <a href='/out/{name}.rss'>RSS</a></li>" for name in ("broken", "coast", "river"))
    feed_server.serve("/service/abo.html", f"<html><body><a href='/service/abo.html'>RSS</a>{rows}</body></html>", HTML)
    coast = feed_server.serve("/out/coast.rss", RSS)
    assert await found(page) == (
        FeedLink(coast, "Harbour Wire"),
        FeedLink(feed_server.url("/out/river.rss"), "river RSS"),
    )
    assert [request.path for request in feed_server.requests] == [
        *("/", "/service/abo.html", "/out/broken.rss", "/out/coast.rss")
    ]


async def test_a_page_about_feeds_may_name_them_in_its_head(feed_server: FeedServer) -> None:
    page = feed_server.serve("/", "<html><body><a href='/abo'>Our feeds</a></body></html>", HTML)
    feed_server.serve(
        "/abo", "<html><head><link rel=alternate type=application/atom+xml href=/wire></head></html>", HTML
    )
    assert await found(page) == (FeedLink(feed_server.url("/wire")),)


async def test_the_feed_of_comments_is_the_last_resort(feed_server: FeedServer) -> None:
    comments = feed_server.serve("/dam/feed/", RSS)
    head = "<link rel=alternate type=application/rss+xml title='Dam » Kommentar-Feed' href='/dam/feed/'>"
    page = feed_server.serve("/dam/", f"<html><head>{head}</head><body><a href='/wire.rss'>RSS</a></body></html>", HTML)
    assert await found(page) == (FeedLink(comments, "Dam » Kommentar-Feed"),)
    own = feed_server.serve("/wire.rss", RSS)
    assert await found(page) == (FeedLink(own, "Harbour Wire"),)


async def test_links_in_a_circle_are_asked_once_each(feed_server: FeedServer) -> None:
    for here, there in (("/", "/rss-feeds/"), ("/rss-feeds/", "/rss-info"), ("/rss-info", "/rss-feeds")):
        page = feed_server.serve(here, f"<html><body><a href='{there}'>RSS</a></body></html>", HTML)
    with pytest.raises(FetchError, match="none was found"):
        await found(feed_server.url("/"))
    paths = [request.path.rstrip("/") for request in feed_server.requests]
    assert page
    assert len(paths) == len(set(paths))
