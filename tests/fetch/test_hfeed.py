"""Pages whose entries are marked with microformats, read as feeds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.core.document import Document, Entry, FeedLink
from briefing.fetch.client import Client
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.options import FetchOptions
from briefing.fetch.parse import parse
from tests.support.feeds import ReadHere
from tests.support.server import FeedServer

ADDRESS = "https://ann.example/notes/"


def read(entries: str, head: str = "", attributes: str = "") -> Document:
    page = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Notes of Ann</title>{head}</head><body>
        <nav>Menu</nav><main class="page h-feed" {attributes}>{entries}</main></body></html>"""
    return parse(page.encode(), {"content-type": "text/html"}, ADDRESS, 50)


def only(entry: str, head: str = "") -> Entry:
    (found,) = read(f"<article class='h-entry'>{entry}</article>", head).entries
    return found


def test_an_entry_with_all_that_it_may_say() -> None:
    entry = only(
        """<h2 class=p-name><a class=u-url href=toll>The toll &lt; five</a></h2>
        <span class="p-author h-card"><img class=u-photo src=me.png alt=""><b class=p-name>Ann Frost</b>, clerk</span>
        <time class=dt-published datetime=2026-03-04T10:00:00+01:00>yesterday</time>
        <p class=p-summary>The harbour asks for less from this spring on.</p>
        <div class=e-content><p>Kelland offered Orm <a href=salt>salt</a> &amp; tar.</p><p>Orm said yes.</div>
        <a class=p-category href=/t/salt>Salt</a> <a class=p-category>Toll</a> <a class=u-audio href=/talk.mp3>o</a>"""
    )
    assert (entry.title, entry.link, entry.guid) == ("The toll < five", f"{ADDRESS}toll", "toll")
    assert entry.body.text.split("\n\n") == [
        "The harbour asks for less from this spring on.",
        "Kelland offered Orm salt & tar.",
        "Orm said yes.",
    ]
    assert [link.address for link in entry.body.links] == [f"{ADDRESS}salt"]
    assert (entry.authors, entry.categories, entry.language) == (("Ann Frost",), ("Salt", "Toll"), "en")
    assert entry.published == datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert [file.address for file in entry.enclosures] == ["https://ann.example/talk.mp3"]


def test_a_note_has_no_name_but_its_beginning() -> None:
    entry = only("<a class=u-url href=/n/1>#</a><p class='p-name e-content'>Salt is <b>dear</b> again.</p>")
    assert (entry.title, entry.body.text, entry.link) == (
        "Salt is dear again.",
        "Salt is dear again.",
        "https://ann.example/n/1",
    )


@pytest.mark.parametrize(
    ("entry", "text", "link"),
    [
        ("<a class=u-like-of href=https://o.example/1>liked</a>", "https://o.example/1", "https://o.example/1"),
        (
            "<div class='h-cite u-repost-of'><a class=u-url href=https://o.example/2><b class=p-name>Tar</b></a></div>",
            "https://o.example/2",
            "https://o.example/2",
        ),
        ("<img class=u-photo src=/s.jpg alt='A ship'>", "[image: A ship]", "https://ann.example/s.jpg"),
    ],
)
def test_an_entry_without_a_text_leads_to_what_it_is_about(entry: str, text: str, link: str) -> None:
    found = only(f"<a class=u-url href=/e/1></a>{entry}")
    assert (found.body.text, [one.address for one in found.body.links]) == (text, [link])


def test_answers_and_quotes_are_no_entries() -> None:
    answer = "<div class='u-comment h-cite'><p class='p-name e-content'>No!</p></div>"
    quote = "<div class='u-quotation-of h-entry'><p class=p-name>Quoted</p></div>"
    entries = "".join(
        f"<li class=h-entry><a class='p-name u-url' href=/{n}>Story {n}</a>{answer}{quote}</li>" for n in range(3)
    )
    assert [entry.title for entry in read(f"<ul>{entries}</ul>").entries] == ["Story 0", "Story 1", "Story 2"]


def test_the_feed_stands_in_for_its_entries() -> None:
    document = read(
        "<h1 class=p-name>Salt and tar</h1><a class='p-author h-card' href=/>Ann</a><a class=u-url href=/notes></a>"
        "<div class=h-entry><a class='p-name u-url' href=one>One</a></div>",
        head="<base href='/deep/'>",
    )
    assert (document.title, document.site) == ("Salt and tar", "https://ann.example/notes")
    assert [(entry.authors, entry.link) for entry in document.entries] == [(("Ann",), "https://ann.example/deep/one")]


@pytest.mark.parametrize("page", ["<p class=h-entry>One</p>", "<p>class=h-feed</p>", "<!-- class='h-feed' -->"])
def test_other_pages_are_no_feeds(page: str) -> None:
    with pytest.raises(NotAFeed):
        parse(f"<!DOCTYPE html><html><body>{page}</body></html>".encode(), {}, ADDRESS, 9)


async def test_a_page_that_is_a_feed_can_be_added_but_a_feed_that_it_names_goes_first(feed_server: FeedServer) -> None:
    client = Client(FetchOptions(per_host=0, feed_deadline=5), ReadHere())
    page = "<!DOCTYPE html><html><title>Notes</title>{}<body class=h-feed><p class='h-entry'>One</p></body></html>"
    html = {"Content-Type": "text/html"}
    alone = feed_server.serve("/alone", page.format(""), html)
    assert await client.find_feeds(alone) == (FeedLink(alone, "Notes"),)
    link = "<link rel=alternate type=application/rss+xml href=/rss>"
    beside = feed_server.serve("/beside", page.format(link), html)
    assert await client.find_feeds(beside) == (FeedLink(feed_server.url("/rss")),)
