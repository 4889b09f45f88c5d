"""actors.yaml: names of the reader's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.config.actors import ActorsFile, read_aliases
from briefing.config.places import find_places
from briefing.core.aliases import Alias
from briefing.core.analysis import ActorKind
from briefing.core.errors import ConfigError


def put(folder: Path, text: str) -> Path:
    file = folder / "actors.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_names_lead_to_the_one_that_is_wanted(tmp_path: Path) -> None:
    file = put(
        tmp_path,
        """
actors:
  - name: Foxconn
    also: [Hon Hai, Hon Hai Precision]
    kind: company
  - name: Gécamines
""",
    )
    foxconn = Alias("Foxconn", ActorKind.COMPANY)
    assert read_aliases(file) == {
        "foxconn": foxconn,
        "hon hai": foxconn,
        "hon hai precision": foxconn,
        "gécamines": Alias("Gécamines"),
    }


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "actors:\n", "actors: []\n"])
def test_a_file_may_say_nothing(tmp_path: Path, text: str) -> None:
    assert read_aliases(put(tmp_path, text)) == {}
    assert read_aliases(tmp_path / "no-such.yaml") == {}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("names: []", 1, "unknown key 'names'"),
        ("actors:\n  - also: [X]", 2, "needs a name"),
        ("actors:\n  - name: X\n    kind: planet", 3, "kind must be one of"),
        ("actors:\n  - name: X\n    also: Y", 3, "must be a list"),
        ("actors:\n  - name: X\n  - name: Y\n    also: [x]", 4, "stands on line 2 already"),
        ("actors: [", 1, "not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as raised:
        read_aliases(put(tmp_path, text))
    assert raised.value.line == line


def test_a_change_is_seen_and_a_bad_one_leaves_the_names_of_before(tmp_path: Path) -> None:
    file = put(tmp_path, "actors: [{name: A}]")
    names = ActorsFile(file)
    assert set(names.load()) == {"a"}
    put(tmp_path, "actors: [{name: A, also: [Beta]}]")
    assert set(names.current()) == {"a", "beta"}
    put(tmp_path, "actors: {")
    assert set(names.current()) == set(names.current()) == {"a", "beta"}
    (sentence,) = names.take_warnings()
    assert str(file) in sentence
    assert names.take_warnings() == ()
    file.unlink()
    assert names.current() == {}


def test_a_change_of_the_same_length_is_seen(tmp_path: Path) -> None:
    file = put(tmp_path, "actors: [{name: A}]")
    names = ActorsFile(file)
    names.load()
    put(tmp_path, "actors: [{name: B}]")
    os.utime(file, ns=(1, 1))
    assert set(names.current()) == {"b"}


def test_it_lies_beside_the_settings() -> None:
    assert find_places({"HOME": "/h"}, settings="/etc/mine.yaml").actors == Path("/etc/actors.yaml")
    assert find_places({"XDG_CONFIG_HOME": "/c"}).actors == Path("/c/briefing/actors.yaml")
