"""Links of a page that may be feeds, ranked."""

from __future__ import annotations

import pytest

from briefing.fetch.linked_feeds import linked_feeds

PAGE = "https://river.example/news/dam.html"


def linked(html: str) -> list[str]:
    page = f"<html><body>{html}</body></html>"
    return [one.link.address.removeprefix("https://river.example") for one in linked_feeds(page.encode(), "", PAGE)]


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<a href='/abo.php?id=7' type='application/rss+xml'>Abo</a>", "/abo.php?id=7"),
        ("<a href='/feed/12-coast.xml'>Coast</a>", "/feed/12-coast.xml"),
        ("<a href='/feeds/posts/default'>Posts</a>", "/feeds/posts/default"),
        ("<a href='/spip.php?page=backend'>Flux RSS</a>", "/spip.php?page=backend"),
        ("<a href='/all.xml'><img src='/img/rss-16.png'></a>", "/all.xml"),
        ("<a href='/kiosk/412'><i class='fa fa-rss'></i></a>", "/kiosk/412"),
        ("<a href='/kiosk/412' class='social__link--rss'></a>", "/kiosk/412"),
        ("<a href='/service/abo.html' title='RSS-Feeds'>Abo</a>", "/service/abo.html"),
        ("<a href='/rss/1019'></a>", "/rss/1019"),
        ("<a href='/service/newsRSS_node.html'>newsRSS</a>", "/service/newsRSS_node.html"),
        ("<a href='https://feeds.river.example/top'>RSS</a>", "https://feeds.river.example/top"),
        ("<a href='https://burner.example/feeds/RiverWire'>RSS</a>", "https://burner.example/feeds/RiverWire"),
        ("<a href='feed://river.example/wire/rss'>all</a>", "/wire/rss"),
        ("<a href='feed:https://river.example/wire/rss'>all</a>", "/wire/rss"),
        ('<script type=\'application/ld+json\'>{"webFeed": "https:\\/\\/river.example\\/cast"}</script>', "/cast"),
    ],
)
def test_what_speaks_for_a_feed(html: str, address: str) -> None:
    assert linked(html) == [address]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/sport/masterssport/'>Masterssport</a>",
        "<a href='/power/green.html'>The best suppliers of electricity: no coal and no atom</a>",
        "<a href='https://reader.example/add?url=https://river.example/rss'>RSS</a>",
        "<a href='https://other.example/index.rss'>A fellow blogger</a>",
        "<a href='/sitemap.xml'>XML sitemap</a>",
        "<a href='/img/rss.png'>RSS</a>",
        f"<a href='{PAGE}#feeds'>RSS</a>",
    ],
)
def test_what_is_no_feed_of_the_site(html: str) -> None:
    assert linked(html) == []


def test_the_likeliest_come_first_and_comments_last() -> None:
    html = """<a href='/comments/feed/'>Comments RSS</a> <a href='/about-rss'>About RSS</a> <a href='/wire.php'>RSS</a>
        <a href='/author/ann/feed/'>Ann's feed</a> <a href='/feed/'>RSS</a> <a href='/feed/atom/'>Atom</a>
        <a href='/dam/feed/'>Kommentar-Feed</a>"""
    assert linked(html) == ["/feed/", "/about-rss", "/wire.php", "/author/ann/feed/", "/comments/feed/", "/dam/feed/"]


def test_a_feed_is_called_by_its_row_where_its_link_names_the_format_alone() -> None:
    html = "<ul><li>Harbours <a href='/a.rss'>RSS 2.0</a></li><li><a href='/b.rss'>Rivers</a></li></ul>"
    found = linked_feeds(html.encode(), "", PAGE)
    assert [one.link.title for one in found] == ["Harbours RSS 2.0", "Rivers"]
