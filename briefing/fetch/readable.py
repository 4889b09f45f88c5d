"""What readability takes for the article of a page, without the work that our reader of HTML does again."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from lxml import etree
from readability import Document, readability

from briefing.fetch.html.tree import Element

_KEPT_IN = etree.XPath("boolean(ancestor-or-self::pre | ancestor-or-self::code)")
_KEPT_WITH = ("main", "article", "math")
_BLOCKS = ("blockquote", "dl", "div", "img", "ol", "p", "picture", "pre", "table", "ul")
_INLINE = frozenset({"a", "b", "cite", "code", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})


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
        self._linked: dict[Element, int] = {}
        return deepcopy(source)

    def get_clean_html(self) -> str:
        return str(etree.tostring(self.html, encoding="unicode", method="html"))

    def remove_unlikely_candidates(self) -> None:
        """As the library does, but it asks each element of a page for what few of them are."""
        for element in self.html.xpath("//*[@class or @id][not(self::html or self::body)]"):
            if (
                _is_named_unlikely(element.get("class", ""), element.get("id", ""))
                and not _KEPT_IN(element)
                and next(element.iter(*_KEPT_WITH), None) is None
                and not _is_in_sentence(element)
            ):
                element.drop_tree()

    def transform_misused_divs_into_paragraphs(self) -> None:
        """As the library does, but it writes each element out to look for blocks in it."""
        for div in list(self.html.iter("div")):
            if not _holds_block(div):
                div.tag = "p"
        for div in list(self.html.iter("div")):
            self._part(div)

    def _part(self, div: Element) -> None:
        """Make paragraphs of the text and the words that stand between the blocks of an element."""
        paragraph = None
        children = list(div)
        if _is_text(div.text):
            paragraph = div.makeelement("p")
            paragraph.text, div.text = div.text, None
            div.insert(0, paragraph)
        for child in children:
            if child.tag not in _INLINE or _holds_block(child):
                paragraph = None
                continue
            if paragraph is None:
                paragraph = div.makeelement("p")
                child.addprevious(paragraph)
            paragraph.append(child)
        for child in list(div):
            if _is_text(child.tail):
                paragraph = div.makeelement("p")
                paragraph.text, child.tail = child.tail, None
                child.addnext(paragraph)
            if child.tag == "br":
                child.drop_tree()

    def get_link_density(self, elem: Element) -> float:
        """As the library does, but it measures each link once for all elements that hold it."""
        linked = 0
        for link in elem.iterdescendants("a"):
            length = self._linked.get(link)
            if length is None:
                length = self._linked[link] = readability.text_length(link)
            linked += length
        return linked / max(readability.text_length(elem), 1) if linked else 0.0


def _holds_block(element: Element) -> bool:
    return next(element.iterdescendants(*_BLOCKS), None) is not None


def _is_in_sentence(element: Element) -> bool:
    """Whether words stand beside an element on its line: a link may be named for the note that it opens."""
    before = element.getprevious()
    beside = (element.getparent().text if before is None else before.tail, element.tail)
    return element.tag in _INLINE and any(map(_says_something, filter(None, beside))) and not _holds_block(element)


def _is_text(text: str | None) -> bool:
    return text is not None and not text.isspace() and text != ""


@lru_cache(8_192)
def _is_named_unlikely(classes: str, name: str) -> bool:
    names = (*classes.split(), *name.split())
    return any(map(_is_unlikely, names)) and not any(map(_is_likely, names))


def _remembering(pattern: re.Pattern[str]) -> Any:
    """The search for a pattern that is asked for the same names again and again."""
    return lru_cache(8_192)(pattern.search)


_says_something = re.compile(r"\w").search
_is_unlikely = readability.REGEXES["unlikelyCandidatesRe"].search
_is_likely = readability.REGEXES["okMaybeItsACandidateRe"].search

# Half of what is left goes into measuring text, and into sentences for a log that nobody keeps.
readability.clean = lambda text: " ".join(text.split())
readability.describe = lambda *_: ""
for _name in ("positiveRe", "negativeRe"):
    readability.REGEXES[_name] = SimpleNamespace(search=_remembering(readability.REGEXES[_name]))
