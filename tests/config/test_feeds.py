from __future__ import annotations

import gc
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.config.feeds import put_default, read_feeds, shipped_feeds
from briefing.core.errors import ConfigError
from briefing.core.feed import Feed


def read(tmp_path: Path, text: str) -> tuple[Feed, ...]:
    file = tmp_path / "feeds.yaml"
    file.write_text(text, encoding="utf-8")
    return read_feeds(file)


def test_every_key(tmp_path: Path) -> None:
    (feed,) = read(
        tmp_path,
        """
feeds:
  - url: https://example.org/rss
    title: Example
    group: Energy
    every: 2h
    user_agent: Reader
    full_text: never
    max_items: 20
    user: ann
    password_command: [pass, show, "a feed"]
    trust_any_certificate: true
""",
    )
    assert feed == Feed(
        "https://example.org/rss",
        "Example",
        "Energy",
        timedelta(hours=2),
        "Reader",
        "never",
        20,
        "ann",
        ("pass", "show", "a feed"),
        True,
    )


def test_a_password_command_may_be_a_line_with_quotes(tmp_path: Path) -> None:
    (feed,) = read(tmp_path, "feeds:\n- url: https://example.org/\n  password_command: pass show 'a feed; rm x'\n")
    assert feed.password_command == ("pass", "show", "a feed; rm x")
    for wrong, words in (("pass 'open", "a quote that is not closed"), ("[]", "must name a program")):
        with pytest.raises(ConfigError, match=f"line 3: password_command (has|must).*{words[-12:]}"):
            read(tmp_path, f"feeds:\n- url: https://example.org/\n  password_command: {wrong}\n")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "feeds:\n", "feeds: []\n", "\n\n"])
def test_an_empty_file_has_no_feeds(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("feed:\n  - url: x\n", 1, "unknown key 'feed' in the file, 'feeds' may be meant"),
        ("feeds:\n  - url: https://a.org\n    titel: A\n", 3, "unknown key 'titel'"),
        ("feeds:\n  - title: A\n", 2, "needs a url"),
        ("feeds:\n  - url: ftp://a.org\n", 2, "http or https"),
        ("feeds:\n  - url: javascript:alert(1)\n", 2, "http or https"),
        ("feeds:\n  - url: https://a.org\n    every: often\n", 3, "30m, 2h or 1d"),
        ("feeds:\n  - url: https://a.org\n    every: 0h\n", 3, "30m, 2h or 1d"),
        ("feeds:\n  - url: https://a.org\n    max_items: many\n", 3, "whole number"),
        ("feeds:\n  - url: https://a.org\n    max_items: true\n", 3, "whole number"),
        ("feeds:\n  - url: https://a.org\n    full_text: perhaps\n", 3, "auto, always, never"),
        ("feeds:\n  - url: https://a.org\n    title: [1, 2]\n", 3, "title must be a text"),
        ("feeds:\n  - url: https://a.org\n    group: [a, b]\n", 3, "group is one group; `more_groups` lists further"),
        ("feeds:\n  - url: https://a.org\n    url: https://b.org\n", 3, "is twice"),
        ("feeds:\n  - url: https://a.org\n  - url: https://a.org\n", 3, "stands on line 2 already"),
        ("feeds:\n  - https://a.org\n", 2, "begins with its url, as in `- url: https:"),
        ("feeds:\n  - url:https://a.org\n", 2, "begins with its url, as in `- url: https:"),
        ("feeds:\n  - url: https://a.org\n    title:\n", 3, "title has no value; write one, or remove the line"),
        ("feeds: yes\n", 1, "must be a list"),
        ("feeds:\n  -url: https://a.org\n", 2, "begin with a dash and a space"),
        ("- a\n- b\n", 1, "begin with the line `feeds:`"),
    ],
)
def test_what_is_wrong_names_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        read(tmp_path, text)
    assert caught.value.line == line
    assert "feeds.yaml" in str(caught.value)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"\x00", b"[" * 50_000, b"a: !!python/object:os.system {}\n"])
def test_rubbish_is_a_sentence(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_bytes(raw)
    with pytest.raises(ConfigError):
        read_feeds(file)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_feeds(tmp_path / "feeds.yaml")


def test_the_feeds_that_ship_are_put_in_place_once(tmp_path: Path) -> None:
    file = tmp_path / "briefing" / "feeds.yaml"
    put_default(file)
    feeds = read_feeds(file)
    assert file.read_bytes() == shipped_feeds().read_bytes()
    assert len(feeds) >= 25
    assert {feed.group for feed in feeds} >= {"Geopolitics", "Trade", "Energy", "Minerals", "Food"}
    file.write_text("feeds: []\n")
    put_default(file)
    assert file.read_text() == "feeds: []\n"


def test_a_list_of_many_feeds_is_read_without_looking_for_garbage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.config.feeds._read_feed", lambda item: seen.append(gc.isenabled()) or Feed(str(item)))
    seen: list[bool] = []
    read(tmp_path, "feeds:\n- url: https://one.example/\n- url: https://two.example/\n")
    assert seen == [False, False]
    assert gc.isenabled()
