"""What editors take as settings wherever it stands in a file: Emacs' local variables and Vim's mode lines."""

from __future__ import annotations

import re

SETTINGS = re.compile(r"(?i)(local variables|\b(?:vim?[<=>]?\d*|ex)):")


def without_settings(text: str, sign: str) -> str:
    """The text with a sign before each colon by which an editor would know settings."""
    return SETTINGS.sub(lambda found: f"{found[1]}{sign}:", text)
