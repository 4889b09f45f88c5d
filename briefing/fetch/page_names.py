"""Title and authors of a page without the name of its paper, which pages put behind the one and among the others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

_BEFORE_PAPER = re.compile(r"\s*[|｜ㅣ：]\s*|\s+[-–—·•»*]\s+")
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d")
_ANYWHERE = frozenset(["the", "die", "der", "das", "le", "la", "el", "il", "news", "online", "com", "de"])
_ADDRESS = re.compile(r"\b(?:https?|www)\b.*", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:GmbH|Inc|Ltd|LLC)\.?$", re.IGNORECASE)
_LABELS = re.compile(
    r"^(?:(?:(?:article|story|text|words|posted|written|view all posts) by|by|por|follow|aut(?:h?or|orin)\b:?"
    r"|(?:artikel|beitrag|text|(?:zeige )?alle beiträge) von|tous les articles (?:de|par))(?:\s+|$))+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:(?:last )?(?:updated|published|posted|modified)\b.*|user ?name|no author|admin)", re.IGNORECASE
)
_MOST_WORDS = 4
_SHORTEST_TITLE = 10
_MOST_OF_TITLE = 0.6
_WITH_LAND = 2  # the last two labels of most hosts: its name and its land


@dataclass(frozen=True, slots=True)
class Paper:
    """The names by which a page's paper goes: what it calls itself, its host, its publishers."""

    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, site: str, address: str, publishers: Collection[str] = ()) -> Paper:
        """The paper of a page."""
        labels = (urlsplit(address).hostname or "").removeprefix("www.").split(".")
        host, label = ".".join(labels), labels[max(0, len(labels) - _WITH_LAND)]
        names = frozenset(filter(None, map(_key, (site, *publishers, host, f"www.{host}", label))))
        return cls(names, frozenset(_words(site)) - _ANYWHERE)

    def is_called(self, name: str) -> bool:
        """Whether this is a name of the paper, or nearly so: "CBC News" for "CBC", "Welt" for "Die Welt"."""
        if _key(name) in self.names:
            return True
        words = set(_words(name))
        is_like = 0 < len(words) <= _MOST_WORDS and bool(self.words)
        return is_like and (words - _ANYWHERE == self.words or (words <= self.words and len(words) > 1))


def title_alone(title: str, paper: Paper) -> str:
    """A title without the names of the paper, and the day, that stand behind it."""
    kept = title
    while parts := list(_BEFORE_PAPER.finditer(kept)):
        name, before = kept[parts[-1].end() :], kept[: parts[-1].start()]
        if len(_key(before)) < _SHORTEST_TITLE:
            break
        if _DAY.fullmatch(name):
            kept = before
        elif paper.is_called(name):
            title = kept = before
        else:
            break
    return title


def title_shown(title: str, headings: Iterable[str]) -> str:
    """The heading that is most of a title, where a part of the site or a paper by another name stands behind it."""
    for heading in headings:
        is_most = len(_key(heading)) > max(_SHORTEST_TITLE, _MOST_OF_TITLE * len(_key(title)))
        if is_most and title.startswith(heading) and _BEFORE_PAPER.match(title, len(heading)):
            return heading
    return title


def headline(found: str, own: str, headings: Iterable[str]) -> str:
    """The title that was found for a page, or the heading that its own title begins with, where they are not the same.

    The first heading of some pages names a part of the site: "Press releases".
    """
    name, key = _key(own), _key(found)
    if not name or (key and (key in name or name in key)):
        return found
    shown = ((heading, _key(heading)) for heading in headings)
    return next((said for said, key in shown if name.startswith(key) and len(key) > _MOST_OF_TITLE * len(name)), found)


def authors_alone(authors: str, paper: Paper) -> str:
    """Authors, parted by "; ", without the paper, addresses, labels, and names that stand there twice."""
    kept: dict[str, str] = {}
    for said in authors.split("; "):
        name = name_alone(said)
        key = _key(name)
        if key and not _COMPANY.search(name) and not paper.is_called(name):
            kept[key] = max((kept.get(key, name), name), key=_how_well_written)
    return "; ".join(kept.values())


@lru_cache(maxsize=1_000)  # most entries of a feed are by few authors
def name_alone(said: str) -> str:
    """An author's name without an address and labels, as "By"; empty where it is nobody's, as "admin"."""
    name = _ADDRESS.sub("", said).strip()
    if name != said and " " not in name:  # a word before an address is a label: "Author www.ships.example"
        return ""
    name = _LABELS.sub("", name)
    return "" if _NOBODY.fullmatch(name) else name


def in_order(names: Iterable[str]) -> str:
    """Authors that are given as "Surname, Name", each in the order in which they are said."""
    turned = (" ".join(reversed([part.strip() for part in name.split(",", 1)])) for name in names)
    return "; ".join(turned)


def _how_well_written(name: str) -> tuple[bool, bool, int]:
    return " " in name, not name.isupper(), sum(letter.isupper() for letter in name)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", _without_accents(name))


def _key(name: str) -> str:
    return "".join(_words(name)).replace("_", "")


def _without_accents(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
