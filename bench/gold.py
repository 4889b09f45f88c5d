"""The gold: stories written for this project, with what a careful reader finds in them (form: its README)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "gold"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SETS = ("tune", "held")
"""The first word of a file's first line: whether its stories may be read while rules are written."""

STORY_KEYS = {"id", "text", "scenes", "actors", "resources", "offers"}
ACTOR_KEYS = {"names", "kind"}
OFFER_KEYS = {"act", "negated", "proposer", "recipient", "terms", "quantity", "speaker", "quote", "optional"}

Extent = tuple[int, int]
Names = tuple[str | None, ...]


@dataclass(frozen=True)
class Named:
    """An actor or a resource: its names, the first foremost, and every place of one. `kind` is empty for goods."""

    names: tuple[str, ...]
    mentions: tuple[Extent, ...]
    kind: str = ""


@dataclass(frozen=True)
class GoldOffer:
    """One offer. Every field with several values lists what is right; None among names lets nobody be right.

    `evidence` is each place that tells it.
    """

    acts: tuple[str, ...]
    proposer: Names
    recipient: Names
    terms: tuple[str, ...]
    evidence: tuple[Extent, ...]
    negated: bool
    quantity: Names
    speaker: Names
    optional: bool


@dataclass(frozen=True)
class GoldStory:
    """One story: a text and what is in it. `group` is one of SETS."""

    id: str
    group: str
    text: str
    actors: tuple[Named, ...]
    resources: tuple[Named, ...]
    offers: tuple[GoldOffer, ...]


def load(folder: Path = FOLDER) -> list[GoldStory]:
    """All stories, by file and place. ValueError with the file or the story's id where one is not sound."""
    return [story for path in sorted(folder.glob("*.yaml")) for story in _stories(path)]


def _stories(path: Path) -> list[GoldStory]:
    text = path.read_text("utf-8")
    group = text.partition(":")[0].removeprefix("# ")
    if group not in SETS:
        raise ValueError(f"{path.name}: its first line must begin with {' or '.join(f'# {name}:' for name in SETS)}")
    return [_story(raw, group) for raw in yaml.load(text, _LOADER)]


def _story(raw: dict[str, Any], group: str) -> GoldStory:
    _only(raw, STORY_KEYS, str(raw.get("id")))
    text = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", raw["text"].strip()))
    try:
        return GoldStory(raw["id"], group, text, *_content(text, raw))
    except (KeyError, ValueError) as error:
        raise ValueError(f"{raw['id']}: {error}") from error


def _content(text: str, raw: dict[str, Any]) -> tuple[tuple[Named, ...], tuple[Named, ...], tuple[GoldOffer, ...]]:
    casts = raw.get("actors") or []
    for cast in casts:
        _only(cast, ACTOR_KEYS, "actor")
    goods = [_list(names) for names in raw.get("resources") or []]
    groups = {actor["names"][0]: tuple(actor["names"]) for actor in casts}
    scenes = [_extent(text, words) for words in raw.get("scenes") or []]
    actors = _named(text, [(tuple(a["names"]), a["kind"]) for a in casts], scenes)
    resources = _named(text, [(names, "") for names in goods])
    for named in (*actors, *resources):
        if not named.mentions:
            raise ValueError(f"{named.names[0]!r} is not in the text")
    return actors, resources, tuple(_offer(text, offer, groups) for offer in raw.get("offers") or [])


def _offer(text: str, raw: dict[str, Any], groups: dict[str, tuple[str, ...]]) -> GoldOffer:
    _only(raw, OFFER_KEYS, "offer")
    for words in (*_list(raw["terms"]), *_list(raw.get("quantity"))):
        if words is not None:
            _extent(text, words)
    return GoldOffer(
        acts=_list(raw["act"]),
        proposer=_parties(raw.get("proposer"), groups),
        recipient=_parties(raw.get("recipient"), groups),
        terms=_list(raw["terms"]),
        evidence=tuple(_extent(text, words) for words in _list(raw["quote"])),
        negated=raw.get("negated", False),
        quantity=_list(raw.get("quantity")),
        speaker=_parties(raw.get("speaker"), groups),
        optional=raw.get("optional", False),
    )


def _extent(text: str, words: str) -> Extent:
    """Where the words first stand."""
    words = " ".join(str(words).split())
    start = text.find(words)
    if start < 0:
        raise ValueError(f"{words!r} is not in the text")
    return start, start + len(words)


def _parties(raw: object, groups: dict[str, tuple[str, ...]]) -> Names:
    """Every right name: the foremost name of an actor stands for all of its names."""
    if not isinstance(raw, list):
        raw = [raw]
    return tuple(name for given in raw for name in (groups.get(given, (given,))))


def _named(text: str, groups: list[tuple[tuple[str, ...], str]], scenes: Sequence[Extent] = ()) -> tuple[Named, ...]:
    """Finds every name as whole words but in a scene; where two names cover the same words, the longer has them."""
    found = sorted(_places(text, groups), key=lambda place: (place[0] - place[1], place[0]))
    taken: list[tuple[int, int, int | None]] = [(start, end, None) for start, end in scenes]
    for start, end, group in found:
        if all(end <= other or start >= stop for other, stop, _ in taken):
            taken.append((start, end, group))
    return tuple(
        Named(names, tuple(sorted((s, e) for s, e, group in taken if group == number)), kind)
        for number, (names, kind) in enumerate(groups)
    )


def _places(text: str, groups: list[tuple[tuple[str, ...], str]]) -> Iterator[tuple[int, int, int]]:
    for number, (names, kind) in enumerate(groups):
        flags = re.NOFLAG if kind else re.IGNORECASE
        for name in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags):
                yield match.start(), match.end(), number


def _list(raw: Any) -> tuple[Any, ...]:
    if raw is None:
        return ()
    return tuple(raw) if isinstance(raw, list) else (raw,)


def _only(raw: dict[str, Any], keys: set[str], where: str) -> None:
    if extra := raw.keys() - keys:
        raise ValueError(f"{where}: unknown {', '.join(sorted(extra))}")
