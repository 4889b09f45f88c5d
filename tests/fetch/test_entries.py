"""What of a feed becomes the story: its text, its links, its authors, each as its author meant it."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import pytest

from briefing.core.document import Document, Entry
from briefing.fetch.aggregators import target_of, without_paper
from briefing.fetch.parse import parse

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(items: str, head: str = "") -> Document:
    source = (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel><title>Wire</title>'
        f"<link>https://wire.example/</link>{head}{items}</channel></rss>"
    )
    return parse(source.encode(), {}, "https://wire.example/rss", 50)


def item(content: str, head: str = "") -> Entry:
    (entry,) = rss(f"<item><title>Title</title>{content}</item>", head).entries
    return entry


def atom(entries: str) -> tuple[Entry, ...]:
    source = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b/"><title>A</title>{entries}</feed>'
    )
    return parse(source.encode(), {}, "https://feeds.example/atom", 50).entries


# ------------------------------------------------------------------------------------------------------------ texts


def test_an_entry_does_not_tell_what_it_links_to() -> None:
    text = "<p>The port reopens.</p><p>Read also: <a href='/x'>Chad bans tar</a></p><p>The ferry sails on Monday.</p>"
    entry = item(f"<description>{escape(text)}</description><link>https://wire.example/1</link>")
    assert entry.body.text == "The port reopens.\n\nThe ferry sails on Monday."


def test_what_drupal_says_once_more_above_a_text_is_left_out() -> None:
    fact = '<span class="field field--name-{} field--label-hidden">{}</span>\n'
    day = '<time datetime="2026-12-01T10:00:00+00:00">Tue, 12/01/2026 - 10:00</time>'
    facts = "".join(
        (fact.format("title", "Title"), fact.format("uid", "<span>admin</span>"), fact.format("created", day))
    )
    text = f'{facts}<div class="field field--name-body"><p>The port reopens.</p></div>'
    assert item(f"<description>{escape(text)}</description>").body.text == "The port reopens."


CAPTION = "<media:description>Two tugs pull a ferry with a red funnel past the old harbour.</media:description>"
STORY = "<description>The port reopens.</description>"


@pytest.mark.parametrize(
    "content",
    [
        f'{STORY}<media:content url="https://i.example/1.jpg" medium="image">{CAPTION}</media:content>',
        f'<media:content url="https://i.example/1.jpg" medium="image">{CAPTION}</media:content>{STORY}',
        f'{STORY}<media:content url="https://i.example/1.jpg"/><media:credit>Bo</media:credit>{CAPTION}',
        f"{STORY}<media:group><media:content url='https://i.example/1.jpg'>{CAPTION * 2}</media:content></media:group>",
        f"{STORY}<media:content url='https://i.example/1.jpg'><media:description/></media:content>" * 1 + CAPTION,
        f"<itunes:summary>The port reopens. Buy our mugs, our shirts and our hats.</itunes:summary>{STORY}",
        f"{STORY}<itunes:summary>The port reopens. Buy our mugs, our shirts and our hats.</itunes:summary>",
        f"{STORY}<itunes:subtitle>Buy our mugs.</itunes:subtitle>",
    ],
)
def test_neither_a_caption_nor_an_advert_takes_the_place_of_the_story(content: str) -> None:
    assert item(content).body.text == "The port reopens."


def test_what_else_tells_of_a_story_stands_in_where_it_has_no_text() -> None:
    assert item("<itunes:summary>An hour about tugs.</itunes:summary>").body.text == "An hour about tugs."
    film = '<media:group><media:content url="https://v.example/1" type="video/mp4"/>{}</media:group>'
    assert item(film.format(CAPTION)).body.text.startswith("Two tugs pull")
    assert item("<itunes:subtitle>Tugs at work.</itunes:subtitle>").body.text == "Tugs at work."
    picture = f'<media:content url="https://i.example/1.jpg" medium="image">{CAPTION}</media:content>'
    assert item(picture).body.text.startswith("[image: Two tugs pull")


def whole(description: str, content: str) -> str:
    encoded = f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    return item(f"<description><![CDATA[{description}]]></description>{encoded}").body.text


def test_a_standfirst_stands_above_the_text_only_if_it_says_something_else() -> None:
    text = "<p>The ferry company signed the contract in Oslo on Friday, after nine months of talks.</p><p>More.</p>"
    plain = "The ferry company signed the contract in Oslo on Friday, after nine months of talks.\n\nMore."
    assert whole("A rival had offered twice as much for the route.", text) == (
        f"A rival had offered twice as much for the route.\n\n{plain}"
    )
    assert whole("The ferry company signed the contract in Oslo on […]", text) == plain
    assert whole("<b>The ferry company</b> signed the contract in Oslo on Friday, after nine…", text) == plain
    assert whole("Title", text) == whole("Read on", text) == plain
    assert whole(text, "<p>The ferry company signed the contract.</p>") == plain


def test_links_of_a_standfirst_and_of_the_text_stay_at_their_words() -> None:
    entry = item(
        '<description>&lt;p&gt;A &lt;a href="/bid"&gt;rival bid&lt;/a&gt; was twice as high.&lt;/p&gt;</description>'
        '<content:encoded>&lt;p&gt;The company &lt;a href="/deal"&gt;signed&lt;/a&gt; on Friday all the'
        " same.&lt;/p&gt;</content:encoded>"
    )
    words = {entry.body.text[link.start : link.end]: link.address for link in entry.body.links}
    assert words == {"rival bid": "https://wire.example/bid", "signed": "https://wire.example/deal"}
    assert [entry.body.text[block.start : block.end] for block in entry.body.blocks] == entry.body.text.split("\n\n")


@pytest.mark.parametrize("broken", ["", "<title>a & b &nope;</title>"])
def test_one_real_element_makes_no_source_code_of_an_escaped_text(broken: str) -> None:
    content = (
        "<description>&lt;p&gt;Gas &lt;i&gt;and&lt;/i&gt; oil&lt;/p&gt;<br/>&lt;p&gt;Coal&lt;/p&gt;</description>"
        + broken
    )
    assert item(content).body.text == "Gas and oil\n\nCoal"


def test_elements_that_are_real_leave_escaped_ones_as_they_are_written() -> None:
    content = "<description><p>Write <b>&lt;em&gt;</b> here.</p><p>Not <i>there</i>.</p></description>"
    assert item(content).body.text == "Write <em> here.\n\nNot there."


def test_an_atom_text_that_is_meant_as_html_is_html() -> None:
    tags, link, code = atom(
        "<entry><title>1</title><content>&lt;div id='a'&gt;Gas &lt;b&gt;talks&lt;/b&gt;&lt;/div&gt;</content></entry>"
        "<entry><title>2</title><summary>See &lt;a href='https://a.example/2'&gt;more&lt;/a&gt;.</summary></entry>"
        "<entry><title>3</title><content>Use &lt;b&gt; for bold.</content></entry>"
    )
    assert (tags.body.text, link.body.text, code.body.text) == ("Gas talks", "See more.", "Use <b> for bold.")
    assert [one.address for one in link.body.links] == ["https://a.example/2"]


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream"])
def test_a_file_inside_an_entry_is_no_text(kind: str) -> None:
    beside, alone = atom(
        f'<entry><title>1</title><summary>The port.</summary><content type="{kind}">JVBERi0xLjQKJeLj</content></entry>'
        f'<entry><title>2</title><content type="{kind}">JVBERi0xLjQKJeLj</content></entry>'
    )
    assert (beside.body.text, alone.body.text) == ("The port.", "")


@pytest.mark.parametrize("kind", ["text", "html", "xhtml", "text/x-markdown", "application/xhtml+xml", "text/xml"])
def test_a_text_inside_an_entry_is_one_whatever_kind_of_text(kind: str) -> None:
    inner = "The port." if kind.startswith("text") or kind == "html" else "<div>The port.</div>"
    (entry,) = atom(f'<entry><title>1</title><content type="{kind}">{inner}</content></entry>')
    assert entry.body.text == "The port."


def test_words_in_angle_brackets_are_no_tags() -> None:
    (entry,) = rss(
        "<item><title>Map&lt;Key&gt; of &lt;b&gt;tugs&lt;/b&gt; &lt;eof&gt; &lt;o:p/&gt;</title></item>"
    ).entries
    assert entry.title == "Map<Key> of tugs <eof>"


# ------------------------------------------------------------------------------------------------------------ links


def test_a_link_below_its_id_is_a_link() -> None:
    relative, rooted, bare = atom(
        '<entry><id>p/1</id><title>1</title><link href="p/1"/></entry>'
        '<entry><id>tag:a,1</id><title>2</title><link href="//c.example/2"/></entry>'
        "<entry><id>tag:a,2</id><title>3</title></entry>"
    )
    assert (relative.link, rooted.link, bare.link) == ("https://a.example/b/p/1", "https://c.example/2", "")
    guids = "<item><guid>{}</guid><title>T</title></item>"
    links = {
        entry.link for entry in rss(guids.format("/p/1") + guids.format("n-17") + guids.format("//b.example/x")).entries
    }
    assert links == {"https://wire.example/p/1", "", "https://b.example/x"}


def test_an_id_that_is_no_address_is_no_link_beside_a_base() -> None:
    nothing, elsewhere, address = atom(
        '<entry xml:base="https://a.example/c/"><id>post-1</id><title>1</title></entry>'
        '<entry xml:base="https://a.example/c/"><id>post-2</id><title>2</title>'
        '<content type="text/html" src="text.html"/></entry>'
        '<entry xml:base="https://a.example/c/"><id>/d/3</id><title>3</title></entry>'
    )
    assert (nothing.link, elsewhere.link, address.link) == (
        "", "https://a.example/c/text.html", "https://a.example/d/3",
    )  # fmt: skip
    assert (nothing.guid, elsewhere.guid) == ("post-1", "post-2")


def test_an_entry_whose_text_is_elsewhere_leads_there() -> None:
    (entry,) = atom('<entry xml:base="c/"><title>1</title><content type="text/html" src="text.html"/></entry>')
    assert entry.link == "https://a.example/b/c/text.html"


def test_an_entry_of_another_type_has_a_link_as_well() -> None:
    pdf, related = atom(
        '<entry><title>1</title><link rel="alternate" type="application/pdf" href="1.pdf"/></entry>'
        '<entry><title>2</title><link rel="related" href="2"/><link rel="self" href="3"/></entry>'
    )
    assert (pdf.link, related.link) == ("https://a.example/b/1.pdf", "https://a.example/b/2")


def test_the_link_of_the_site_stands_for_that_of_a_proxy_and_tells_it_nothing() -> None:
    entry = item(
        "<link>https://proxy.example/~r/1</link>"
        "<feedburner:origLink>https://wire.example/1?utm_source=rss&amp;id=5&amp;fbclid=x</feedburner:origLink>"
    )
    assert entry.link == "https://wire.example/1?id=5"


def test_one_article_under_two_guids_comes_once_and_the_newest_stays() -> None:
    twice = (
        "<item><title>{}</title><link>https://wire.example/a</link><guid>{}</guid><pubDate>{} Mar 2021</pubDate></item>"
    )
    once = rss(twice.format("One", "a#0", 8) + twice.format("One", "a#3", 9)).entries
    assert [entry.guid for entry in once] == ["a#3"]
    apart = twice.replace("/a<", "/a{}<")
    assert len(rss(apart.format("One", "#0", "1", 8) + apart.format("One", "?at_medium=RSS#3", "2", 9)).entries) == 1
    assert len(rss(apart.format("One", "#c1", "1", 8) + apart.format("One", "#c2", "2", 9)).entries) == 2
    assert len(rss(twice.format("One", "a#0", 8) + twice.format("Two", "a#3", 9)).entries) == 2
    bare = "<item><title>Prices</title><guid>{}</guid></item>"
    assert len(rss(bare.format(1) + bare.format(2)).entries) == 2


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://www.google.com/url?sa=t&url=https://w.example/a%3Fb%3D1&ct=ga", "https://w.example/a?b=1"),
        ("https://www.google.co.uk/url?q=https://w.example/a", "https://w.example/a"),
        (
            "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fw.example%2fa&c=1",
            "https://w.example/a",
        ),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fw.example%2Fa&h=x", "https://w.example/a"),
        (
            "https://www.google.com/url?url=https://www.google.com/url?url%3Dhttps://w.example/a",
            "https://w.example/a",
        ),
        ("https://www.google.com/url?url=javascript:alert(1)", ""),
        ("https://www.google.com/search?q=https://w.example/a", ""),
        ("https://google.com.evil.example/url?url=https://w.example/a", ""),
        ("https://w.example/go?url=https://x.example/a", ""),
    ],
)
def test_redirects_of_aggregators_are_opened_and_no_others(link: str, target: str) -> None:
    assert target_of(link) == (target or link)


def test_an_article_that_is_passed_on_has_its_own_title() -> None:
    (alert,) = atom(
        "<entry><title type='html'>Peru sells &lt;b&gt;zinc&lt;/b&gt; to Chile - Harbour Wire</title>"
        '<link href="https://www.google.com/url?url=https://harbour.example/zinc?utm_medium=x"/></entry>'
    )
    assert (alert.title, alert.link) == ("Peru sells zinc to Chile", "https://harbour.example/zinc")
    news = (
        "<item><title>Peru sells zinc to Chile - Harbour Wire</title><link>https://news.example/articles/Q0</link>"
        "<description>&lt;a href='https://news.example/articles/Q0'&gt;Peru sells zinc to Chile&lt;/a&gt;&amp;nbsp;"
        "&lt;font&gt;Harbour Wire&lt;/font&gt;</description><source url='https://harbour.example'>Harbour Wire</source>"
        "</item>"
    )
    (passed_on,) = rss(news).entries
    assert (passed_on.title, passed_on.body.text) == ("Peru sells zinc to Chile", "")


@pytest.mark.parametrize(
    ("title", "source", "host", "without"),
    [
        ("Gas talks in Oslo - Harbour Wire", "", "www.harbourwire.example", "Gas talks in Oslo"),
        ("Gas talks in Oslo | The Harbour", "", "harbour.example", "Gas talks in Oslo"),
        ("Gas talks in Oslo – Harbour Times", "", "ht.example", "Gas talks in Oslo"),
        ("Gas talks in Oslo - Harbour Wire", "Harbour Wire", "", "Gas talks in Oslo"),
        ("Gas talks in Oslo - a long night", "", "", None),
        ("Gas talks in Oslo - Night", "", "harbour.example", None),
        ("Gas talks in Oslo - for the night", "", "theharbour.example", None),
        ("Gas talks in Oslo - Wire", "Another", "wire.example", None),
        ("Oslo - Wire", "Wire", "wire.example", None),
        ("What a quay is worth | $$", "", "", None),
        ("What a quay is worth - ???", "", "wire.example", None),
    ],
)
def test_only_a_papers_name_goes_from_the_end_of_a_title(
    title: str, source: str, host: str, without: str | None
) -> None:
    assert without_paper(title, source, host) == (without or title)


# ------------------------------------------------------------------------------------------- files, authors, and more


def test_an_entry_that_is_nothing_but_a_file_is_called_by_its_name() -> None:
    (entry,) = rss('<item><enclosure url="/talks/Gas%20and%20oil.mp3" type="audio/mpeg" length="7"/></item>').entries
    assert (entry.title, entry.link) == ("Gas and oil.mp3", "")
    assert [file.address for file in entry.enclosures] == ["https://wire.example/talks/Gas%20and%20oil.mp3"]


def test_an_entry_that_is_nothing_but_a_picture_is_called_by_its_name() -> None:
    (entry,) = rss('<item><media:content url="https://i.example/quay.jpg" medium="image"/></item>').entries
    assert (entry.title, entry.enclosures[0].address) == ("quay.jpg", "https://i.example/quay.jpg")


def test_a_recording_without_a_type_is_known_by_its_name() -> None:
    names = ("film.mp4?size=2", "talk.ogg", "1.jpg", "talk.html", "talk")
    media = "".join(f'<media:content url="https://v.example/{name}"/>' for name in names)
    assert [(file.address[18:], file.kind) for file in item(media).enclosures] == [
        ("film.mp4?size=2", "video/mp4"),
        ("talk.ogg", "audio/ogg"),
    ]


def test_an_entry_without_a_text_shows_its_picture() -> None:
    picture = '<media:content url="https://i.example/quay.jpg" type="image/jpeg"/>'
    entry = item(picture)
    assert (entry.title, entry.body.text) == ("Title", "[image]")
    assert [one.address for one in entry.body.links] == ["https://i.example/quay.jpg"]
    assert item(f"<description>Words.</description>{picture}").body.text == "Words."
    assert item('<media:thumbnail url="https://i.example/quay.jpg"/>').body.text == ""


def test_pictures_of_which_nothing_is_said_are_no_title() -> None:
    image = "&lt;img src='/1.png'&gt;"
    link = "<link>https://wire.example/quay</link>"
    told, bare, alone = rss(
        f"<item><description>{image}&lt;p&gt;Tugs at work.&lt;/p&gt;</description></item>"
        f"<item>{link}<description>{image}</description></item>"
        f"<item><description>{image}</description></item>"
    ).entries
    assert [entry.title for entry in (told, bare, alone)] == ["Tugs at work.", "https://wire.example/quay", "[image]"]


@pytest.mark.parametrize("title", ["-", "…", " — ", "...", "?!"])
def test_a_title_of_nothing_but_punctuation_stands_only_where_nothing_else_tells_more(title: str) -> None:
    link = "<link>https://wire.example/quay</link>"
    told, bare, alone = rss(
        f"<item><title>{title}</title>{link}<description>Tugs wait.</description></item>"
        f"<item><title>{title}</title><link>https://wire.example/mole</link></item>"
        f"<item><title>{title}</title><guid>urn:pier</guid></item>"
    ).entries
    assert [entry.title for entry in (told, bare, alone)] == ["Tugs wait.", "https://wire.example/mole", title.strip()]


@pytest.mark.parametrize("title", ["🚢", "5", "C", "+1", "港"])
def test_a_short_title_that_says_something_stays(title: str) -> None:
    assert rss(f"<item><title>{title}</title><description>Tugs wait.</description></item>").entries[0].title == title


def test_recordings_beside_a_story_are_files_and_one_of_each_group() -> None:
    entry = item(
        '<media:group><media:content url="https://v.example/low.mp4" type="video/mp4"/>'
        '<media:content url="https://v.example/high.mp4" type="video/mp4" isDefault="true" fileSize="9"/></media:group>'
        '<media:content url="https://v.example/talk" medium="audio"/>'
        '<media:content url="https://v.example/1.jpg" type="image/jpeg" medium="image"/>'
        '<media:content url="https://v.example/player" type="application/x-shockwave-flash"/>'
        '<enclosure url="https://v.example/talk" type="audio/mpeg" length="5"/>'
    )
    assert [(file.address.rpartition("/")[2], file.length) for file in entry.enclosures] == [
        ("talk", 5),
        ("high.mp4", 9),
    ]


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("<dc:creator>Ann Frost</dc:creator><dc:creator>Omar Saleh</dc:creator>", ("Ann Frost", "Omar Saleh")),
        ("<author>desk@wire.example (Ann Frost)</author>", ("Ann Frost",)),
        ("<author>Ann Frost &lt;ann@wire.example&gt;</author>", ("Ann Frost",)),
        ("<author>Ann Frost (ann@wire.example)</author><dc:creator>ANN FROST</dc:creator>", ("Ann Frost",)),
        ("<author>noreply@wire.example</author>", ()),
        ("<dc:creator>Lo&amp;#239;c &amp;amp; Ann (Wire)</dc:creator>", ("Loïc & Ann (Wire)",)),
        ("<dc:creator>&lt;a href='/ann'&gt;Ann&lt;/a&gt;</dc:creator>", ("Ann",)),
        ("<itunes:author>The Tug Show</itunes:author>", ("The Tug Show",)),
        ("<itunes:author>The Tug Show</itunes:author><author>Ann</author>", ("Ann",)),
        ("<dc:creator>By Ann Lis</dc:creator><dc:creator>ANN LIS</dc:creator>", ("Ann Lis",)),
        ("<dc:creator>admin</dc:creator><author>noreply@wire.example (Admin)</author>", ()),
        ("<dc:creator>Byron Por</dc:creator>", ("Byron Por",)),
        ("<author>ann@a.example (Ann Lis), bo@a.example (Bo Ek)</author>", ("Ann Lis", "Bo Ek")),
        ("<author>x@a.example (By Ann Lis); y@a.example (Admin)</author>", ("Ann Lis",)),
        ("<dc:creator>Lis, A. M., van Ek, B.-O., O'Day, C.</dc:creator>", ("Lis, A. M.", "van Ek, B.-O.", "O'Day, C.")),
        ("<dc:creator>Lis, A., Daily Wire, Ltd.</dc:creator>", ("Lis, A., Daily Wire, Ltd.",)),
    ],
)
def test_authors_are_all_of_them_by_their_names(written: str, authors: tuple[str, ...]) -> None:
    assert item(written).authors == authors


def test_every_author_of_an_atom_entry() -> None:
    people = "".join(f"<author><name>{name}</name><email>x@a.example</email></author>" for name in ("Ann", "Bo", "Ann"))
    (entry,) = atom(f"<entry><title>1</title>{people}</entry>")
    assert entry.authors == ("Ann", "Bo")


def test_the_authors_of_the_paper_that_an_entry_is_taken_from_stand_in_for_its_own() -> None:
    source = "<source><title>Quay</title><author><name>Bo</name></author></source>"
    body = f"<author><name>All</name></author><entry><title>1</title>{source}</entry><entry><title>2</title></entry>"
    assert [entry.authors for entry in atom(body)] == [("Bo",), ("All",)]


def test_categories_and_language_are_kept() -> None:
    entry = item(
        "<category>Oil &amp;amp; gas</category><category domain='d'>Ports</category><dc:subject>ports</dc:subject>"
        "<category>https://wire.example/tag/1</category>",
        head="<language>en-GB</language>",
    )
    assert (entry.categories, entry.language) == (("Oil & gas", "Ports"), "en")
    spanish, plain = atom(
        '<entry xml:lang="es"><title>1</title><category term="t1" label="Petróleo"/><category term="gas"/></entry>'
        "<entry><title>2</title></entry>"
    )
    assert (spanish.categories, spanish.language) == (("Petróleo", "gas"), "es")
    assert (plain.categories, plain.language) == ((), "")


# ------------------------------------------------------------------------------------------------------- JSON Feeds


def json_feed(items: str, head: str = "") -> tuple[Entry, ...]:
    source = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "J", {head} "items": [{items}]}}'
    return parse(source.encode(), {}, "https://j.example/feed.json", 50).entries


def test_a_json_feed_says_all_that_an_xml_feed_says() -> None:
    (entry,) = json_feed(
        '{"id": "1", "url": "/1", "title": "T", "summary": "A rival had offered more.", "tags": ["Oil", 7, "oil"],'
        ' "content_html": "<p>The company signed on Friday.</p>", "external_url": "https://other.example/a"}',
        head='"language": "nb-NO", "authors": [{"name": "Ann"}, {"url": "https://x.example"}, {"name": "Bo"}],',
    )
    assert (entry.link, entry.authors, entry.categories) == ("https://j.example/1", ("Ann", "Bo"), ("Oil",))
    assert entry.language == "nb"
    assert entry.body.text.split("\n\n")[:2] == ["A rival had offered more.", "The company signed on Friday."]
    assert [link.address for link in entry.body.links] == ["https://other.example/a"]


def test_an_id_that_is_an_address_and_a_page_elsewhere_are_links() -> None:
    by_id, elsewhere = json_feed(
        '{"id": "https://j.example/7", "content_text": "Seven."},'
        ' {"id": "8", "external_url": "https://other.example/b", "content_text": "Eight."}'
    )
    assert (by_id.link, elsewhere.link) == ("https://j.example/7", "https://other.example/b")


def test_a_plain_text_of_json_that_can_only_be_html_is_html() -> None:
    (entry,) = json_feed('{"id": "1", "content_text": "<p>Kell <b>bids</b>.</p><p>Orm &amp; Lis wait.</p>"}')
    assert entry.body.text == "Kell bids.\n\nOrm & Lis wait."
    (entry,) = json_feed('{"id": "1", "summary": "Orm&#8217;s R&amp;D pays a < b.", "content_text": "R&amp;D pays."}')
    assert entry.body.text == "Orm’s R&D pays a < b."


def test_rss_in_json_is_rss() -> None:
    source = """{"rss": {"version": "2.0", "channel": {"title": "Wire", "link": "/", "language": "en",
      "item": [{"title": "One", "link": "/1", "description": {"#value": "<p>The port reopens.</p>"},
        "guid": {"#value": "w1", "isPermaLink": false}, "pubDate": "Tue, 09 Mar 2021 10:00:00 GMT", "author": "Ann",
        "category": ["Ports", {"#value": "Trade"}], "enclosure": {"url": "/1.mp3", "length": "5"}},
        {"title": "Two", "guid": "https://wire.example/2", "category": 7, "enclosure": true}, null]}}}"""
    one, two = parse(source.encode(), {}, "https://wire.example/rss.json", 50).entries
    assert (one.title, one.link, one.guid, one.body.text) == (
        "One",
        "https://wire.example/1",
        "w1",
        "The port reopens.",
    )
    assert (one.authors, one.categories, one.language) == (("Ann",), ("Ports", "Trade"), "en")
    assert one.published == datetime(2021, 3, 9, 10, tzinfo=UTC)
    assert [(file.address, file.length) for file in one.enclosures] == [("https://wire.example/1.mp3", 5)]
    assert (two.link, two.categories, two.enclosures) == ("https://wire.example/2", ("7",), ())


def test_a_date_of_rss_in_json_shows_the_order_of_day_and_month() -> None:
    source = """{"rss": {"channel": {"item": [{"title": "Quay", "pubDate": "05/03/2026 09:00"},
      {"title": "Crane", "pubDate": "27/02/2026 09:00"}]}}}"""
    dates = [entry.published for entry in parse(source.encode(), {}, "https://wire.example/rss.json", 50).entries]
    assert dates == [datetime(2026, 3, 5, 9, tzinfo=UTC), datetime(2026, 2, 27, 9, tzinfo=UTC)]


def test_raw_tabs_and_line_ends_in_json_are_survived() -> None:
    (entry,) = json_feed('{"id": "1", "content_text": "One\ttab.\nOne line."}')
    assert "One tab." in entry.body.text


# --------------------------------------------------------------------------------------------------------- comments


@pytest.mark.parametrize(
    ("comments", "text", "shown"),
    [
        ("https://talk.example/item/7", "The port reopens.", "The port reopens.\n\nComments"),
        ("/talk/7?utm_source=rss", "", "Comments"),
        ("https://a.example/1#comments", "The port reopens.", "The port reopens."),
        ("https://a.example/1/#respond", "The port reopens.", "The port reopens."),
        ("https://talk.example/item/7", "<a href='https://talk.example/item/7'>Talk</a>", "Talk"),
        ("javascript:talk()", "The port reopens.", "The port reopens."),
        ("7", "The port reopens.", "The port reopens."),
    ],
)
def test_comments_with_a_page_of_their_own_are_a_link(comments: str, text: str, shown: str) -> None:
    entry = item(
        f"<link>https://a.example/1</link><comments>{comments}</comments><description>{escape(text)}</description>"
    )
    assert (entry.title, entry.body.text) == ("Title", shown)
    assert len(entry.body.links) == ("Comments" in shown or "Talk" in shown)
    assert all("utm" not in link.address for link in entry.body.links)
