"""The first screen waits for little: what a run has loaded when its titles are drawn, and what comes behind them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from briefing.core.query import ALL
from briefing.demo import fill
from briefing.storage.library import Library

LATER = (
    "briefing.clustering", "briefing.config.accounts", "briefing.config.commands", "briefing.config.rules",
    "briefing.core.analysis", "briefing.core.annotations", "briefing.core.document", "briefing.core.events",
    "briefing.core.journal", "briefing.core.open_story", "briefing.core.query.parsing", "briefing.core.story",
    "briefing.core.ledger", "briefing.core.rules", "briefing.core.sync", "briefing.core.unwanted", "briefing.fetch",
    "briefing.services.later",
    "briefing.storage.later", "briefing.storage.repair", "briefing.sync", "briefing.ui.controllers.wiring",
    "briefing.ui.marks", "briefing.ui.page", "briefing.ui.palette", "briefing.ui.screens.ledger",
    "briefing.ui.screens.note", "briefing.ui.widgets.offer_panel", "briefing.ui.widgets.story_view",
    "email", "feedparser", "hashlib", "html.entities", "httpx", "importlib.metadata", "importlib.resources", "jinja2",
    "lxml", "spacy", "textual.widgets._text_area", "trafilatura",
)  # fmt: skip
"""Modules and packages that take long to load."""

SCRIPT = """
import asyncio, os, sys
from dataclasses import is_dataclass
from briefing.cli.commands import parse
from briefing.cli.session import open_desk, settings_of

args = parse(sys.argv[1:])
desk = open_desk(args, settings_of(args))

from briefing.app import BriefingApp
from briefing.ui.controllers import sidebar
from briefing.ui.screens.reading import ReadingScreen

sidebar.RECOUNT_SECONDS = 3600  # a recount loads more, and may come first where the machine is slow

def tell(screen):
    shown = [strip.text for strip in screen._compositor.render_strips()]
    ours = [module for name, module in sys.modules.items() if name.startswith("briefing.")]
    slow = {f"dataclass {each.__qualname__}" for module in ours for each in vars(module).values()
            if isinstance(each, type) and each.__module__ == module.__name__ and is_dataclass(each)}
    os.write(1, "\\n".join([*shown, *sys.modules, *slow]).encode())
    os._exit(0)

ReadingScreen.complete = tell  # when it is called, all the rest would be loaded

async def read():
    async with BriefingApp(desk).run_test(size=(160, 45)):
        await asyncio.Event().wait()

asyncio.run(read())
"""


def test_the_titles_are_drawn_before_the_rest_is_loaded(tmp_path: Path) -> None:
    library = Library(tmp_path / "briefing.db")
    fill(library)
    newest = library.stories.headlines(library.stories.find(ALL, 1))[0]
    library.close()
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("feeds:\n  - url: https://news.example/rss\n", encoding="utf-8")
    (tmp_path / "settings.yaml").write_text("{}\n", encoding="utf-8")
    places = ["--feeds", feeds, "--config", tmp_path / "settings.yaml", "--data-dir", tmp_path]
    done = subprocess.run([sys.executable, "-c", SCRIPT, *places], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert newest.title[:20] in done.stdout, "no title is on the screen"
    loaded = {name for name in LATER if any(line == name or line.startswith(f"{name}.") for line in lines)}
    assert loaded == set()
    assert [line for line in lines if line.startswith("dataclass ")] == [], "each takes long to make"
