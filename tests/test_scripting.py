"""The page for scripts shows what the commands print: `python -m tests.test_scripting` writes its examples anew.

What differs from run to run, as ids, times and versions, is named in the examples by what it stands for.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.core.corrections import Corrected, Correction
from briefing.storage.library import Library
from tests.support.greader_server import GoogleReaderServer
from tests.support.program import Briefing
from tests.support.remote_reader import PASSWORD, USER
from tests.support.server import FeedServer

PAGE = Path(__file__).parents[1] / "docs" / "scripting.md"
EXAMPLE = re.compile(r"(<!-- (?P<name>\w+) -->\n```json\n).*?(\n```\n)", re.DOTALL)
RSS = """<rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>
<item><title>Oil for Niger</title><guid>1</guid><link>https://wire.example/1</link>
<pubDate>{:%a, %d %b %Y %H:%M:%S} GMT</pubDate>
<description>Chad offered Niger 40,000 barrels of oil.</description></item></channel></rss>"""
TEXT = "Norway pledged Poland gas."
WIDTH = 116
SOME_TIME, SOME_VERSION = "2026-11-03T12:00:00Z", "8/core_web_sm-3.8.0"
CHANGING = {"version": SOME_VERSION, "analysis": SOME_VERSION, "sha256": "9f2c…"}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def made(folder: Path) -> dict[str, Any]:
    """What each command prints, by its name."""
    server, briefing, reader = FeedServer(), Briefing(folder), GoogleReaderServer("freshrss")
    try:
        assert briefing("watch", "add", "chad", "from:chad").returncode == 0
        url = server.serve("/rss", RSS.format(datetime.now(UTC) - timedelta(hours=1)))
        briefing.feeds.write_text(f"feeds:\n  - url: {url}\n    group: Energy\n")
        shapes = {"fetch": briefing.json("fetch"), "list": briefing.json("list")}
        story = shapes["list"]["stories"][0]["id"]
        library = Library(briefing.data / "briefing.db")
        analysis = library.analyses.get(story)
        assert analysis is not None
        offer = analysis.offers[0].id
        library.annotations.set_note(story, "ask the port", datetime.now(UTC))
        said = Correction(offer, Corrected.RECIPIENT, "Niger", story=story)
        shapes |= {
            "show": briefing.json("show", story),
            "analyze": briefing.json("analyze", "-", text=TEXT),
            "offers": briefing.json("offers"),
            "brief": briefing.json("brief", "--since", "7d"),
            "watches": briefing.json("watch", "list"),
            "hits": briefing.json("watch", "run"),
        }
        library.annotations.correct(said, datetime.now(UTC))
        (correction,) = library.annotations.corrections()
        library.close()
        shapes |= {
            "corrections": briefing.json("corrections", "list"),
            "feeds": briefing.json("feeds", "list"),
            "keys": briefing.json("keys"),
            "doctor": briefing.json("doctor"),
        }
        shapes["keys"]["keys"] = shapes["keys"]["keys"][:1]
        address = _add_account(briefing, reader)
        shapes |= {"sync": briefing.json("sync"), "accounts": briefing.json("accounts", "list")}
        names = {
            story: "k3x9v2a",
            offer: "o7m2p4c",
            correction.id: "c5t8w1z",
            url: "https://wire.example/rss",
            address: "https://rss.example",
        }
        return {name: _steady(shape, {**names, str(folder): "/home/me"}) for name, shape in shapes.items()}
    finally:
        server.close()
        reader.close()


def _add_account(briefing: Briefing, server: GoogleReaderServer) -> str:
    """Put an account of a server with a feed into the settings; its address."""
    server.reader.publish("https://harbour.example/rss", 2, "Harbour Post")
    server.reader.subscribe("https://harbour.example/rss", group="Ports")
    (briefing.folder / "password").write_text(PASSWORD, encoding="utf-8")
    address = server.url.removesuffix("/api/greader.php")
    account = {
        "name": "home",
        "kind": "greader",
        "url": address,
        "user": USER,
        "password_command": ["cat", str(briefing.folder / "password")],
    }
    settings = briefing.settings.read_text(encoding="utf-8")
    briefing.settings.write_text(f"{settings}accounts: [{json.dumps(account)}]\n", encoding="utf-8")
    return address


def _steady(shape: Any, names: dict[str, str], key: str = "") -> Any:
    """A shape in which everything that changes from run to run has a name of its own."""
    match shape:
        case dict():
            return {name: _steady(value, names, name) for name, value in shape.items()}
        case list():
            return [_steady(value, names) for value in shape]
        case str() if key in CHANGING:
            return CHANGING[key]
        case str():
            for real, name in names.items():
                shape = shape.replace(real, name)
            return _DATE.sub(SOME_TIME[:10], _TIME.sub(SOME_TIME, shape))
        case float() if key == "confidence":
            return 0.9
        case int() if key.endswith("_bytes"):
            return 409_600
        case _:
            return shape


def written(shape: Any, indent: str = "") -> str:
    """JSON as a person would set it: what fits on a line is on one."""
    line = json.dumps(shape, ensure_ascii=False)
    if len(indent) + len(line) <= WIDTH or not isinstance(shape, dict | list) or not shape:
        return line
    inner = f"{indent}  "
    if isinstance(shape, list):
        return "[\n" + ",\n".join(f"{inner}{written(value, inner)}" for value in shape) + f"\n{indent}]"
    return "{\n" + f",\n{inner}".join(_filled(shape, inner)).join([inner, ""]) + f"\n{indent}" + "}"


def _filled(shape: dict[str, Any], indent: str) -> Iterator[str]:
    """The pairs of an object, as many on a line as fit."""
    line = ""
    for name, value in shape.items():
        pair = f"{json.dumps(name)}: {written(value, indent)}"
        if line and ("\n" in pair or len(indent) + len(line) + len(pair) > WIDTH):
            yield line
            line = pair
        else:
            line = f"{line}, {pair}" if line else pair
    yield line


def with_examples(page: str, shapes: dict[str, Any]) -> str:
    """The page with these examples in it."""
    return EXAMPLE.sub(lambda match: f"{match[1]}{written(shapes[match['name']])}{match[3]}", page)


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return made(tmp_path_factory.mktemp("scripting"))


def test_the_examples_are_what_is_printed(shapes: dict[str, Any]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = {match["name"]: match[0] for match in EXAMPLE.finditer(page)}
    assert shown.keys() == shapes.keys()
    for name, example in shown.items():
        told = json.loads(example.partition("```json\n")[2].rpartition("\n```")[0])
        real = shapes[name]
        if name == "doctor":  # of another machine
            told, real = _types(told), _types(real)
        assert _of_any_machine(told) == _of_any_machine(real), (
            f"{name}: `python -m tests.test_scripting` writes the examples anew"
        )


def _of_any_machine(shape: Any) -> Any:
    """A shape without its chances: sums of floating-point numbers differ a little between processors."""
    if isinstance(shape, dict):
        return {
            name: None if name in ("confidence", "weight") else _of_any_machine(value) for name, value in shape.items()
        }
    return [_of_any_machine(value) for value in shape] if isinstance(shape, list) else shape


def _types(shape: Any) -> Any:
    if isinstance(shape, dict):
        return {name: _types(value) for name, value in shape.items()}
    return type(shape).__name__


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("list", "--query", "nothing-like-it"), 0),
        (("offers", "--actor", "nobody"), 0),
        (("show", "nope"), 1),
        (("save", "nope"), 1),
        (("fetch", "nope"), 1),
        (("feeds", "remove", "nope"), 1),
        (("feeds", "set", "nope", "--title", "x"), 1),
        (("download", "nope"), 1),
        (("analyze", "no-such-file.txt"), 1),
        (("feeds", "set", "nope"), 2),
        (("feeds", "add", "not an address"), 2),
        (("list", "--query", "("), 2),
        (("list", "--limit", "many"), 2),
        (("offers", "--since", "soon"), 2),
        (("dance",), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_the_exit_codes_are_those_of_the_page(tmp_path: Path, command: tuple[str, ...], code: int) -> None:
    done = Briefing(tmp_path)(*command)
    assert done.returncode == code, done.stderr
    assert done.stderr or code == 0, "what is wrong is said"


def test_a_wrong_file_is_named_with_its_line(tmp_path: Path) -> None:
    briefing = Briefing(tmp_path)
    briefing.feeds.write_text("feeds:\n  - url: https://a.example/rss\n    everry: 2h\n")
    done = briefing("list")
    assert done.returncode == 2
    assert f"{briefing.feeds}, line 3: " in done.stderr


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        found = made(Path(temporary))
    PAGE.write_text(with_examples(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
