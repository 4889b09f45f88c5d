"""Lists of feeds from other programs, hostile ones, and our own round trip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.fetch.entries import title_line
from briefing.fetch.opml import LARGEST, Outline, read_opml, write_opml

NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>My feeds</title></head><body>
  <outline text="Energy" title="Energy">
    <outline text="Oil"><outline type="rss" text="Barrel" title="The Barrel" xmlUrl="https://barrel.example/rss"
      htmlUrl="https://barrel.example/"/></outline>
    <outline type="rss" text="Pipe &amp; Grid" xmlUrl="https://pipe.example/feed?a=1&b=2"></outline>
  </outline>
  <outline type="atom" text="Alone" xmlUrl="HTTPS://alone.example/atom" category="/Trade/Grain,Food"/>
</body></opml>"""


def test_nested_groups_categories_and_bare_ampersands() -> None:
    assert read_opml(NESTED.encode()).feeds == (
        Outline("https://barrel.example/rss", "The Barrel", ("Energy / Oil",), "https://barrel.example/"),
        Outline("https://pipe.example/feed?a=1&b=2", "Pipe & Grid", ("Energy",)),
        Outline("https://alone.example/atom", "Alone", ("Trade / Grain", "Food")),
    )


def test_elements_may_have_a_prefix() -> None:
    named = NESTED.replace("<opml", '<o:opml xmlns:o="urn:x"').replace("</opml", "</o:opml")
    named = named.replace("<outline", "<o:outline").replace("</outline", "</o:outline").replace("body>", "o:body>")
    assert read_opml(named.encode()) == read_opml(NESTED.encode())


def test_what_is_not_taken_over_is_told() -> None:
    body = """<outline text="Twice" type="rss" xmlUrl="https://t.example/"/>
      <outline text="Twice" type="rss" xmlUrl="https://t.example/"/>
      <outline text="Scraped" type="HTML+XPath" xmlUrl="https://s.example/"/>
      <outline text="Odd" type="rss" xmlUrl="javascript:alert(1)"/>
      <outline text="Bookmark" type="link" url="https://l.example/"/>
      <outline option="ORDER" value="30"/><outline option="PURGE" value="60"/>"""
    read = read_opml(f"<opml><body>{body}</body></opml>".encode())
    assert [outline.url for outline in read.feeds] == ["https://t.example/"]
    assert read.left_out == (
        "Scraped: it is not a feed but of the kind html+xpath",
        "Odd: its address is not a web address",
        "Bookmark: it has no address of a feed",
        "1 feed listed more than once: added once",
        "2 outlines with neither a name nor an address",
    )


def test_spellings_of_one_address_are_one_feed() -> None:
    spellings = ("https://quay.example/rss#top", "https://QUAY.example/rss", "https://quay.example:443/rss#b")
    listed = "".join(f'<outline text="Quay" xmlUrl="{spelling}"/>' for spelling in spellings)
    read = read_opml(f"<opml><body>{listed}</body></opml>".encode())
    assert [outline.url for outline in read.feeds] == ["https://quay.example/rss"]
    assert read.left_out == ("2 feeds listed more than once: added once",)


def test_a_list_that_breaks_off_is_told_as_such() -> None:
    whole = '<opml><body><outline text="A" xmlUrl="https://a.example/"/><outline text="B" xmlUrl="https://b.example/"/>'
    cut = read_opml(whole[:-20].encode())
    assert [outline.url for outline in cut.feeds] == ["https://a.example/"]
    assert cut.left_out[-1] == "what may have followed: the list breaks off before its end"
    assert read_opml(f"{whole}</body></OPML>".encode()).left_out == ()


def test_settings_of_another_reader_are_told_as_such() -> None:
    body = '<outline text="tt-rss-prefs"><outline pref-name="DIGEST" value="1"/></outline>'
    body += '<outline text="tt-rss-filters"><outline filter-type="2">{}</outline></outline>'
    read = read_opml(f"<opml><body>{body}</body></opml>".encode())
    assert read.left_out == ("the settings and filters of Tiny Tiny RSS",)


def test_a_folder_beats_none_and_one_that_is_named_like_its_only_feed_is_none() -> None:
    feed = '<outline type="rss" text="{0}" xmlUrl="https://{0}.example/rss"/>'
    folder = '<outline text="{}">{}</outline>'
    body = (
        feed.format("gas")
        + folder.format("Energy", feed.format("gas") + feed.format("oil"))
        + folder.format("ports", feed.format("ports"))
        + folder.format("grain", feed.format("grain") + feed.format("rice"))
    )
    read = read_opml(f"<opml><body>{body}</body></opml>".encode()).feeds
    groups = {outline.title: outline.groups for outline in read}
    assert groups == {"gas": ("Energy",), "oil": ("Energy",), "ports": (), "grain": ("grain",), "rice": ("grain",)}
    mine = (Outline("https://p.example/", "Ports", ("Ports",)),)
    assert read_opml(write_opml(mine).encode()).feeds == mine


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("feed://a.example/rss", "https://a.example/rss"),
        ("feed:http://a.example/rss", "http://a.example/rss"),
        ("a.example/rss", "https://a.example/rss"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("https://a.example/rss?b=1&amp;amp;c=2", "https://a.example/rss?b=1&c=2"),
    ],
)
def test_addresses_are_read_as_those_that_are_typed(address: str, url: str) -> None:
    (found,) = read_opml(f'<opml><outline text="A" xmlUrl="{address}"/></opml>'.encode()).feeds
    assert found.url == url


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<html><body><outline>", "is not an OPML"),
        (b"\x89PNG\r\n\x00\x00", "is not an OPML"),
        (b"<opml>" + b" " * LARGEST, "too large"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(document: bytes, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        read_opml(document, "list.opml")


def test_entities_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    outline = '<outline text="&l9;&xxe;&#27;[2J" xmlUrl="https://a.example/&l9;" type="rss"/>'
    document = f'<!DOCTYPE opml [<!ENTITY l0 "lol">{laughs}<!ENTITY xxe SYSTEM "file:///etc/passwd">]><opml>{outline}'
    (found,) = read_opml(document.encode()).feeds
    assert len(found.title) < 100
    assert "root:" not in found.title
    assert "\x1b" not in found.title


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings(encoding: str) -> None:
    label = "windows-1251" if encoding == "cp1251" else "utf-16" if encoding == "utf-16" else "utf-8"
    text = f'<?xml version="1.0" encoding="{label}"?><opml><outline text="Зерно" xmlUrl="https://z.example/"/></opml>'
    assert read_opml(text.encode(encoding)).feeds[0].title == "Зерно"


def test_deep_nesting_ends() -> None:
    document = "<opml>" + '<outline text="g">' * 50_000 + '<outline xmlUrl="https://d.example/"/>'
    (found,) = read_opml(document.encode()).feeds
    assert found.groups == (" / ".join("g" * 20),)


def test_logins_stay_at_home() -> None:
    mine = Outline("https://me:secret@paid.example/rss", "Paid")
    assert "secret" not in write_opml([mine])
    assert read_opml(write_opml([mine], with_logins=True).encode()).feeds == (mine,)


def test_a_strangers_list_sets_nothing_but_harmless_settings() -> None:
    outline = '<outline xmlUrl="https://a.example/" briefing:every="2h" briefing:password_command="rm -r x"/>'
    assert read_opml(f"<opml>{outline}".encode()).feeds[0].settings == {"every": "2h"}


words = (
    st.text(st.characters(exclude_characters="\u00ad\u200b\u2060"), max_size=30)
    .map(clean.line)
    .filter(lambda line: not line or title_line(line, is_html=False))
)
"""One line of which something can be seen, or nothing."""
groups = st.lists(words.filter(lambda name: name and " / " not in f" {name} "), max_size=3).map(" / ".join)
outlines = st.builds(
    Outline,
    st.integers(0, 10**6).map("https://host.example/{}?a=1&b=<".format).map(lambda url: url.replace("<", "%3C")),
    words,
    st.lists(groups.filter(bool), max_size=3, unique=True).map(tuple),
    st.sampled_from(["", "https://site.example/"]),
    st.dictionaries(st.sampled_from(["every", "full_text", "max_items"]), words.filter(bool)),
)


@example([Outline("https://host.example/", "a\uaaf7")])
@example([Outline("https://host.example/", "&amp is written &amp;amp", ("&lt / R&amp;D",))])
@given(st.lists(outlines, unique_by=lambda outline: outline.url))
def test_the_round_trip_loses_nothing(mine: list[Outline]) -> None:
    back = read_opml(write_opml(mine).encode()).feeds
    assert {one.url: replace(one, groups=()) for one in back} == {one.url: replace(one, groups=()) for one in mine}
    # Which of several groups comes first depends on the other feeds.
    assert {one.url: set(one.groups) for one in back} == {one.url: set(one.groups) for one in mine}


@pytest.mark.parametrize("url", ["https://bare.example/tin", "https://ann:key@bare.example/tin"])
def test_a_feed_that_is_listed_by_its_address_has_no_title_of_its_own(url: str) -> None:
    written = write_opml([Outline(url, "https://bare.example/tin")], with_logins=True)
    assert read_opml(written.encode()).feeds == (Outline(url),)


def test_a_feed_in_several_folders_is_in_several_groups() -> None:
    feed = '<outline type="rss" text="Tug" xmlUrl="https://tug.example/rss"/>'
    body = f'<outline text="Ports">{feed}</outline><outline text="Ships">{feed}{feed}</outline>'
    read = read_opml(f"<opml><body>{body}</body></opml>".encode())
    assert [outline.groups for outline in read.feeds] == [("Ports", "Ships")]
    assert read.left_out == ("1 feed listed more than once: added once",)
    assert write_opml(read.feeds).count("https://tug.example/rss") == 2


def test_an_address_that_was_escaped_twice_is_read_as_it_was_meant() -> None:
    listed = '<opml><body><outline text="Oil" xmlUrl="https://oil.example/rss?a=1&amp;amp;b=2"/></body></opml>'
    assert [feed.url for feed in read_opml(listed.encode()).feeds] == ["https://oil.example/rss?a=1&b=2"]
