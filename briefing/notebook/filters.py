"""What a template may say behind a `|`."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.core import clean
from briefing.core.annotations import OtherReport, Source
from briefing.core.formatting import NOBODY
from briefing.core.markup import Markup

_PAGE_NAME = re.compile(r"[\w .,;'’&()+-]+")


def wiki_link(name: str) -> str:
    """`[[name]]`, or nothing for a name that no page can have."""
    return f"[[{clean.line(name)}]]" if name != NOBODY and _PAGE_NAME.fullmatch(name) else ""


def filters(markup: Markup, linked: bool) -> dict[str, Callable[..., str]]:
    """`escape` makes text show as it is, `cell` on one line of a table; `party` is `wiki` where names are to be links.

    `note` sets the reader's own words apart, `source` names a feed with the address it gave, `report` another story and
    whose it is.
    """

    def wiki(name: str) -> str:
        return wiki_link(name) or markup.cell(name)

    def source(shown: Source) -> str:
        return markup.link(markup.cell(shown.name), shown.link)

    def report(other: OtherReport) -> str:
        return f"{source(Source(other.title or '(no title)', other.link))} ({markup.cell(other.source)})"

    return {
        "escape": markup.escape,
        "cell": markup.cell,
        "wiki": wiki,
        "party": wiki if linked else markup.cell,
        "note": markup.note,
        "source": source,
        "report": report,
    }
