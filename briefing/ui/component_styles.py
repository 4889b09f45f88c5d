"""The look of a component class, as a style that can be laid over another."""

from __future__ import annotations

from textual.color import TRANSPARENT
from textual.style import Style
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """The style that the style sheet gives a component class, without what is under it.

    Textual's own partial styles lose opaque backgrounds and `reverse`, which a flash needs where there is no colour.
    """
    styles = widget.get_component_styles(name)
    text = styles.text_style
    return Style(
        styles.background if styles.has_rule("background") else TRANSPARENT,
        styles.color if styles.has_rule("color") else TRANSPARENT,
        bold=text.bold,
        dim=text.dim,
        italic=text.italic,
        underline=text.underline,
        underline2=text.underline2,
        reverse=text.reverse,
        strike=text.strike,
    )
