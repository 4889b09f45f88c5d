"""Feeds that are read without feedparser, and that it would read the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.fetch import plain_rss, xml_feed
from briefing.fetch.raw import RawFeed
from briefing.fetch.xml_text import document_of

NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:odd="https://odd.example/ns"'
)
HEAD = (
    '<title>Harbour &amp; Sea</title><atom:link href="https://sea.example/feed/" rel="self" type="text/xml"/>'
    "<link>https://sea.example</link><description>Ships</description><lastBuildDate>Tue, 06 Jan 2026 08:00:00 GMT"
    "</lastBuildDate><language>en-GB</language><sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2"
    "</sy:updateFrequency><generator>A blog</generator><image><url>https://sea.example/i.png</url>"
    "<title>Picture</title><link>https://pictures.example</link><width>32</width></image>"
)
ITEM = (
    "<item>\n<title>Two ships  </title><link>https://sea.example/2?a=1&amp;b=2</link><comments>https://sea.example/2#c"
    "</comments><dc:creator><![CDATA[Ann Lee]]></dc:creator><pubDate>Tue, 06 Jan 2026 07:00:00 +0100</pubDate>"
    "<category><![CDATA[Ports]]></category><category>Ports</category><category domain='d'>Ports</category>"
    '<guid isPermaLink="false">2 at sea</guid><description><![CDATA[<p>They met&nbsp;…</p>]]></description>'
    "<content:encoded>&lt;p&gt;They met at &amp;quot;sea&amp;quot;.&lt;/p&gt;</content:encoded>"
    "<wfw:commentRss>https://sea.example/2/feed</wfw:commentRss><slash:comments>3</slash:comments>"
    '<enclosure url="https://sea.example/2.MP3" length="1200" type="Audio/MPEG"/>'
    '<media:content url="https://sea.example/2.jpg" medium="image" width="3"><media:credit role="by">Bo</media:credit>'
    '</media:content><media:thumbnail url="https://sea.example/2s.jpg"/></item>'
)
PLAIN = (
    HEAD + ITEM,
    HEAD + ITEM * 2,
    "<title/>",
    "<item><title>A guid is the link</title><guid>https://sea.example/3</guid></item>",
    "<item><title>A guid is no link</title><guid>three</guid></item>",
    "<item><link/><guid>https://sea.example/3</guid><description/></item>",
    "<item><guid>https://sea.example/3</guid><link>https://sea.example/4</link><description> </description></item>",
    "<item><title>Now, <!-- not -->then</title><content:encoded>Text</content:encoded></item>",
    "<item><title>Ärger im Hafen</title><dc:date>2026-01-06T07:00:00Z</dc:date><author>a@b.example (A)</author></item>",
    "<ttl>90</ttl><item><category/><category>https://sea.example/tag</category><dc:creator/></item>",
)
ODD = (
    "<item><title>One</title><title>Two</title></item>",
    "<item><title>Real <b>bold</b></title></item>",
    '<item><title type="html">One</title></item>',
    '<item><title xml:lang="fr">Un</title></item>',
    "<item><odd:price>3</odd:price></item>",
    "<item>stray<title>One</title></item>",
    "<item><title>CafÃ©</title></item>",
    "<item><title>One &#150; two</title></item>",
    "<item><link>http:///sea.example/1</link></item>",
    "<item><link>https://sea.example/?a=1&amp;copy;=2</link></item>",
    '<item><media:content url="https://sea.example/1.jpg" medium="image"/></item>',
    '<item><title>One</title><description>Text</description><media:content url="/1.mp4" type="video/mp4"/></item>',
    '<item><enclosure type="audio/mpeg"/></item>',
    '<item><category domain="d"/><category>Ports</category></item>',
    '<atom:link href="https://sea.example/"/>',
    '<atom:link rel="self"/>',
    "<title>One</title><title>Two</title>",
    "<textInput><title>Search</title></textInput>",
    "<item><title>&nope;</title></item>",
    "<item><title>Cut",
)


def document(channel: str, root: str = f'<rss version="2.0" {NAMES}>') -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>{root}<channel>{channel}</channel></rss>'


def both(text: str) -> tuple[RawFeed | None, RawFeed | None]:
    """What the two readers make of a document."""
    made = document_of(text)
    return plain_rss.read(made), xml_feed.read(text, made)


@pytest.mark.parametrize("channel", PLAIN)
def test_a_plain_feed_is_read_as_feedparser_reads_it(channel: str) -> None:
    plain, full = both(document(channel))
    assert plain is not None
    assert plain == full


def test_what_a_plain_feed_says_is_all_there() -> None:
    plain, _ = both(document(HEAD + ITEM))
    assert plain is not None
    (entry,) = plain.entries
    assert (plain.title, plain.site) == ("Harbour & Sea", "https://sea.example")
    assert (entry.title, entry.link, entry.guid) == ("Two ships", "https://sea.example/2?a=1&b=2", "2 at sea")
    assert (entry.authors, entry.categories, entry.language) == (("Ann Lee",), ("Ports", "Ports"), "en-GB")
    assert (entry.summary.value, entry.content.value) == (
        "<p>They met&nbsp;…</p>",
        "<p>They met at &quot;sea&quot;.</p>",
    )


@pytest.mark.parametrize("channel", ODD)
def test_what_is_odd_is_left_to_feedparser(channel: str) -> None:
    assert plain_rss.read(document_of(document(channel))) is None


@pytest.mark.parametrize(
    "text",
    [
        document("", '<rss version="2.0" xml:base="https://sea.example/">'),
        document("", '<rss version="2.0" xmlns="http://backend.userland.com/rss2">'),
        document("", "<rss>").replace("<rss>", '<!DOCTYPE rss [<!ENTITY a "b">]><rss>'),
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>One</title></feed>',
        "<p>A page</p>",
        "",
    ],
)
def test_other_documents_are_left_to_feedparser(text: str) -> None:
    assert plain_rss.read(document_of(text)) is None


def test_a_feed_of_many_references_does_not_grow() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert plain_rss.read((bomb + document("<title>&b;</title>").partition("?>")[2]).encode()) is None


TEXTS = st.sampled_from(
    (
        *(
            "",
            " ",
            "One",
            "Öl &amp; Gas",
            "<![CDATA[<p>a&nbsp;b</p>]]>",
            "&lt;p&gt;x",
            "Ã©",
            "12",
            "daily",
            "/3",
            "urn:x",
        ),
        *(
            "https://sea.example/3?a=1&amp;b=2",
            "Tue, 06 Jan 2026 07:00:00 GMT",
            "a<!-- c -->b",
            "\x96",
            "&#150;",
            "&x;",
        ),
    )
)
ELEMENTS = st.sampled_from(
    (
        *("title", "link", "description", "content:encoded", "guid", "guid isPermaLink='false'", "pubDate", "dc:date"),
        *("dc:creator", "author", "category", "category domain='d'", "comments", "slash:comments", "ttl", "language"),
        *("enclosure url='https://sea.example/a.mp3'", "media:content url='/a.jpg' medium='image'", "odd:x"),
    )
)
GAPS = st.sampled_from(("", "\n", "<!-- gap -->"))
PARTS = st.lists(st.builds(lambda gap, tag, text: f"{gap}<{tag}>{text}</{tag.split()[0]}>", GAPS, ELEMENTS, TEXTS))
ITEMS = PARTS.map(lambda parts: f"<item>{''.join(parts)}</item>")


@settings(max_examples=300, deadline=None)
@given(PARTS, st.lists(ITEMS, max_size=3))
def test_no_feed_is_read_otherwise_than_by_feedparser(head: list[str], items: list[str]) -> None:
    plain, full = both(document("".join((*head, *items))))
    assert plain is None or plain == full
