"""The formats of the day's briefing: the one place that the command line, the screen and file names read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.core.brief import Brief, By
from briefing.core.brief_html import to_html
from briefing.core.brief_markdown import to_json, to_markdown
from briefing.core.json_text import json_text


@dataclass(frozen=True, slots=True)
class BriefFormat:
    """`write` takes the briefing, how it is grouped, and the SHA-256 (hex) of the texts by the ids of stories.

    These are needed only where `has_evidence` says so. `key` is the key of the screen that saves it so; empty where
    none does. `ending` is that of a file.
    """

    title: str
    ending: str
    write: Callable[[Brief, By, Mapping[str, str]], str]
    key: str = ""
    has_evidence: bool = False


BRIEF_FORMATS = {
    "markdown": BriefFormat("Markdown", "md", lambda brief, by, _: to_markdown(brief, by), "s"),
    "html": BriefFormat("HTML", "html", lambda brief, by, _: to_html(brief, by), "h"),
    "json": BriefFormat(
        "JSON", "json", lambda brief, by, hashes: json_text(to_json(brief, hashes, by)) + "\n", has_evidence=True
    ),
}
"""By their names for `--format`; the first is the usual one."""
IN_BROWSER = BRIEF_FORMATS["html"]
"""What is opened in the browser."""
