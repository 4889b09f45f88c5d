"""What stands above the first words of a page's story."""

from __future__ import annotations

import pytest

from briefing.fetch.html import html_to_body
from briefing.fetch.page_heads import without_head

TITLE, AUTHORS = "Quay opens again", "Ann Lee; Bo M. Varga"
LEAD = "<p>After nine weeks the town opens its quay again, for those ships at least that carry grain.</p>"
PROSE = "<p>The mayor of Varn said on Monday that the toll would be shared with the towns upstream this year.</p>"


def shown(html: str) -> list[str]:
    """The short lines that stay above the text, and below its standfirst."""
    body = without_head(html_to_body(html, "https://paper.example/1"), TITLE, AUTHORS)
    assert "The mayor of Varn said" in body.text
    return [line for line in body.text.splitlines() if line and len(line) < 60]


@pytest.mark.parametrize(
    "line",
    [
        "<h2>Quay opens again</h2>",
        "<p>QUAY OPENS AGAIN</p>",
        "<p>Ann Lee</p>",
        "<p>By Ann Lee and Bo M. Varga</p>",
        "<p>Text: Bo M. Varga, Chief Grain Correspondent</p>",
        "<p>Von Ann Lee | 4. März 2026, 9.30 Uhr</p>",
        "<p>Stand: 04.03.2026, 09:30 Uhr</p>",
        "<p>Published March 4, 2026 9:30 am</p>",
        "<p>Actualizado miércoles, 4 marzo 2026 - 09:30</p>",
        "<p>2026年3月4日 09時30分</p>",
        "<p>Objavljeno 4. ožujka 2026.</p>",
    ],
)
def test_title_names_and_times_are_said_once(line: str) -> None:
    assert shown(f"{line}{PROSE}") == []
    assert shown(f"{LEAD}{line}{PROSE}") == []


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li><a href=/>Home</a></li><li><a href=/trade>Trade</a></li></ul>",
        "<p>|</p>",
        "<p>3 min read</p>",
        "<p>Updated 09:30</p>",
    ],
)
def test_above_the_text_the_way_to_it_is_left_out(line: str) -> None:
    assert shown(f"{line}{PROSE}") == []
    assert shown(f"{LEAD}{line}{PROSE}") != []


@pytest.mark.parametrize(
    "line",
    [
        "<p>The quay is open.</p>",
        "<p>It was 09:30 when Ann Lee came.</p>",
        "<p>“Open by March 4, 2026”</p>",
        "<p>Varn, upstream –</p>",
        "<p>Tolls at 2.35 percent</p>",
        "<p>Why Ann Lee thinks that the towns upstream want more</p>",
        "<h2>What happened on March 4, 2026</h2>",
        "<ul><li>The quay opens (09:30)</li></ul>",
        "<ul><li>See <a href=/toll>the toll</a></li></ul>",
    ],
)
def test_words_of_the_story_stay(line: str) -> None:
    assert len(shown(f"{line}{PROSE}")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "<p>It begins on 3 May 2026.</p>",
        "<p>The toll was last paid on 04.03.2026.</p>",
        "<p>Ann Lee left the town on 3 May 2026.</p>",
    ],
)
def test_a_short_sentence_that_ends_with_a_day_stays(line: str) -> None:
    assert len(shown(f"{line}{PROSE}")) == 1
    assert len(shown(f"{LEAD}{line}{PROSE}")) == 1


def test_names_and_times_within_the_text_stay() -> None:
    assert shown(f"{LEAD}{PROSE}<p>Ann Lee</p><p>4 March 2026</p>{PROSE}") == ["Ann Lee", "4 March 2026"]


def test_something_is_left_of_every_page() -> None:
    body = html_to_body("<p>Ann Lee</p>", "https://paper.example/1")
    assert without_head(body, TITLE, AUTHORS) == body


def test_days_of_a_chronicle_stay() -> None:
    days = "".join(f"<p>{day} May 2026</p>{PROSE}" for day in (12, 13, 14))
    assert shown(f"{LEAD}{days}") == ["12 May 2026", "13 May 2026", "14 May 2026"]


def test_a_programme_stays() -> None:
    body = html_to_body(
        "<p>09:30 Doors open</p><p>10:00 The mayor speaks</p><p>All are welcome.</p>", "https://a.example"
    )
    assert without_head(body, TITLE, AUTHORS).text.count(":") == 1 + 1
