"""What the story and the panel look like, kept as pictures: `python -m tests.ui.test_snapshots` takes them anew.

A picture is compared as text, without the names and fonts that its maker gives it; look at the difference before taking
it anew.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.segment import Segment, Segments

from briefing.core.document import Entry
from briefing.core.story import Block, BlockKind, Body, Link
from briefing.ui.panes import Pane
from briefing.ui.widgets.lines import LineView
from tests.support.zones import in_zone
from tests.ui.desks import NOW, fetched, open_shop
from tests.ui.driving import Reader, quiet, reading

FOLDER = Path(__file__).parent / "snapshots"
SIZES = {
    "wide": ((220, 30), quiet(theme="briefing-dark")),
    "80x24": ((80, 24), quiet(theme="briefing-dark")),
    "light": ((220, 30), quiet(theme="briefing-light")),
    "plain": ((220, 30), quiet(theme="briefing-dark", marks="plain", ascii=True)),
}
STORY_WIDTH, PANEL_WIDTH = 64, 42
PARTS = (
    (BlockKind.PARAGRAPH, "Egypt offered Romania credit for wheat on Monday. The two have traded since spring."),
    (BlockKind.HEADING, "What the ports say"),
    (BlockKind.ITEM, "Constanta has room for two ships a day, and three on Sundays when the cranes are free."),
    (BlockKind.ITEM, "Alexandria waits."),
    (BlockKind.QUOTE, "Romania rejected Egypt and its credit, and asked for cash."),
    (BlockKind.TABLE, "Port | Ships\nConstanta | 12\nAlexandria | 7"),
    (BlockKind.CODE, "wheat  = 210"),
    (BlockKind.PARAGRAPH, "小麦の価格は上昇した。 أسعار القمح ارتفعت 👨‍👩‍👧 in the week."),
)


def full_story() -> Entry:
    """A story with a block of every kind."""
    blocks, texts, start = [], [], 0
    for kind, text in PARTS:
        blocks.append(Block(kind, start, start + len(text), 1))
        texts.append(text)
        start += len(text) + 2
    body = "\n\n".join(texts)
    link = body.index("credit")
    return Entry(
        "Egypt asks [Romania] for wheat",
        Body(body, tuple(blocks), (Link(link, link + 6, "https://harbour.example/credit"),)),
        guid="1",
        link="https://harbour.example/1",
        authors=("A. Writer",),
        published=NOW,
    )


async def take(name: str, folder: Path) -> str:
    """The picture of this name."""
    size, options = SIZES[name]
    shop = open_shop(folder, fetched(full_story()))
    async with reading(shop.desk, options, size=size) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        story, panel = reader.screen.story, reader.screen.panel
        if panel.display:  # of a size that no other pane has a say in
            story.styles.width, panel.styles.width = STORY_WIDTH, PANEL_WIDTH
            await reader.until(lambda: (story.outer_size.width, panel.outer_size.width) == (STORY_WIDTH, PANEL_WIDTH))
        pictures = [picture(reader, story)]
        reader.screen.pane = Pane.PANEL
        await reader.until(lambda: panel.has_focus and panel.panel.items and panel.columns > 0)
        if story.display:
            panel.styles.width = PANEL_WIDTH
            await reader.until(lambda: panel.outer_size.width == PANEL_WIDTH)
        pictures.append(picture(reader, panel))
        return "\n".join(pictures)


def picture(reader: Reader, pane: LineView) -> str:
    """A pane as SVG, the same for the same cells."""
    region = pane.content_region
    strips = reader.app.screen._compositor.render_strips()[region.y : region.bottom]
    console = Console(width=region.width, record=True, file=StringIO(), color_system="truecolor", legacy_windows=False)
    for strip in strips:
        console.print(Segments([*strip.crop(region.x, region.right), Segment.line()]), end="")
    svg = console.export_svg(title=pane.id or "", unique_id="pane")
    return re.sub(r"@font-face\s*{[^}]*}|<!--.*?-->", "", svg, flags=re.DOTALL)


@pytest.mark.parametrize("name", SIZES)
async def test_it_looks_as_it_did(name: str, tmp_path: Path) -> None:
    with in_zone("UTC"):
        taken = await take(name, tmp_path)
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert words(taken) == words(kept)
    assert taken == kept, "the words are the same, the looks are not"


def words(svg: str) -> list[str]:
    """The words of a picture, piece by piece."""
    return [text.replace("&#160;", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in SIZES:
        with tempfile.TemporaryDirectory() as temporary, in_zone("UTC"):
            (FOLDER / f"{each}.svg").write_text(asyncio.run(take(each, Path(temporary))), encoding="utf-8")
