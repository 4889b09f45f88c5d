"""What is pasted, as a terminal sends it: words, and never keys."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from briefing.ui.pastes import PasteGate, keep_pastes_whole

COPIED = "\x1b[200~barley \x1b[1;31mup\x1b[0m\nand q\x1b and m\x1b[201~"


def read(parts: Iterable[str]) -> list[str]:
    """The keys and the pasted words that are read of what comes in these parts, as the driver of a terminal reads."""
    keep_pastes_whole()
    parser = XTermParser()
    events = [event for part in (*parts, "") for event in parser.feed(part)]
    words = [f"<{event.text}>" if isinstance(event, Paste) else getattr(event, "key", "") for event in events]
    return [word for word in words if word]


def test_pasted_escape_characters_are_no_keys() -> None:
    assert read([f"j{COPIED}k"]) == ["j", "<barley up\nand q and m>", "k"]


def test_a_paste_may_come_in_any_parts() -> None:
    assert read(f"j{COPIED}k") == ["j", "<barley up\nand q and m>", "k"]


def test_two_pastes_and_keys_between_them_stay_in_their_order() -> None:
    assert read([f"{COPIED}\x1b[Bq{COPIED}"]) == ["<barley up\nand q and m>", "down", "q", "<barley up\nand q and m>"]


@pytest.mark.parametrize("typed", ["\x1b", "\x1b[A", "\x1b[20", "é\x1bO"])
def test_what_is_typed_waits_for_nothing(typed: str) -> None:
    assert PasteGate().pass_on(typed) == typed


def test_keys_of_the_terminal_are_read_as_before() -> None:
    parser = XTermParser()
    keep_pastes_whole()
    keys = [event.key for part in ("q\x1b[", "A", "\x1b", "") for event in parser.feed(part) if isinstance(event, Key)]
    assert keys == ["q", "up", "escape"]
