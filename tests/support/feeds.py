"""Feeds of every family, written for the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping

from briefing.core.document import Document
from briefing.fetch.parse import parse

RSS_TYPE = {"Content-Type": "application/rss+xml"}


def rss(items: int | str = 3, title: str = "Wire", head: str = "") -> str:
    """An RSS feed: so many plain items, or these."""
    content = items if isinstance(items, str) else "".join(item(number) for number in range(items))
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://wire.example/</link>{head}{content}</channel></rss>"
    )


def item(number: int = 0, **parts: str) -> str:
    """An RSS item; a part that is empty is left out."""
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[number // 28 % 12]
    usual = {
        "title": f"Story {number}",
        "link": f"https://wire.example/{number}",
        "guid": f"wire-{number}",
        "pubDate": f"{number % 28 + 1:02} {month} 2024 10:00:00 GMT",
        "description": f"&lt;p&gt;Text of story {number}.&lt;/p&gt;",
    }
    return (
        "<item>" + "".join(f"<{key}>{value}</{key}>" for key, value in {**usual, **parts}.items() if value) + "</item>"
    )


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/blog/"><title>Atom &lt;one></title>
<link href="/"/><id>urn:feed</id><updated>2024-05-01T10:00:00Z</updated>
<entry><title>Use of &lt;b></title><link href="first"/><id>urn:1</id><updated>2024-05-01T10:00:00+02:00</updated>
<author><name>Ann</name></author>
<content type="html">&lt;p&gt;One &lt;a href="x"&gt;link&lt;/a&gt;&lt;/p&gt;</content></entry>
<entry><title type="html">Two &amp;amp; &lt;i>three&lt;/i></title><link href="second"/><id>urn:2</id>
<published>2024-05-02T10:00:00Z</published><updated>2024-05-03T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Para</p><ul><li>item</li></ul></div></content></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://rdf.example/"><title>Old</title>
<link>https://rdf.example/</link></channel><item rdf:about="https://rdf.example/1"><title>First</title>
<link>https://rdf.example/1</link><description>Text.</description><dc:date>2024-02-03T04:05:06Z</dc:date></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Json",
        "home_page_url": "https://json.example/",
        "items": [
            {
                "id": 7,
                "url": "/seven",
                "title": "Seven <b>",
                "content_html": "<p>Text</p>",
                "date_published": "2024-03-04T05:06:07+01:00",
                "authors": [{"name": "Ann"}, {"name": "Bo"}],
                "attachments": [{"url": "https://json.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}],
            },
            {"id": "8", "content_text": "Only a text.\n\nOf two parts."},
        ],
    }
)

PAGE = """<!DOCTYPE html><html><head><title>A page</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="alternate feed" type="application/atom+xml" title="News" href="feed.xml">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head><body><p>Hello</p></body></html>"""


class ReadHere:
    """Reads feeds in the test's own process, for tests that are about something else."""

    def expect(self) -> None:
        """Nothing needs to be started."""

    async def parse(self, body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document:
        return parse(body, headers, address, max_items)

    async def close(self) -> None:
        """Nothing was opened."""
