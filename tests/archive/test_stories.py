"""The cleaning gate of the archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from briefing.archive.records import Unreadable
from briefing.archive.stories import story_of
from briefing.core.story import BlockKind, Body
from tests.support.made import NOON


def made(**fields: Any) -> Any:
    return story_of({"title": "A title", "text": "A text.", **fields}, NOON)


def test_all_that_is_said_passes_the_gate() -> None:
    hostile = "\x1b]52;c;eA==\x07safe\x9b2J\u202e words\x00"
    story = made(
        title=f"{hostile}\nsecond",
        text=f"{hostile}\r\nsecond",
        id=hostile,
        source=hostile,
        authors=[hostile],
        categories=[hostile],
        language=hostile,
        link="javascript:alert(1)",
    ).story
    assert story.title == "]52;c;eA==safe2J words second"
    assert story.body.text == "]52;c;eA==safe2J words\nsecond"
    for told in (story.id, story.source, *story.authors, *story.categories, story.language):
        assert told.isprintable()
    assert story.link == ""


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Lis; Ben Ott ;", ("Ada Lis", "Ben Ott")),
        ("Lis, Ada", ("Lis, Ada",)),
        (["Ada Lis", "Ben; Ott"], ("Ada Lis", "Ben; Ott")),
        ("", ()),
        (3, ()),
        (None, ()),
    ],
)
def test_names_are_a_list_or_a_text_with_semicolons(written: object, names: tuple[str, ...]) -> None:
    story = made(authors=written, categories=written).story
    assert story.authors == story.categories == names


def test_html_is_read_as_that_of_feeds_is() -> None:
    html = (
        '<p>Iran offered to sell <a href="/cn">China</a> 5,000 tonnes of copper&nbsp;on Monday.</p>'
        "<ul><li>So it said.</li></ul><script>alert(1)</script>"
    )
    story = made(title="<b>Iran</b> &amp; China", text=None, content=html, link="https://wire.example/1").story
    assert story.title == "Iran & China"
    assert story.body.text.splitlines()[0] == "Iran offered to sell China 5,000 tonnes of copper on Monday."
    assert [block.kind for block in story.body.blocks] == [BlockKind.PARAGRAPH, BlockKind.ITEM]
    assert [link.address for link in story.body.links] == ["https://wire.example/cn"]
    assert "alert" not in story.body.text


def test_a_text_that_speaks_of_html_stays() -> None:
    assert made(text="Write <p> before 2 < 3.").story.body == Body.plain("Write <p> before 2 < 3.")
    html = "<p>So it is written.</p>"
    story = made(title="The tag <b>", text=html, blocks=[["paragraph", 0, len(html), 0]]).story
    assert (story.title, story.body.text) == ("The tag <b>", html)


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2025-03-04T05:06:07Z", datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("4 Mar 2025", datetime(2025, 3, 4, tzinfo=UTC)),
        ("2025", datetime(2025, 1, 1, tzinfo=UTC)),
        ("2025-03", datetime(2025, 3, 1, tzinfo=UTC)),
        (datetime(2025, 3, 4), datetime(2025, 3, 4, tzinfo=UTC)),  # noqa: DTZ001 (as Parquet gives it)
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))), None),
        ("2025-13", None),
        ("some day", None),
        (True, None),
        (None, None),
    ],
)
def test_dates_of_all_sorts(date: object, moment: datetime | None) -> None:
    told = made(date=date)
    assert told.story.published == moment
    assert told.told == (moment or NOON)


def test_a_story_that_came_at_the_end_of_all_time_is_one() -> None:
    assert made(date="2025-03-04", fetched=datetime.max.replace(tzinfo=UTC)).told == datetime(2025, 3, 4, tzinfo=UTC)


def test_a_date_that_has_not_come_yet_is_not_when_it_was_told() -> None:
    told = made(date="2027-01-01", fetched="2026-11-01T12:00:00Z")
    assert told.told == NOON
    assert told.story.published == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_story_without_an_id_has_one_that_stays() -> None:
    assert made().story.id == made(source="elsewhere").story.id != made(text="Another.").story.id


def test_blocks_are_taken_where_they_fit_and_else_the_text_is_plain() -> None:
    item = made(text="One.", blocks=[["item", 0, 4, 1]]).story
    assert item.body.blocks[0].kind is BlockKind.ITEM
    for blocks in ([["item", 0, 5, 1]], [["nothing", 0, 4, 1]], [[]], [3]):
        assert made(text="One.", blocks=blocks).story.body == Body.plain("One.")
    assert made(text="One\x07.", blocks=[["item", 0, 5, 1]]).story.body == Body.plain("One.")


@pytest.mark.parametrize(
    "fields", [{"title": "", "text": None}, {"title": [], "text": {}}, {"title": "\x07", "text": " "}]
)
def test_what_has_neither_title_nor_text_is_no_story(fields: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match="neither"):
        made(**fields)
