"""Entries that an aggregator passes on: whose article they are, by its own address and under its own title."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from briefing.core import clean

_REDIRECTS = tuple(
    (re.compile(rf"(?:[\w-]+\.)*{host}", re.IGNORECASE), re.compile(path), parameters)
    for host, path, parameters in (
        (r"google\.[a-z]{2,3}(?:\.[a-z]{2})?", r"/(?:url|news/url|alerts/url)", ("url", "q")),
        (r"bing\.com", r"/(?:news/)?apiclick\.aspx", ("url",)),
        (r"facebook\.com", r"/l\.php", ("u",)),
        (r"instagram\.com", r"/", ("u",)),
        (r"youtube\.com", r"/redirect", ("q",)),
        (r"reddit\.com", r"/", ("url",)),
        (r"t\.umblr\.com", r"/redirect", ("z",)),
        (r"getpocket\.com", r"/redirect", ("url",)),
        (r"duckduckgo\.com", r"/l/?", ("uddg",)),
        (r"slack-redir\.net", r"/link", ("url",)),
        (r"vk\.com", r"/away\.php", ("to",)),
    )
)
_MOST_HOPS = 3
_PAPER = re.compile(r"\s+[-–—|]\s+([^-–—|]{2,40})$")
_FEWEST_WORDS = 3
_SHORTEST_NAME = 3
_IN_ANY_NAME = frozenset({"", "the", "and", "for"})


def target_of(address: str) -> str:
    """The address that a redirect carries in itself; the address as it is where it is no such redirect."""
    for _ in range(_MOST_HOPS):
        carried = _target_of(address)
        if not carried:
            break
        address = carried
    return address


def _target_of(address: str) -> str:
    if "?" not in address:
        return ""
    parts = urlsplit(address)
    name = parts.hostname or ""  # once: it is looked for anew each time
    for host, path, parameters in _REDIRECTS:
        if host.fullmatch(name) and path.fullmatch(parts.path):
            given = parse_qs(parts.query, max_num_fields=100)
            values = (value for name in parameters for value in given.get(name, ()))
            return next((target for value in values if (target := clean.address(value))), "")
    return ""


def without_paper(title: str, source: str, host: str) -> str:
    """A title without the paper's name, which aggregators put behind it: "Oil falls - The Wire".

    `source` is the name of the paper, where the entry says it; `host` is where an aggregator's redirect leads, empty
    where there was none. A name is a paper's if it is that one, or shares a word or its initials with the host.
    """
    found = _PAPER.search(title)
    if found is None or len(title[: found.start()].split()) < _FEWEST_WORDS:
        return title
    is_paper = found[1].casefold() == source.casefold() if source else _is_named_like(host, found[1])
    return title[: found.start()] if is_paper else title


def _is_named_like(host: str, name: str) -> bool:
    words = re.findall(r"\w+", name.casefold())
    initials = "".join(word[0] for word in words)
    named = {*(word for word in words if len(word) >= _SHORTEST_NAME), "".join(words)} - _IN_ANY_NAME
    return any(word in host for word in named) or (len(words) > 1 and initials in host.split("."))
