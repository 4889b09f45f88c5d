"""The ledger for scripts and for those who read line by line: pictures, pages, watches."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.storage.library import Library
from tests.support.negotiations import Said, tell
from tests.support.program import environment, run

PUT = Said(
    "offer", "Norland", "Sudland", "two million tons of zinc", "Norland offered Sudland two million tons of zinc.",
    "two million tons", ("zinc",),
)  # fmt: skip
ANSWER = Said("reject", "Sudland", "Norland", "the zinc", "Sudland rejected the zinc of Norland.", resources=("zinc",))


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    library = Library(tmp_path / "data" / "briefing.db")
    for days, said in ((3, PUT), (1, ANSWER)):
        tell(library, "harbour", f"Story of {said.act}", said.quote, datetime.now(UTC) - timedelta(days=days), said)
    while library.backfill.process_batch(100):
        pass
    library.close()
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    return environment(tmp_path, TERM="dumb", COLUMNS="80")


def briefing(env: dict[str, str], *arguments: str, typed: str = "", code: int = 0) -> str:
    done = run(arguments, env, typed)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout or done.stderr


def test_pictures_in_every_format(env: dict[str, str]) -> None:
    assert "Norland  1 out, 1 in\n  → Sudland" in briefing(env, "picture", "network")
    assert "flowchart LR" in briefing(env, "picture", "network", "--format", "mermaid")
    for arguments in (("network", "--format", "graphml"), ("timeline", "norland", "sudland", "--format", "svg")):
        ET.fromstring(briefing(env, "picture", *arguments))
    shown = briefing(env, "picture", "timeline", "Norland", "Sudland")
    assert shown.index("Norland → Sudland  offer") < shown.index("Sudland → Norland  reject")
    assert "2 acts, at most 1" in briefing(env, "picture", "acts")
    assert "1 acts, at most 1" in briefing(env, "picture", "acts", "-q", "act:offer")
    assert ",quantity,2000000.0," in briefing(env, "picture", "figures", "zinc", "--format", "csv")


def test_what_cannot_be_drawn_says_why(env: dict[str, str]) -> None:
    assert "are one actor" in briefing(env, "picture", "timeline", "us", "Washington", code=2)
    assert "picture: error: the following arguments are required: KIND\n" in briefing(env, "picture", code=2)
    assert "timeline takes the names of two actors" in briefing(env, "picture", "timeline", "Norland", code=2)
    assert "acts can be text, svg, csv" in briefing(env, "picture", "acts", "--format", "graphml", code=2)
    assert "is not understood" in briefing(env, "picture", "network", "-q", "is:odd", code=2)


def test_the_ledger_is_read_line_by_line(env: dict[str, str]) -> None:
    lines = ("ledger", "go 1", "go 3", "actor sudland", "pair Norland, Sudland", "resource zinc", "since", "go 99")
    said = briefing(env, "--plain", typed="".join(f"{line}\n" for line in lines))
    assert "2 entries." in said
    assert "1.    1 d reject        Sudland → Norland" in said or "1. 1 d reject        Sudland → Norland" in said
    assert "“Sudland rejected the zinc of Norland.”" in said
    assert "Was offered  1" in said
    assert "offer (rejected)" in said
    assert "Quantity over time" in said
    assert "Nothing has this number here." in said


def test_a_number_of_the_ledger_opens_the_story(env: dict[str, str]) -> None:
    said = briefing(env, "--plain", typed="ledger act:offer\ngo 1\ngo 5\n")
    assert "Story of offer\n" in said


def test_watches_are_made_listed_and_removed(env: dict[str, str]) -> None:
    said = briefing(
        env,
        "--plain",
        typed="watch\nwatch metal: tin\nwatch metal: zinc\nwatch\nwatch metal:\nwatch x: is:odd\n"
        "watch add x act:offer\n",
    )
    assert "Watched: metal, in place of “tin”." in said
    assert "with a space behind the colon" in said
    assert said.index("There are no watches") < said.index("Watched: metal.")
    assert "metal: zinc (0 new of 2)" in said
    assert "No longer watched: metal. “watch metal: zinc” makes it again." in said
    assert "is:odd is not understood" in said


def test_a_name_that_nothing_goes_by_is_told(env: dict[str, str]) -> None:
    assert briefing(env, "offers", "watch:grain").startswith("there is no watch “grain”\n0 of 0 entries")
    assert "No feed has “mill” in title or address." in briefing(env, "--plain", typed="ledger feed:mill\nquit\n")
    assert "No story has the tag “mill”." in briefing(env, "--plain", typed="list -tag:mill\nquit\n")
    briefing(env, "watch", "add", "Überblick", "zinc")
    assert "Norland" in briefing(env, "offers", "watch:überblick")


def test_a_watch_that_replaces_another_says_what_that_was(env: dict[str, str]) -> None:
    briefing(env, "watch", "add", "metal", "tin")
    done = [run(("watch", "add", "metal", "zinc"), env) for _ in range(2)]
    assert [one.stderr for one in done] == ["replaced; it was: tin\n", ""]


def test_each_search_for_what_is_new_prints_everything_once(env: dict[str, str]) -> None:
    def told(*arguments: str) -> list[str]:
        said = json.loads(briefing(env, "offers", "--new", "--format", "json", *arguments))
        return sorted(one["act"] for one in (*said["offers"], *said["measures"]))

    assert told("from:norland") == ["offer"]
    first = told("--limit", "1")
    assert sorted(first + told("--limit", "1")) == ["offer", "reject"]
    assert told("--limit", "1") == told() == told("from:norland") == []
    assert told("from:sudland", "--limit", "1") == ["reject"]


def test_what_a_limit_leaves_out_is_said_beside_the_data(env: dict[str, str]) -> None:
    said = [run(("offers", "--format", "csv", "--limit", most), env).stderr for most in ("1", "2")]
    assert "1 of 2 entries" in said[0]
    assert "of 2 entries" not in said[1]
