"""`briefing analyze`: one text, from a file, an address or standard input, that is not kept."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from briefing.cli.output import arrow, say, say_json
from briefing.core import clean, plaintext, shapes
from briefing.core.errors import BriefingError
from briefing.core.story import Body, Story
from briefing.desk import Desk, now
from briefing.fetch.page import Page


async def analyze(desk: Desk, args: argparse.Namespace) -> int:
    """Print what is found in one text."""
    story = await _story(desk, args.source)
    analysis = await desk.analyse_text(story)
    if args.format == "json":
        say_json(shapes.analysis_to_json(analysis, story.body.text))
    elif args.format == "markdown":
        say(desk.as_text(story, analysis).rstrip())
    else:
        say(plaintext.analysis_text(story, analysis, arrow()))
    return 0


async def _story(desk: Desk, source: str) -> Story:
    if source.startswith(("http://", "https://")):
        return await desk.pages.read(source)
    raw = await asyncio.to_thread(_read, source)
    if raw[:1_000].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return await desk.pages.read_page(Page("", raw, "text/html"))
    name = "standard input" if source == "-" else Path(source).name
    text = clean.text(raw.decode("utf-8-sig", errors="replace"))
    return Story(id="", title="", body=Body.plain(text), source=clean.line(name), fetched=now())


def _read(source: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if source == "-" else Path(source).expanduser().read_bytes()
    except OSError as error:
        raise BriefingError(f"{source} cannot be read: {error.strerror}") from None
