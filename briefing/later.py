"""An object whose second half is built when it is first needed: it leads to much that no first screen waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING


class BuiltLater:
    """The attributes of `build_later()` are also those of this object, from the first time that one is asked for.

    It is built once. What was set in the place of such an attribute before stays.
    """

    def __init__(self, build_later: Callable[[], object]) -> None:
        self._build_later: Callable[[], object] | None = build_later

    if not TYPE_CHECKING:  # a subclass tells the types of the attributes

        def __getattr__(self, name: str) -> object:
            """Build the second half, when an attribute is not there yet."""
            build_later = self.__dict__.get("_build_later")
            if build_later is not None:
                self.__dict__ = {**vars(build_later()), **self.__dict__, "_build_later": None}
            return object.__getattribute__(self, name)
