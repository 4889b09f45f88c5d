"""What a page says about itself: its title, author, day and site, as trafilatura finds them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any

from lxml import etree

from briefing.fetch.dates import moment_of
from briefing.fetch.html.tree import Element
from briefing.fetch.page_dates import days_as_years
from briefing.fetch.page_names import in_order

_CUES = (
    *("uthor", "yline", "username", "byl", "BBL", "channel-name", "submitted-by", "posted-by", "journalist-name"),
    *("screenname", "writer", "zuozhe", "bianji", "xiaobian"),
)
_HAS_CUE = " or ".join(f"contains(., '{cue}')" for cue in _CUES)
_PERHAPS_AUTHORS = etree.XPath(
    f"//author | //*[@class[{_HAS_CUE}] or @id[{_HAS_CUE}] or contains(@itemprop, 'author') or @rel = 'author'"
    " or @data-testid[contains(., 'Author')] or contains(@data-component, 'Byline')]"
)
"""All elements that the library may take for those that name an author, and some more."""


_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{(?:[^{}]|\{[^{}]*\}){0,400}?"name"\s*:\s*"([^"]{1,100})"')
_PUBLISHED = re.compile(r'"(?:datePublished|dateCreated)"\s*:\s*"([^"]{1,100})"')
_FREE = "isAccessibleForFree"
_ARTICLE = re.compile(r"article|posting|report", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"[T ]\d\d:\d\d")
_COMMENTS = re.compile(r"(?<!\S)(?:comments?|respond)(?![a-z])", re.IGNORECASE)
_ONE_AUTHOR_EACH = frozenset({"citation_author", "dc.creator"})
_SURNAME_FIRST = re.compile(r"[^,;\d]{2,40}, [^,;\d]{1,40}")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """As the page writes them; empty where it does not. `moment` is its date with the time of day.

    `text` is that of its one article, as it tells programs; `is_paid` that it calls an article one to be paid for.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    moment: str = ""
    site: str = ""
    publishers: tuple[str, ...] = ()
    text: str = ""
    is_paid: bool = False


def facts_of(root: Element, address: str) -> PageFacts:
    """The facts of a page; none of them is worth losing its text for. The tree stays as it is."""
    try:
        found = _library().extract_metadata(root, default_url=address)
    except Exception:  # what it raises on broken pages is its own affair
        return PageFacts()
    facts = (found.title, _named_in_parts(root) or found.author, found.date, found.sitename)
    title, author, day, site = (fact if isinstance(fact, str) else "" for fact in facts)
    moment = _moment_of(day, root) if day else ""
    return PageFacts(title, author, day, moment, site, _publishers(root), _text(root), _is_paid(root))


def _moment_of(day: str, root: Element) -> str:
    """The first moment of a day that a page tells programs, those of its publication before those of other things."""
    metas = ((f"{meta.get('property')} {meta.get('name')} {meta.get('itemprop')}", meta) for meta in root.iter("meta"))
    said = (
        *(meta.get("content") or "" for names, meta in metas if not _CHANGED.search(names)),
        *(found[1] for script in _linked_data(root) for found in _PUBLISHED.finditer(script)),
        *(time.get("datetime") or "" for time in root.iter("time")),
    )
    return next((moment for moment in said if moment.startswith(day) and _TIME_OF_DAY.match(moment, len(day))), "")


def _named_in_parts(root: Element) -> str:
    """The authors that a page gives as "Surname, Name", one in each element: the library makes two of each."""
    metas = (meta for meta in root.iter("meta") if (meta.get("name") or "").lower() in _ONE_AUTHOR_EACH)
    names = list(dict.fromkeys(meta.get("content") or "" for meta in metas))
    return in_order(names) if names and all(_SURNAME_FIRST.fullmatch(name) for name in names) else ""


def _publishers(root: Element) -> tuple[str, ...]:
    """Those whom a page calls its publishers."""
    said = (meta.get("content") or "" for meta in root.iter("meta") if (meta.get("name") or "").lower() == "publisher")
    return (*said, *(found[1] for script in _linked_data(root) for found in _PUBLISHER.finditer(script)))


def _text(root: Element) -> str:
    """The text that a page tells programs of its article; empty where it does so of several."""
    said = (node.get("articleBody") for node in _nodes(root, "articleBody"))
    texts = {text for text in said if isinstance(text, str)}
    return texts.pop() if len(texts) == 1 else ""


def _is_paid(root: Element) -> bool:
    """Whether a page calls one of its articles locked: in JSON-LD of the article itself, not of a part of it."""
    tiers = (meta.get("content") for meta in root.iter("meta") if meta.get("property") == "article:content_tier")
    return "locked" in tiers or any(
        str(node.get(_FREE)).lower().rpartition("/")[2] == "false" and _ARTICLE.search(str(node.get("@type")))
        for node in _nodes(root, _FREE)
    )


def _nodes(root: Element, key: str) -> Iterator[Mapping[str, Any]]:
    """What a page says in JSON-LD, each thing by itself, in those scripts that have this key."""
    for script in _linked_data(root):
        if f'"{key}"' in script:
            yield from _nodes_in(script)


def _nodes_in(script: str) -> Iterator[Mapping[str, Any]]:
    try:
        left = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while left:
        value = left.pop()
        if isinstance(value, dict):
            yield value
            left += value.values()
        elif isinstance(value, list):
            left += value


def _linked_data(root: Element) -> Iterator[str]:
    """What a page says in JSON-LD."""
    return (one.text or "" for one in root.iter("script") if "ld+json" in (one.get("type") or ""))


@cache
def _library() -> Any:
    """The library without what we do not read: most of its time, and dates that it reads by guessing."""
    from htmldate import extractors  # late: they are slow to import
    from trafilatura import metadata

    by_library = metadata.extract_author
    for module, name, instead in (
        (metadata, "extract_catstags", lambda *_: []),
        (metadata, "extract_license", lambda *_: None),
        (metadata, "extract_domain", lambda *_, **__: None),
        (metadata, "extract_author", lambda tree: _author(tree, by_library)),
        (extractors, "has_date_cue", lambda *_: True),  # the names of months in 200 languages take it a second
        (extractors, "_external_date", _date_in_words),
    ):
        setattr(module, name, instead)
    return metadata


def _author(tree: Element, by_library: Callable[[Element], str | None]) -> str | None:
    """The author that the library finds in those elements that may name one: it walks the whole page five times."""
    # Not one around the whole page, as of servers that keep their state in it.
    forms = {form for form in tree.iter("form") if next(form.iter("h1"), None) is None}
    perhaps = [element for element in _PERHAPS_AUTHORS(tree) if not _is_for_comments(element, forms)]
    if not perhaps:
        return None
    alone = _alone(perhaps)
    for element in alone.iter():  # the library takes what stands before figures for a name: "December" 4, 2026
        element.text = element.text and days_as_years(element.text)
        element.tail = element.tail and days_as_years(element.tail)
    return by_library(alone)


def _is_for_comments(element: Element, forms: Collection[Element]) -> bool:
    """Whether an element stands among comments, or in one of the forms that ask for name and words."""
    around = chain(
        [element], element.iterancestors("form", "div", "section", "article", "aside", "ol", "ul", "li", "p")
    )
    return any(one in forms or _COMMENTS.search(f"{one.get('class')} {one.get('id')}") for one in around)


def _alone(elements: Sequence[Element]) -> Element:
    """A tree of these elements, which come in order, and of those that they stand in, without all others."""
    whole: set[Element] = set()
    shells: dict[Element, Element] = {}
    for element in elements:
        around = list(element.iterancestors())
        if not around:
            return deepcopy(element)
        if not whole.isdisjoint(around):
            continue
        whole.add(element)
        for one, outer in zip(reversed(around), [None, *reversed(around)], strict=False):
            if one not in shells:
                shells[one] = one.makeelement(one.tag, one.attrib)
                if outer is not None:
                    shells[outer].append(shells[one])
        shells[around[0]].append(deepcopy(element))
    return shells[elements[0].getroottree().getroot()]


def _date_in_words(text: str) -> datetime | None:
    """A date as our feeds are read; the library's own reader takes seconds to begin."""
    moment = moment_of(text)
    return None if moment is None else moment.replace(tzinfo=None)
