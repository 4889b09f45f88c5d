"""What the cleaning gate takes out of a text. Classes of letters that lie far apart take milliseconds to compile."""

from __future__ import annotations

import re

_MARK = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_FILLERS = "\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
"""Ends of lines other than `\\n`."""

CONTROLS = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but tab and the line ends, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef"  # noncharacters, with the two at the end of each plane below
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "\ufeff]"
)
"""What no text is made of."""

HEAPED_MARKS = re.compile(f"([{_MARK}]{{4}})[{_MARK}]+")
"""Accents on one letter, more than any language heaps there; the first four are kept."""

UNSEEN = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f)"  # the flag of Scotland and its like
    f"|[{_FILLERS}]|([{_SELECTORS}])[{_SELECTORS}{_FILLERS}]+"
)
"""Letters that nobody sees, in which words can be hidden: tags, fillers, and selectors but the first."""

BREAKS = re.compile("[\u00ad\u200b\u2060]")
"""Places where a word may break."""

IDLE_JOINERS = re.compile("(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)")
"""Joiners beside a space or at an end, which join nothing: terminals draw what follows into the wrong cell."""
