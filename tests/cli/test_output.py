"""What commands print, whatever stands in it."""

from __future__ import annotations

import json

import pytest

from briefing.cli.output import say_json


@pytest.mark.parametrize("words", ["one\x85two", "one\u2028two", "one\u2029two", "one\x0btwo", 'a\\u2028 "b"'])
def test_a_document_is_a_document_whatever_ends_a_line_in_it(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"words": words}, on_one_line=True)
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"words": words}
