"""Offers, ages and numbers as short lines, the same on the screen, in text output and in files."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.core.clean import shown_address

if TYPE_CHECKING:  # only their names: much is formatted where there is no analysis
    from briefing.core.analysis import Line, Party, Span
    from briefing.core.feed import FeedStatus
    from briefing.core.ledger.entries import EntryRow
    from briefing.core.story import Story

ARROW, ASCII_ARROW = "→", "->"
NOBODY = "—"
_QUOTATION_MARKS = ("“", "”")
_OPENING_MARK = re.compile(r'(?<![^\s(\[—–-])"')
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def parties_line(line: Line, arrow: str = ARROW) -> str:
    """`proposer → recipient`, each with all who stand there with it.

    Who is not named is a dash, and a recipient that nobody names is left out.
    """
    proposer = _names(line.proposer)
    return proposer if line.recipient is None else f"{proposer} {arrow} {_names(line.recipient)}"


def act_words(line: Line | EntryRow) -> str:
    """The act as a word, with its sign: `offer`, `not offer`."""
    return f"not {line.act.value}" if line.negated else line.act.value


def whole_line(line: Line, arrow: str = ARROW) -> str:
    """The whole offer in a line: `Russia → United States · offer: resume selling aluminum`."""
    return f"{parties_line(line, arrow)} · {act_words(line)}: {terms_and_condition(line)}"


def terms_and_condition(line: Line) -> str:
    """What is put, and on which condition: `two million tons of zinc, in exchange for grain`."""
    terms = " ".join(line.terms.text.split())
    return f"{terms}, {' '.join(line.condition.split())}" if line.condition else terms


def foremost_line(lines: tuple[Line, ...]) -> Line | None:
    """The foremost offer: one between two actors of the story before others, then one with both parties named, then
    the surest, then the first in the text.
    """
    return max(
        lines, key=lambda o: (_how_known(o.proposer), _how_known(o.recipient), round(o.confidence, 1)), default=None
    )


def _how_known(party: Party | None) -> int:
    """How much is known of a party: an actor of the story, mere words, or nobody."""
    return 0 if party is None else 1 if party.actor is None else 2


def words_of(story: Story, span: Span) -> str:
    """The words of a span, on one line, without those that are struck out."""
    text = story.title if span.is_in_title else story.body.standing
    return " ".join(text[span.start : span.end].replace("\N{ZERO WIDTH SPACE}", "").split())


def moved_line(status: FeedStatus) -> str:
    """Where a feed has moved for good, and what to do; empty where it has not."""
    if not status.moved_to:
        return ""
    address = shown_address(status.moved_to)
    return f"moved permanently; it is fetched at its new address, put that into feeds.yaml: {address}"


def long_day(moment: datetime) -> str:
    """A day in full, as "1 December 2026"."""
    return f"{moment.day} {moment:%B %Y}"


def long_time(moment: datetime) -> str:
    """A day and a time of it in full, as "1 December 2026, 08:05"."""
    return f"{long_day(moment)}, {moment:%H:%M}"


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in at most four characters: `now`, `5 m`, `3 h`, `2 d`, `6 w`, `3 y`."""
    seconds = max(0, int((now - moment).total_seconds()))
    for unit, size, limit in (("m", 60, 60), ("h", 3600, 24), ("d", 86_400, 14), ("w", 604_800, 100)):
        if seconds < size:
            return "now"
        if seconds < size * limit:
            return f"{seconds // size} {unit}"
    return f"{seconds // 31_557_600} y"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in words: `just now`, `5 m ago`."""
    since = age(moment, now)
    return "just now" if since == "now" else f"{since} ago"


def duration(seconds: float) -> str:
    """How long, in at most two units: `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`."""
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if seconds < 90:
        return f"{seconds:.0f} s"
    if minutes < 60:
        return f"{minutes} min"
    if hours < 48:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{hours // 24} d {hours % 24} h"


def typed_groups(typed: str) -> tuple[str, ...]:
    """Groups of a feed as a person types them, `Energy; Asia`."""
    return tuple(dict.fromkeys(filter(None, (" ".join(name.split()) for name in typed.split(";")))))


def in_quotes(words: str) -> str:
    """Words of a story between quotation marks; as they are where they begin or end with such marks of their own.

    Straight ones become typographic, as all others are.
    """
    curled = _OPENING_MARK.sub("“", words).replace('"', "”")
    return curled if curled.startswith(_QUOTATION_MARKS) or curled.endswith(_QUOTATION_MARKS) else f"“{curled}”"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 story`, `3 stories`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def more_reports(cluster: int) -> str:
    """`+2 reports` of a story that three report; nothing where it stands alone."""
    return f"+{counted(cluster - 1, 'report')}" if cluster > 1 else ""


def size_text(size: int) -> str:
    """How large a file is: `820 bytes`, `34 kB`, `1.2 GB`."""
    if size < 1_000:
        return counted(size, "byte")
    power = next((power for power in (1, 2, 3) if size < 999.5 * 1_000**power), 4)
    value = size / 1_000**power
    return f"{value:.1f} {_UNITS[power]}" if value < 9.95 else f"{value:.0f} {_UNITS[power]}"


def _names(party: Party | None) -> str:
    return NOBODY if party is None else ", ".join(one.name for one in (party, *party.joint))
