"""Makes docs/briefing.svg: the reader on its sample stories, as it looks now. Run as `python docs/screenshot.py`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from briefing.__main__ import build_desk
from briefing.app import BriefingApp, ReaderOptions
from briefing.config.places import find_places
from briefing.config.settings import Settings
from briefing.demo import fill
from briefing.storage.library import Library

TARGET = Path(__file__).with_name("briefing.svg")
SIZE = (150, 42)
_NOT_OURS = re.compile(r"@font-face\s*{[^}]*}|<!--.*?-->", re.DOTALL)


async def take(folder: Path) -> str:
    """The screen with the first story open, once everything is analysed."""
    places = replace(find_places({"HOME": str(folder)}, data=str(folder)), own_feeds=False)
    library = Library(places.database)
    fill(library)
    library.close()
    desk = build_desk(places, Settings(save_folder=folder), ())
    async for _ in desk.analyse_waiting():
        pass
    app = BriefingApp(desk, ReaderOptions(demo=True, refresh_on_start=False))
    async with app.run_test(size=SIZE) as pilot:
        await _until(pilot, lambda: "Sample Wire" in _shown(app))
        await pilot.press("enter")
        await _until(pilot, lambda: "REJECT" in _shown(app).upper())
        return app.export_screenshot(title="Briefing")


def _shown(app: BriefingApp) -> str:
    """The words on the screen."""
    return re.sub(r"<[^>]*>", "", app.export_screenshot()).replace("&#160;", " ")


async def _until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await pilot.pause(0.05)


def main() -> None:
    """Write the picture, without the fonts that its maker would have loaded from elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        picture = asyncio.run(take(Path(folder)))
    TARGET.write_text(_NOT_OURS.sub("", picture).replace("Fira Code", "monospace"), encoding="utf-8")


if __name__ == "__main__":
    main()
