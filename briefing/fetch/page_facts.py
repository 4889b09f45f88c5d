"""What a page says about itself: its title, author, day and site, as trafilatura finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from briefing.fetch.dates import moment_of
from briefing.fetch.html.tree import Element


@dataclass(frozen=True, slots=True)
class PageFacts:
    """As the page writes them; empty where it does not."""

    title: str = ""
    author: str = ""
    date: str = ""
    site: str = ""


def facts_of(root: Element, address: str) -> PageFacts:
    """The facts of a page; none of them is worth losing its text for. The tree stays as it is."""
    try:
        found = _library().extract_metadata(root, default_url=address)
    except Exception:  # what it raises on broken pages is its own affair
        return PageFacts()
    facts = (found.title, found.author, found.date, found.sitename)
    return PageFacts(*(fact if isinstance(fact, str) else "" for fact in facts))


@cache
def _library() -> Any:
    """The library without what we do not read: half of its time, and dates that it reads by guessing."""
    from htmldate import extractors  # late: they are slow to import
    from trafilatura import metadata

    for module, name, instead in (
        (metadata, "extract_catstags", lambda *_: []),
        (metadata, "extract_license", lambda *_: None),
        (extractors, "_external_date", _date_in_words),
    ):
        setattr(module, name, instead)
    return metadata


def _date_in_words(text: str) -> datetime | None:
    """A date as our feeds are read; the library's own reader takes seconds to begin."""
    moment = moment_of(text)
    return None if moment is None else moment.replace(tzinfo=None)
