"""What was read of a YAML file is kept beside the library, as long as the file says the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.config.feeds import read_feeds
from briefing.config.settings_file import read_settings
from briefing.config.yaml_nodes import KeptNodes
from briefing.core.errors import ConfigError

_FEEDS = """\
feeds:
  - url: https://tin.example/feed   # the first
    title: Tin & Zinc
    max_items: 0x20
    muted: yes
  - url: https://salt.example/feed
    every: 2h
"""
_ALONE = """
import sys
from pathlib import Path
from briefing.config.feeds import read_feeds
from briefing.config.yaml_nodes import KeptNodes
file, kept = map(Path, sys.argv[1:])
print(len(read_feeds(file, KeptNodes(kept))), "yaml" in sys.modules)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "feeds.yaml"
    file.write_text(_FEEDS, encoding="utf-8")
    return file


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "feeds.yaml.kept"


def test_what_was_kept_says_the_same(file: Path, kept: Path) -> None:
    first = read_feeds(file, KeptNodes(kept))
    assert kept.is_file()
    assert kept.stat().st_mode & 0o077 == 0
    again = read_feeds(file, KeptNodes(kept))
    assert first == again == read_feeds(file)
    assert (again[0].max_items, again[0].muted) == (32, True)


def test_a_file_that_is_known_needs_no_yaml(file: Path, kept: Path) -> None:
    said = [_run_alone(file, kept) for _ in range(2)]
    assert said == ["2 True", "2 False"]


def _run_alone(file: Path, kept: Path) -> str:
    command = [sys.executable, "-c", _ALONE, str(file), str(kept)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_file_that_was_edited_is_read_anew(file: Path, kept: Path) -> None:
    read_feeds(file, KeptNodes(kept))
    file.write_text(_FEEDS.replace("Zinc", "Lead"), encoding="utf-8")
    assert read_feeds(file, KeptNodes(kept))[0].title == "Tin & Lead"
    assert read_feeds(file, KeptNodes(kept))[0].title == "Tin & Lead"


@pytest.mark.parametrize("spoilt", [b"", b"{", b'{"form": 3}', b"[" * 100_000, b"\xff\xfe"])
def test_what_was_kept_and_is_spoilt_is_not_read(file: Path, kept: Path, spoilt: bytes) -> None:
    kept.write_bytes(spoilt)
    assert read_feeds(file, KeptNodes(kept)) == read_feeds(file)


def test_where_nothing_can_be_kept_the_file_is_read(file: Path, tmp_path: Path) -> None:
    assert read_feeds(file, KeptNodes(tmp_path / "nowhere" / "kept")) == read_feeds(file)


def test_an_empty_file_is_known_too(file: Path, kept: Path) -> None:
    file.write_text("# nothing yet\n", encoding="utf-8")
    assert read_feeds(file, KeptNodes(kept)) == ()
    assert KeptNodes(kept).read("# nothing yet\n") == (None,)


def test_an_error_names_its_line_from_what_was_kept(file: Path, kept: Path) -> None:
    file.write_text(_FEEDS + "    max_items: many\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"max_items must be a whole number") as raised:
            read_feeds(file, KeptNodes(kept))
        assert raised.value.line == 8
    assert kept.is_file()


def test_parts_that_stand_in_many_places_are_not_kept(tmp_path: Path) -> None:
    """Each line names the one above it nine times: as plain values they would fill the disk."""
    rows = ["a0: &a0 [tin]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    file, kept = tmp_path / "settings.yaml", tmp_path / "settings.yaml.kept"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="unknown key 'a0'"):
        read_settings(file, kept=KeptNodes(kept))
    assert not kept.exists()


def test_a_part_that_holds_itself_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("rules: &all [*all]\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        read_settings(file)
