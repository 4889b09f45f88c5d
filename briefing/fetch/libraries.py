"""A web page, and what the libraries for articles make of it: each gets a copy of one tree, and none may raise."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import lxml.html

from briefing.core.story import Body
from briefing.fetch.html import html_to_body
from briefing.fetch.html.blocks import tree_to_body
from briefing.fetch.html.tree import OPTIONS, Element, parse, without_depths

_LONGEST = 2_500_000
_DEEPEST = 150  # the libraries recurse
_TOO_DEEP = f"boolean(//*[count(ancestor::*) > {_DEEPEST + 50}])"
_WRAPPERS = frozenset({"div", "span", "section", "font", "center", "b", "i", "u", "em", "strong", "small", "big"})
_POST = "(@itemprop='text' or contains(concat(' ', @class, ' '), ' e-content '))"
_POSTS = f"//*[{_POST} and not(ancestor::*[{_POST}])]"
_SCRIPT = re.compile(r"<(script|style|svg)\b(?:(?!</\1).)*+", re.IGNORECASE | re.DOTALL)
_PARSER = lxml.html.HTMLParser(**OPTIONS)
_NOTHING = Body("")

for _name in ("trafilatura", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # their warnings would be written over the screen


@dataclass(frozen=True)
class ParsedPage:
    """A page as a tree, which nobody changes, and its address."""

    root: Element | None
    address: str

    @classmethod
    def parse(cls, html: str, address: str) -> ParsedPage:
        """A page out of its source: not too large, and not nested deeper than the libraries can go."""
        if len(html) > _LONGEST:
            html = _SCRIPT.sub("", html)[:_LONGEST]
        root = parse(html, _PARSER)
        if root is not None and root.xpath(_TOO_DEEP):
            root = parse(without_depths(html, _DEEPEST, _WRAPPERS), _PARSER)
        for streamed in () if root is None else root.xpath("//*[@hidden and starts-with(@id, 'S:')]"):
            del streamed.attrib["hidden"]  # a script of the page would do that
        return cls(root, address)

    def body(self, without: frozenset[str] = frozenset()) -> Body:
        """All text of the page, but that of some elements."""
        return _NOTHING if self.root is None else tree_to_body(self.root, self.address, without)

    def posts(self) -> Body:
        """The posts of a thread, if the page marks two or more as such; the libraries often take the first for all."""
        posts = [] if self.root is None else self.root.xpath(_POSTS)
        if len(posts) < 2:
            return _NOTHING
        thread = lxml.html.Element("div")
        for post in posts:
            thread.append(deepcopy(post))
            thread[-1].tail = None
        return tree_to_body(thread, self.address)

    def by_trafilatura(self, wide: bool = False) -> Body:
        """What trafilatura takes for the article, for certain or, if `wide`, also what it is less sure of.

        What is wide comes without what the library asks when in doubt: that is readability, which is asked here anyway.
        """
        import trafilatura  # late: it is slow to import

        try:
            found = trafilatura.extract(
                deepcopy(self.root),
                url=self.address,
                output_format="html",
                favor_precision=not wide,
                fast=wide,
                include_comments=False,
                include_formatting=True,
                include_tables=True,
            )
        except Exception:  # what it raises on broken pages is its own affair; the page itself is still there
            return _NOTHING
        return html_to_body(found, self.address) if found else _NOTHING

    def by_readability(self) -> Body:
        """What readability takes for the article; empty where it finds none, or is not installed."""
        try:
            from briefing.fetch.readable import readable_html  # late, as above
        except ImportError:
            return _NOTHING
        try:
            return html_to_body(readable_html(self.root), self.address)
        except Exception:
            return _NOTHING

    def metadata(self) -> Any:
        """What the page says about itself, as trafilatura has it; None where that cannot be read."""
        import trafilatura

        try:
            return trafilatura.extract_metadata(deepcopy(self.root), default_url=self.address)
        except Exception:  # a page's data about itself is never worth losing its text for
            return None
