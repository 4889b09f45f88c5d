"""The last line of an entry that says nothing but where the entry stands."""

from __future__ import annotations

import pytest

from briefing.fetch.parse import parse

LINK = "https://wire.example/2024/ferry"
TITLE = "Ferry to Orm sails twice"
OWN = f'<a href="{LINK}">{TITLE}</a>'
HOME = '<a href="https://wire.example">The Wire</a>'


def text(html: str) -> str:
    feed = (
        f"<rss version='2.0'><channel><title>The Wire</title><item><title>{TITLE}</title><link>{LINK}</link>"
        f"<description><![CDATA[<p>It costs less, too.</p>{html}]]></description></item></channel></rss>"
    )
    [entry] = parse(feed.encode(), {}, "https://wire.example/rss", 10).entries
    return entry.body.text


@pytest.mark.parametrize(
    "last",
    [
        f"<p>The post {OWN} appeared first on {HOME}.</p>",
        f"<p>Der Beitrag {OWN} erschien zuerst auf {HOME}.</p>",
        f"<p>L'articolo {OWN} sembra essere il primo su {HOME}.</p>",
        f"<p><a href='{LINK}?utm_source=rss'>★</a></p>",
    ],
)
def test_a_line_that_only_leads_to_the_story_is_left_out(last: str) -> None:
    assert text(last) == "It costs less, too."


@pytest.mark.parametrize(
    "last",
    [
        f"<p>The harbour said in {OWN} that it would do so.</p>",
        f"<p>The post {OWN} and an older one on {HOME} led to a debate in the council that went on for days.</p>",
        "<p>The post <a href='https://wire.example/tar'>Tar</a> appeared first on <a href='https://w.example'>W</a>.</p>",
        "<p>★</p>",
    ],
)
def test_other_last_lines_stay(last: str) -> None:
    assert len(text(last).split("\n\n")) == 2


def test_a_line_that_is_all_there_is_stays() -> None:
    feed = (
        f"<rss version='2.0'><channel><title>The Wire</title><item><title>{TITLE}</title><link>{LINK}</link>"
        f"<description><![CDATA[<p>The post {OWN} appeared first on {HOME}.</p>]]></description></item></channel></rss>"
    )
    [entry] = parse(feed.encode(), {}, "https://wire.example/rss", 10).entries
    assert entry.body.text == f"The post {TITLE} appeared first on The Wire."


SIGN_OFF = f"<p>The post {OWN} appeared first on {HOME}.</p>"


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        (f"<p>It costs less, too, says the harbour.</p>{SIGN_OFF}", ""),
        (SIGN_OFF, ""),
        (f"<p>What the islanders make of their new timetable.</p>{SIGN_OFF}", "What the islanders make"),
    ],
)
def test_an_excerpt_is_judged_without_the_line_below_it(excerpt: str, shown: str) -> None:
    text = f"<p>It costs less, too, says the harbour. Tickets are sold on board.</p>{SIGN_OFF}"
    feed = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>The Wire</title>"
        f"<item><title>{TITLE}</title><link>{LINK}</link><description><![CDATA[{excerpt}]]></description>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item></channel></rss>"
    )
    [entry] = parse(feed.encode(), {}, "https://wire.example/rss", 10).entries
    own = "It costs less, too, says the harbour. Tickets are sold on board."
    assert entry.body.text.startswith(shown or own)
    assert entry.body.text.endswith(own)
    assert "appeared first" not in entry.body.text
