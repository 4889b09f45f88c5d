"""Whether the libraries of the archive are installed; they are an extra."""

from __future__ import annotations

from importlib.util import find_spec

from briefing.core.errors import ConfigError

RUNNING = ("dask", "distributed", "pyarrow")
ASKING = ("duckdb", "pyarrow")


def require(*libraries: str) -> None:
    """Raise ConfigError, with what to install, where one of these is missing."""
    missing = [library for library in libraries if find_spec(library) is None]
    if missing:
        raise ConfigError(
            f"`briefing archive` needs {' and '.join(missing)}, not installed here;"
            " install Briefing with the extra `archive`: in its clone, pipx install --force '.[archive]'"
        )
