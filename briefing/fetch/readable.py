"""What readability takes for the article of a page, without the work that our reader of HTML does again."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from typing import Any

from lxml import etree
from readability import Document, readability

from briefing.fetch.html.tree import Element


def readable(root: Element) -> Element:
    """The article as a tree; the page's own stays as it is. Raises whatever the library raises on broken pages."""
    page = _Page(root)
    page.summary(html_partial=True)
    return page.html


class _Page(Document):  # type: ignore[misc]
    """A page that is clean already: the library takes a third of its time to look at every link of a page."""

    def _parse(self, source: Any) -> Element:
        """A tree that the library may change: it asks for a new one where its first try found too little."""
        self.encoding = "utf-8"
        return deepcopy(source)

    def get_clean_html(self) -> str:
        return str(etree.tostring(self.html, encoding="unicode", method="html"))


class _Remembering:
    """A pattern that is asked for the same names again and again."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.search = lru_cache(4_096)(pattern.search)


# Half of what is left goes into measuring text, and into sentences for a log that nobody keeps.
readability.clean = lambda text: " ".join(text.split())
readability.describe = lambda *_: ""
for _name in ("unlikelyCandidatesRe", "okMaybeItsACandidateRe", "positiveRe", "negativeRe"):
    readability.REGEXES[_name] = _Remembering(readability.REGEXES[_name])
