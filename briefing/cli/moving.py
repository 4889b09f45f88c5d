"""`briefing backup` and `briefing restore`: a whole library in one file, for moving house."""

from __future__ import annotations

import argparse

from briefing.cli.output import say, tell
from briefing.config.places import Places
from briefing.core.errors import BriefingError
from briefing.desk import now
from briefing.storage import archive


def backup(places: Places, args: argparse.Namespace) -> int:
    """Write the library and its configuration to one file; its path is printed."""
    archive.pack(args.file, places.database, places.texts)
    say(str(args.file))
    return 0


def restore(places: Places, args: argparse.Namespace) -> int:
    """Put a backup in place; what was there is kept under another name, and needs --replace."""
    if places.database.exists() and not args.replace:
        raise BriefingError(f"there is a library at {places.database}; --replace puts it aside and the backup in place")
    for kept in archive.unpack(args.file, places.database, places.texts, now()):
        tell(f"what was there is kept as {kept}")
    say(str(places.database))
    return 0
