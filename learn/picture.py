"""A picture of how far confidence can be believed: bins of equal count, and the line on which they would all stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

_SIDE, _EDGE, _LOW = 300, 46, 34
"""The square in units of the picture, and what stands left of it and below it."""


def write_picture(path: Path, chances: Sequence[float], truth: Sequence[bool], bins: int = 10) -> None:
    """Write an SVG of the share of right lines over their mean confidence, in bins of equal count."""
    path.write_text("\n".join(_picture(chances, truth, bins)) + "\n", encoding="utf-8")


def _picture(chances: Sequence[float], truth: Sequence[bool], bins: int) -> Iterator[str]:
    width, height = _EDGE + _SIDE + 20, _SIDE + _LOW + 20
    text = 'font-family="sans-serif" font-size="11" fill="#555"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {text}>'
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        yield f'<line x1="{_x(0)}" y1="{_y(tick)}" x2="{_x(1)}" y2="{_y(tick)}" stroke="#ddd"/>'
        yield f'<text x="{_EDGE - 6}" y="{_y(tick) + 4}" text-anchor="end">{tick:.1f}</text>'
        yield f'<text x="{_x(tick)}" y="{_y(0) + 16}" text-anchor="middle">{tick:.1f}</text>'
    yield f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 3"/>'
    order = np.argsort(chances)
    for part in np.array_split(order, bins):
        mean = float(np.mean([chances[i] for i in part]))
        share = float(np.mean([truth[i] for i in part]))
        spread = 1.96 * float(np.sqrt(max(share * (1 - share), 1e-9) / len(part)))
        low, high = max(0.0, share - spread), min(1.0, share + spread)
        yield f'<line x1="{_x(mean)}" y1="{_y(low)}" x2="{_x(mean)}" y2="{_y(high)}" stroke="#3b7dd8"/>'
        yield f'<circle cx="{_x(mean)}" cy="{_y(share)}" r="4" fill="#3b7dd8"/>'
    yield f'<text x="{_x(0.5)}" y="{height - 4}" text-anchor="middle">mean confidence of a tenth of the lines</text>'
    side = f'x="12" y="{_y(0.5)}" text-anchor="middle" transform="rotate(-90 12 {_y(0.5)})"'
    yield f"<text {side}>share that is right</text>"
    yield "</svg>"


def _x(share: float) -> float:
    return round(_EDGE + _SIDE * share, 1)


def _y(share: float) -> float:
    return round(12 + _SIDE * (1 - share), 1)
