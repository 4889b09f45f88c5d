"""What commands print, whatever stands in it."""

from __future__ import annotations

import json

import pytest

from briefing.cli.output import prepare, say_json
from briefing.core.headline import Headline
from briefing.core.plaintext import headline_lines
from tests.support.made import NOON


def test_the_marks_of_a_list_are_signs_on_terminals_that_lack_them() -> None:
    prepare()
    story = Headline("s1", "Wheat", "Wire", "", NOON, NOON, starred=True, noted=True, watched=True)
    assert headline_lines(story, NOON).encode("ascii", "briefing").startswith(b"s1  *#=@ ")


@pytest.mark.parametrize("words", ["one\x85two", "one\u2028two", "one\u2029two", "one\x0btwo", 'a\\u2028 "b"'])
def test_a_document_is_a_document_whatever_ends_a_line_in_it(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"words": words}, on_one_line=True)
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"words": words}
