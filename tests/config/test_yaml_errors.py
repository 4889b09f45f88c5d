"""What is no YAML is told with its line, and with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config.yaml_file import read_yaml
from briefing.core.errors import ConfigError


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"title: Gulf: the news\n", 1, "text that has a colon in it in quotation marks"),
        (b"a: b\n  c: d\n", 2, "begin keys that belong together in the same column"),
        (b"fetch:\n\tconcurrency: 3\n", 2, "with spaces, not with tabs"),
        (b"a: x\ntitle: @home\n", 2, "begins with a sign in quotation marks"),
        (b"title: *starred\n", 1, "begins with \\* in quotation marks"),
        (b"a: x\nb: 'open\nc: d\n", 2, "mark that opens here is never closed"),
        (b"a: [x,\n  y\n", 1, "bracket that opens here is never closed"),
        (b"a: [x,\n  y,\n\n", 2, "bracket that opens here or above is never closed"),
        (b"a: [x, y: z}\n", 1, "comma or a closing bracket is missing"),
        (b"a: x\nb\nc: y\n", 3, "needs a colon and a space"),
        (b"a:\n  - x\n b: y\n", 3, "begin lines that belong together in the same column"),
        (b"a: x\n---\nb: y\n", 2, "remove the line ---"),
        (b"a: x\nb: y\x00\n", 2, r"remove the character U\+0000"),
        ("a: x\nb: \xd6l\n".encode("latin-1"), 2, "not UTF-8 text; save the file in that encoding"),
        ("a: x\n".encode("utf-16"), 1, "not UTF-8 text"),
    ],
)
def test_what_is_no_yaml_says_where_and_what_to_do(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    file = tmp_path / "settings.yaml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=words) as caught:
        read_yaml(file)
    assert caught.value.line == line
