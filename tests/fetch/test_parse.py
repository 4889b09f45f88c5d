"""Documents of every family, sound and broken, and what becomes of them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.document import Document, Entry
from briefing.core.errors import FetchError
from briefing.core.identity import keys
from briefing.fetch.beginnings import is_cut
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.parse import parse
from tests.support.feeds import ATOM, JSON, PAGE, RDF, item, rss

ADDRESS = "https://feeds.example/all/rss"


def read(source: str | bytes, content_type: str = "application/xml", max_items: int = 100) -> Document:
    body = source.encode() if isinstance(source, str) else source
    return parse(body, {"content-type": content_type}, ADDRESS, max_items)


def only(**parts: str) -> Entry:
    (entry,) = read(rss(item(**parts))).entries
    return entry


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#xde00;", "😀"),
        ("&#55357;", "�"),
        ("&#56832;&#55357;", "��"),
        ("&#99999999999;", "�"),
        ("&#x110000;", "�"),
        ("&#0000000000000097;", "a"),
        ("&#8364;&#xe9;", "€é"),
    ],
)
def test_a_reference_to_no_character_spoils_no_feed(reference: str, meant: str) -> None:
    document = parse(rss(item(1, title=f"T {reference}") + item(2)).encode(), {}, "https://a.example/", 9)
    assert {entry.title for entry in document.entries} == {f"T {meant}", "Story 2"}


def test_rss() -> None:
    document = read(rss(2, head="<ttl>90</ttl>"))
    assert (document.title, document.site, document.ttl) == ("Wire", "https://wire.example/", timedelta(minutes=90))
    newest, oldest = document.entries
    assert (newest.title, newest.guid, newest.link) == ("Story 1", "wire-1", "https://wire.example/1")
    assert (newest.body.text, newest.published) == ("Text of story 1.", datetime(2024, 1, 2, 10, tzinfo=UTC))
    assert oldest.title == "Story 0"


@pytest.mark.parametrize(
    ("head", "ttl"),
    [
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("<sy:updatePeriod> Daily\n</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", timedelta(hours=6)),
        ("<sy:updatePeriod>yearly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", timedelta(days=1)),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(minutes=30)),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
    ],
)
def test_a_feed_says_how_long_it_stays_as_it_is(head: str, ttl: timedelta | None) -> None:
    spaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    assert read(rss(1, head=head).replace("<rss", f"<rss {spaces}")).ttl == ttl


def test_atom() -> None:
    document = read(ATOM)
    assert (document.title, document.site) == ("Atom <one>", "https://atom.example/")
    second, first = document.entries
    assert (first.title, first.link, first.authors) == ("Use of <b>", "https://atom.example/blog/first", ("Ann",))
    assert first.published == datetime(2024, 5, 1, 8, tzinfo=UTC)
    assert [link.address for link in first.body.links] == ["https://atom.example/blog/x"]
    assert (second.title, second.body.text) == ("Two & three", "Para\n\nitem")
    assert (second.published, second.updated) == (
        datetime(2024, 5, 2, 10, tzinfo=UTC),
        datetime(2024, 5, 3, 10, tzinfo=UTC),
    )


def test_rdf() -> None:
    document = read(RDF)
    (entry,) = document.entries
    assert (document.title, entry.title, entry.link) == ("Old", "First", "https://rdf.example/1")
    assert entry.published == datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_a_title_that_only_names_a_format_is_none() -> None:
    assert read(rss(1, "RSS 2.0")).title == ""
    assert read(rss(1, "Salt &amp; Tar » Feed")).title == "Salt & Tar"


def test_a_bare_ampersand_is_what_it_says() -> None:
    address = "https://wire.example/?a=1&b=2&copy=3"
    whole = item(
        title="R&D at AT&T, Q&A", link="", guid=address, description="B&B &amp; <![CDATA[A&E &amp;]]> x & y&nbsp;z"
    )
    document = read(rss(whole, "Salt & Tar"))
    entry = document.entries[0]
    assert (document.title, entry.title) == ("Salt & Tar", "R&D at AT&T, Q&A")
    assert (entry.link, entry.guid) == (address, address)
    assert entry.body.text == "B&B & A&E & x & y z"


def test_references_in_an_id_are_read_in_a_feed_that_is_not_well_formed() -> None:
    address = "https://wire.example/?a=1&amp;b=2"
    parts = {
        "guid": address,
        "link": "",
        "description": "a < b",
        "author": "Ann &amp; Bo",
        "category": "Salt &amp;amp; Tar",
    }
    document = read(rss(item(**parts)))
    (entry,) = document.entries
    assert document.note
    assert (entry.link, entry.guid) == (address.replace("&amp;", "&"), address.replace("&amp;", "&"))
    assert (entry.authors, entry.categories) == (("Ann & Bo",), ("Salt & Tar",))


def test_json() -> None:
    document = read(JSON)
    seven, eight = document.entries
    assert (document.title, document.site) == ("Json", "https://json.example/")
    assert (seven.guid, seven.title, seven.link) == ("7", "Seven <b>", "https://json.example/seven")
    assert (seven.authors, seven.published) == (("Ann", "Bo"), datetime(2024, 3, 4, 4, 6, 7, tzinfo=UTC))
    assert [(file.address, file.kind, file.length) for file in seven.enclosures] == [
        ("https://json.example/a.mp3", "audio/mpeg", 12)
    ]
    assert (eight.title, eight.body.text) == ("Only a text.", "Only a text.\n\nOf two parts.")


def test_the_author_of_a_feed_stands_in_for_those_of_entries() -> None:
    items = '[{"title": "1"}, {"title": "2", "author": {"name": "Bo"}}]'
    whose = f'{{"title": "J", "authors": [{{"name": "Ann"}}], "items": {items}}}'
    assert [entry.authors for entry in read(whose).entries] == [("Ann",), ("Bo",)]
    entries = "<entry><id>1</id><title>1</title></entry><entry><title>2</title><author><name>Bo</name></author></entry>"
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><author><name>Ann</name></author>{entries}</feed>'
    )
    assert [entry.authors for entry in read(atom).entries] == [("Ann",), ("Bo",)]


@pytest.mark.parametrize("wrong", ["null", "true", "7", '"x"', "[]", "{}", "[[1]]", '[{"url": 3}]', "1e999", "-0.5"])
@pytest.mark.parametrize(
    "key", ["id", "url", "title", "content_html", "content_text", "date_published", "authors", "author", "attachments"]
)
def test_json_of_wrong_types_is_survived(key: str, wrong: str) -> None:
    body = f'{{"items": [{{"title": "Sound", "url": "https://a.example/1", "{key}": {wrong}}}, {wrong}]}}'
    assert len(read(body).entries) == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;b&gt;Bold&lt;/b&gt; words", "Bold words"),
        ("<![CDATA[A <i>b</i> &eacute;]]>", "A b é"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;T", "T"),
        ("Iran offers oil&lt;br/&gt;Baghdad weighs it", "Iran offers oil Baghdad weighs it"),
        ("&lt;P&gt;One&lt;/P&gt;&lt;p&gt;Two&lt;/p&gt;", "One Two"),
        ("CO&lt;sub&gt;2&lt;/sub&gt;s &lt;EM&gt;t&lt;/EM&gt;ax&lt;o:p&gt;es&lt;/o:p&gt;", "CO2s taxes"),
        ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
        ("Gas at 30 [/MWh] [bold]x[/bold]", "Gas at 30 [/MWh] [bold]x[/bold]"),
        ("two\n  lines", "two lines"),
        ("&amp;#27;]0;x", "]0;x"),
        ("a\u202eb", "ab"),
        ("Zelen&#173;skyy, gas&#8203;oil", "Zelenskyy, gasoil"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("&#8203; &#173;", "Text of story 0."),
    ],
)
def test_titles_are_one_clean_line(title: str, expected: str) -> None:
    assert only(title=title).title == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/a?x=1&amp;y=2", "https://wire.example/a?x=1&y=2"),
        ("//b.example/c", "https://b.example/c"),
        ("HTTPS://B.example/c", "https://B.example/c"),
        ("www.b.example/c", "https://www.b.example/c"),
        ("www/c.html", "https://wire.example/www/c.html"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("ssh://-oProxyCommand=x", ""),
        ("mailto:a@b.example", ""),
        ("http://-h.example/", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_links_are_absolute_and_of_the_web(link: str, expected: str) -> None:
    assert only(link=link).link == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Wed, 01 May 2024 10:00:00 +0530", datetime(2024, 5, 1, 4, 30, tzinfo=UTC)),
        ("2024-05-01T10:00:00-02:00", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("22.11.2022 12:16:00", datetime(2022, 11, 22, 12, 16, tzinfo=UTC)),
        ("Friday, January 29, 2021 04:42 PM", datetime(2021, 1, 29, 16, 42, tzinfo=UTC)),
        ("Fri, 05/03/2019 - 15:21", datetime(2019, 5, 3, 15, 21, tzinfo=UTC)),
        ("Thu, 01 Jan 1960 00:00:00 GMT", datetime(1960, 1, 1, tzinfo=UTC)),
        ("2199-01-01T00:00:00Z", datetime(2199, 1, 1, tzinfo=UTC)),
        ("insert updated date here", None),
        ("", None),
    ],
)
def test_dates_are_in_utc_or_missing(written: str, expected: datetime | None) -> None:
    assert only(pubDate=written).published == expected


def test_entries_without_parts() -> None:
    bare = {"title": "", "link": "", "guid": "", "pubDate": "", "description": ""}
    items = [
        item(**bare),
        item(**{**bare, "guid": "only an id"}),
        item(**{**bare, "description": "Only a text, and no title."}),
        item(**{**bare, "link": "https://wire.example/x"}),
        item(**{**bare, "title": "Only a title"}),
    ]
    entries = read(rss("".join(items))).entries
    assert [(entry.title, entry.link) for entry in entries] == [
        ("Only a text, and no title.", ""),
        ("https://wire.example/x", "https://wire.example/x"),
        ("Only a title", ""),
    ]


def test_the_newest_are_kept_and_undated_ones_stay_in_their_place() -> None:
    items = item(3) + item(4, pubDate="") + item(9) + item(1)
    assert [entry.title for entry in read(rss(items)).entries] == ["Story 9", "Story 3", "Story 4", "Story 1"]
    assert [entry.title for entry in read(rss(items), max_items=2).entries] == ["Story 9", "Story 3"]


def test_the_longer_text_is_the_body() -> None:
    whole = (
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "&lt;p&gt;The whole text of the story.&lt;/p&gt;</content:encoded>"
    )
    items = "<item><title>T</title><description>Short.</description>" + whole + "</item>"
    assert read(rss(items)).entries[0].body.text == "The whole text of the story."


def test_files_of_an_entry() -> None:
    enclosure = '<enclosure url="/a.mp3" type="audio/mpeg" length="{}"/>'
    items = "".join(f"<item><title>T</title>{enclosure.format(n)}</item>" for n in ("12", "many", "9" * 30, "-1"))
    files = [entry.enclosures[0] for entry in read(rss(items)).entries]
    assert [file.length for file in files] == [12, None, None, None]
    assert {file.address for file in files} == {"https://wire.example/a.mp3"}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(item(title="Цена")).encode("cp1251"), "text/xml; charset=windows-1251"),
        (rss(item(title="Цена")).replace("?>", ' encoding="koi8-r"?>').encode("koi8-r"), "application/xml"),
        (rss(item(title="Цена")).encode("utf-16"), "application/xml"),
        (b"\xef\xbb\xbf" + rss(item(title="Цена")).encode(), "application/xml"),
        (b"\n  " + rss(item(title="Цена")).encode(), "application/xml"),
        (rss(item(title="Цена")).encode(), "text/html"),
        (rss(item(title="Цена")).encode(), "application/xml; charset=no-such-charset"),
        (JSON.replace("Seven <b>", "Цена").encode("utf-16"), "application/json"),
        (rss(item(title="Цена")).encode().replace(b"Wire", b"Wi\0re\xff"), "application/xml"),
        (rss(item(title="Цена")).encode().replace(b"Wire", b"Wire \x92"), "text/xml; charset=utf-8"),
    ],
)
def test_bytes_are_read_whatever_their_encoding(body: bytes, content_type: str) -> None:
    assert "Цена" in [entry.title for entry in read(body, content_type).entries]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + ']><rss version="2.0"><channel><title>T</title><item><title>&m;</title></item></channel></rss>'
)


@pytest.mark.parametrize(
    "source",
    [
        LAUGHS,
        rss("<a>" * 20_000),
        rss(item(description="&lt;div&gt;" * 20_000)),
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + rss(item(title="&e;")),
    ],
    ids=["laughs", "deep", "deep body", "external"],
)
def test_hostile_documents_are_survived(source: str) -> None:
    for entry in read(source).entries:
        assert len(entry.title) <= 1_000
        assert "/" not in entry.title


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (PAGE, "a web page, not a feed; it names the feed https://feeds.example/all/feed.xml"),
        ("<html><head><title>x</title></head></html>", "a web page, not a feed"),
        ("/etc/hostname", "not a feed"),
        ("https://feeds.example/", "not a feed"),
        ('{"a": 1}', "JSON that is not a feed"),
        ("[1]", "JSON that is not a feed"),
        ('<?xml version="1.0"?><other/>', "not a feed"),
        ('<?xml version="1.0"?><note><head>To Ann</head><body>Ships wait.</body></note>', "not a feed"),
        ("Warning: out of space\n<html><body>x</body></html>", "a web page, not a feed"),
        ("<p>A piece of a page.</p><p>More.</p>", "a web page, not a feed"),
        (
            '<?xml version="1.0"?><!-- mine --><opml version="2.0"><head/><body><outline text="x"/></body></opml>',
            "a list of feeds (OPML), not a feed; `briefing feeds import https://feeds.example/all/rss`",
        ),
    ],
)
def test_what_is_no_feed_is_said(source: str, words: str) -> None:
    with pytest.raises(NotAFeed, match="this address") as caught:
        read(source)
    assert words in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("gap", ["\n" * 200_000, "\n<!ENTITY a" * 20_000], ids=["lines", "entities"])
def test_what_stands_before_the_feed_takes_no_time(gap: str, encoding: str) -> None:
    # Without care each of these takes minutes, in which no other thread runs.
    began = time.process_time()
    source = f'<?xml version="1.0" encoding="{encoding}"?>{gap}{rss(item())}'
    assert len(parse(source.encode(encoding), {}, "https://feed.example/", 10).entries) == 1
    assert time.process_time() - began < 20


def test_a_cut_feed_is_noted() -> None:
    whole = rss(3)
    assert not is_cut(whole.encode())
    assert is_cut(whole[:-60].encode())
    assert "breaks off" in read(whole[: whole.rindex("<item>")]).note
    assert read(whole).note == ""


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: rss(text).encode("utf-8", "replace"))))
def test_any_bytes_give_a_document_or_an_error(body: bytes) -> None:
    try:
        document = parse(body, {}, ADDRESS, 10)
    except FetchError:
        return
    assert len(document.entries) <= 10
    assert document.keys == keys(document.entries)


@pytest.mark.parametrize("source", ["/whole/1.html", "https://atom.example/whole/1.html"])
def test_an_entry_without_a_link_leads_to_its_content(source: str) -> None:
    entry = f'<entry><id>urn:1</id><title>Toll</title><content src="{source}" type="text/html"/></entry>'
    document = read(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><link href="https://atom.example/"/>{entry}</feed>'
    )
    assert [entry.link.rpartition("/whole/")[2] for entry in document.entries] == ["1.html"]
