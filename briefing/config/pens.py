"""The pens of the settings."""

from __future__ import annotations

from briefing.config.yaml_file import Value
from briefing.core.pen import COLOURS, Pen

MOST = 9
_KEYS = ("name", "colour", "sign")


def read_pens(value: Value) -> tuple[Pen, ...]:
    """The pens, in the order of their keys. Raises ConfigError with the line."""
    found: dict[str, Pen] = {}
    for item in value.items("pens"):
        values = item.mapping("a pen", _KEYS)
        for key in ("name", "colour"):
            if key not in values:
                raise item.wrong(f"a pen needs {key}")
        sign = values["sign"].text("sign") if "sign" in values else "!"
        if len(sign) != 1 or not sign.isprintable():
            raise values["sign"].wrong("sign must be one character")
        pen = Pen(values["name"].text("name"), values["colour"].choice("colour", COLOURS), sign)
        if pen.name in found:
            raise item.wrong(f"the pen {pen.name!r} is twice in pens")
        found[pen.name] = pen
    if not 1 <= len(found) <= MOST:
        raise value.wrong(f"pens must be from 1 to {MOST}")
    return tuple(found.values())
