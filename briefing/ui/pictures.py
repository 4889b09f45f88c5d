"""How pictures are drawn here: as graphics of Kitty or Sixel, else as half blocks; by textual-image, an extra."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable

from textual.widget import Widget

PictureWidget = Callable[[io.BytesIO], Widget]
"""Makes a widget of a PNG."""


def find_picture_widget() -> PictureWidget | None:
    """What draws pictures; None where the library is not installed.

    The library asks the terminal what it can as it is imported, so this has to come before Textual reads the keys.
    """
    logging.getLogger("textual_image").setLevel(logging.ERROR)  # a terminal that does not answer is nothing to tell
    try:
        from textual_image import renderable, widget
    except ImportError:
        return None
    able: dict[object, PictureWidget] = {
        renderable.SixelImage: widget.SixelImage,
        renderable.TGPImage: widget.TGPImage,
    }
    otherwise: PictureWidget = widget.HalfcellImage  # in a browser, too: there is nobody to ask
    return able.get(renderable.Image, otherwise)
