"""Makes the pictures in docs/: the reader on its sample stories, as it looks now. `python docs/screenshot.py`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot

from briefing.app import BriefingApp, ReaderOptions
from briefing.config.places import find_places
from briefing.config.settings import ReaderSettings, Settings
from briefing.demo import fill
from briefing.storage.library import Library
from briefing.ui.controllers.session import LEFT_AT
from briefing.wiring import build_desk

FOLDER = Path(__file__).parent
_NOT_OURS = re.compile(r"@font-face\s*{[^}]*}|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the keys that lead to it from the list, and words that are on the screen once it may be taken."""

    name: str
    keys: tuple[str, ...]
    words: str
    size: tuple[int, int] = (190, 46)
    theme: str = ""


SHOTS = (
    Shot("briefing", ("enter",), "DEMAND"),
    Shot("actor", ("j", "enter", "tab", "tab", *"jjjj", ")", ")"), "mention 2 of"),
    Shot("light", ("j", "j", "enter"), "OFFER", theme="briefing-light"),
)


async def take(shots: Sequence[Shot], folder: Path) -> dict[str, str]:
    """The pictures by name, once everything is analysed."""
    places = replace(find_places({"HOME": str(folder)}, data=str(folder)), own_feeds=False)
    library = Library(places.database)
    feeds = fill(library)
    library.close()
    desk = build_desk(places, Settings(save_folder=folder), feeds, None)
    async for _ in desk.analysis.analyse_waiting():
        pass
    await desk.close()
    taken = {}
    for shot in shots:
        desk = build_desk(places, Settings(save_folder=folder), feeds, None)
        await desk.reader_state.keep(LEFT_AT, {})  # each begins at the top of the list
        app = BriefingApp(
            desk,
            ReaderOptions(
                ReaderSettings(refresh_on_start=False, theme=shot.theme, refresh_while_open=False),
                demo=True,
                analyse=False,
            ),
        )
        async with app.run_test(size=shot.size) as pilot:
            await _until(pilot, app, "Sample Wire")
            for key in shot.keys:
                await pilot.press(key)
                await pilot.pause(0.2)
            await _until(pilot, app, shot.words)
            taken[shot.name] = app.export_screenshot(title="Briefing")
    return taken


def _shown(app: BriefingApp) -> str:
    """The words on the screen."""
    return re.sub(r"<[^>]*>", "", app.export_screenshot()).replace("&#160;", " ")


async def _until(pilot: Pilot[None], app: BriefingApp, words: str) -> None:
    async with asyncio.timeout(60):
        while words.casefold() not in _shown(app).casefold():
            await pilot.pause(0.05)


def main() -> None:
    """Write the pictures, without the fonts that their maker would have loaded from elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        taken = asyncio.run(take(SHOTS, Path(folder)))
    for name, picture in taken.items():
        own = _NOT_OURS.sub("", picture).replace("Fira Code", "monospace")
        (FOLDER / f"{name}.svg").write_text(own, encoding="utf-8")


if __name__ == "__main__":
    main()
