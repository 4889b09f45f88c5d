"""The colours of marks, made for the current theme: each can be read on every background it may stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from textual.color import Color

READABLE, STRONG = 4.5, 7.0
ACTORS = 6
# In degrees, apart from one another.
_HUES = {"actor-1": 210, "actor-2": 35, "actor-3": 275, "actor-4": 180, "actor-5": 340, "actor-6": 60, "resource": 130}
_ANSI = {
    "actor-1": "ansi_blue",
    "actor-2": "ansi_red",
    "actor-3": "ansi_magenta",
    "actor-4": "ansi_cyan",
    "actor-5": "ansi_bright_magenta",
    "actor-6": "ansi_bright_blue",
    "resource": "ansi_green",
}
# Cyan and green can hardly be read on white.
_ANSI_ON_LIGHT = {**_ANSI, "actor-4": "ansi_bright_black", "resource": "ansi_default"}
_STEP = 0.02


def contrast(one: Color, other: Color) -> float:
    """How much two colours differ: WCAG's ratio, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mark_colours(theme: Mapping[str, str], dark: bool = True) -> dict[str, str]:
    """The variables of the style sheet for marks, made from those of a theme.

    `actor-1` … `actor-6` and `resource` can be read on all backgrounds of the theme; `block-actor-1` …
    `block-resource` are backgrounds for words in the colour `on-block`; `muted` is for words of less weight. A theme of
    the terminal's own sixteen colours, which nobody knows here, gets some of these that go with a `dark` ground or not.
    """
    background = Color.parse(theme["background"])
    if background.ansi is not None:
        found = (_ANSI if dark else _ANSI_ON_LIGHT) | {f"block-{name}": colour for name, colour in _ANSI.items()}
        return {**found, "on-block": "ansi_black", "muted": "ansi_default"}
    backgrounds = _backgrounds(theme, background)
    found = {name: _hue(hue, backgrounds, READABLE).hex for name, hue in _HUES.items()}
    found |= {f"block-{name}": _hue(hue, (background,), STRONG).hex for name, hue in _HUES.items()}
    found["on-block"] = background.hex
    found["muted"] = _muted_colour(Color.parse(theme["foreground"]), background, backgrounds).hex
    return found


def _backgrounds(theme: Mapping[str, str], background: Color) -> Sequence[Color]:
    """All that may be under a mark: the page, an offer, one pointed at, the chosen line with and without keys."""
    accent, primary = (Color.parse(theme[name]) for name in ("accent", "primary"))
    offer = background.blend(accent, 0.18)
    return (
        background,
        offer,
        offer.blend(accent, 0.24),
        background.blend(primary, 0.25),
        Color.parse(theme["panel"]),
        Color.parse(theme["surface"]),
    )


def _hue(degrees: int, backgrounds: Sequence[Color], wanted: float) -> Color:
    """The hue as near to its middle lightness as can be read on all backgrounds."""
    lighter = max(map(_luminance, backgrounds)) < 0.4
    for number in count():
        lightness = 0.5 + number * _STEP * (1 if lighter else -1)
        if not 0 < lightness < 1:
            break
        colour = Color.from_hsl(degrees / 360, 0.6, lightness)
        if all(contrast(colour, under) >= wanted for under in backgrounds):
            return colour
    return Color.parse("white" if lighter else "black")


def _muted_colour(foreground: Color, background: Color, backgrounds: Sequence[Color]) -> Color:
    """The foreground, as faint as it may be and still be read."""
    for percent in range(50, 100, 2):
        colour = background.blend(foreground, percent / 100)
        if all(contrast(colour, under) >= READABLE for under in backgrounds):
            return colour
    return foreground


def _luminance(colour: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
