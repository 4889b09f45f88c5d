"""Stories and analyses as plain text, for commands and pipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import wrap

from briefing.core import language, why
from briefing.core.analysis import Act, Actor, Analysis, Line, Resource
from briefing.core.formatting import (
    ARROW,
    age,
    counted,
    long_time,
    more_reports,
    parties_line,
    terms_and_condition,
    words_of,
)
from briefing.core.headline import Headline
from briefing.core.line_quantities import spell_out
from briefing.core.story import Block, BlockKind, Body, Story
from briefing.core.visibility import USUAL_BOUNDS, Bounds, hidden_lines, shown_lines

WIDTH = 80
BULLET = "-"
NO_SURE_LINE = "no line is sure enough"


def headline_lines(headline: Headline, now: datetime, arrow: str = ARROW) -> str:
    """A story of a list: id, marks, age and title; then source, and where searched words stand or the main offer."""
    signs = ((not headline.read, "●"), (headline.starred, "★"), (headline.noted, "✎"), (headline.watched, "◉"))
    marks = "".join(sign if is_so else " " for is_so, sign in signs)
    when = headline.published or headline.fetched
    first = f"{headline.id}  {marks} {age(when, now):>4}  {headline.title}"
    found = " ".join(headline.hit.split()) or headline.line_words.replace(ARROW, arrow)
    more = more_reports(headline.cluster)
    second = " · ".join(part for part in (headline.source, more, found) if part)
    return f"{first}\n{'':20}{second}"


def story_text(
    story: Story, analysis: Analysis | None, note: str, arrow: str = ARROW, bounds: Bounds = USUAL_BOUNDS
) -> str:
    """A story with its note and its lines; those that are less sure stand behind the others."""
    day = "" if story.published is None else f"{long_time(story.published)} UTC"
    parts = [
        story.title,
        " · ".join(part for part in (story.source, story.author, day, story.link) if part),
        *([f"Categories: {', '.join(story.categories)}"] if story.categories else []),
        *(_block_text(story.body, block) for block in story.body.blocks),
    ]
    if note:
        parts.append("Note\n" + _wrap(note))
    parts.append("not analysed yet" if analysis is None else analysis_text(story, analysis, arrow, bounds))
    return "\n\n".join(parts)


def _block_text(body: Body, block: Block) -> str:
    """A block as it reads without any style: items have their sign, struck-out words are between tildes."""
    words, position = "", block.start
    for start, end in block.struck:
        words += f"{body.text[position:start]}~~{body.text[start:end]}~~"
        position = end
    words += body.text[position : block.end]
    if block.kind is BlockKind.CODE:
        return words
    sign = f"{block.label or BULLET} " if block.kind is BlockKind.ITEM else ""
    indent = "  " * (max(block.level, 1) - 1) if sign else ""
    return indent + sign + _wrap(words, indent + " " * len(sign)).lstrip()


def analysis_text(story: Story, analysis: Analysis, arrow: str = ARROW, bounds: Bounds = USUAL_BOUNDS) -> str:
    """Who proposed what to whom, measures, and what is less sure; then the actors and resources.

    Or why there is none of that.
    """
    if not language.is_read(analysis.language):
        return language.unread(analysis.language)
    shown, less_sure = shown_lines(analysis, bounds), hidden_lines(analysis, bounds)
    offers = [line for line in shown if not line.act.is_measure]
    measures = [line for line in shown if line.act.is_measure]
    none = NO_SURE_LINE if less_sure else "no offers were found"
    parts = ["WHO PROPOSED WHAT TO WHOM\n" + ("\n".join(_lines(story, offers, arrow)) or none)]
    if measures:
        parts.append("MEASURES\n" + "\n".join(_lines(story, measures, arrow)))
    if less_sure:
        parts.append("LESS SURE\n" + "\n".join(_lines(story, less_sure, arrow)))
    if analysis.actors:
        parts.append("ACTORS\n" + "\n".join(map(_mention_count, analysis.actors)))
    if analysis.resources:
        parts.append("RESOURCES\n" + "\n".join(map(_mention_count, analysis.resources)))
    if analysis.problems:
        parts.append("NOT READ\n" + "\n".join(_wrap(problem, "  ") for problem in analysis.problems))
    return "\n\n".join(parts)


def _lines(story: Story, lines: Sequence[Line], arrow: str) -> Iterator[str]:
    for act in Act:
        offers = [offer for offer in lines if offer.act is act]
        if offers:
            yield act.value
        for offer in offers:
            yield f"  {parties_line(offer, arrow)}"
            sign = "not: " if offer.negated else ""
            quantity = _quantity(offer)
            speaker = f", said by {offer.speaker.name}" if offer.speaker else ""
            yield _wrap(f"{sign}{terms_and_condition(offer)}{quantity}{speaker}", "    ")
            yield _wrap(f"“{words_of(story, offer.evidence[0])}”", "      ")
            if offer.why is not None:
                yield from (_wrap(line, "      ") for line in why.lines(offer.why))


def _quantity(line: Line) -> str:
    """How much, where the terms do not say it as plainly."""
    said = spell_out(line.quantity or "")
    return f" ({said})" if said and said not in " ".join(line.terms.text.split()) else ""


def _mention_count(found: Actor | Resource) -> str:
    return f"  {found.name} ({found.kind}, {counted(len(found.mentions), 'mention')})"


def _wrap(text: str, indent: str = "") -> str:
    lines = [
        line
        for part in text.split("\n")
        for line in wrap(part, WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]
    ]
    return "\n".join(lines)
