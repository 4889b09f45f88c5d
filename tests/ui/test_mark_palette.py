"""Colours that can be read: of the marks in every theme, and of everything in the two of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import ColorType
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from briefing.ui.mark_palette import READABLE, STRONG, contrast, mark_colours
from briefing.ui.themes import THEMES
from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import Reader, emphasized_words, quiet, reading

RULES = set("─━▎▌│┃╭╮╰╯▏█▇▆▅▄▃▂▁ ")


def test_the_ratio_is_that_of_the_guidelines() -> None:
    assert contrast(Color.parse("white"), Color.parse("black")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("white")) == pytest.approx(4.48, abs=0.01)
    assert contrast(Color.parse("red"), Color.parse("red")) == 1


@pytest.mark.parametrize("theme", [*BUILTIN_THEMES.values(), *THEMES], ids=lambda theme: theme.name)
def test_marks_can_be_read_in_every_theme(theme) -> None:  # type: ignore[no-untyped-def]
    variables = {**theme.to_color_system().generate(), **theme.variables}
    colours = mark_colours(variables)
    assert len({colours[name] for name in colours if name.startswith("actor-")}) == 6
    background = Color.parse(variables["background"])
    if background.ansi is None:
        shade = background.blend(Color.parse(variables["accent"]), 0.18)
        for name in ("actor-1", "actor-6", "resource"):
            assert contrast(Color.parse(colours[name]), shade) >= READABLE
            assert contrast(Color.parse(colours[f"block-{name}"]), Color.parse(colours["on-block"])) >= STRONG


def test_light_grounds_get_none_of_the_terminals_bright_greens() -> None:
    theme = BUILTIN_THEMES["ansi-light"]
    variables = {**theme.to_color_system().generate(), **theme.variables}
    colours = mark_colours(variables, theme.dark)
    seen = {colour for name, colour in colours.items() if name.startswith("actor-")} | {colours["resource"]}
    assert not seen & {"ansi_cyan", "ansi_green", "ansi_yellow", "ansi_bright_cyan", "ansi_bright_green"}


async def test_the_first_theme_is_taken_as_later_ones_are(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Egypt and wheat")))
    async with reading(shop.desk, quiet(theme="ansi-light")) as reader:
        await reader.open_first()
        at_first = reader.app.classes
        assert not mixed_colours(reader), "the terminal's own colours are left to the terminal"
        for name in ("briefing-dark", "ansi-light"):
            reader.app.theme = name
            await reader.until(lambda name=name: f"-theme-{name}" in reader.app.classes)
        assert at_first == reader.app.classes


def mixed_colours(reader: Reader) -> set[str]:
    """The colours on the screen that are none of the terminal's sixteen."""
    styles = [style for strip in reader.app.screen._compositor.render_strips() for _, style, _ in strip if style]
    colours = {colour for style in styles for colour in (style.color, style.bgcolor) if colour is not None}
    return {colour.name for colour in colours if colour.type is ColorType.TRUECOLOR}


@pytest.mark.parametrize("marks", ["colour", "contrast"])
@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_word_can_be_read_in_our_themes(tmp_path: Path, theme: str, marks: str) -> None:
    shop = open_shop(tmp_path, fetched(entry("Egypt and wheat"), entry("Another one", hours=3)))
    options = quiet(theme=theme, marks=marks)
    async with reading(shop.desk, options) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        assert not faint(reader)
        await reader.press("tab", "tab")
        assert not faint(reader)
        await reader.press("j", "j")
        await reader.until(lambda: emphasized_words(reader.screen.story))
        assert not faint(reader)
        for key in ("question_mark", "h", "F", "a", "A", "slash"):
            await reader.press(key)
            assert not faint(reader), key
            await reader.press("escape")


def faint(reader: Reader) -> list[tuple[str, float]]:
    """Words on the screen with too little contrast, and how little it is."""
    screen = reader.app.screen
    region = next((box.region for box in screen.query(".box")), screen.region)
    found = []
    for strip in screen._compositor.render_strips()[region.y : region.bottom]:
        for text, style, _ in strip.crop(region.x, region.right):
            if style is None or set(text) <= RULES or style.color is None or style.bgcolor is None:
                continue
            ratio = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            if ratio < READABLE - 0.05:
                found.append((text, round(ratio, 2)))
    return found
