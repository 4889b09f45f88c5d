"""An analysis as commands print it: of one text, the title above the body, and with every span in that text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from briefing.core.analysis import Analysis, Part, Span

_BETWEEN = "\n\n"


def to_single_text(analysis: Analysis, title: str, body: str) -> tuple[Analysis, str]:
    """The analysis with spans of one text, and that text; where there is no title both are as they were."""
    if not title:
        return analysis, body
    above = title + _BETWEEN
    return _shift(analysis, len(above)), above + body


def _shift(value: Any, by: int) -> Any:
    if isinstance(value, Span):
        return Span(value.start, value.end) if value.part is Part.TITLE else Span(value.start + by, value.end + by)
    if isinstance(value, tuple):
        return tuple(_shift(each, by) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _shift(getattr(value, field.name), by) for field in fields(value)})
    return value
