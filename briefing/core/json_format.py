"""The JSON that scripts rely on. Spans are `[start, end]`; times are ISO 8601 in UTC, ending in Z.

A span in the title stands under a key that begins with `title_`, and only where there is one. What commands print has
one text (`core/single_text.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from briefing.core import why
from briefing.core.analysis import (
    Analysis,
    Line,
    Part,
    Party,
    Span,
)
from briefing.core.annotations import OtherReport
from briefing.core.clean import shown_address
from briefing.core.document import Fetched
from briefing.core.feed import FeedState, FeedStatus
from briefing.core.headline import Headline
from briefing.core.line_quantities import LineQuantity, quantities_of
from briefing.core.single_text import to_single_text
from briefing.core.story import Story
from briefing.core.told_names import told_names, with_told_names
from briefing.core.visibility import USUAL_BOUNDS, Bounds, is_shown

Json = dict[str, Any]


def time_to_json(at: datetime | None) -> str | None:
    """`2026-11-24T09:30:00Z`, or None."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


# ---------------------------------------------------------------------------------------------------- analysis


def analysis_to_json(analysis: Analysis, text: str, bounds: Bounds = USUAL_BOUNDS) -> Json:
    """A text, and what was found in it; `shown` says which lines are shown by default.

    Parties of lines are named as the text names them.
    """
    names = told_names(analysis, text)

    def told(line: Line) -> Json:
        quantities = [_measured_to_json(one) for one in quantities_of(line, analysis, text)]
        return {**line_to_json(with_told_names(line, names), bounds), "quantities": quantities}

    return {
        "text": text,
        "actors": [
            {"id": a.id, "name": a.name, "kind": a.kind.value, **_spans("mentions", a.mentions)}
            for a in analysis.actors
        ],
        "resources": [
            {"id": r.id, "name": r.name, "kind": r.kind, **_spans("mentions", r.mentions)} for r in analysis.resources
        ],
        "offers": [told(offer) for offer in analysis.offers],
        "measures": [told(measure) for measure in analysis.measures],
        "problems": list(analysis.problems),
        "language": analysis.language or None,
        "version": analysis.version,
        "text_hash": analysis.text_hash,
    }


def printed_analysis(analysis: Analysis, story: Story, bounds: Bounds = USUAL_BOUNDS) -> Json:
    """An analysis as commands print it: `text` is the title, an empty line and the body, and all spans are in it."""
    return analysis_to_json(*to_single_text(analysis, story.title, story.body.text), bounds)


def line_to_json(line: Line, bounds: Bounds = USUAL_BOUNDS) -> Json:
    """One line, an offer or a measure, as it stands in an analysis."""
    shape: Json = {
        "act": line.act.value,
        "negated": line.negated,
        "proposer": _party_to_json(line.proposer),
        "recipient": _party_to_json(line.recipient),
        "speaker": _party_to_json(line.speaker),
        "terms": {"text": line.terms.text, **_span(line.terms.span)},
        "resources": list(line.resources),
        "quantity": line.quantity,
        "condition": line.condition or None,
        **_spans("evidence", line.evidence),
        "confidence": round(line.confidence, 3),
        "shown": is_shown(line, bounds),
        "matter": line.matter.value,
        "answers": None if line.answers is None else _span(line.answers),
    }
    if line.corrected:
        shape["corrected"] = True
    if line.why is not None:
        shape["why"] = why.to_json(line.why)
    return {"id": line.id, **shape} if line.id else shape


def _measured_to_json(measure: LineQuantity) -> Json:
    one = measure.quantity
    values = {"unit": one.unit, "currency": one.currency, "per": one.per, "bound": one.bound}
    return {
        "text": one.text,
        "amount": one.amount,
        "to": one.to,
        **{key: value or None for key, value in values.items()},
        "resource": measure.resource,
    }


def _party_to_json(party: Party | None) -> Json | None:
    if party is None:
        return None
    shape = {"actor": party.actor, "name": party.name, **_span(party.span)}
    return {**shape, "joint": [_party_to_json(one) for one in party.joint]} if party.joint else shape


def _span(span: Span | None) -> Json:
    if span is not None and span.part is Part.TITLE:
        return {"span": None, "title_span": [span.start, span.end]}
    return {"span": None if span is None else [span.start, span.end]}


def _spans(key: str, spans: Iterable[Span]) -> Json:
    kept = tuple(spans)
    shape: Json = {key: [[s.start, s.end] for s in kept if s.part is Part.TEXT]}
    in_title = [[s.start, s.end] for s in kept if s.part is Part.TITLE]
    return {**shape, f"title_{key}": in_title} if in_title else shape


# -------------------------------------------------------------------------------------------- what commands print


def headline_to_json(headline: Headline) -> Json:
    """One line of `briefing list`."""
    return {
        "id": headline.id,
        "title": headline.title,
        "feed": headline.source,
        "link": headline.link,
        "published": time_to_json(headline.published),
        "fetched": time_to_json(headline.fetched),
        "updated": time_to_json(headline.updated),
        "read": headline.read,
        "starred": headline.starred,
        "noted": headline.noted,
        "offers": headline.offers,
        "line": headline.line_words or None,
        "language": headline.language or None,
        "cluster": headline.cluster,
    }


def story_to_json(
    story: Story,
    analysis: Analysis | None,
    notes: Iterable[str],
    reports: Sequence[OtherReport] = (),
    bounds: Bounds = USUAL_BOUNDS,
) -> Json:
    """What `briefing show` prints."""
    return {
        "id": story.id,
        "title": story.title,
        "feed": story.source,
        "author": story.author,
        "authors": list(story.authors),
        "categories": list(story.categories),
        "language": story.language or None,
        "link": story.link,
        "published": time_to_json(story.published),
        "fetched": time_to_json(story.fetched),
        "updated": time_to_json(story.updated),
        "text": story.body.text,
        "analysis": None if analysis is None else printed_analysis(analysis, story, bounds),
        "notes": list(notes),
        "full_text": story.from_page,
        "files": [{"address": f.address, "kind": f.kind, "length": f.length} for f in story.enclosures],
        "cluster": len(reports) + 1,
        "reports": [{"id": r.story, "title": r.title, "feed": r.source, "link": r.link} for r in reports],
    }


def fetched_to_json(fetched: Fetched, title: str, stories_new: int, next_fetch: datetime | None) -> Json:
    """One feed of what `briefing fetch` prints."""
    return {
        "url": shown_address(fetched.feed.url),
        "title": title,
        "state": fetched.state.value,
        "stories_new": stories_new,
        "message": fetched.message or None,
        "next": time_to_json(next_fetch),
    }


def skipped_to_json(status: FeedStatus) -> Json:
    """A feed of what `briefing fetch` prints that was not asked."""
    return {
        "url": shown_address(status.feed.url),
        "title": status.title,
        "state": FeedState.SKIPPED.value,
        "stories_new": 0,
        "message": status.message or None,
        "next": time_to_json(status.next_fetch),
    }


def status_to_json(status: FeedStatus) -> Json:
    """One feed of what `briefing feeds list` prints."""
    feed = status.feed
    return {
        "url": shown_address(feed.url),
        "title": status.title,
        "group": feed.group,
        "groups": list(feed.groups),
        "state": None if status.state is None else status.state.value,
        "message": status.message or None,
        "last": time_to_json(status.last_fetch),
        "next": time_to_json(status.next_fetch),
        "unread": status.unread,
        "stories": status.total,
        "configured": status.configured,
        "moved_to": status.moved_to or None,
    }
