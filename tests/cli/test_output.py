"""What commands print, whatever stands in it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from briefing.cli import watches
from briefing.cli.output import prepare, say_json
from briefing.core.analysis import Act
from briefing.core.errors import BriefingError
from briefing.core.headline import Headline
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.watches import Hit
from briefing.core.plaintext import headline_lines
from briefing.services.desk import Desk
from tests.support.made import NOON


def test_the_marks_of_a_list_are_signs_on_terminals_that_lack_them() -> None:
    prepare()
    story = Headline("s1", "Wheat", "Wire", "", NOON, NOON, starred=True, noted=True, watched=True)
    assert headline_lines(story, NOON).encode("ascii", "briefing").startswith(b"s1  *#=@ ")


class Ledger:
    """Has one thing to print, which may come back."""

    def __init__(self) -> None:
        row = EntryRow("e1", Act.OFFER, "wheat", NOON, NOON)
        self.taken = (Hit("grain", row, "put", NOON),)
        self.back: Sequence[Hit] = ()

    async def settle(self) -> None: ...

    async def take_unprinted(self) -> tuple[Hit, ...]:
        return self.taken

    async def put_back(self, hits: Sequence[Hit]) -> None:
        self.back = hits


@pytest.mark.parametrize("shape", ["text", "json"])
async def test_hits_that_nobody_gets_are_put_back(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise BriefingError("standard output cannot be written")

    ledger = Ledger()
    monkeypatch.setattr(watches, "flush", full)
    with pytest.raises(BriefingError):
        await watches.watch(cast(Desk, SimpleNamespace(ledger=ledger)), Namespace(action="run", format=shape))
    assert ledger.back == ledger.taken


@pytest.mark.parametrize("words", ["one\x85two", "one\u2028two", "one\u2029two", "one\x0btwo", 'a\\u2028 "b"'])
def test_a_document_is_a_document_whatever_ends_a_line_in_it(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"words": words}, on_one_line=True)
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"words": words}
