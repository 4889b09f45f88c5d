"""HTML that was escaped once too often: told from a text that speaks of HTML."""

from __future__ import annotations

import re

from briefing.fetch.entities import decode_references

_ALL_TAGS = re.compile(
    r"\s*<(?:p|div|h[1-6]|ul|ol|table|blockquote|a|b|i|em|strong|span|img|br|figure|section)\b[^<>]*>.*"
    r"<(?:/[a-z]{1,10}\d?|(?:br|img|hr)\b[^<>]*)>\s*",
    re.IGNORECASE | re.DOTALL,
)
_LEADS = re.compile(r"<(?:a\s[^<>]*?href|img\s[^<>]*?src)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE)
_ENDS = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|td|blockquote|a|b|i|em|strong|span|figure)\s*>|<br\s*/?>", re.IGNORECASE
)
_FEWEST_ENDS = 3  # of which a sentence about HTML has one or two
_WRAPS = re.compile(r"</?(?:html|body|article|section|div|p|span|br)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!?]")
_REFERENCE = re.compile(r"&amp;(?=(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z][a-z\d]{1,30});)", re.IGNORECASE)
_CODE = re.compile(r"<(?:code|pre|kbd|samp|tt|xmp|listing)\b", re.IGNORECASE)


def reads_as_html(text: str) -> bool:
    """Whether a text is HTML, though nothing says so: all of it stands in tags, or its tags lead or lay out."""
    if "<" not in text:
        return False
    if _ALL_TAGS.fullmatch(text) or _LEADS.search(text):
        return True
    return sum(1 for _ in _ENDS.finditer(text)) >= _FEWEST_ENDS


def decoded_once_more(html: str) -> str:
    """HTML without what was escaped twice: references, and tags where its own only wrap them.

    What shows code is left as it is, for it may speak of HTML.
    """
    if "&amp;" in html and _CODE.search(html) is None:
        html = _REFERENCE.sub("&", html)
    if "&lt;" not in html:
        return html
    inner = _WRAPS.sub("", html)
    return decode_references(html) if _TAG.search(inner) is None and reads_as_html(decode_references(inner)) else html
