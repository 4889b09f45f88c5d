"""The one cleaning gate: every text from outside passes it before it is stored, shown, printed or saved.

Escape sequences in content reach the terminal through every widget, so control characters are dropped here and
nowhere else. Joiners (U+200D, U+200C) and variation selectors stay: emoji, Persian and Indic text need them.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NewType
from urllib.parse import urlsplit

from briefing.core.hosts import display_name

Clean = NewType("Clean", str)

LINE_LIMIT = 1_000
TEXT_LIMIT = 400_000
ADDRESS_LIMIT = 4_096

_LOGIN = re.compile(r"^([^/?#]*//)[^/?#]*@")
_HOST = re.compile(r"^([^/?#]*//)([^/?#:]*)")
_JOINED = re.compile(r"[\t\r\n]")  # an address goes on after these
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?:/[a-zA-Z0-9/._~%?&=+,;:@!$#()*-]*)?")
_ADDRESS_SAFE = re.compile(r"[\s\"'<>`{}|\\^\x00-\x1f\x7f-\x9f]")


def text(raw: str, limit: int = TEXT_LIMIT) -> Clean:
    """Text of many lines: controls dropped, line ends made `\\n`; ordinary text comes back unchanged."""
    if raw.isascii() and raw.isprintable():  # most of what comes, and nothing of it can be dropped
        return Clean(raw[:limit])
    from briefing.core import unwanted  # late, as below: plain texts need none of it, and it takes milliseconds

    kept = unwanted.CONTROLS.sub("", unwanted.LINE_ENDS.sub("\n", raw[: limit * 2]))
    return Clean(unwanted.HEAPED_MARKS.sub(r"\1", unwanted.UNSEEN.sub(r"\1\2", kept))[:limit])


def line(raw: str, limit: int = LINE_LIMIT) -> Clean:
    """Text of one line: as `text`, with every run of white space made one space, cut to `limit` characters.

    Places where a word may break are not kept: a line is not broken there, and terminals draw them. Neither are
    joiners that join nothing.
    """
    if len(raw) <= limit and raw.isascii() and raw.isprintable():  # as most that come are
        return Clean(" ".join(raw.split()))
    whole = text(raw.lstrip(), max(limit * 4, LINE_LIMIT))
    if not whole.isascii():
        from briefing.core.unwanted import BREAKS, IDLE_JOINERS

        whole = Clean(IDLE_JOINERS.sub("", BREAKS.sub("", whole)))
    one = " ".join(whole.split())
    return Clean(one if len(one) <= limit else one[: limit - 1].rstrip() + "…")


def address(raw: str) -> Clean | None:
    """An http or https address that may be shown and opened, or None."""
    if len(raw) <= ADDRESS_LIMIT and _PLAIN_ADDRESS.fullmatch(raw):  # as nearly all are: nothing can be wrong with it
        return Clean(raw)
    from briefing.core.unwanted import CONTROLS

    candidate = CONTROLS.sub("", raw.strip())
    if not candidate or len(candidate) > ADDRESS_LIMIT or _ADDRESS_SAFE.search(candidate):
        return None
    try:
        parts = urlsplit(candidate)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or host.startswith("-"):
        return None
    return Clean(candidate)


def shown_address(raw: str) -> Clean:
    """An address as it may be printed: clean, without a name and password, and with its host as `host` shows it."""
    bare = _LOGIN.sub(r"\1", line(_JOINED.sub("", raw), ADDRESS_LIMIT))
    return Clean(_HOST.sub(lambda found: found[1] + display_name(found[2]), bare))


def host(raw: str) -> Clean:
    """The host an address really leads to, as `example.org` or `example.org:8080`; empty if it has none.

    A name in letters that look like those of another script is shown as the net spells it, `xn--80ak6aa92e.com`.
    """
    try:
        parts = urlsplit(raw)
        name, port = parts.hostname or "", parts.port
        if ":" in name:
            name = f"[{ipaddress.ip_address(name)}]"
    except ValueError:
        return Clean("")
    shown = display_name(name)
    return line(shown if port is None else f"{shown}:{port}")
