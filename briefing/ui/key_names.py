"""Names of keys: as Textual has them, and as people read and write them."""

from __future__ import annotations

import unicodedata

_SHOWN = {"comma": ",", "pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "delete": "Del"}
_MEANT = {shown.lower(): name for name, shown in _SHOWN.items()} | {"return": "enter"}
_NAMED = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *("insert", "delete", "backspace", "enter", "escape", "space", "tab"),
        *(f"f{number}" for number in range(1, 25)),
    )
)
_MODIFIERS = frozenset(("alt", "ctrl", "hyper", "meta", "shift", "super"))
_SIGNS = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Signs that Textual calls otherwise than Unicode does."""


def shown_key(key: str) -> str:
    """A key of Textual as a person reads it: `pagedown` is PgDn, `ctrl+d` Ctrl+D."""
    modifiers, _, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    if not modifiers:
        return _SHOWN.get(name) or (name if len(name) == 1 else name.title())
    return f"{modifiers.title()}+{_SHOWN.get(name, name.title())}"


def key_written(written: str) -> str | None:
    """The key of Textual that a person means, who may write it as we show it; None where no terminal sends such."""
    key = written.strip()
    if len(key) == 1:
        return "comma" if key == "," else key  # a comma divides keys in Textual
    modifiers, name = (key[:-2], "+") if key.endswith("++") else key.rpartition("+")[::2]
    held = sorted(modifiers.lower().split("+")) if modifiers else []
    known = _name(name)
    if known is None or len(set(held)) < len(held) or not _MODIFIERS.issuperset(held):
        return None
    if held == ["shift"] and known.isalpha() and len(known) == 1:
        return known.upper()  # a terminal sends the letter
    return "+".join([*held, known])


def _name(key: str) -> str | None:
    """Textual's name of a key without those that are held beside it; None where there is no such key."""
    name = _MEANT.get(key.lower(), key.lower())
    if name in _NAMED or (len(name) == 1 and name.isalnum()):
        return name
    if len(name) == 1:
        return _sign(name)
    return name if name in _SIGNS.values() or _is_sign(name) else None


def _sign(sign: str) -> str | None:
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _SIGNS.get(name, name) or None


def _is_sign(name: str) -> bool:
    try:
        sign = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return not sign.isalnum()
