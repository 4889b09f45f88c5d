"""Whether a page says itself that it shows no more than the beginning of its story."""

from __future__ import annotations

from briefing.core.fulltext import sells_the_rest
from briefing.fetch.html.blocks import tree_to_body
from briefing.fetch.html.tree import Element
from briefing.fetch.libraries import ParsedPage

_FURNITURE = frozenset({"nav", "header", "footer", "aside"})


def is_beginning(page: ParsedPage) -> bool:
    """Whether a page tells programs that its story is for those who pay, or asks its readers to pay for the rest."""
    if page.facts.is_paid or page.root is None:
        return page.facts.is_paid
    text = tree_to_body(_holder(page.root), page.address, _FURNITURE).text
    return any(map(sells_the_rest, text.splitlines()))


def _holder(root: Element) -> Element:
    """Where the story stands: what asks for money elsewhere on a page may ask for other things."""
    for name in ("article", "main"):
        found = list(root.iter(name))
        if len(found) == 1:
            return found[0]
    return root
