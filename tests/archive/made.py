"""Small archives for tests, analysed by a child that needs no model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from briefing.archive.database import open_database
from briefing.archive.folder import ArchiveFolder
from briefing.archive.partitions import Input, Kind
from briefing.archive.work import Job, analyse_partition, divide, version_here
from briefing.core.analysis import Analysis
from briefing.core.story import Story

CHILD = r"""
import json, os, re, signal, sys
from dataclasses import replace
from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Party, Resource, Span, Terms
from briefing.core.matter import Matter
from briefing.core.story import text_hash
from briefing.wire import to_wire

ACTS = {"offered": Act.OFFER, "demanded": Act.DEMAND, "rejected": Act.REJECT, "sanctioned": Act.IMPOSE}
SAID = re.compile(r"(\w+) (offered|demanded|rejected|sanctioned) (\w+) (?:over )?([^.]+?)(, maybe|, hardly)?[.]")
SIDES = {"Envoy": "Farland"}
CHANCES = {None: 0.9, ", maybe": 0.4, ", hardly": 0.1}

def analyse(title, text):
    actors, lines, resources = {}, [], {}
    for found in SAID.finditer(text):
        span = lambda group: Span(found.start(group), found.end(group))
        for group in (1, 3):
            name = found[group]
            one = actors.setdefault(name.lower(), Actor(name.lower(), name, ActorKind.STATE, (), SIDES.get(name, "")))
            actors[name.lower()] = replace(one, mentions=(*one.mentions, span(group)))
        what = found[4].split()[-1]
        at = found.end(4) - len(what)
        resources[what] = Resource(what, what, "metal", (Span(at, found.end(4)),))
        parties = [Party(found[group], found[group].lower(), span(group)) for group in (1, 3)]
        matter = Matter.SPORT if what == "football" else Matter.PUBLIC
        lines.append(
            Line(
                ACTS[found[2]], Terms(found[4], span(4)), (span(0),), *parties, resources=(what,),
                confidence=CHANCES[found[5]], matter=matter,
            )
        )
    found = (tuple(actors.values()), tuple(resources.values()), tuple(lines))
    return Analysis(*found, "1/child", text_hash(title, text), "en")

def main():
    for line in sys.stdin:
        request = json.loads(line)
        title = request.get("title", "")
        word, _, file = title.partition(" ")
        first = bool(file) and not os.path.exists(file)
        if first and word in ("kill-worker", "kill-child", "wait"):
            open(file, "w").close()
        if first and word == "kill-worker":
            os.kill(os.getppid(), signal.SIGKILL)
            os._exit(0)
        if first and word == "kill-child":
            os._exit(3)
        if first and word == "wait":
            os.close(os.open(file + ".gate", os.O_RDONLY))
        if request["kind"] == "hello":
            reply = {"ok": {"version": "1/child", "pid": os.getpid()}}
        elif title == "refuse":
            reply = {"error": "this text is\x1b[31m too odd"}
        elif title == "die":
            os._exit(3)
        else:
            reply = {"ok": to_wire(analyse(title, request["body"]["text"]))}
        print(json.dumps({"id": request["id"], **reply}), flush=True)

main()
"""
_child: dict[str, Any] = {}
exec(CHILD.replace("\nmain()\n", "\n"), _child)
COMMAND = (sys.executable, "-c", CHILD)


def analysed(story: Story | None) -> Analysis:
    """What the child finds in a story."""
    assert story is not None
    found = _child["analyse"](story.title, story.body.text)
    assert isinstance(found, Analysis)
    return found


def rows(count: int, **fields: Any) -> list[dict[str, Any]]:
    """Stories, each with an offer and a demand of their own, one a day."""
    return [
        {
            "id": f"story-{number}",
            "title": f"Talks {number}",
            "text": f"Norland offered Sudland {number} tons of zinc. Westport demanded Norland {number} carts of rye.",
            "date": f"2025-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T{number % 24:02}:00:00Z",
            "source": ("Gazette", "Herald")[number % 2],
            "link": f"https://news.example/{number}",
            **fields,
        }
        for number in range(count)
    ]


def write_lines(file: Path, stories: Iterable[Mapping[str, Any]]) -> Input:
    """An input of JSON lines."""
    file.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    return Input(file, Kind.JSON_LINES)


def job(folder: Path, stories: int = 5, **fields: Any) -> Job:
    """A run whose analysis is that of the child above."""
    return Job(folder, "none", stories=stories, command=COMMAND, **fields)


def fill(folder: Path, *inputs: Input, stories: int = 5) -> ArchiveFolder:
    """Analyse inputs in this process, without a cluster."""
    opened = ArchiveFolder(folder)
    opened.open(stories)
    work = job(folder, stories)
    work = job(folder, stories, version=version_here(work))
    for one in inputs:
        parts = divide(one, stories)
        opened.expect(one, tuple(part.key(work.version) for part in parts))
        for part in parts:
            analyse_partition(part, work)
        opened.settle(one)
    return opened


def ask(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that count, by a question in SQL."""
    with open_database(folder) as database:
        return [tuple(row.values()) for row in database.rows(sql)]
