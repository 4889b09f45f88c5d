"""Whether a feed gives the whole story, and whether a page gives more."""

from __future__ import annotations

import re

from briefing.core.story import Body

SHORT = 400
LEAST = 250
_TAIL = 160
_WALL_LENGTH = 1_500
_FOOTER = re.compile(
    r"the post .* appeared first on .*|this (?:article|story|post) .* (?:appeared|published) .*|comments", re.I
)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\s\])»>→]*$")
_INVITATION = re.compile(
    r"(?:^|[.!?…:»|\]]\s*)(?:(?:read|see|view|learn) more|(?:continue|keep) reading|read on"
    r"|read (?:the )?(?:full|whole|entire|rest)|full (?:story|article|text)"
    r"|weiterlesen|lire la suite|leer más|seguir leyendo|leggi tutto)\b[^.!?]{0,80}\W{0,4}$",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"subscribe (?:now |today )?to (?:read|continue|unlock)|subscribers? only|already a (?:subscriber|member)"
    r"|(?:sign|log) ?in to (?:read|continue)|create (?:a|your) free account"
    r"|(?:enable|turn on|activate) (?:java ?script|cookies)|accept (?:all )?cookies"
    r"|are you (?:a robot|human)|verify (?:that )?you are (?:a )?human|checking your browser",
    re.IGNORECASE,
)


def is_cut(body: Body) -> bool:
    """Whether a feed's text is likely the beginning of a story only: short, or ending as teasers end."""
    text = body.text.strip()
    if len(text) < SHORT:
        return True
    lines = [line.strip() for line in text[-_TAIL * 4 :].splitlines()]
    last = next((line for line in reversed(lines) if line and not _FOOTER.fullmatch(line)), "")[-_TAIL:]
    return bool(_ELLIPSIS.search(last) or _INVITATION.search(last))


def is_wall(page: Body) -> bool:
    """Whether a page shows a question instead of its story: to pay, to sign in, to take cookies."""
    return len(page.text) < _WALL_LENGTH and _WALL.search(page.text) is not None


def gives_more(page: Body, feed: Body) -> bool:
    """Whether a page's text is worth being shown in place of the feed's."""
    return len(page.text) >= LEAST and len(page.text) > len(feed.text) * 1.1
