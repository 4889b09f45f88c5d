"""What stands in an article and is none of it: links to other stories, requests to subscribe, labels, credits.

A story that another story is linked from would be analysed as if it told that one, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.core.identity import plain_link
from briefing.core.story import Block, BlockKind, Body, Link
from briefing.fetch.html.selection import linked_shares, links_within, with_some

_CUES = (
    *("read (?:more|also|next|this)", "also read", r"see also\s*:", r"related(?: \w+)?\s*:", "don['’]t miss"),
    *("more (?:on|about) (?:this|the)", "mehr (?:zum|dazu|lesen)", "lesen sie", "lies auch", "siehe auch"),
    *("auch (?:interessant|lesen)", "zum weiterlesen", r"(?:read|watch|listen|see|more)\s*[:|]", r"lea\s*:"),
    *("le[ae] (?:también|tambien|más|además)", "también lea", "[lt]es? puede interesar", "puedes? (?:ver|leer)"),
    *("vea (?:también|además)", "ver más", "leia (?:também|mais)", "veja (?:também|mais)", "saiba mais"),
    *("lire aussi", "à lire", "lisez", "voir aussi", "leggi", "guarda anche", "lees (?:ook|verder|meer)"),
    *("läs (?:också|även|mer)", "les også", "læs også", "czytaj", "zobacz", "dowiedz", "читайте", "смотрите также"),
    *("cite[șsş]te [șsş]i", "ilgili haber", "baca juga", "xem thêm", "διαβάστε (?:επίσης|ακόμα|περισσότερα)"),
    *("اقرأ (?:أيضا|أيضًا|المزيد)", "بیشتر بخوانید", "مزید پڑھیں", "(?:ये|यह) भी पढ़ें", "আরও পড়ুন"),
    *("延伸[阅閱][读讀]", "相[关關](?:阅读|閱讀|新闻|新聞)", "関連記事", "あわせて読みたい", "관련 ?기사"),
)
_CUE = re.compile(rf"\W*(?:{'|'.join(_CUES)})(?!\w)", re.IGNORECASE)
_LONGEST_CUE = 250  # characters
_CUE_LINKED = 0.3
_LABEL = re.compile(
    r"\W*(?:\[image: )?(?:(?:(?:story|article) continues below )?(?:advertisement|advertising|anzeige|werbung|reklama|"
    r"publicidad|publicidade|publicité|pubblicità|advertentie|annons|annonce|mainos|реклама|広告)(?: \d{1,2})?|"
    r"this advertisement has not loaded yet, but your article continues below|article content"
    r"|video player is loading|toggle caption|tweet may have been deleted|thanks for watching)\W*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[^\w\[]*(?:(?:photos?|fotos?|images?|bild(?:er)?|pictures?|illustration|photographs?|titelbild|beitragsbild|cr[eé]dit[os]?"
    r"(?: photos?)?)\s*(?::|/|by\b|via\b|von\b|courtesy\b|credit\b)|©|\(c\))",
    re.IGNORECASE,
)
_PLACES = "twitter|facebook|instagram|whatsapp|telegram|linkedin|youtube|tiktok|threads|bluesky|google news|x"
_FOLLOW = (
    *(r"(?:follow|like|find|join) (?:us|our page|@\w+|the [\w' ]{1,40}) (?:on|via|at)", "s[ií]gue?nos", "s[ií]ganos"),
    *("siga(?:-nos| o| a)", "folgen sie uns", "folge uns", "suivez[- ]nous", "rejoignez[- ]nous", "seguici"),
    *("volg ons", "obserwuj nas", "подписывайтесь", "подпишитесь"),
)
_POST = r"newsletters?|inbox|e-?mails?|apps?|whatsapp|telegram|youtube|podcasts?|e-?edition|alerts|bolet[ií]n(?:es)?"
_SUBSCRIBE = (
    *("subscribe", "sign up", "(?:get|receive|download|install) (?:the|our|your|all)"),
    *("suscr[ií]b(?:a|e|ete|ase|irse)", "descarga (?:la|nuestra)"),
    *("inscr[ií]b(?:ete|ase)", "reciba", "únete", "assine", "receba", "inscreva-se"),
    *("abonnieren sie", "melden sie sich", "abonnez-vous", "inscrivez-vous", "téléchargez", "iscriviti", "zapisz się"),
)
_REQUEST = re.compile(
    rf"\W*(?:please )?(?:(?:{'|'.join(_FOLLOW)})\b.{{0,80}}\b(?:{_PLACES})\b"
    rf"|(?:{'|'.join(_SUBSCRIBE)})\b.{{0,160}}\b(?:{_POST})\b)",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r".{0,100}[.?!:—–-] (?:please )?(?:sign up|subscribe) (?:for|to)\b.{0,60}\bnewsletters?\W*"
    r"|[^\"“„«]{0,120}\b(?:we|media) may (?:get|earn|receive) (?:a|an affiliate|a small) commission\b.{0,120}",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"thanks for reading\b.{0,100}\b(?:subscribe|share)\b|.{1,60} is a reader-supported publication\b", re.IGNORECASE
)
_BUTTON = re.compile(
    r"share(?: .{1,40})?|leave a comment|subscribe now|click to (?:share|e-?mail|print)\b.{0,60}", re.IGNORECASE
)
_LONGEST_REQUEST = 300
_OTHERS = re.compile(
    r"\W*(?:related(?: (?:posts|articles|stories|news|content|links|coverage))?|you (?:may|might) also like|also read"
    r"|read (?:also|more|next)|ähnliche (?:beiträge|artikel)|mehr zum thema|articles (?:liés|similaires|connexes)"
    r"|(?:artículos|notas|noticias|notícias|artigos) relacionad[ao]s|(?:articoli|notizie) correlat[ei])\W*",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"\W*(?:share this|like this|like loading|loading|related|teilen mit|gefällt mir(?: wird geladen)?"
    r"|ähnliche beiträge"
    r"|compart[ei]r? esto|me gusta(?: esto)?(?: cargando)?|relacionado|partager"
    r"|j['’]aime(?: ça)?(?: chargement)?"
    r"|articles similaires|similaire|condividi|mi piace(?: caricamento)?|correlati|compartilhe isso|curtir(?: isso)?"
    r"(?: carregando)?|delen|vind ik leuk(?: laden)?|\(?visited [\d,.]+ times?, [\d,.]+ visits? today\)?"
    r"|log in to post comments|sharing is caring!?)\W*",
    re.IGNORECASE,
)
"""What stands below a text in place of buttons and lists that a script would fill."""
_SHARE_LINK = re.compile(
    r"[?&]share=|facebook\.com/sharer|twitter\.com/(?:intent|share)|x\.com/intent|linkedin\.com/share|t\.me/share"
    r"|api\.whatsapp\.com/send|pinterest\.\w+/pin/create|reddit\.com/submit|^mailto:",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 60
_SHORTEST_PROSE = 80
_MOST_LINKED = 0.3
_ALL_LINKED = 0.95
_LONGEST_HEADING = 80
_STAYS = re.compile(r"\[|\^|\d+[.\]]|(?:\d+\s+)?(?:https?:|www\.)|[\w.-]+@")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|csv|odt|ods|pptx?|zip|epub|mp3|mp4)(?:[?#]|$)", re.IGNORECASE)


def without_invitations(body: Body) -> Body:
    """A body without what leads away from it, in the midst of the text and below its last words."""
    links = links_within(body)
    shares = linked_shares(body, links)
    texts = [body.text[block.start : block.end] for block in body.blocks]
    keep = [not _is_apart(block, text, share) for block, text, share in zip(body.blocks, texts, shares, strict=True)]
    last = max((at for at, block in enumerate(body.blocks) if keep[at] and _is_prose(block, shares[at])), default=None)
    if last is None:
        return body
    for at in range(last + 1, len(texts)):
        keep[at] = keep[at] and not (shares[at] > _ALL_LINKED and _leads_away(texts[at], links[at]))
    for at in range(len(texts) - 1, last, -1):  # a heading below which nothing is left
        if keep[at] and not _announces(body.blocks[at], texts[at]):
            break
        keep[at] = False
    return with_some(body, keep)


def without_asides(body: Body, link: str) -> Body:
    """A text of a feed without what leads away from it in its midst, and without related stories at its end.

    What leads to the story itself, at `link`, stays: it tells that the text is a beginning.
    """
    if len(body.blocks) < 2:
        return body
    texts = [body.text[block.start : block.end] for block in body.blocks]
    links = links_within(body)
    shares = linked_shares(body, links)
    keep = [
        not _is_apart(block, text, share) or any(plain_link(one.address) == plain_link(link) for one in own)
        for block, text, share, own in zip(body.blocks, texts, shares, links, strict=True)
    ]
    end = len(texts)
    while end > 1 and _is_left_over(texts[end - 1], links[end - 1], shares[end - 1]):
        end -= 1
        keep[end] = False
    first = end
    while first > 1 and shares[first - 1] > _ALL_LINKED and _leads_away(texts[first - 1], links[first - 1]):
        first -= 1
    if 1 < first < end and len(texts[first - 1]) < _LONGEST_HEADING and _OTHERS.fullmatch(texts[first - 1]):
        keep[first - 1 :] = [False] * (len(texts) - first + 1)
    return with_some(body, keep) if any(keep) else body


def invites(heading: str) -> bool:
    """Whether a heading announces other stories."""
    return (_CUE.match(heading) or _OTHERS.fullmatch(heading)) is not None


def _is_apart(block: Block, text: str, share: float) -> bool:
    length = len(text)
    if length > _LONGEST_REQUEST or block.kind is BlockKind.CODE:
        return False
    is_cue = length <= _LONGEST_CUE and share >= _CUE_LINKED and _CUE.match(text) is not None
    is_button = share > _ALL_LINKED and _BUTTON.fullmatch(text) is not None
    is_credit = length < _LONGEST_CREDIT and _CREDIT.match(text) is not None
    is_request = bool(_REQUEST.match(text) or _THANKS.match(text) or _is_offer(text))
    return is_cue or is_button or is_credit or is_request or _LABEL.fullmatch(text) is not None


def _is_offer(text: str) -> bool:
    """Whether a line offers a newsletter behind something else, or says that links are paid for."""
    # Few lines have these words: to try the forms on all others took a twentieth of the reading of a feed.
    small = text.lower()
    return any(word in small for word in ("newsletter", "commission")) and _OFFER.fullmatch(text) is not None


def _is_left_over(text: str, links: Sequence[Link], share: float) -> bool:
    """Whether a line stands for a button, or is one that passes the story on."""
    is_button = share > _ALL_LINKED and all(_SHARE_LINK.search(link.address) for link in links)
    return is_button or _LEFT_OVER.fullmatch(text) is not None


def _is_prose(block: Block, share: float) -> bool:
    is_long = block.end - block.start >= _SHORTEST_PROSE and share < _MOST_LINKED
    return block.kind is BlockKind.CODE or (is_long and block.kind not in (BlockKind.HEADING, BlockKind.ITEM))


def _leads_away(text: str, links: Iterable[Link]) -> bool:
    """Whether a line that is all link leads to another story: not one to a file, a note, a picture or an address."""
    return not _STAYS.match(text) and not any(_FILE.search(link.address) for link in links)


def _announces(block: Block, text: str) -> bool:
    return len(text) < _LONGEST_HEADING and (block.kind is BlockKind.HEADING or text.endswith(":"))
