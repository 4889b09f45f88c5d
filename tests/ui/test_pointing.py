"""Marks in the text: what is chosen in the panel or clicked in the story, mention by mention."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.ui.layers import Layer
from briefing.ui.marks import actor_looks
from briefing.ui.panes import Pane
from tests.ui.desks import Shop, entry, fetched, open_shop, word_analysis
from tests.ui.driving import QUIET, Reader, emphasized_words, quiet, reading


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(tmp_path, fetched(entry("Egypt and wheat")))


async def with_story(reader: Reader) -> None:
    await reader.open_first()
    await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)


async def on_actor(reader: Reader, name: str) -> None:
    reader.screen.pane = Pane.PANEL
    number = next(n for n, item in enumerate(reader.screen.panel.panel.items) if item.name == name)
    reader.screen.panel.move(number - reader.screen.panel.cursor)
    await reader.pilot.pause()


def styles(reader: Reader, words: str) -> list[object]:
    """The styles in which the story's pane draws some words, wherever they stand."""
    story = reader.screen.story
    return [
        segment.style for y in range(story.size.height) for segment in story.render_line(y) if segment.text == words
    ]


async def test_an_actor_looks_the_same_in_the_story_and_in_the_panel(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await with_story(reader)
        story, panel = reader.screen.story, reader.screen.panel
        assert reader.screen.opened is not None
        looks = actor_looks(reader.screen.opened.analysis or word_analysis(reader.screen.opened.story))
        assert sorted(looks.values()) == ["actor-1", "actor-2"]
        for look in looks.values():
            assert story.drawn.look(look) == panel.drawn.look(look)
        assert story.drawn.look("actor-1") != story.drawn.look("actor-2")
        drawn = {piece.text: piece.style for row in panel.panel.rows for piece in row.pieces}
        assert drawn["Egypt"] == f".{looks['a0']}"
        assert drawn["Romania"] == f".{looks['a1']}"


async def test_choosing_an_actor_makes_all_else_stand_back(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await with_story(reader)
        story = reader.screen.story
        before = styles(reader, "Romania")
        await on_actor(reader, "Egypt")
        await reader.until(lambda: emphasized_words(story) == ["Egypt"] * 3)
        assert not [style for style in styles(reader, "Romania") if style in before]
        await reader.press("escape")
        await reader.until(lambda: not emphasized_words(story))
        assert styles(reader, "Romania") == before


async def test_mentions_are_stepped_through_and_told(shop: Shop) -> None:
    async with reading(shop.desk, size=(140, 20)) as reader:
        await with_story(reader)
        await on_actor(reader, "Egypt")
        story = reader.screen.story
        for told in ("mention 1 of 3", "mention 2 of 3", "mention 3 of 3"):
            await reader.press(")")
            await reader.shows(f"Egypt: {told}")
        await reader.until(lambda: story.top > 0)
        assert story.flashing
        await reader.press("(", "(")
        await reader.shows("Egypt: mention 1 of 3")
        await reader.until(lambda: story.top == 0)
        await reader.press("(")
        await reader.shows("Egypt: mention 3 of 3")
        await reader.press("shift+tab")
        assert len(emphasized_words(story)) == 3
        await reader.press("escape")
        await reader.until(lambda: not emphasized_words(story))
        assert "mention" not in reader.text().splitlines()[1]


async def test_stepping_needs_something_chosen(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press(")")
        await reader.until(lambda: "Select an actor" in reader.toasts())


async def test_a_click_on_an_actor_in_the_text_chooses_it(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await with_story(reader)
        lines = reader.text().splitlines()
        y = next(n for n, line in enumerate(lines) if "Egypt offered Romania credit for wheat on" in line[45:110])
        x = lines[y].index("Romania", 45)
        await reader.pilot.click(offset=(x + 2, y))
        screen = reader.screen
        await reader.until(lambda: screen.panel.chosen is not None and screen.panel.chosen.name == "Romania")
        assert screen.panel.chosen is not None
        assert screen.panel.chosen.layer is Layer.ACTORS
        await reader.until(lambda: set(emphasized_words(screen.story)) == {"Romania"})
        await reader.press(")")
        await reader.shows("Romania: mention 1 of 2")


async def test_words_are_selected_with_the_mouse(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await with_story(reader)
        lines = reader.text().splitlines()
        y = next(n for n, line in enumerate(lines) if "Nobody in Bucharest" in line)
        x = lines[y].index("Nobody")
        await reader.pilot.mouse_down(offset=(x, y))
        await reader.pilot.hover(offset=(x + 9, y))
        await reader.pilot.mouse_up(offset=(x + 9, y))
        await reader.until(lambda: reader.screen.get_selected_text())
        assert (reader.screen.get_selected_text() or "").strip() == "Nobody in"


async def test_a_selection_drawn_out_of_the_story_has_words_of_the_story_alone(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await with_story(reader)
        lines = reader.text().splitlines()
        y = next(n for n, line in enumerate(lines) if "Nobody in Bucharest" in line)
        await reader.pilot.mouse_down(offset=(lines[y].index("Nobody"), y))
        for place in ((lines[y].rindex(reader.screen.glyphs.column) + 9, y + 1), (5, 44)):
            await reader.pilot.hover(offset=place)
        await reader.pilot.mouse_up(offset=(lines[y].rindex(reader.screen.glyphs.column) + 9, 44))
        await reader.until(lambda: reader.screen.get_selected_text())
        selected = reader.screen.get_selected_text() or ""
        assert selected.startswith("Nobody in Bucharest")
        assert "#" not in selected


@pytest.mark.parametrize("mode", ["plain", "contrast"])
async def test_marks_are_told_apart_in_every_mode(shop: Shop, mode: str) -> None:
    async with reading(shop.desk, quiet(marks=mode)) as reader:
        await with_story(reader)
        story = reader.screen.story
        own = 4 if mode == "plain" else 6
        names = [*(f"actor-{number}" for number in range(1, own + 1)), "resources", "title"]
        looks = [story.drawn.look(name) for name in names]
        if mode == "plain":
            assert {look.foreground for look in looks[:-1]} == {looks[0].foreground}
            looks = [look.without_color for look in looks]
            assert "[ Egypt offered Romania" in reader.text()
        assert len(set(looks)) == len(looks)


async def test_the_way_of_marking_is_changed_with_a_key(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await with_story(reader)
        assert "▎ Egypt offered" in reader.text()
        await reader.press("H")
        await reader.shows("[ Egypt offered")
        await reader.shows("[offers")
        await reader.press("H", "H")
        await reader.shows("▎ Egypt offered")
        await reader.shows("▎offers")


async def test_marks_are_plain_where_colours_are_not_wanted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(shop.desk, QUIET) as reader:
        await with_story(reader)
        assert reader.screen.has_class("-plain")


async def test_text_stands_in_the_middle_of_a_wide_pane(shop: Shop) -> None:
    async with reading(shop.desk, size=(240, 30)) as reader:
        await with_story(reader)
        await reader.press("b")
        await reader.until(lambda: not reader.screen.sidebar.display)
        story = reader.screen.story
        row = next(line for line in reader.text().splitlines() if "Egypt offered Romania credit for wheat" in line)
        left = row.index("Egypt offered", 60) - story.region.x
        assert left > 10
        assert abs(left - (story.columns - 80) // 2) <= 3
