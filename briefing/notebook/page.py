"""A story with all that stands beside it, as the text of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from briefing.core import clean, language, markup
from briefing.core.analysis import Analysis, Line
from briefing.core.annotations import NO_ANNOTATIONS, Annotations, passages, strays
from briefing.core.errors import ConfigError
from briefing.core.formatting import NOBODY, act_words, long_time, terms_and_condition, words_of
from briefing.core.json_format import time_to_json
from briefing.core.line_quantities import spell_out
from briefing.core.markup import Markup
from briefing.core.saved_file import PLAIN, Style
from briefing.core.story import Story
from briefing.core.visibility import Bounds, hidden_lines, shown_lines
from briefing.notebook import frontmatter
from briefing.notebook.filters import wiki_link
from briefing.notebook.templates import Shape, load

_NO_ORG_TAG = re.compile(r"[^\w@]")


@dataclass(frozen=True, slots=True)
class Row:
    """An offer as a row of a table; words are as the story has them, not escaped."""

    act: str
    proposer: str
    recipient: str
    terms: str
    quantity: str
    quote: str


def text_of(
    story: Story,
    analysis: Analysis | None,
    kept: Annotations = NO_ANNOTATIONS,
    *,
    saved: datetime,
    style: Style = PLAIN,
) -> str:
    """The text of the file. Raises ConfigError where the template is wrong."""
    shape = load(style)
    text = shape.fill(_values(story, analysis, kept, saved, shape, style.bounds))
    if story.id and frontmatter.story_id(text) != story.id:
        wanted = "#+briefing_id: {{ fields.id }}" if shape.ending == "org" else "{{ front_matter }}"
        raise ConfigError(f"the template must begin with {wanted}, by which a file is known again", shape.file, 1)
    return text


def ending_of(style: Style) -> str:
    """What the names of files end in, without the dot."""
    return load(style).ending


def _values(
    story: Story, analysis: Analysis | None, kept: Annotations, saved: datetime, shape: Shape, bounds: Bounds
) -> dict[str, object]:
    found = passages(analysis, kept)
    lines = () if analysis is None else shown_lines(analysis, bounds)
    offers = [line for line in lines if not line.act.is_measure]
    fields = _fields(story, analysis, kept, saved, shape.linked, len(offers))
    return {
        "front_matter": frontmatter.dump(fields),
        "fields": fields,
        "story": story,
        "title": markup.title(story, found, shape.markup) or "(no title)",
        "byline": _byline(story, shape.markup),
        "note": kept.note,
        "analysed": analysis is not None,
        "offers": [_row(story, offer) for offer in offers],
        "measures": [_row(story, line) for line in lines if line.act.is_measure],
        "no_offers": _no_offers(analysis, bounds),
        "actors": _names(analysis, "actors"),
        "resources": _names(analysis, "resources"),
        "tags": list(kept.tags),
        "org_tags": f":{':'.join(_NO_ORG_TAG.sub('_', tag) for tag in kept.tags)}:" if kept.tags else "",
        "text": "\n\n".join(markup.text(story, found, shape.markup)),
        "strays": strays(analysis, kept),
        "sources": kept.sources if len(kept.sources) > 1 else (),
        "reports": kept.reports,
        "markup": shape.markup,
    }


def _fields(
    story: Story, analysis: Analysis | None, kept: Annotations, saved: datetime, linked: bool, offers: int
) -> dict[str, object]:
    def names(of: str) -> list[str]:
        return [wiki_link(name) or name if linked else name for name in _names(analysis, of)]

    return {
        "id": story.id,
        "title": story.title,
        "source": story.source,
        "author": story.author,
        "link": clean.address(story.link) or "",
        "published": time_to_json(story.published),
        "saved": time_to_json(saved),
        "tags": list(kept.tags),
        **({"categories": list(story.categories)} if story.categories else {}),
        "actors": names("actors"),
        "resources": names("resources"),
        "offers": offers,
    }


def _names(analysis: Analysis | None, of: str) -> list[str]:
    found: Iterable[object] = () if analysis is None else getattr(analysis, of)
    return list(dict.fromkeys(str(one.name) for one in found))  # type: ignore[attr-defined]


def _row(story: Story, line: Line) -> Row:
    return Row(
        act_words(line),
        line.proposer.name if line.proposer else NOBODY,
        line.recipient.name if line.recipient else NOBODY,
        terms_and_condition(line),
        spell_out(line.quantity or ""),
        words_of(story, line.evidence[0]),
    )


def _no_offers(analysis: Analysis | None, bounds: Bounds) -> str:
    if analysis is not None and not language.is_read(analysis.language):
        return language.unread(analysis.language)
    less_sure = () if analysis is None else hidden_lines(analysis, bounds)
    if less_sure:
        return f"No line is sure enough; {len(less_sure)} less sure."
    return "No offers were found in this story."


def _byline(story: Story, made: Markup) -> str:
    day = None if story.published is None else f"{long_time(story.published)} UTC"
    said = [made.escape(clean.line(part)) for part in (story.source, story.author, day) if part]
    address = clean.address(story.link)
    return " · ".join([*said, *([made.link(made.escape(clean.host(address)), address)] if address else [])])
