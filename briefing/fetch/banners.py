"""What a page puts over or into its story: dialogs, consent to cookies, boxes, buttons, beginnings of other stories."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from briefing.fetch.addresses import absolute
from briefing.fetch.html.leftovers import SHARE_BOXES
from briefing.fetch.html.tree import Element

_CONSENT = re.compile(
    r"cookie|consent|gdpr|onetrust|didomi|usercentrics|tarteaucitron|qc-cmp|sp_message|cc-(?:window|banner)",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(r"newsletter|mailing-?list", re.IGNORECASE)
_ABOUT_AUTHOR = re.compile(
    r"(?<![a-z])(?:(?:post|entry)[-_]?)?author[-_]?(?:box|bio|info|about|description|card|profile)|about[-_](?:the[-_])?author",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = ("div", "aside", "section", "form", "dialog", "article")
_DIALOGS = frozenset({"dialog", "alertdialog"})
_LEAST_LEFT = 0.5
_LONGEST_BOX = 1_000  # characters
_LONGEST_BUTTONS = 400


def take_out_banners(root: Element, address: str) -> None:
    """Take banners out of a page, but nothing that holds its story, nor most of its text."""
    found = [
        element
        for element in root.iter(*_BOXES)
        if (_is_teaser(element, address) if element.tag == "article" else _is_banner(element))
        and not _holds(element, "article", "main")
    ]
    if not found:
        return
    whole = left = _length(root)
    for element in found:
        length = _length(element)
        if left - length >= _LEAST_LEFT * whole and element.getroottree().getroot() is root:  # not gone with another
            element.drop_tree()
            left -= length


def _is_banner(element: Element) -> bool:
    if element.tag == "dialog" or element.get("role") in _DIALOGS or element.get("aria-modal") == "true":
        return True
    name = f"{element.get('id', '')} {element.get('class', '')}"
    if _CONSENT.search(name):  # what a story says about cookies may be named so, too, but asks nobody
        return _holds(element, "button") or next(element.iterancestors("article", "main"), None) is None
    if _NEWSLETTER.search(name):
        return _holds(element, "form", "input") and _length(element) < _LONGEST_BOX
    if SHARE_BOXES.search(name):
        return _length(element) < _LONGEST_BUTTONS
    return _ABOUT_AUTHOR.search(name) is not None and _length(element) < _LONGEST_BOX


def _is_teaser(article: Element, address: str) -> bool:
    """Whether an article inside another begins a story of another page: its heading leads there.

    A post of a live page stands so, too, but leads to itself at most.
    """
    if next(article.iterancestors("article"), None) is None or _length(article) >= _LONGEST_BOX:
        return False
    headings = list(article.iterdescendants(*_HEADINGS))
    inside = (link for heading in headings for link in heading.iterdescendants("a"))
    around = (link for heading in headings for link in heading.iterancestors("a"))
    return any(_leads_elsewhere(link, address) for link in (*inside, *around))


def _leads_elsewhere(link: Element, address: str) -> bool:
    target = absolute(link.get("href") or "", address)
    return target != "" and urlsplit(target)[1:3] != urlsplit(address)[1:3]


def _holds(element: Element, *names: str) -> bool:
    return next(element.iterdescendants(*names), None) is not None


def _length(element: Element) -> int:
    return len(" ".join(element.text_content().split()))
