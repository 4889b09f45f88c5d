"""What readability takes for the article of a page, without the cleaning that our reader of HTML does again."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from readability import Document

from briefing.fetch.html.tree import Element, is_hidden

_UNREAD = ("script", "style", "link", "noscript", "template")


def readable_html(root: Element) -> str:
    """The article as HTML; the tree stays as it is. Raises whatever the library raises on broken pages."""
    return str(_Page(root).summary(html_partial=True))


class _Page(Document):  # type: ignore[misc]
    """A page whose tree is cleaned here: the library takes a third of its time to look at every link of a page."""

    def _parse(self, source: Any) -> Element:
        """A tree that the library may change: it asks for a new one where its first try found too little."""
        root = deepcopy(source)
        self.encoding = "utf-8"
        for formula in root.xpath("//script[starts-with(@type, 'math/tex')]"):
            formula.tag = "span"
        unread = list(root.iter(*_UNREAD))
        hidden = [one for one in root.xpath("//*[@hidden or @style]") if one is not root and is_hidden(one)]
        for element in (*unread, *hidden):
            if element.getparent() is not None:
                element.drop_tree()
        for styled in root.xpath("//*[@style]"):
            del styled.attrib["style"]
        return root
