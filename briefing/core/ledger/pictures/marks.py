"""What the writers of pictures share: words that cannot leave their label, and the frame of an SVG."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from briefing.core import clean

_NO_LABEL = re.compile(r"[\"`<>{}\[\]|()#;\\&]")
LONGEST = 60


def label(words: str) -> str:
    """Words as a label of Mermaid: nothing in them can end it."""
    return clean.line(_NO_LABEL.sub(" ", words), LONGEST) or "—"


def xml(words: str, longest: int = LONGEST) -> str:
    """Words as text or a quoted value of XML."""
    return escape(clean.line(words, longest), quote=True)


def svg(width: int, height: int, parts: Iterable[str], title: str) -> str:
    """An SVG that stands alone: dark on light, or light on dark where the viewer is dark."""
    style = (
        "svg{color-scheme:light dark}"
        # The words stand on lines here and there: a rim of the ground keeps them readable.
        "text{font:12px sans-serif;fill:#222;stroke:Canvas;stroke-width:3px;paint-order:stroke}"
        "line,path,polyline{stroke:#557;fill:none}circle,rect{fill:#357}"
        ".tip{fill:#557;stroke:none}.no{stroke:#b33;fill:#b33}.faint{fill:#667}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}line,path,polyline{stroke:#9ac}circle,rect{fill:#8bd}"
        ".tip{fill:#9ac;stroke:none}.no{stroke:#f88;fill:#f88}.faint{fill:#aab}}"
    )
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img"><title>{xml(title)}</title><style>{style}</style>\n{body}\n</svg>'
    )
