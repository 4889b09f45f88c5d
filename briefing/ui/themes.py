"""Two quiet themes for long reading."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="briefing-dark",
    primary="#7aa2c9",
    secondary="#8fae8b",
    accent="#d8a657",
    warning="#d8a657",
    error="#d3736f",
    success="#8fae8b",
    foreground="#d6d2c8",
    background="#16191d",
    surface="#1b1f24",
    panel="#262b32",
    dark=True,
)
LIGHT = Theme(
    name="briefing-light",
    primary="#2f5f8f",
    secondary="#3f6f47",
    accent="#9a5b00",
    warning="#9a5b00",
    error="#a63232",
    success="#3f6f47",
    foreground="#22262b",
    background="#f8f5ee",
    surface="#f1ede3",
    panel="#e2dccd",
    dark=False,
)
THEMES = (DARK, LIGHT)
