"""A picture out of the bytes of a stranger: of the usual kinds, not too large, and drawn anew."""

from __future__ import annotations

import io

from briefing.core import clean
from briefing.core.errors import FetchError

KINDS = ("JPEG", "PNG", "GIF", "WEBP")
"""No SVG: it is a program that draws, and may ask for more addresses."""
MOST_PIXELS = 50_000_000
SIDE = 1_600
"""The longest side of what is kept, in pixels: more than a terminal can show."""


def redraw(data: bytes, address: str) -> bytes:
    """The picture as a PNG of our own, not too large; the first of one that moves. Raises FetchError."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # late: an extra, and large

    shown = clean.shown_address(address)
    Image.MAX_IMAGE_PIXELS = None  # the size is asked about here
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FetchError(f"{shown}: this picture is too large ({picture.width:,} by {picture.height:,} pixels)")
            picture.draft("RGB", (SIDE, SIDE))
            small = ImageOps.exif_transpose(picture)
            seen = small.convert("RGBA")
            seen.thumbnail((SIDE, SIDE))
            paper = Image.new("RGB", seen.size, "white")  # what lies behind charts that are cut out
            paper.paste(seen, mask=seen.getchannel("A"))
            out = io.BytesIO()
            paper.save(out, "PNG", compress_level=1)
    except UnidentifiedImageError:
        raise FetchError(f"{shown}: this is no picture of a kind that is shown (JPEG, PNG, GIF or WebP)") from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise FetchError(f"{shown}: this picture is broken or cut off") from None
    return out.getvalue()
