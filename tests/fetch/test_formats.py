"""One table of formats, and all that is derived from it."""

from __future__ import annotations

import pytest

from briefing.fetch.beginnings import is_cut
from briefing.fetch.content_type import Kind, kind_of
from briefing.fetch.feed_links import feed_links
from briefing.fetch.formats import ACCEPT, FORMATS, WELL_KNOWN, Format, Syntax
from briefing.fetch.linked_feeds import linked_feeds
from briefing.fetch.opml import read_opml
from briefing.fetch.parse import parse
from tests.support.feeds import ATOM, JSON, RDF, rss

SAMPLES = {
    "RSS": rss(1),
    "Atom": ATOM,
    "RSS 1.0": RDF,
    "JSON Feed": JSON,
    "RSS in JSON": '{"rss": {"channel": {"item": {"title": "One"}}}}',
}
BY_NAME = [pytest.param(form, id=form.name) for form in FORMATS]


@pytest.mark.parametrize("form", BY_NAME)
def test_a_document_of_each_format_is_known_for_a_feed_and_read(form: Format) -> None:
    body = SAMPLES[form.name].encode()
    assert kind_of(body) is Kind.FEED
    assert parse(body, {}, "https://a.example/", 9).entries


@pytest.mark.parametrize("form", [form for form in FORMATS if form.syntax is Syntax.XML], ids=lambda form: form.name)
def test_an_xml_feed_without_its_end_is_cut(form: Format) -> None:
    body = SAMPLES[form.name].encode()
    assert not is_cut(body)
    assert is_cut(body[: body.rindex(b"</")].replace(b"</channel>", b""))


@pytest.mark.parametrize("form", BY_NAME)
def test_a_server_is_asked_for_each_format(form: Format) -> None:
    assert set(form.media_types) <= set(ACCEPT.split(", "))
    assert set(form.well_known) <= set(WELL_KNOWN)


@pytest.mark.parametrize("form", BY_NAME)
def test_a_page_and_a_list_of_feeds_may_name_each_format(form: Format) -> None:
    for kind in form.media_types:
        page = f'<link rel="alternate" type="{kind}" href="/x">'
        assert [link.address for link in feed_links(page.encode(), "", "https://a.example/")] == ["https://a.example/x"]
    for kind in form.outline_types:
        listed = f'<opml><body><outline type="{kind}" text="A" xmlUrl="https://a.example/x"/></body></opml>'
        assert [feed.url for feed in read_opml(listed.encode()).feeds] == ["https://a.example/x"]
    for ending in form.endings:
        page = f'<a href="/news{ending}">feed</a>'
        (linked,) = linked_feeds(page.encode(), "", "https://a.example/")
        assert linked.is_sure
        assert linked.link.address == f"https://a.example/news{ending}"
