"""What was measured, as JSON for programs and as a picture for people."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from bench.clock import Ratio

NAME = "performance"
_LEFT, _WIDTH, _RIGHT, _ROW, _TOP = 480, 420, 90, 20, 34
_LEAST, _MOST = -2.0, 2.0
"""The ends of the scale, as powers of ten."""


def write_figures(found: Mapping[str, Sequence[Ratio]], folder: Path) -> None:
    """Write `performance.json` and `performance.svg` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shape = {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": {
            "cores": os.cpu_count(),
            "load": [round(load, 1) for load in os.getloadavg()],
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "parts": {name: [_shape(ratio) for ratio in ratios] for name, ratios in found.items()},
    }
    (folder / f"{NAME}.json").write_text(json.dumps(shape, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / f"{NAME}.svg").write_text("\n".join(_picture(found)) + "\n", encoding="utf-8")


def _shape(ratio: Ratio) -> dict[str, object]:
    base = None if ratio.base_seconds is None else round(ratio.base_seconds, 6)
    times = None if ratio.times is None else round(ratio.times, 3)
    return {
        "what": ratio.what,
        "baseline": ratio.baseline,
        "unit": ratio.unit,
        "measured": round(ratio.seconds, 6),
        "base": base,
        "ratio": times,
    }


def _picture(found: Mapping[str, Sequence[Ratio]]) -> Iterator[str]:
    """A bar for each ratio, from 1 to the left where it is less than its baseline, and to the right where more."""
    rows = [(name, ratio) for name, ratios in found.items() for ratio in ratios if ratio.times]
    width, height = _LEFT + _WIDTH + _RIGHT, _TOP + _ROW * len(rows) + 10
    size = f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    for power in range(int(_LEAST), int(_MOST) + 1):
        x = _at(10.0**power)
        yield f'<line x1="{x:.0f}" y1="{_TOP - 8}" x2="{x:.0f}" y2="{height - 6}" stroke="#ccc"/>'
        yield f'<text x="{x:.0f}" y="{_TOP - 14}" text-anchor="middle" fill="#555">{10.0**power:g} ×</text>'
    for row, (name, ratio) in enumerate(rows):
        times = ratio.times or 1.0
        y, one, end = _TOP + row * _ROW, _at(1), _at(times)
        colour = "#3b7dd8" if times <= 1 else "#c8742b"
        words = escape(f"{name}: {ratio.what}"[:78])
        yield f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{words}</text>'
        yield f'<rect x="{min(one, end):.1f}" y="{y + 3}" width="{abs(end - one):.1f}" height="12" fill="{colour}"/>'
        yield f'<text x="{_LEFT + _WIDTH + 8}" y="{y + 13}">{times:.2f}</text>'
    yield "</svg>"


def _at(times: float) -> float:
    part = (math.log10(times) - _LEAST) / (_MOST - _LEAST)
    return _LEFT + _WIDTH * min(max(part, 0.0), 1.0)
