"""The commands as scripts use them: installed program, real server on loopback, real store, real model."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.fetch import MOST_SKIPPED
from briefing.core.corrections import Corrected, Correction
from briefing.services.briefs import LAST_PRINTED
from briefing.storage.library import Library
from tests.support.made import NOON, SENTENCE, entry
from tests.support.program import ROOT, Briefing

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>
<item><title>Chad offers Niger oil</title><guid>1</guid><link>https://wire.example/1</link>
<pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate>
<description>Chad offered Niger 40,000 barrels of oil.</description></item>
<item><title>Quiet day</title><guid>2</guid><link>https://wire.example/2</link>
<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>Little happened.</description></item>
</channel></rss>"""


@pytest.fixture
def briefing(tmp_path: Path) -> Briefing:
    return Briefing(tmp_path)


def test_fetch_reports_each_feed(briefing: Briefing, feed_server: Any) -> None:
    feed_server.serve("/wire", RSS.encode(), {"Content-Type": "application/rss+xml"})
    good, bad = feed_server.url("/wire"), feed_server.url("/not-there")
    briefing.feeds.write_text(f"feeds:\n  - url: {good}\n  - url: {bad}\n    title: Broken\n")
    report = briefing.json("fetch", "--no-analysis")
    first, second = report["feeds"]
    assert report["stories_new"] == 2
    assert (first["url"], first["title"], first["state"], first["stories_new"]) == (good, "Wire", "new", 2)
    assert first["message"] is None
    assert (second["title"], second["state"], second["stories_new"]) == ("Broken", "failed", 0)
    assert "404" in second["message"]
    assert first["next"].endswith("Z")

    again = briefing.json("fetch")
    assert {feed["state"] for feed in again["feeds"]} == {"skipped"}
    assert briefing.json("fetch", "--all")["feeds"][0]["state"] == "unchanged"
    listed = briefing.json("list")
    assert [story["title"] for story in listed["stories"]] == ["Chad offers Niger oil", "Quiet day"]
    assert listed["stories"][0]["offers"] >= 1, "fetch analyses what is new"


def test_when_every_feed_fails_the_code_is_1(briefing: Briefing, feed_server: Any) -> None:
    briefing.feeds.write_text(f"feeds:\n  - url: {feed_server.url('/not-there')}\n")
    done = briefing("fetch", "--no-analysis")
    assert done.returncode == 1
    assert "404" in done.stdout


def test_quiet_says_only_what_needs_a_person(briefing: Briefing, feed_server: Any) -> None:
    feed_server.serve("/wire", RSS.encode())
    briefing.feeds.write_text(f"feeds:\n  - url: {feed_server.url('/wire')}\n")
    done = briefing("fetch", "--quiet", "--no-analysis")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    briefing.feeds.write_text("feeds:\n  - url: http://no-such-host.invalid/\n")
    for quiet in (("--quiet",), ()):
        done = briefing("fetch", *quiet, "--no-analysis")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("you seem to be offline"), "once, and not for each feed"
    done = briefing("fetch", "--no-analysis", SSL_CERT_FILE="/nowhere")
    assert "in the environment cannot be used" in done.stderr
    assert "SSL_CERT_FILE" in done.stderr


def test_many_feeds_that_are_skipped_for_one_reason_are_one_line(briefing: Briefing, feed_server: Any) -> None:
    feed_server.serve("/0", b"", {"Retry-After": "3600"}, status=429)
    feeds = [f"  - url: {feed_server.url(f'/{number}')}\n" for number in range(30)]
    briefing.settings.write_text("full_text: never\n")
    briefing.feeds.write_text(f"feeds:\n{feeds[0]}")
    briefing("fetch", "--no-analysis")
    briefing.feeds.write_text(f"feeds:\n{''.join(feeds)}")
    told = briefing("fetch", "--all", "--no-analysis").stdout.splitlines()
    assert len([line for line in told if line.startswith("skipped")]) == MOST_SKIPPED + 1
    assert f"skipped    {30 - MOST_SKIPPED} more feeds: " in told[-2]


def test_no_text_of_a_feed_steers_the_terminal(briefing: Briefing, feed_server: Any) -> None:
    tricks = (
        "\x1b]0;owned\x07",
        "\x1b[2J",
        "\x9b31m",
        "&#27;]52;c;aGk=&#7;",
        "&#x9b;2J",
        "\u202etxt.exe",
        "a\u2028b",
        "\x00",
        "\x7f",
    )
    items = "".join(
        f"<item><title>T{number} {trick}</title><author>{trick}</author><guid>{trick}{number}</guid>"
        f"<link>https://a.example/{number}{trick}</link><description>B {trick} &lt;a href='https://b.example/{trick}'>l"
        f"&lt;/a></description><category>{trick}</category></item>"
        for number, trick in enumerate(tricks)
    )
    feed = f"<rss version='2.0'><channel><title>Wire {tricks[0]}</title>{items}</channel></rss>"
    garbled = feed_server.serve("/garbled", b"", {"X-Odd": tricks[0]}, status=599)
    briefing.feeds.write_text(f"feeds:\n  - url: {feed_server.serve('/wire', feed)}\n  - url: {garbled}\n")
    assert f"{len(tricks)} new" in briefing("fetch", "--no-analysis", "--no-full-text").stdout
    stories = briefing.json("list")["stories"]
    assert len(stories) == len(tricks)
    printed = [briefing(*command).stdout for command in (("list",), ("feeds", "list"), ("show", stories[0]["id"]))]
    printed += [briefing("show", story["id"], "--format", "markdown").stdout for story in stories[1:3]]
    assert not {"\u202e", "\u2028"} & set("".join(printed)), "control characters are looked for in every output"


def test_a_feed_that_moved_for_good_is_asked_where_it_is(briefing: Briefing, feed_server: Any) -> None:
    feed_server.redirect("/old", "/new", 301)
    new = feed_server.serve("/new", RSS.encode())
    briefing.feeds.write_text(f"feeds:\n  - url: {feed_server.url('/old')}\n")
    for _ in range(4):
        briefing("fetch", "--all", "--no-analysis")
    assert (feed_server.count("/old"), feed_server.count("/new")) == (3, 4)
    listed = briefing("feeds", "list").stdout
    assert new in listed
    assert ", next in " in listed
    assert f"put that into feeds.yaml: {new}" in briefing("doctor").stdout
    (status,) = briefing.json("feeds", "list")["feeds"]
    assert (status["url"], status["moved_to"], status["stories"]) == (feed_server.url("/old"), new, 2)
    assert "/old" in briefing.feeds.read_text(), "feeds.yaml is the reader's own"


def test_no_password_is_printed(briefing: Briefing, feed_server: Any) -> None:
    feed_server.serve("/wire", RSS.replace("<title>Wire</title>", "").encode())
    address = feed_server.url("/wire")
    briefing.feeds.write_text(f"feeds:\n  - url: {address.replace('//', '//ann:secret@')}\n")
    for command in (("fetch", "--no-analysis"), ("fetch", "--all", "--no-analysis"), ("feeds", "list"), ("list",)):
        for form in ("text", "json"):
            done = briefing(*command, "--format", form)
            assert address in done.stdout or command == ("list",)
            assert "secret" not in done.stdout + done.stderr


def test_fetch_without_feeds_says_what_to_do(briefing: Briefing) -> None:
    done = briefing("fetch", "--format", "json", "--no-analysis")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"feeds": [], "stories_new": 0}
    assert "briefing feeds add" in done.stderr


def test_list_limits_and_searches(briefing: Briefing) -> None:
    briefing.store(entry("One", "Zinc."), entry("Two", "Tin."), entry("Three", "Zinc and tin."))
    assert briefing.json("list", "--limit", "2")["total"] == 3
    assert len(briefing.json("list", "--limit", "2")["stories"]) == 2
    found = briefing.json("list", "--query", "zinc -tin")
    assert [story["title"] for story in found["stories"]] == ["One"]
    assert briefing.json("list", "--query", "nothing at all") == {"stories": [], "total": 0}
    assert "no feed has “nobody” in title or address\n" in briefing("list", "--query", "-feed:nobody").stderr
    shape = found["stories"][0]
    assert set(shape) >= {"id", "title", "feed", "link", "published", "fetched", "read", "starred", "offers"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "--query", "colour:red"), "colour: is not a search word"),
        (("list", "--limit", "-1"), "'-1' is not a number of 0 or more"),
        (("list", "--limit", "many"), "'many' is not a number of 0 or more"),
        (("--demo", "list"), "--demo opens the reader"),
        (("--plain", "serve"), "--plain opens the reader; it cannot be used with 'serve'"),
        (("list", "\x1b[2Jmore"), "unrecognized arguments: [2Jmore"),
        (("fly",), "there is no command 'fly' (there are read, fetch"),
        (("lst",), "did you mean `briefing list`?"),
        (("--data-dir", "here", "ledger"), "did you mean `briefing offers`?"),
        (("version",), "did you mean `briefing --version`?"),
        (("show",), "ID"),
        (("--config", "/nonexistent/settings.yaml", "list"), "no such settings file"),
        (("list", "--feeds", "/nonexistent/feeds.yaml"), "cannot be read"),
        (("feeds", "add", "ftp://x.example"), "http or https"),
    ],
)
def test_wrong_usage_is_code_2_and_a_sentence(briefing: Briefing, arguments: tuple[str, ...], words: str) -> None:
    done = briefing(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_any_words_can_be_asked_for(briefing: Briefing) -> None:
    for words in ("\udcff\udcfe", "\x1b[2J", "\udcff zinc"):
        assert briefing("show", words).returncode == 1
        assert briefing("save", words).returncode == 1
        assert briefing.json("list", "--query", words)["stories"] == []
        assert briefing.json("offers", "--actor", words) == {"offers": [], "measures": []}
    assert briefing.json("list", "--limit", "9" * 30)["total"] == 0


def test_a_wrong_feeds_file_names_file_and_line(briefing: Briefing) -> None:
    briefing.feeds.write_text("feeds:\n  - url: https://a.example\n    colour: red\n")
    done = briefing("list")
    assert done.returncode == 2
    assert "feeds.yaml, line 3: unknown key 'colour'" in done.stderr


def test_show_as_text_json_and_markdown(briefing: Briefing) -> None:
    (story_id,) = briefing.store(entry("Zinc for Sudland"))
    shape = briefing.json("show", story_id)
    assert (shape["id"], shape["title"], shape["text"]) == (story_id, "Zinc for Sudland", SENTENCE)
    assert (shape["analysis"], shape["notes"]) == (None, [])
    assert "Norland offered" in briefing("show", story_id).stdout
    assert briefing("show", story_id, "--format", "markdown").stdout.startswith(f"---\nid: {story_id}\n")


def test_an_unknown_story_is_code_1(briefing: Briefing) -> None:
    for command in ("show", "save"):
        done = briefing(command, "nothing")
        assert done.returncode == 1
        assert "no story has the id 'nothing'" in done.stderr


def test_analyze_prints_what_the_contract_says(briefing: Briefing, tmp_path: Path) -> None:
    text = "Brazil offered Peru two million doses of vaccine on Friday.\r\n\r\nPeru rejected the offer.\n"
    shape = briefing.json("analyze", "-", text=text)
    assert shape["text"] == text.replace("\r\n", "\n")
    assert {actor["name"] for actor in shape["actors"]} >= {"Brazil", "Peru"}
    offer = next(offer for offer in shape["offers"] if offer["act"] == "offer")
    assert (offer["proposer"]["name"], offer["recipient"]["name"]) == ("Brazil", "Peru")
    for found in (offer["proposer"], offer["recipient"], offer["terms"]):
        start, end = found["span"]
        assert 0 <= start < end <= len(text)
    file = tmp_path / "two  spaces and \udcff.txt"
    file.write_text(text)
    assert "Brazil → Peru" in briefing("analyze", str(file)).stdout
    assert "| Brazil | Peru |" in briefing("analyze", "--format", "markdown", str(file)).stdout


def test_a_terminal_without_unicode(briefing: Briefing) -> None:
    text = "Brazil’s offer of zinc to Peru, said Renée 😀. Brazil offered Peru zinc."
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = briefing("analyze", "-", text=text, **ascii_only)
    assert done.stdout.isascii()
    assert "Brazil -> Peru" in done.stdout
    assert "\"Brazil's offer" in done.stdout
    briefing.store(entry("Renée’s zinc 😀"))
    done = briefing("list", "--format", "json", **ascii_only)
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["stories"][0]["title"] == "Renée’s zinc 😀"


def test_where_nothing_can_be_written(briefing: Briefing) -> None:
    nowhere = {"HOME": "/proc/nowhere", "BRIEFING_FEEDS": "", "BRIEFING_DATA_DIR": "", "BRIEFING_CONFIG": ""}
    done = briefing("analyze", "-", text="Brazil offered Peru zinc.", **nowhere)
    assert done.returncode == 0
    assert "Brazil → Peru" in done.stdout
    done = briefing("list", **nowhere)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the data folder" in done.stderr


@pytest.mark.parametrize("command", ["feeds import -", "feeds import /dev/zero", "import opml -"])
def test_what_has_no_end_is_not_waited_for(briefing: Briefing, command: str) -> None:
    shell = f"yes | {sys.executable} -m briefing --feeds {briefing.feeds} --data-dir {briefing.data} {command}"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == 1
    assert "too large for a list of feeds (10 MB)" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_streams_may_be_closed(briefing: Briefing, closed: str) -> None:
    (story_id,) = briefing.store(entry("Zinc for Sudland"))
    shell = f"{sys.executable} -m briefing --feeds {briefing.feeds} --data-dir {briefing.data} show {story_id} {closed}"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("command", ["keys", "list --format json", "completions bash", "--help", "offers --help"])
def test_output_that_cannot_be_written_is_a_sentence(briefing: Briefing, command: str) -> None:
    shell = f"{sys.executable} -m briefing --feeds {briefing.feeds} --data-dir {briefing.data} {command} >/dev/full"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
    told = "briefing: standard output cannot be written: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, told)


@pytest.mark.parametrize("command", ["save x --out", "backup", "feeds import", "import newsboat --urls", "brief --out"])
def test_nobodys_home_is_a_wrong_command_line(briefing: Briefing, command: str) -> None:
    done = briefing(*command.split(), "~nobody-of-this-name/x")
    assert done.returncode == 2
    assert "there is no such home folder" in done.stderr
    assert "Traceback" not in done.stderr


def all_spans_are_of_the_text(shape: Any) -> int:
    """The number of offers, each of which stands in the text as the contract says."""
    text = shape["text"]
    for offer in shape["offers"]:
        start, end = offer["terms"]["span"]
        assert text[start:end] == offer["terms"]["text"]
        first, *_ = offer["evidence"]
        assert first[0] <= start < end <= first[1]
    for found in shape["actors"] + shape["resources"]:
        assert all(text[start:end].strip() for start, end in found["mentions"])
    return len(shape["offers"])


def test_an_offer_that_only_the_title_tells_stands_in_the_printed_text(briefing: Briefing) -> None:
    (story_id,) = briefing.store(entry("Chad offers Niger two million tons of zinc", "More follows."))
    assert briefing("fetch").returncode == 0
    shape = briefing.json("show", story_id)
    assert shape["text"] == "More follows."
    assert shape["analysis"]["text"] == "Chad offers Niger two million tons of zinc\n\nMore follows."
    assert all_spans_are_of_the_text(shape["analysis"]) == 1
    (offer,) = shape["analysis"]["offers"]
    assert offer["proposer"]["span"] == [0, 4]


def test_a_text_with_nothing_in_it_is_a_success(briefing: Briefing) -> None:
    shape = briefing.json("analyze", "-", text="\x1b[2J\x00日本")
    assert (shape["resources"], shape["offers"]) == ([], [])


def test_a_file_that_is_not_there_is_a_sentence(briefing: Briefing) -> None:
    done = briefing("analyze", "/nonexistent/file.txt")
    assert done.returncode == 1
    assert "cannot be read" in done.stderr


def test_analyze_of_nothing_says_what_to_name(briefing: Briefing) -> None:
    done = briefing("analyze", "")
    assert done.returncode == 2
    assert "say a file, an address, or - for standard input" in done.stderr


def test_analyze_refuses_what_is_no_text_and_feeds(briefing: Briefing, tmp_path: Path) -> None:
    for name, content, words in (
        ("a.bin", bytes(range(256)) * 20, "a.bin is not a text"),
        ("a.pdf", b"%PDF-1.7 binary", "a.pdf is not a text"),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "feed.xml is a feed"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        done = briefing("analyze", str(file))
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr


def test_analyze_says_nothing_found_in_a_foreign_text(briefing: Briefing) -> None:
    text = "Die Regierung in Lima hat den Bauern in Chile eine Hilfe von drei Millionen Dollar zugesagt."
    assert "This story is in German" in briefing("analyze", "-", text=text).stdout


def test_analyze_reads_a_page(briefing: Briefing, feed_server: Any) -> None:
    words = "Ghana offered Togo a grain deal on Monday, and Togo accepted the offer within a day of talks. " * 5
    page = f"<html><head><title>Grain</title></head><body><article><h1>Grain</h1><p>{words}</p></article></body></html>"
    feed_server.serve("/page", page.encode(), {"Content-Type": "text/html"})
    shape = briefing.json("analyze", feed_server.url("/page"))
    assert shape["text"].startswith("Grain\n\nGhana offered Togo")
    assert all_spans_are_of_the_text(shape)
    assert {actor["name"] for actor in shape["actors"]} >= {"Ghana", "Togo"}


def test_save_prints_the_path_of_each_file_once(briefing: Briefing, tmp_path: Path) -> None:
    ids = briefing.store(entry("Zinc for Sudland"), entry("Tin for all", "Tin."))
    done = briefing("save", *ids, "nothing", "--query", "tin", "--out", str(tmp_path / "out"))
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [path.name for path in paths] == ["2026-11-01 zinc-for-sudland.md", "2026-11-01 tin-for-all.md"]
    assert all(path.parent == tmp_path / "out" and path.is_file() for path in paths)


def test_save_by_search_and_a_template_that_is_wrong(briefing: Briefing, tmp_path: Path) -> None:
    briefing.store(entry("Zinc for Sudland"), entry("Tin for all", "Tin."))
    done = briefing("save", "--query", "zinc", "--out", str(tmp_path / "out"))
    assert done.stdout == f"{tmp_path}/out/2026-11-01 zinc-for-sudland.md\n"
    assert briefing("save").returncode == 2
    assert briefing("save", "--query", "colour:red").returncode == 2
    template = tmp_path / "mine.md.jinja"
    template.write_text("{{ front_matter }}\n{{ nonsense }}")
    briefing.settings.write_text(f"template: {template}\n")
    done = briefing("save", "--query", "zinc")
    assert done.returncode == 2
    assert f"{template}, line 2" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["brief", "offers --new --format markdown"])
def test_what_cannot_be_written_is_not_remembered_as_read(briefing: Briefing, command: str) -> None:
    briefing.store(entry("Zinc for Sudland"))
    places = ("--feeds", str(briefing.feeds), "--data-dir", str(briefing.data), "--config", str(briefing.settings))
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with open("/dev/full", "w") as full:
        line = [sys.executable, "-m", "briefing", *places, *command.split()]
        done = subprocess.run(line, cwd=ROOT, env=env, stdout=full, stderr=subprocess.DEVNULL)
    assert done.returncode == 1
    with closing(Library(briefing.data / "briefing.db")) as library:
        assert library.reader_state.last_time(LAST_PRINTED) is None
        assert not [key for key in library.reader_state.values() if key.startswith("ledger.asked")]


def test_who_has_nothing_yet_is_told_what_to_do(briefing: Briefing, tmp_path: Path) -> None:
    assert "`briefing fetch` brings the stories" in briefing("list").stderr
    assert "briefing fetch" not in briefing("list", "--query", "zinc").stderr
    done = briefing("save", "--query", "is:starred")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "the search finds no story\n")
    (tmp_path / "mine.opml").write_text("<opml/>")
    done = briefing("feeds", "add", f"{tmp_path}/mine.opml")
    assert (done.returncode, "`briefing feeds import FILE` takes" in done.stderr) == (2, True)


def test_feeds_are_added_listed_and_removed(briefing: Briefing, feed_server: Any) -> None:
    feed_server.serve("/wire", RSS.encode(), {"Content-Type": "application/rss+xml"})
    url = feed_server.url("/wire")
    added = briefing("feeds", "add", url, "--group", "Energy")
    assert added.returncode == 0
    assert "2 stories" in added.stdout
    (feed,) = briefing.json("feeds", "list")["feeds"]
    assert (feed["url"], feed["group"], feed["state"], feed["stories"]) == (url, "Energy", "new", 2)
    assert briefing("feeds", "remove", url).returncode == 0
    assert "feeds:" in briefing.feeds.read_text()
    (left,) = briefing.json("feeds", "list")["feeds"]
    assert (left["configured"], left["stories"]) == (False, 2)
    assert len(briefing.json("list")["stories"]) == 2, "the stories stay"


def test_doctor_tells_where_things_are(briefing: Briefing) -> None:
    report = briefing.json("doctor")
    assert report["places"]["database"] == str(briefing.data / "briefing.db")
    assert report["problems"] == []
    assert "core_web_sm" in report["analysis"]


def test_names_of_ones_own_for_actors(briefing: Briefing) -> None:
    names = briefing.settings.with_name("actors.yaml")
    names.write_text("actors:\n  - {name: The Assembler, also: [Zeta Corp], kind: company}\n")
    (offer,) = briefing.json("analyze", "-", text="Zeta Corp offered Vietnam a plant.")["offers"]
    assert offer["proposer"]["name"] == "The Assembler"
    report = briefing.json("doctor")
    assert (report["places"]["actors"], report["actor_names"]) == (str(names), 2)
    names.write_text("actors:\n  - {also: [Zeta Corp]}\n")
    done = briefing("list")
    assert done.returncode == 2
    assert f"{names}:2" in done.stderr or ("line 2" in done.stderr and str(names) in done.stderr)


def test_an_empty_text_is_told(briefing: Briefing) -> None:
    done = briefing("analyze", "-", text=" \n")
    assert (done.returncode, done.stderr) == (0, "standard input is empty\n")


def test_doctor_tells_what_became_of_a_damaged_library(briefing: Briefing) -> None:
    briefing.store(entry("Zinc for Peru"))
    (briefing.data / "briefing.db").write_bytes(b"This was a library. " * 999)
    done = briefing("doctor", "--format", "json")
    (told,) = json.loads(done.stdout)["problems"]
    assert "the library was rebuilt" in told
    assert (done.returncode, told in done.stderr) == (1, False)
    assert briefing.json("doctor")["problems"] == []


def test_doctor_tells_what_does_not_work(briefing: Briefing) -> None:
    briefing.settings.write_text("model: no_such_model\n")
    briefing.feeds.write_text("feeds:\n  - url: https://a.example/rss\n    everry: 2h\n")
    briefing.settings.with_name("actors.yaml").write_text("actors: 3\n")
    done = briefing("doctor")
    assert done.returncode == 1
    told = [line.split(maxsplit=1)[1] for line in done.stdout.splitlines() if line.startswith("PROBLEM")]
    assert len(told) == 3, "one fault hides no other"
    assert told[0].startswith(f"{briefing.feeds}, line 3: ")
    assert told[1].startswith(f"{briefing.settings.with_name('actors.yaml')}, line 1: ")
    assert "no_such_model" in told[2]


@pytest.mark.parametrize("arguments", [(), ("read",), ("--demo",)])
def test_without_a_terminal_the_reader_says_so(briefing: Briefing, arguments: tuple[str, ...]) -> None:
    done = briefing(*arguments)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def test_a_data_folder_that_cannot_be_written_is_a_sentence(briefing: Briefing) -> None:
    done = briefing("list", "--data-dir", "/proc/nowhere")
    assert done.returncode == 1
    assert "/proc/nowhere" in done.stderr


def test_the_first_run_puts_the_shipped_feeds_in_place(briefing: Briefing, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "BRIEFING_DATA_DIR": str(briefing.data)}
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "feeds", "list", "--format", "json"], capture_output=True, text=True, env=env
    )
    assert len(json.loads(done.stdout)["feeds"]) >= 25
    assert (tmp_path / "home" / ".config" / "briefing" / "feeds.yaml").is_file()


def test_groups_of_the_shipped_feeds_are_chosen_in_the_shell(briefing: Briefing) -> None:
    assert briefing("feeds", "choose", BRIEFING_FEEDS="").stdout.startswith("in   Geopolitics: BBC World, ")
    assert briefing("feeds", "choose", "Cooking", BRIEFING_FEEDS="").returncode == 2
    done = briefing("feeds", "choose", "energy", "Food", BRIEFING_FEEDS="")
    assert (done.returncode, done.stdout) == (0, "17 feeds left out\n")
    plain = briefing("--plain", text="groups Energy\ngroups\n", BRIEFING_FEEDS="")
    assert "to begin with" not in plain.stdout
    assert "out  Food: " in plain.stdout
    assert briefing("feeds", "choose", "--none", BRIEFING_FEEDS="").stdout == "5 feeds left out\n"


def test_a_list_that_is_brought_takes_the_place_of_the_shipped_feeds(briefing: Briefing) -> None:
    greeting = briefing("--plain", BRIEFING_FEEDS="").stdout
    assert "25 feeds in 5 groups to begin with. The command groups chooses which stay." in greeting
    opml = "<opml><outline text='New' xmlUrl='https://new.example/rss'/></opml>"
    done = briefing("feeds", "import", "-", text=opml, BRIEFING_FEEDS="")
    assert "the 25 feeds that ship were left out" in done.stderr
    [feed] = json.loads(briefing("feeds", "list", "--format", "json", BRIEFING_FEEDS="").stdout)["feeds"]
    assert feed["url"] == "https://new.example/rss"


def test_a_reader_that_has_gone_ends_the_command_quietly(briefing: Briefing) -> None:
    briefing.store(*(entry(f"Story {number}", f"Text {number}.") for number in range(300)))
    command = f"{sys.executable} -m briefing list --limit 300 | head -1"
    env = {"PATH": os.environ["PATH"], "HOME": str(briefing.folder), "BRIEFING_DATA_DIR": str(briefing.data)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=env)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


PAGE = """<html><head><link rel="alternate" type="application/rss+xml" title="Wire » Feed" href="/rss">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments"></head><body>News</body></html>"""


def test_a_page_with_several_feeds_is_chosen_from(briefing: Briefing, feed_server: Any) -> None:
    feed_server.serve("/rss", RSS)
    page = feed_server.serve("/", PAGE, {"Content-Type": "text/html"})
    asked = briefing("feeds", "add", page)
    assert asked.returncode == 1
    assert "--pick N" in asked.stderr
    assert "1 " + feed_server.url("/rss") in asked.stderr
    assert briefing.feeds.read_text() == "feeds: []\n"
    assert briefing("feeds", "add", page, "--pick", "7").returncode == 1
    done = briefing("feeds", "add", page, "--pick", "1", "--every", "2h")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Wire: 2 stories\n"
    assert briefing.feeds.read_text() == f"feeds:\n  - url: {feed_server.url('/rss')}\n    title: Wire\n    every: 2h\n"


def test_feeds_are_renamed_and_purged(briefing: Briefing, feed_server: Any) -> None:
    url = feed_server.serve("/wire", RSS)
    briefing("feeds", "add", url)
    assert briefing("feeds", "set", "Wire", "--title", "My wire", "--full-text", "never").returncode == 0
    assert briefing("feeds", "set", "My wire", "--every", "never").returncode == 2
    assert briefing("feeds", "set", "My wire", "--group", "Energy", "--group", "Far East").returncode == 0
    shown = next(feed for feed in briefing.json("feeds", "list")["feeds"] if feed["title"] == "My wire")
    assert (shown["group"], shown["groups"]) == ("Energy", ["Energy", "Far East"])
    assert briefing("feeds", "set", "My wire", "--group", "").returncode == 0
    shown = next(feed for feed in briefing.json("feeds", "list")["feeds"] if feed["title"] == "My wire")
    assert (shown["group"], shown["groups"]) == ("", [])
    first, _ = briefing.json("list")["stories"]
    assert first["feed"] == "My wire"
    library = Library(briefing.data / "briefing.db")
    library.annotations.set_note(first["id"], "mine", NOON)
    library.close()
    asked = briefing("feeds", "remove", "My wire", "--purge")
    assert asked.returncode == 1
    assert first["id"] in asked.stderr
    assert briefing.json("list")["total"] == 2
    purged = briefing("feeds", "remove", url, "--purge", "--yes")
    assert purged.stdout == "deleted 2 stories\n"
    assert briefing.json("list")["total"] == 0


def test_lists_of_other_programs_come_in_and_go_out(briefing: Briefing, feed_server: Any) -> None:
    opml = """<opml version="2.0"><body><outline text="Trade"><outline text="Wire" type="rss"
        xmlUrl="https://me:secret@wire.example/rss" briefing:every="2h"/></outline>
        <outline text="Nothing" type="link" url="https://n.example"/></body></opml>"""
    done = briefing("feeds", "import", "-", text=opml)
    assert done.stdout == "added 1 feed, 0 were there already\n"
    assert "left out: Nothing" in done.stderr
    assert briefing("feeds", "import", feed_server.serve("/list", opml)).stdout.startswith("added 0 feeds, 1 were")
    out = briefing("feeds", "export").stdout
    assert "secret" not in out
    assert 'text="Trade"' in out
    file = str(briefing.folder / "out.opml")
    assert briefing("feeds", "export", file, "--with-logins").stdout == f"{file}\n"
    briefing.feeds.write_text("feeds: []\n")
    assert briefing("feeds", "import", file).returncode == 0
    assert "https://me:secret@wire.example/rss" in briefing.feeds.read_text()
    assert "every: 2h" in briefing.feeds.read_text()
    assert briefing("feeds", "export", file).returncode == 1  # nothing is written over
    assert briefing("feeds", "import", str(briefing.folder / "none.opml")).returncode == 1


def test_a_list_brings_no_address_of_the_own_network_unless_one_says_so(briefing: Briefing, feed_server: Any) -> None:
    inside = feed_server.serve("/reboot?confirm=1", b"")
    opml = f"""<opml version="2.0"><body><outline type="rss" xmlUrl="{inside}"/>
        <outline type="rss" xmlUrl="http://router.local/x"/></body></opml>"""
    before = briefing.feeds.read_text()
    done = briefing("feeds", "import", "-", text=opml)
    assert done.stdout == "added 0 feeds, 0 were there already\n"
    assert f"left out: {inside}: an address of a private network; add it by itself if it is yours" in done.stderr
    assert briefing.feeds.read_text() == before
    assert feed_server.count("/reboot?confirm=1") == 0
    assert briefing("import", "opml", "-", "--with-private", text=opml).stdout.startswith("added 2 feeds")


def test_keys_are_those_of_the_settings_and_clashes_are_told(briefing: Briefing) -> None:
    shown = briefing.json("keys")
    saving = {"name": "save", "keys": ["s"], "does": "save the story as Markdown", "group": "Marking and keeping"}
    assert saving in shown["keys"]
    assert shown["problems"] == []
    briefing.settings.write_text("keys:\n  save: f\n  note: [f, N]\n  dance: d\n")
    shown = briefing.json("keys", code=1)
    keys = {row["name"]: row["keys"] for row in shown["keys"]}
    assert (keys["toggle_star"], keys["save"], keys["note"]) == ([], ["f"], ["N"])
    told = briefing("keys")
    assert "'f' is given to both save and note" in told.stderr
    assert "no action called 'dance'" in told.stderr
    assert "save the story as Markdown  (save)" in told.stdout


@pytest.mark.parametrize(("shell", "words"), [("bash", "complete"), ("zsh", "#compdef briefing"), ("fish", "complete")])
def test_completions_are_made_from_the_command_line(briefing: Briefing, shell: str, words: str) -> None:
    done = briefing("completions", shell)
    assert done.returncode == 0
    assert words in done.stdout
    assert "analyze" in done.stdout
    assert "no-analysis" in done.stdout
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=done.stdout, text=True).returncode == 0


def test_doctor_tells_where_the_log_is_and_how_much_is_in_it(briefing: Briefing) -> None:
    briefing.settings.write_text("log_level: debug\n")
    report = json.loads(briefing("doctor", "--format", "json").stdout)
    assert report["places"]["log"] == str(briefing.data / "briefing.log")
    assert report["log_level"] == "debug"


def test_the_ledger(briefing: Briefing) -> None:
    (story_id,) = briefing.store(entry("Zinc", "Brazil offered Peru two million tons of zinc on Friday.", guid="z"))
    assert briefing.json("offers") == {"offers": [], "measures": []}
    assert briefing("fetch").returncode == 0
    (offer,) = briefing.json("offers", "--actor", "brazil", "--to", "Peru", "--act", "offer")["offers"]
    assert {"id", "act", "negated", "proposer", "recipient", "terms", "quantity", "resources", "stories"} <= set(offer)
    assert (offer["act"], offer["proposer"], offer["recipient"]) == ("offer", "Brazil", "Peru")
    (told,) = offer["stories"]
    assert (told["id"], told["quote"][:6]) == (story_id, "Brazil")
    text = briefing.json("show", story_id)["text"]
    assert told["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert offer["first_seen"] == offer["last_seen"] == "2026-11-01T12:00:00Z"
    assert briefing.json("offers", "--actor", "Peru") == {"offers": [], "measures": []}
    assert briefing.json("offers", "--since", "1h") == {"offers": [], "measures": []}
    assert "Brazil → Peru · offer" in briefing("offers", "--resource", "zinc").stdout
    assert "| offer | Brazil → Peru |" in briefing("offers", "--format", "markdown").stdout
    header, row = csv.reader(briefing("offers", "--format", "csv").stdout.splitlines())
    assert dict(zip(header, row, strict=True))["sha256"] == told["sha256"]
    assert briefing("offers", "--since", "soon").returncode == 2


def test_the_days_briefing_and_what_is_remembered(briefing: Briefing, tmp_path: Path) -> None:
    briefing.store(entry("Zinc", "Brazil offered Peru two million tons of zinc on Friday.", guid="z"))
    assert briefing("fetch").returncode == 0
    made = briefing.json("brief", "--since", "2026-10-31")
    assert [group["name"] for group in made["groups"]] == ["Brazil → Peru"]
    assert made["groups"][0]["offers"] == briefing.json("offers")["offers"]
    assert "flowchart LR" in briefing("brief", "--since", "2026-10-31", "--by", "resource").stdout
    page = tmp_path / "out" / "brief.html"
    assert briefing("brief", "--since", "2026-10-31", "--format", "html", "--out", str(page)).stdout == f"{page}\n"
    assert page.read_text().startswith("<!doctype html>")
    with closing(Library(briefing.data / "briefing.db")) as library:
        assert library.reader_state.last_time(LAST_PRINTED) is None, "a time of one's own is not the last one"
    first = briefing.json("brief")
    assert briefing.json("brief")["since"] == first["until"]
    library = Library(briefing.data / "briefing.db")
    library.reader_state.keep_last_time(LAST_PRINTED, datetime.now(UTC) + timedelta(days=40))
    library.close()
    made = briefing.json("brief")
    assert made["since"] < made["until"], "a clock that was set back hides nothing"
    assert briefing("brief", "--since", "soon").returncode == 2


def test_corrections_are_listed_and_exported_as_gold(briefing: Briefing, tmp_path: Path) -> None:
    assert briefing.json("corrections", "list") == {"corrections": []}
    (story_id,) = briefing.store(entry("Zinc", "Brazil offered Peru two million tons of zinc on Friday.", guid="z"))
    assert briefing("fetch").returncode == 0
    library = Library(briefing.data / "briefing.db")
    analysis = library.analyses.get(story_id)
    assert analysis is not None
    library.annotations.correct(Correction(analysis.offers[0].id, Corrected.RECIPIENT, "Chile", story=story_id), NOON)
    library.close()
    (listed,) = briefing.json("corrections", "list")["corrections"]
    assert (listed["part"], listed["value"], listed["story"]) == ("recipient", "Chile", story_id)
    assert "Chile is the recipient" in briefing("corrections", "list").stdout
    file = tmp_path / "gold.jsonl"
    assert briefing("corrections", "export", "--out", str(file)).returncode == 0
    example = json.loads(file.read_text())
    assert set(example) == {"id", "source", "text", "actors", "resources", "offers", "measures"}
    (offer,) = example["offers"]
    assert (offer["recipient"], offer["optional"], offer["act"]) == (["Chile"], False, "offer")
    assert "Brazil" in offer["proposer"]
    start, end = offer["evidence"][0]
    assert example["text"][start:end].startswith("Brazil offered")
    for out in ((), ("--out", "-")):
        assert json.loads(briefing("corrections", "export", *out).stdout) == example


def test_an_unsafe_command_is_left_out_and_the_rest_works(briefing: Briefing, feed_server: Any) -> None:
    feed_server.serve("/wire", RSS.encode(), {"Content-Type": "application/rss+xml"})
    briefing.feeds.write_text(f"feeds:\n  - url: {feed_server.url('/wire')}\n")
    with briefing.settings.open("a") as file:
        file.write("commands:\n- {name: keep, run: [sh, -c, 'touch ran; echo {title}']}\n")
        file.write("rules:\n- {query: oil, run: keep}\n")
    done = briefing("fetch", "--no-analysis")
    assert done.returncode == 0
    assert "2 new" in done.stdout
    first, second = done.stderr.splitlines()
    assert first.startswith("The command keep is left out.")
    assert """[sh, -c, 'echo "$1"', sh, "{address}"]""" in first
    assert second == "A rule runs 'keep', which was left out of your commands."
    assert not (briefing.folder / "ran").exists()
    assert first in json.loads(briefing("doctor", "--format", "json").stdout)["problems"]
    assert briefing("list").stderr.startswith(f"{first}\n")
    plain = briefing("--plain", text="list\n")
    assert plain.stderr == f"{first}\n"
    assert "2 stories." in plain.stdout
