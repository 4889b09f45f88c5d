from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
import yaml

from briefing.config.commands import Command
from briefing.config.notices import NoticeSettings
from briefing.config.places import Places, find_places
from briefing.config.settings import FetchSettings, ReaderSettings, Settings
from briefing.config.settings_file import FETCH_SETTINGS, KEEP_SETTINGS, READER_SETTINGS, SETTINGS, read_settings
from briefing.core.errors import ConfigError
from briefing.core.notices import QuietHours
from briefing.core.pen import Pen
from briefing.core.retention import RetentionPolicy
from briefing.core.visibility import USUAL_BOUNDS


def read(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "settings.yaml"
    file.write_text(text)
    return read_settings(file)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.yaml") == Settings()
    assert Settings().reader.bounds == USUAL_BOUNDS
    with pytest.raises(ConfigError, match="no such settings"):
        read_settings(tmp_path / "settings.yaml", must_exist=True)


def test_how_notices_are_told(tmp_path: Path) -> None:
    given = read(tmp_path, 'notices: {by: terminal, run: [ntfy, "{text}"], quiet: "22:00-7:30"}')
    assert given.notices == NoticeSettings("terminal", ("ntfy", "{text}"), QuietHours(time(22), time(7, 30)))
    assert read(tmp_path, "notices: {run: [], quiet: ''}").notices == NoticeSettings()
    for wrong in ("22-7", "22:00", "25:00-07:00", "a:00-b:00", "22:0-07:00"):
        with pytest.raises(ConfigError, match="two times of the day"):
            read(tmp_path, f"notices: {{quiet: '{wrong}'}}")
    with pytest.raises(ConfigError, match="auto, desktop, terminal, none"):
        read(tmp_path, "notices: {by: pigeon}")


def test_every_setting(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        """
model: en_core_web_lg
workers: 2
save_folder: /tmp/kept
refresh_on_start: no
theme: nord
ascii: true
marks: plain
unsure_below: 0.25
hide_about: [private, sport, sport]
log_level: info
commands:
  - name: bookmark
    run: [keep, "{address}"]
    input: nothing
  - {name: page, run: [less], input: markdown, terminal: true}
keys:
  star: s
  quit: [q, ctrl+q]
keep:
  days: 90
fetch:
  concurrency: 4
  per_host: 0
  feed_seconds: 5
  total_seconds: 60
  user_agent: Mine
""",
    )
    assert settings == Settings(
        model="en_core_web_lg",
        workers=2,
        save_folder=Path("/tmp/kept"),
        log_level="info",
        keep=RetentionPolicy(days=90),
        fetch=FetchSettings(4, 0, 5, 60, "Mine"),
        reader=ReaderSettings(
            refresh_on_start=False,
            theme="nord",
            ascii=True,
            marks="plain",
            unsure_below=0.25,
            hide_about=("private", "sport"),
            commands=(
                Command("bookmark", ("keep", "{address}"), "nothing"),
                Command("page", ("less",), "markdown", True),
            ),
            keys=(("star", ("s",)), ("quit", ("q", "ctrl+q"))),
        ),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("commands: [{name: a, run: [sh, -c, 'keep \"{title}\"']}]", "would be run as code"),
        ("commands: [{name: a, run: ['{address}']}]", "would be run as code"),
        ("commands: [{name: a, run: [bash], input: text}]", "bash would run what a feed says as code"),
        ("notices: {run: [ssh, home, 'say {text}']}", "{title} and {text} would be run as code"),
    ],
)
def test_no_words_of_a_feed_become_a_program(tmp_path: Path, text: str, told: str) -> None:
    settings = read(tmp_path, f"{text}\nlog_level: debug")
    assert len(settings.problems) == 1
    assert told in settings.problems[0]
    assert "line 1" in settings.problems[0]
    assert not settings.programs
    assert settings.log_level == "debug", "the others hold"
    assert read(tmp_path, "commands: [{name: a, run: [sh, -c, 'keep \"$1\"', sh, '{title}']}]").reader.commands


def test_every_setting_has_a_reader_and_no_other() -> None:
    for table, settings in ((SETTINGS, Settings), (READER_SETTINGS, ReaderSettings), (FETCH_SETTINGS, FetchSettings)):
        assert set(table) == set(settings.__struct_fields__) - {"reader", "problems"}
    assert set(KEEP_SETTINGS) == set(RetentionPolicy.__struct_fields__)
    assert not SETTINGS.keys() & READER_SETTINGS.keys()


def test_the_page_about_settings_shows_every_key_with_its_default(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    block = page.split("```yaml\n")[1].split("```")[0]
    assert read(tmp_path, block) == Settings()
    shown = yaml.safe_load(block)
    assert set(shown) == SETTINGS.keys() | READER_SETTINGS.keys()
    assert set(shown["fetch"]) == set(FETCH_SETTINGS)
    assert set(shown["keep"]) == set(KEEP_SETTINGS)


@pytest.mark.parametrize("text", ["", "# all as usual\n", "theme:\n", "keys:\nfetch:\n"])
def test_what_is_left_empty_is_as_usual(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Settings()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("modle: x\n", 1, "unknown key 'modle'"),
        ("theme: x\nworkers: 0\n", 2, "whole number from 1"),
        ("ascii: perhaps\n", 1, "true or false"),
        ("fetch:\n  per_hots: 1\n", 2, "unknown key 'per_hots'"),
        ("fetch:\n  concurrency: 0\n", 2, "concurrency"),
        ("marks: loud\n", 1, "one of: colour, plain, contrast"),
        ("unsure_below: 2\n", 1, "from 0 to 1"),
        ("hide_about: [weather]\n", 1, "sport"),
        ("commands:\n  - name: x\n", 2, "needs run"),
        ("commands:\n  - {name: x, run: [y]}\n  - {name: x, run: [z]}\n", 3, "is twice"),
        ("commands:\n  - name: x\n    run: rm -r\n", 3, "must be a list"),
        ("keys: q\n", 1, "must be a mapping"),
        ("keep:\n  per_feed: 0500\n", 2, "per_feed is 0500, which YAML reads as 320; write it in plain figures"),
        ("keep:\n  days: 2:30\n", 2, "days is 2:30, which YAML reads as 150"),
    ],
)
def test_what_is_wrong_names_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        read(tmp_path, text)
    assert caught.value.line == line


def test_places_options_before_variables_before_xdg() -> None:
    env = {
        "HOME": "/h",
        "XDG_CONFIG_HOME": "/c",
        "XDG_DATA_HOME": "relative/is/ignored",
        "BRIEFING_CONFIG": "/v/settings.yaml",
    }
    places = find_places(env, data="/d")
    assert (str(places.feeds), str(places.settings)) == ("/c/briefing/feeds.yaml", "/v/settings.yaml")
    assert (str(places.data), str(places.database)) == ("/d", "/d/briefing.db")
    assert places.own_feeds
    assert not find_places(env, feeds="/f.yaml").own_feeds
    assert find_places(env).data == Path("~/.local/share/briefing").expanduser()


def test_pens(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("pens:\n  - {name: why, colour: red, sign: '?'}\n  - {name: fact, colour: blue}\n")
    assert read_settings(file).reader.pens == (Pen("why", "red", "?"), Pen("fact", "blue", "!"))


@pytest.mark.parametrize(
    ("pens", "words"),
    [
        ("[{name: a, colour: mauve}]", "line 1: colour must be one of: yellow"),
        ("[{name: a, colour: red, sign: '??'}]", "sign must be one character"),
        ("[{name: a}]", "a pen needs colour"),
        ("[{name: a, colour: red}, {name: a, colour: red}]", "is twice"),
        ("[]", "from 1 to 9"),
    ],
)
def test_pens_that_are_wrong(tmp_path: Path, pens: str, words: str) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(f"pens: {pens}\n")
    with pytest.raises(ConfigError, match=words):
        read_settings(file)


def test_without_a_home_folder_what_is_named_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nowhere(path: Path) -> Path:
        if path.parts[0] == "~":
            raise RuntimeError
        return path

    monkeypatch.setattr(Path, "expanduser", nowhere)
    assert find_places({}, "/f.yaml", "/s.yaml", "/d") == Places(Path("/f.yaml"), Path("/s.yaml"), Path("/d"), False)
    assert read_settings(tmp_path / "none.yaml").save_folder == Path("~/briefing")
    with pytest.raises(ConfigError, match="no home folder; say where files are with --data-dir, --feeds and --config"):
        find_places({}, "/f.yaml", "/s.yaml")


@pytest.mark.parametrize("value", ["!!int word", "2026-99-99", "!!timestamp word", "9" * 5_000])
def test_values_that_yaml_itself_stumbles_over(tmp_path: Path, value: str) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(f"theme: dark\nworkers: {value}\n")
    with pytest.raises(ConfigError, match="line 2: workers must be a whole number from 1 to 16"):
        read_settings(file)


@pytest.mark.parametrize("key", ["save_folder", "download_folder"])
def test_a_folder_without_a_name_is_not_the_one_that_the_program_runs_in(tmp_path: Path, key: str) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(f'theme: dark\n{key}: ""\n')
    with pytest.raises(ConfigError, match=f"line 2: {key} is empty"):
        read_settings(file)


def test_a_folder_in_nobodys_home_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("theme: dark\nsave_folder: ~nobody-of-this-name/x\n")
    with pytest.raises(ConfigError, match="line 2: ~nobody-of-this-name/x: there is no such home folder"):
        read_settings(file)
