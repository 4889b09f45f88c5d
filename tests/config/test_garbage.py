"""The search for garbage is off for a while, and then as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from briefing.config.garbage import no_search_for_garbage


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("was_on", [True, False])
def test_afterwards_it_is_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    with no_search_for_garbage():
        assert not gc.isenabled()
    assert gc.isenabled() is was_on


def test_it_is_on_again_after_an_error() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="spoilt"), no_search_for_garbage():
        raise ValueError("spoilt")
    assert gc.isenabled()


def test_one_inside_another_leaves_it_off() -> None:
    gc.enable()
    with no_search_for_garbage():
        with no_search_for_garbage():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
