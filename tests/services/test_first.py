"""The later half of a desk and of a library: built once, at first need."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from briefing.services.desk import Desk
from briefing.services.first import FirstServices
from briefing.storage.library import Library


class Later:
    def __init__(self) -> None:
        self.pages, self.sync = object(), object()


def test_later_services_are_built_once_and_what_stands_in_their_place_stays() -> None:
    built: list[Later] = []

    def build() -> Later:
        built.append(Later())
        return built[-1]

    first = cast(FirstServices, type("First", (), dict.fromkeys(FirstServices._fields)))
    desk: Any = Desk(cast(Any, None), first, cast(Any, build))
    desk.sync = "ours"
    assert not built
    assert desk.pages is built[0].pages
    assert desk.sync == "ours"
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = desk.nothing_of_the_kind
    assert len(built) == 1


def test_later_repositories_are_built_once(tmp_path: Path) -> None:
    library: Any = Library(tmp_path / "library.db")
    feeds = library.feeds
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = library.nothing_of_the_kind
    assert library.feeds is feeds
    library.close()
