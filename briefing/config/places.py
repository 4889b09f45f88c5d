"""Where things lie: given on the command line, else in the environment, else the XDG folders."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from briefing.config.yaml_nodes import KeptNodes
from briefing.core.errors import ConfigError
from briefing.files import from_home


class Places(Struct, frozen=True):
    """Every path Briefing uses. `own_feeds` is True where feeds.yaml lies in its usual place, made on first run."""

    feeds: Path
    settings: Path
    data: Path
    own_feeds: bool

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "briefing.db"

    @property
    def actors(self) -> Path:
        """The reader's own names for actors, beside the settings."""
        return self.settings.with_name("actors.yaml")

    @property
    def texts(self) -> dict[str, Path]:
        """The files that a person writes, by the names that a backup has for them."""
        return {"feeds.yaml": self.feeds, "settings.yaml": self.settings, "actors.yaml": self.actors}

    def kept_nodes(self, file: Path) -> KeptNodes:
        """What was read of a file that a person writes, kept beside the library."""
        return KeptNodes(self.data / f"{file.name}.kept")

    @property
    def log(self) -> Path:
        """What goes wrong behind the screen: warnings, and what the analysis process says on standard error."""
        return self.data / "briefing.log"


def find_places(
    env: Mapping[str, str],
    feeds: str | None = None,
    settings: str | None = None,
    data: str | None = None,
) -> Places:
    """The places for these options; an empty variable counts as none. Raises ConfigError where there is no home."""
    feeds = feeds or env.get("BRIEFING_FEEDS")
    settings = settings or env.get("BRIEFING_CONFIG")
    data = data or env.get("BRIEFING_DATA_DIR")
    return Places(
        feeds=from_home(feeds) if feeds else _xdg(env, "XDG_CONFIG_HOME", ".config") / "feeds.yaml",
        settings=from_home(settings) if settings else _xdg(env, "XDG_CONFIG_HOME", ".config") / "settings.yaml",
        data=from_home(data) if data else _xdg(env, "XDG_DATA_HOME", ".local/share"),
        own_feeds=not feeds,
    )


def _xdg(env: Mapping[str, str], variable: str, usual: str) -> Path:
    base = env.get(variable, "")
    try:
        # The XDG specification: a path that is not absolute is to be ignored.
        return (Path(base) if os.path.isabs(base) else from_home(f"~/{usual}")) / "briefing"
    except ConfigError:
        raise ConfigError(
            "there is no home folder; say where files are with --data-dir, --feeds and --config"
        ) from None
