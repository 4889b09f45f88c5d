"""The glyphs that stand beside text, with plain ones for terminals that have no Unicode."""

from __future__ import annotations

from msgspec import Struct


class Glyphs(Struct, frozen=True):
    """One character each, but the arrow, the dots and the bars, which go from low to high."""

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
    watched: str = "◉"
    new: str = "•"
    bars: str = "▁▂▃▄▅▆▇█"
    picked: str = "✓"


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
    watched="@",
    new="*",
    bars="._-=+*%#",
    picked="x",
)
