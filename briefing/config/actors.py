"""actors.yaml: the reader's own names for actors."""

from __future__ import annotations

from pathlib import Path

from briefing.config.yaml_file import Value, read_yaml
from briefing.core.aliases import NO_ALIASES, Alias, Aliases
from briefing.core.errors import ConfigError


def read_aliases(file: Path) -> Aliases:
    """The aliases of a file, by the names that stories write, in lower case; none where there is no file.

    Raises ConfigError with the line of what is wrong.
    """
    try:
        top = read_yaml(file)
    except FileNotFoundError:
        return NO_ALIASES
    except OSError as error:
        raise ConfigError(f"the names of actors cannot be read: {error.strerror}", file) from None
    if top is None or top.is_null:
        return NO_ALIASES
    listed = top.mapping("the file", ("actors",)).get("actors")
    return NO_ALIASES if listed is None or listed.is_null else _aliases(listed)


def _aliases(listed: Value) -> Aliases:
    from briefing.core.analysis import ActorKind  # late: most have no such file

    kinds = tuple(kind.value for kind in ActorKind)
    aliases: dict[str, Alias] = {}
    lines: dict[str, int] = {}
    for item in listed.items("actors"):
        values = item.mapping("an actor", ("name", "also", "kind"))
        if "name" not in values:
            raise item.wrong("an actor needs a name")
        kind = ActorKind(values["kind"].choice("kind", kinds)) if "kind" in values else None
        alias = Alias(values["name"].text("name"), kind)
        others = values["also"].items("also") if "also" in values and not values["also"].is_null else ()
        for value in (values["name"], *others):
            name = value.text("a name")
            if not name:
                raise value.wrong("a name is empty")
            if lines.setdefault(name.casefold(), value.line) != value.line:
                raise value.wrong(f"the name {name!r} stands on line {lines[name.casefold()]} already")
            aliases[name.casefold()] = alias
    return aliases


class ActorsFile:
    """actors.yaml as it is now: read again once it has changed, so that a change is seen in the next story opened."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._aliases = NO_ALIASES
        self._seen: tuple[int, int] | None = None
        self._wrong: list[str] = []

    def load(self) -> Aliases:
        """Read the file. Raises ConfigError."""
        self._seen = self._stamp()
        self._aliases = read_aliases(self.file)
        return self._aliases

    def current(self) -> Aliases:
        """The aliases; those of before where the file can no longer be read as such, which `take_warnings` tells."""
        if self._stamp() != self._seen:
            try:
                return self.load()
            except ConfigError as error:
                self._wrong.append(f"{error}; the names of before are kept")
        return self._aliases

    def take_warnings(self) -> tuple[str, ...]:
        """What a person should know of the file; each sentence is given once."""
        problems, self._wrong = tuple(self._wrong), []
        return problems

    def _stamp(self) -> tuple[int, int] | None:
        try:
            state = self.file.stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_size
