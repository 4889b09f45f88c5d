"""The gold: stories written for this project, with what a careful reader finds in them (form: its README)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "gold"
STORY_KEYS = {"id", "text", "actors", "resources", "offers"}
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
    """One offer. Every field with several values lists what is right; None among names lets nobody be right."""

    acts: tuple[str, ...]
    proposer: Names
    recipient: Names
    terms: tuple[str, ...]
    evidence: Extent
    negated: bool
    quantity: tuple[str, ...]
    speaker: Names
    optional: bool


@dataclass(frozen=True)
class GoldStory:
    """One story: a text and what is in it."""

    id: str
    text: str
    actors: tuple[Named, ...]
    resources: tuple[Named, ...]
    offers: tuple[GoldOffer, ...]


def load(folder: Path = FOLDER) -> list[GoldStory]:
    """All stories, by file and place. ValueError with the story's id where one is not sound."""
    return [_story(raw) for path in sorted(folder.glob("*.yaml")) for raw in yaml.safe_load(path.read_text("utf-8"))]


def _story(raw: dict[str, Any]) -> GoldStory:
    _only(raw, STORY_KEYS, str(raw.get("id")))
    text = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", raw["text"].strip()))
    casts = raw.get("actors") or []
    for cast in casts:
        _only(cast, ACTOR_KEYS, raw["id"])
    goods = [_list(names) for names in raw.get("resources") or []]
    groups = {actor["names"][0]: tuple(actor["names"]) for actor in casts}
    actors = _named(text, [(tuple(a["names"]), a["kind"]) for a in casts])
    resources = _named(text, [(names, "") for names in goods])
    for named in (*actors, *resources):
        if not named.mentions:
            raise ValueError(f"{raw['id']}: {named.names[0]!r} is not in the text")
    try:
        offers = tuple(_offer(text, offer, groups) for offer in raw.get("offers") or [])
    except (KeyError, ValueError) as error:
        raise ValueError(f"{raw['id']}: {error}") from error
    return GoldStory(raw["id"], text, actors, resources, offers)


def _offer(text: str, raw: dict[str, Any], groups: dict[str, tuple[str, ...]]) -> GoldOffer:
    _only(raw, OFFER_KEYS, "offer")
    start = _find(text, raw["quote"])
    for words in (*_list(raw["terms"]), *_list(raw.get("quantity"))):
        _find(text, words)
    return GoldOffer(
        acts=_list(raw["act"]),
        proposer=_parties(raw.get("proposer"), groups),
        recipient=_parties(raw.get("recipient"), groups),
        terms=_list(raw["terms"]),
        evidence=(start, start + len(" ".join(raw["quote"].split()))),
        negated=raw.get("negated", False),
        quantity=_list(raw.get("quantity")),
        speaker=_parties(raw.get("speaker"), groups),
        optional=raw.get("optional", False),
    )


def _find(text: str, words: str) -> int:
    place = text.find(" ".join(str(words).split()))
    if place < 0:
        raise ValueError(f"{words!r} is not in the text")
    return place


def _parties(raw: object, groups: dict[str, tuple[str, ...]]) -> Names:
    """Every right name: the foremost name of an actor stands for all of its names."""
    if not isinstance(raw, list):
        raw = [raw]
    return tuple(name for given in raw for name in (groups.get(given, (given,))))


def _named(text: str, groups: list[tuple[tuple[str, ...], str]]) -> tuple[Named, ...]:
    """Finds every name as whole words; where two names cover the same words, the longer has them."""
    found = sorted(_places(text, groups), key=lambda place: (place[0] - place[1], place[0]))
    taken: list[tuple[int, int, int]] = []
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
