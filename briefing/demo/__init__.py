"""The sample stories of `briefing --demo`, stored like any others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from itertools import groupby
from typing import Any

import yaml

from briefing.core.clean import line
from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import Feed, FeedState
from briefing.fetch.html import html_to_body
from briefing.storage.library import Library

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def fill(library: Library) -> tuple[Feed, ...]:
    """Store the sample stories, as if they had been published a little while ago; the feeds they are of."""
    samples = tuple(sample_feeds(datetime.now(UTC)))
    for fetched in samples:
        library.feeds.store(fetched)
    return tuple(fetched.feed for fetched in samples)


def sample_feeds(now: datetime) -> Iterator[Fetched]:
    """The sample feeds as if each had been fetched at `now`."""
    stories = yaml.safe_load((resources.files(__name__) / "stories.yaml").read_text(encoding="utf-8"))
    for source, group in groupby(sorted(stories, key=_source), key=_source):
        entries = tuple(_entry(story, now) for story in group)
        feed = Feed(f"https://example.org/{source.replace(' ', '-').lower()}", title=source, group="Samples")
        yield Fetched(feed, FeedState.NEW, now, document=Document(source, entries=entries))


def _source(story: dict[str, Any]) -> str:
    return str(story["source"])


def _entry(story: dict[str, Any], now: datetime) -> Entry:
    age = int(story["age"][:-1]) * _UNITS[story["age"][-1]]
    title = line(story["title"])
    return Entry(
        title=title,
        body=html_to_body(story["html"], ""),
        guid=title,
        authors=(line(story["author"]),) if "author" in story else (),
        published=now - age,
    )
