"""The names of HTML's elements, and what stands in angle brackets without being one."""

from __future__ import annotations

import re

_NAMES = (
    "a abbr acronym address applet article aside audio b basefont bdi bdo big blink blockquote body br button "
    "canvas caption center cite code col dd del details dfn dir div dl dt em embed fieldset figcaption figure "
    "font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li "
    "link main map mark marquee math menu meta nav nobr noscript object ol p param picture pre q rp rt ruby s "
    "samp script section select small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr tt u ul var video wbr "
)
_INLINE_NAMES = (
    "a abbr acronym audio b basefont bdi bdo big blink button cite code del dfn em font i img input ins kbd label "
    "map mark math nobr noscript object q rp rt ruby s samp script small span strike strong style sub sup svg "
    "template time tt u var video wbr"
)
ELEMENTS = tuple(_NAMES.split())
"""In lower case; those that are no longer written as well."""

INLINE = frozenset(_INLINE_NAMES.split())
"""Those that stand within a line, and part no words."""

_KNOWN = frozenset(ELEMENTS)
_ADDRESS = re.compile(
    r"<((?:https?://|mailto:)[^\s<>\"']{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>", re.IGNORECASE
)
_WORD = re.compile(r"<(([a-zA-Z][\w.]*)(?:[,;&| ][^<>=/\n]{0,100})?)>")
_END = re.compile(r"</([a-zA-Z][\w.]*)")


def with_words_in_brackets(html: str) -> str:
    """HTML in which what no author means as a tag is text: `<https://…>`, `<ann@paper.example>`, `list<int>`.

    A name that HTML does not have is a tag only where it ends somewhere.
    """
    html = _ADDRESS.sub(r"&lt;\1&gt;", html)
    ended: set[str] | None = None

    def as_text(match: re.Match[str]) -> str:
        nonlocal ended
        name = match[2].lower()
        if name in _KNOWN:
            return match[0]
        if ended is None:
            ended = {end.lower() for end in _END.findall(html)}
        return match[0] if name in ended else f"&lt;{match[1]}&gt;"

    return _WORD.sub(as_text, html)
