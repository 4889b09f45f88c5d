"""What a page puts over or into its story and reads like prose: dialogs, consent to cookies, boxes for newsletters."""

from __future__ import annotations

import re

from briefing.fetch.html.tree import Element

_CONSENT = re.compile(
    r"cookie|consent|gdpr|onetrust|didomi|usercentrics|tarteaucitron|qc-cmp|sp_message|cc-(?:window|banner)",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(r"newsletter|mailing-?list", re.IGNORECASE)
_BOXES = ("div", "aside", "section", "form", "dialog")
_DIALOGS = frozenset({"dialog", "alertdialog"})
_LEAST_LEFT = 0.5
_LONGEST_BOX = 1_000  # characters


def take_out_banners(root: Element) -> None:
    """Take banners out of a page, but nothing that holds its story, nor most of its text."""
    found = [
        element for element in root.iter(*_BOXES) if _is_banner(element) and not _holds(element, "article", "main")
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
    return _NEWSLETTER.search(name) is not None and _holds(element, "form", "input") and _length(element) < _LONGEST_BOX


def _holds(element: Element, *names: str) -> bool:
    return next(element.iterdescendants(*names), None) is not None


def _length(element: Element) -> int:
    return len(" ".join(element.text_content().split()))
