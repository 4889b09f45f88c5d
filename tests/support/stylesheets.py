"""Style sheets that are parsed once in a process: each app of a test would parse the same ones, a tenth of its time."""

from __future__ import annotations

from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet


def share_parsed(patch: pytest.MonkeyPatch) -> None:
    """Have all style sheets share the rules that one has made of the same text with the same variables."""
    parsed: dict[tuple[object, ...], Any] = {}
    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *text: Any, **more: Any) -> Any:
        key = (*text, *more.items(), *sheet._variables.items())
        if key not in parsed:
            parsed[key] = parse(sheet, *text, **more)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_once)
