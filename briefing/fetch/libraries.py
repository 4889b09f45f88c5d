"""A web page, and what the libraries for articles make of it: all read one tree, and none may change it or raise."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import lxml.html
from lxml import etree

from briefing.core.story import Body
from briefing.fetch.banners import take_out_banners
from briefing.fetch.html.blocks import tree_to_body
from briefing.fetch.html.formulas import formula_text, tex_text
from briefing.fetch.html.leftovers import describe_pictures
from briefing.fetch.html.tree import OPTIONS, Element, is_hidden, parse, without_depths
from briefing.fetch.page_facts import PageFacts, facts_of

_LONGEST = 2_500_000
_MOST_WITHIN = 0.5
_DEEPEST = 150  # the libraries recurse
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (_DEEPEST + 50)})")
_WRAPPERS = frozenset({"div", "span", "section", "font", "center", "b", "i", "u", "em", "strong", "small", "big"})
_SCRIPT = re.compile(r"<(script|style|svg)\b(?:(?!</\1).)*+", re.IGNORECASE | re.DOTALL)
_LEADS = etree.XPath(".//p[" + " or ".join(
    f"contains(concat(' ', @class), '{name}')" for name in (" lead", " standfirst", " dek", " subtitle", " intro")
) + "]")  # fmt: skip
_PERHAPS_POSTS = etree.XPath("descendant-or-self::*[@itemprop = 'text' or contains(@class, 'e-content')]")
_SHORTEST_PROSE = 80
_MOST_LINKED = 0.3
_BESIDE = ("nav", "footer", "aside", "header", "form", "li", "figure", "figcaption")
_FOR_EARS = frozenset(
    {"screen-reader-text", "sr-only", "u-sr-only", "u-visually-hidden", "visually-hidden", "visuallyhidden"}
)
"""The classes of what pages only have read aloud: "Article content", between two parts of it."""
_LONGEST_READ_ALOUD = 200  # characters
_UNREAD = ("script", "style", "link", "noscript", "template", "svg")
_PARSER = etree.HTMLParser(**OPTIONS)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))  # forms are as good
_BEGINNING = 50  # characters
_NOTHING = Body("")
_Name = tuple[str, str, Element | None]
"""The tag and the classes of an element, and the article that it stands in: some pages show the next stories, too."""

for _name in ("trafilatura", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # their warnings would be written over the screen


@dataclass(frozen=True)
class ParsedPage:
    """What a page shows, as a tree that nobody changes, its address, and what it says about itself."""

    root: Element | None
    address: str
    facts: PageFacts

    @classmethod
    def parse(cls, html: str, address: str) -> ParsedPage:
        """A page out of its source: not too large, and not nested deeper than the libraries can go."""
        if len(html) > _LONGEST:
            html = _SCRIPT.sub("", html)[:_LONGEST]
        root = parse(html, _PARSER)
        if root is not None and _TOO_DEEP(root):
            root = parse(without_depths(html, _DEEPEST, _WRAPPERS), _PARSER)
        if root is None:
            return cls(None, address, PageFacts())
        facts = facts_of(root, address)
        _leave_what_is_shown(root, address)
        return cls(root, address, facts)

    def body(self, without: frozenset[str] = frozenset()) -> Body:
        """All text of the page, but that of some elements."""
        return _NOTHING if self.root is None else tree_to_body(self.root, self.address, without)

    def prose(self) -> Sequence[str]:
        """The paragraphs of the page that read like prose, on one line each: long ones with few links."""
        return [line for _, line in self._prose]

    @cached_property
    def _prose(self) -> Sequence[tuple[Element, str]]:
        found = [] if self.root is None else self.root.iter("p", "blockquote", "pre")
        lines = ((one, " ".join(one.text_content().split())) for one in found)
        return [(one, line) for one, line in lines if len(line) >= _SHORTEST_PROSE and _is_prose(one, len(line))]

    def parts(self, text: str) -> Body:
        """The parts of an article of which the text is the smaller one: what stands in elements that are named alike.

        Advertisements cut some articles into pieces, and the libraries take some of them. Below the last of these only
        far more text is a part: less may be the foot of the page.
        """
        held, missing = dict[Element, int](), dict[Element, int]()
        above = 0  # of the missing ones
        said = "".join(text.split())
        for one, line in self._prose:
            found = "".join(line[:_BEGINNING].split()) in said
            part, kept = one.getparent(), held if found else missing
            kept[part] = kept.get(part, 0) + len(line)
            above = len(missing) if found else above
        names = {_named(part) for part in held if part.get("class")}
        within = Counter[Element]()
        for part, length in held.items():
            within.update(dict.fromkeys(part.iterancestors(), length))
        far_more = sum(missing.values()) > sum(held.values())
        around = {element for element, length in within.items() if length > _MOST_WITHIN * sum(held.values())}
        likely = islice(missing, None if far_more else above)
        chosen = {_named(part) for part in likely if part not in held and part not in around} & names
        parts = (one.getparent() for one, _ in self._prose)
        return self._together(part for part in parts if _named(part) in chosen and part not in around)

    @property
    def has_tables(self) -> bool:
        """Whether there is any table on the page."""
        return self.root is not None and next(self.root.iter("table"), None) is not None

    def posts(self) -> Body:
        """The posts of a thread, if the page marks two or more as such; the libraries often take the first for all."""
        return _NOTHING if self.root is None else self._together(filter(_is_post, _PERHAPS_POSTS(self.root)))

    def _together(self, elements: Iterable[Element]) -> Body:
        """What two or more elements hold; they come in order."""
        parts = _outermost(elements)
        if len(parts) < 2:
            return _NOTHING
        whole = lxml.html.Element("div")
        for part in parts:
            whole.append(deepcopy(part))
            whole[-1].tail = None
        return tree_to_body(whole, self.address)

    def by_trafilatura(self, wide: bool = False) -> Body:
        """What trafilatura takes for the article, for certain or, if `wide`, also what it is less sure of.

        It asks no others when in doubt: that is readability, which is asked here anyway, and rarely right then.
        """
        import trafilatura  # late: it is slow to import
        from trafilatura.htmlprocessing import convert_to_html
        from trafilatura.settings import Document

        try:
            found = trafilatura.bare_extraction(
                self.root,
                url=self.address,
                output_format="html",
                favor_recall=wide,
                favor_precision=not wide,
                fast=True,
                include_comments=False,
                include_formatting=True,
                include_tables=True,
            )
            return tree_to_body(convert_to_html(found.body), self.address) if isinstance(found, Document) else _NOTHING
        except Exception:  # what it raises on broken pages is its own affair; the page itself is still there
            return _NOTHING

    def by_readability(self) -> Body:
        """What readability takes for the article; empty where it finds none, or is not installed."""
        try:
            from briefing.fetch.readable import readable  # late, as above
        except ImportError:
            return _NOTHING
        try:
            return tree_to_body(readable(self.root), self.address)
        except Exception:
            return _NOTHING


def _named(element: Element) -> _Name:
    return element.tag, element.get("class", ""), next(element.iterancestors("article"), None)


def _is_post(element: Element) -> bool:
    return element.get("itemprop") == "text" or "e-content" in element.get("class", "").split()


def _outermost(elements: Iterable[Element]) -> list[Element]:
    """Those elements that stand in none of the others; they come in order."""
    outer: dict[Element, None] = {}
    for element in elements:
        if not any(around in outer for around in element.iterancestors()):
            outer[element] = None
    return list(outer)


def _is_prose(element: Element, length: int) -> bool:
    linked = sum(len(link.text_content()) for link in element.iterdescendants("a"))
    return linked < _MOST_LINKED * length and next(element.iterancestors(*_BESIDE), None) is None


def _is_read_aloud(element: Element) -> bool:
    """Whether an element holds a few words for screen readers only. A sign alone, as a colon, parts words."""
    names = element.get("class")
    if names is None or _FOR_EARS.isdisjoint(names.lower().split()):
        return False
    words = element.text_content()
    return len(words) < _LONGEST_READ_ALOUD and any(map(str.isalnum, words))


def _leave_what_is_shown(root: Element, address: str) -> None:
    """Take out of a page what nobody reads. It is walked, for a search by XPath takes longer."""
    hidden = list(filter(_is_read_aloud, root.iter()))
    for element in hidden:
        if (element.tail or "")[:1].isalnum():
            element.tail = f" {element.tail}"  # "4<span class=sr-only> out of </span>5"
    for element in root.iter():
        if element.get("hidden") is None and element.get("style") is None:
            continue
        if is_hidden(element):
            hidden.append(element)
        else:
            element.attrib.pop("hidden", None)  # a script of the page would do that
    for quote in root.iter("blockquote"):
        quote.attrib.pop("class", None)  # the libraries take a quoted post (`twitter-tweet`) for a button to share with
    for notes in root.iter("section", "div", "ol"):
        if "footnotes" in notes.get("class", "") or notes.get("role") == "doc-endnotes":
            notes.attrib.pop("class", None)  # nor for the foot of the page
            notes.attrib.pop("id", None)
    for header in list(root.iter("header")):
        if next(header.iterancestors("article"), None) is not None:
            for lead in reversed(_LEADS(header)):
                header.addnext(lead)
    for picture in list(root.iter("amp-img")):
        picture.tag = "img"  # the libraries know no other name
        for instead in list(picture):  # until it is loaded, or without scripts
            picture.remove(instead)
    describe_pictures(root)  # before pictures for those without scripts are gone
    for formula in list(root.iter("script")):
        if formula.get("type", "").startswith("math/tex"):
            formula.tag, formula.text = "span", tex_text(formula.text or "")
    for formula in list(root.iter("mjx-container")):
        words, rest = formula_text(formula), formula.tail
        formula.clear()
        formula.tag, formula.text, formula.tail = "span", words, rest
    for element in (*root.iter(*_UNREAD), *hidden):
        if element is not root and element.getparent() is not None:
            element.drop_tree()
    take_out_banners(root, address)
