"""Newsboat's list of feeds: a line a feed, with tags in quotes, `~` before a title and `!` before what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.core import clean
from briefing.core.address_input import feed_address, typed_addresses
from briefing.core.feed import Feed
from briefing.core.saved_search import SavedSearch
from briefing.intake.newsboat_filters import NotUnderstood, as_search

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"?|(#.*)|(\S+)')
_FEED = re.compile("feed:", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_NOT_TAKEN = {
    "query": "a saved search; type the search with / instead",
    "exec": "a program that makes a feed; none is run here",
    "filter": "a program that changes a feed; none is run here",
    "file": "a file; only feeds of the web are read",
}


@dataclass(frozen=True, slots=True)
class Urls:
    """The feeds, each once, query feeds as searches, and a sentence for each thing that was not taken over."""

    feeds: tuple[Feed, ...]
    left_out: tuple[str, ...] = ()
    searches: tuple[SavedSearch, ...] = ()


def read_urls(text: str) -> Urls:
    """The feeds of a `urls` file. The tags of a feed are its groups."""
    feeds: dict[str, Feed] = {}
    left_out: list[str] = []
    searches: list[SavedSearch] = []
    for raw in text.split("\n"):
        words = _words(raw)
        if not words:
            continue
        url = named_address(words[0])
        if url is None:
            search, problem = _search(words[0])
            searches += [search] if search else []
            left_out += [problem] if problem else []
            continue
        feeds[url] = _feed(url, words[1:], feeds.get(url, Feed(url)))
    return Urls(tuple(feeds.values()), tuple(left_out), tuple(searches))


def _feed(url: str, words: list[str], before: Feed) -> Feed:
    """The feed of a line; what lines before it said of the same feed stays."""
    title = next((clean.line(word[1:]) for word in words if word.startswith("~")), "")
    tags = (clean.line(word) for word in words if not word.startswith(("~", "!")))
    group, *more = dict.fromkeys((*before.groups, *filter(None, tags))) or ("",)
    return Feed(url, before.title or title, group, more_groups=tuple(more))


def named_address(word: str) -> str | None:
    """The address of a feed as newsboat names it, `feed:` before it or not; None where it is none of the web."""
    address = clean.address(word) or (next(iter(typed_addresses(word)), None) if _FEED.match(word) else None)
    return address and feed_address(address)


def _search(word: str) -> tuple[SavedSearch | None, str]:
    """The search of a query feed; or a sentence that says why a word is neither feed nor search."""
    scheme, _, rest = word.partition(":")
    name, colon, expression = rest.partition(":")
    name = clean.line(name, 80).strip()
    if scheme != "query" or not colon or not name:
        return None, _why(word)
    try:
        return SavedSearch(name, clean.line(as_search(expression))), ""
    except NotUnderstood as error:
        return None, f"query:{name}: its filter has a part that a search cannot express: {clean.line(str(error), 80)}"


def _words(line: str) -> list[str]:
    words = []
    for match in _WORD.finditer(line):
        if match[2]:
            break
        words.append(match[3] or _ESCAPED.sub(r"\1", match[1] or ""))
    return [word for word in words if word]


def _why(word: str) -> str:
    scheme, colon, rest = word.partition(":")
    if colon and scheme in _NOT_TAKEN:
        name = rest.partition(":")[0] if scheme == "query" else rest
        return f"{clean.line(scheme)}:{clean.line(clean.shown_address(name), 80)}: {_NOT_TAKEN[scheme]}"
    return f"{clean.line(word, 80)}: this is not a web address"
