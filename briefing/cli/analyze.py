"""`briefing analyze`: one text, from a file, an address or standard input, that is not kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from briefing.cli.output import arrow, say, say_json, tell
from briefing.cli.parser import add_format, source
from briefing.cli.session import settings_of, with_desk
from briefing.core import clean, json_format, plaintext
from briefing.core.errors import BriefingError
from briefing.core.formatting import counted
from briefing.core.story import Body, Story
from briefing.fetch.charset import decode
from briefing.fetch.content_type import Kind, kind_of
from briefing.fetch.page import Page
from briefing.services.clock import now
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json", "markdown")
    parser.add_argument("--explain", action="store_true", help="say of each offer why it is shown")
    parser.add_argument("source", type=source, metavar="FILE|URL|-", help="plain text or HTML; - reads standard input")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: analyze(desk, args))


MOST_CHARACTERS = 10_000_000
_MOST_BYTES = 4 * (MOST_CHARACTERS + 1)  # a pipe or a device may have no end


def analyze(desk: Desk, args: argparse.Namespace) -> Coroutine[Any, Any, int]:
    """Print what is found in one text. What is no address is read at once, while a signal can still end the waiting."""
    is_address = args.source.startswith(("http://", "https://"))
    return _analyze(desk, args, b"" if is_address else _read(args.source), is_address)


async def _analyze(desk: Desk, args: argparse.Namespace, raw: bytes, is_address: bool) -> int:
    story = await desk.pages.read(args.source) if is_address else await _story(desk, args.source, raw)
    analysis = await desk.analysis.analyse_text(story, explain=args.explain)
    if args.format == "json":
        say_json(json_format.printed_analysis(analysis, story, settings_of(args).reader.bounds))
    elif args.format == "markdown":
        say(desk.saving.as_text(story, analysis).rstrip())
    else:
        say(plaintext.analysis_text(story, analysis, arrow(), settings_of(args).reader.bounds))
    return 0


async def _story(desk: Desk, source: str, raw: bytes) -> Story:
    name = "standard input" if source == "-" else Path(source).name
    match kind_of(raw):
        case Kind.PAGE:
            return await desk.pages.read_page(Page("", raw, "text/html"))
        case Kind.FEED:
            raise BriefingError(f"{name} is a feed, and `analyze` reads one story; `briefing feeds add` adds the feed")
        case Kind.OUTLINES:
            raise BriefingError(f"{name} is a list of feeds: `briefing feeds import` takes the feeds in it")
        case Kind.NO_TEXT:
            raise BriefingError(f"{name} is not a text, and only text and web pages can be analysed")
        case Kind.TEXT:
            return Story(id="", title="", body=Body.plain(_text(name, raw)), source=clean.line(name), fetched=now())


def _text(name: str, raw: bytes) -> clean.Clean:
    text = clean.text(decode(raw, ""), MOST_CHARACTERS + 1)
    if len(text) > MOST_CHARACTERS:
        tell(f"{name} is longer than {counted(MOST_CHARACTERS, 'character')}; what follows is not analysed")
    if not text.strip():
        tell(f"{name} is empty")
    return clean.Clean(text[:MOST_CHARACTERS])


def _read(source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(_MOST_BYTES)
        with Path(source).expanduser().open("rb") as file:
            return file.read(_MOST_BYTES)
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BriefingError(f"{clean.line(source, 400)!r} cannot be read: {reason}") from None
