"""Hosts: where an address is asked, which is what limits, pauses and trust hang on, and how their names are shown."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

_LIKE_LATIN = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET", "GOTHIC", "?"})
_EASTERN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"})


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port of an http(s) address. Raises ValueError where the port is none."""
    parts = urlsplit(address)
    default = 443 if parts.scheme == "https" else 80
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port if parts.port is not None else default


def place(address: str) -> str:
    """`host:port`, the port always told. Raises ValueError where the port is none."""
    _, host, port = origin(address)
    return f"{host}:{port}"


def spelled(name: str) -> str:
    """The name of a host as it is shown; a part that could be taken for another stands in its ASCII form (`xn--…`)."""
    if name.isascii():
        return name
    labels = name.split(".")
    end = _scripts(labels[-1])
    return ".".join(label if label.isascii() or _is_plain(label, end) else _ascii_form(label) for label in labels)


def _is_plain(label: str, end: set[str]) -> bool:
    """Whether all letters are of one script: Latin, that of the last part, or one that nothing else looks like."""
    scripts = _scripts(label)
    if scripts <= _EASTERN:
        return True
    return len(scripts) == 1 and (scripts <= {"LATIN"} or scripts == end or not scripts & _LIKE_LATIN)


def _scripts(label: str) -> set[str]:
    """The scripts of the letters, by the first word of their names; `?` for what no host's name may hold."""
    kinds = ((unicodedata.category(c)[0], unicodedata.name(c, "?").partition(" ")[0]) for c in label)
    return {script if kind in "LM" else "?" for kind, script in kinds if kind != "N" and script != "HYPHEN-MINUS"}


def _ascii_form(label: str) -> str:
    try:
        return "xn--" + label.encode("punycode").decode("ascii")
    except UnicodeError:
        return "?"
