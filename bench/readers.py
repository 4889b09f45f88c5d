"""Readers over libraries that are made for a measure."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import store
from briefing.core.document import Fetched
from briefing.storage.library import Library

_AT_ONCE = 10_000
_QUIET = "refresh_on_start: false\nrefresh_while_open: false\nmodel: none\n"
"""Without a model: else the stories would be analysed for hours."""


def reader(folder: Path, stories: int, feeds: Sequence[str] = (), settings: str = _QUIET) -> list[str]:
    """The command line of a reader over so many stories, the newest there are, all of one feed that is never asked.

    `feeds` are asked beside it, if the settings let them.
    """
    folder.mkdir()
    library = Library(folder / "briefing.db")
    for first in range(0, stories, _AT_ONCE):
        library.feeds.store(_newest(first, min(_AT_ONCE, stories - first)))
    library._db.run("DELETE FROM unsettled")  # as if their clusters were found long ago
    library.close()
    own = f"  - url: {store.FEED.url}\n    muted: true\n"
    (folder / "feeds.yaml").write_text(
        "feeds:\n" + own + "".join(f"  - url: {url}\n    private_network: true\n" for url in feeds), encoding="utf-8"
    )
    (folder / "settings.yaml").write_text(settings, encoding="utf-8")
    places = ("--feeds", folder / "feeds.yaml", "--config", folder / "settings.yaml", "--data-dir", folder)
    return [sys.executable, "-m", "briefing", *map(str, places)]


def _newest(first: int, count: int) -> Fetched:
    """Stories that stand above all that comes while one measures: half a minute apart, the first the newest."""
    fetched, now = store.document(count, f"p{first}-"), datetime.now(UTC)
    assert fetched.document is not None
    entries = tuple(
        replace(entry, published=now - timedelta(seconds=30 * (first + number)))
        for number, entry in enumerate(fetched.document.entries)
    )
    return replace(fetched, document=replace(fetched.document, entries=entries))
