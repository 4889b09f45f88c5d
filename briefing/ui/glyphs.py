"""The glyphs that stand beside text, with plain ones for terminals that have no Unicode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One character each, but the arrow and the dots."""

    cursor: str = "▌"
    unread: str = "●"
    star: str = "★"
    note: str = "✎"
    bar: str = "▎"
    bracket: str = "["
    bullet: str = "•"
    quote: str = "│"
    rule: str = "─"
    arrow: str = "→"
    dot: str = "·"
    ellipsis: str = "…"
    nobody: str = "—"
    column: str = "│"
    folded: str = "▸"
    unfolded: str = "▾"
    fault: str = "!"
    lines: str = "◆"


UNICODE = Glyphs()
ASCII = Glyphs(
    cursor=">",
    unread="*",
    star="#",
    note="=",
    bar="|",
    bullet="-",
    quote=">",
    rule="-",
    arrow="->",
    dot="-",
    ellipsis="~",
    nobody="-",
    column="|",
    folded="+",
    unfolded="-",
    lines="+",
)
