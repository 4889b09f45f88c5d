"""Whether a feed gives the whole story, and whether a page gives more."""

from __future__ import annotations

import re

from briefing.core.story import Body

SHORT = 400
LEAST = 250
_TAIL = 160
WALL_LENGTH = 1_500
"""A page with more text than this has its story, whatever else it asks."""
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
    r"|(?:enable|turn on|activate|requires) (?:java ?script|cookies)|java ?script is (?:disabled|required|turned off)"
    r"|accept (?:all )?cookies|before you continue to|we (?:value|care about|respect) your privacy"
    r"|access (?:to )?information on (?:a|your) device|wie gewohnt mit werbung|respect de votre vie privée"
    r"|are you (?:a robot|human)|verify(?:ing)? (?:that )?you(?: are|['’]re) (?:a |not a )?(?:human|robot)"
    r"|checking your browser|security of your connection|unusual (?:traffic|activity) from|pardon our interruption"
    r"|access to this page has been denied|don['’]t have permission to access|disable your ad[ -]?blocker"
    r"|(?:upgrade|update) your browser",
    re.IGNORECASE,
)
_JOIN = (
    r"(?:subscribe|register|sign[ -]?(?:up|in)|log[ -]?in|join|become an? (?:\w+ )?(?:member|subscriber)"
    r"|start your \w+ trial)"
)
_STORY = r"(?:this|the|your) (?:[\w-]+ )?(?:article|story|content|post|report|analysis|interview)"
_SALES = (
    rf"{_JOIN}\b[^.!?]{{0,40}} to (?:(?:keep|continue|finish) (?:reading|the (?:article|story))|continue\b)",
    rf"{_JOIN}\b[^.!?]{{0,40}} to (?:read|unlock|view|access) (?:{_STORY}|(?:the )?(?:rest|more|full|whole|entire)\b)",
    rf"(?:^|[.!?:] )to (?:keep|continue) reading\b[^.!?]{{0,60}}\b{_JOIN}\b",
    rf"want to read more\? *{_JOIN}\b",
    rf"continue reading {_STORY} with",
    rf"unlock {_STORY}",
    r"\b(?:subscribers?|members)[ -]only\b|exclusive to (?:our )?subscribers",
    rf"{_STORY} is (?:\w+ ){{0,3}}(?:for|to) (?:\w+ )?(?:subscribers|members)\b",
    r"reached (?:your|the) (?:\w+ ){0,2}limit|no free (?:articles|stories) left",
    r"weiterlesen mit (?:\w+ )?(?:\S*abo|plus\b|\S+\+)|(?:nur|exklusiv) für (?:\w+ )?(?:\S*abonnent|mitglieder)",
    r"bereits ein(?:en)? (?:\S*abo\b|zugang)",
    r"réservée? aux abonnés|abonnez-vous pour (?:lire|continuer)|il vous reste [\d.,]+ ?% de",
    r"(?:exclusiv[oa]|solo|só|apenas) para (?:suscriptores|socios|abonados|assinantes)",
    r"suscríbete para (?:seguir|continuar|leer)|para seguir leyendo|assine para (?:continuar|ler)",
    r"riservat[oai] agli abbonati|abbonati per (?:continuare|leggere)|per continuare a leggere",
    r"alleen voor abonnees|tylko dla (?:prenumeratorów|subskrybentów)|только (?:для )?подписчик",
)
_SALE = re.compile("|".join(_SALES), re.IGNORECASE)
_LONGEST_SALE = 300


def is_cut(body: Body) -> bool:
    """Whether a feed's text is likely the beginning of a story only: short, or ending as teasers end."""
    text = body.text.strip()
    if len(text) < SHORT:
        return True
    lines = [line.strip() for line in text[-_TAIL * 4 :].splitlines()]
    last = next((line for line in reversed(lines) if line and not _FOOTER.fullmatch(line)), "")[-_TAIL:]
    return bool(_ELLIPSIS.search(last) or _INVITATION.search(last))


def is_wall(page: Body, is_beginning: bool = False) -> bool:
    """Whether a page shows a question instead of its story: to pay, to sign in, to take cookies, to prove who asks.

    `is_beginning` is what the page says itself: that there is more for those who pay or sign in.
    """
    return len(page.text) < WALL_LENGTH and (is_beginning or _WALL.search(page.text) is not None)


def sells_the_rest(line: str) -> bool:
    """Whether a line asks to pay or to sign in for the rest of a story, as it stands below the beginning of one."""
    return len(line) <= _LONGEST_SALE and _SALE.search(line) is not None


def says_little(page: Body) -> bool:
    """Whether a page has too few words for a story: it says that it is loading, or that there is nothing."""
    return len(page.text) < LEAST


def gives_more(page: Body, feed: Body) -> bool:
    """Whether a page's text is worth being shown in place of the feed's."""
    return len(page.text) >= LEAST and len(page.text) > len(feed.text) * 1.1
