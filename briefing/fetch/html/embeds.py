"""Players, frames and pictures as words that lead to what they show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.core import clean
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.html.formulas import tex_text
from briefing.fetch.html.tree import Element
from briefing.fetch.html.writer import PICTURE

PLAYERS = frozenset({"iframe", "video", "audio", "embed", "object"})
_VIDEO = ("youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "twitch.tv", "ted.com")
_AUDIO = ("soundcloud.com", "spotify.com", "podcasts.apple.com", "bandcamp.com", "megaphone.fm", "acast.com")
_NOTHING_TO_SEE = re.compile(
    r"doubleclick|googletagmanager|googlesyndication|amazon-adsystem|/ads?[/.?]|facebook\.com/plugins/like|recaptcha"
)
_YOUTUBE = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})(?:[?&#].*)?$")
_TAG = re.compile(r"<[^<>]*>")
_SAYS_NOTHING = re.compile(
    r"(?:image|photo|picture|img|icon|logo|bild|foto|untitled|placeholder|thumbnail|spacer)?\W*\d*"
    r"|[\w %()+-]{1,200}\.(?:jpe?g|png|gif|webp|svg|avif|bmp)(?:\?\S*)?",
    re.IGNORECASE,
)
_COUNTS_READERS = re.compile(
    r"/(?:pixel|beacon|track(?:ing)?|counter|count|impression|open|spacer|blank|clear|transparent|1x1)(?:[./?_-]|$)"
    r"|//(?:pixel|beacon|track(?:ing|er)?|counter|stats|analytics)\.|feedburner\.com/~|/(?:piwik|matomo)\b",
    re.IGNORECASE,
)
"""Addresses of pictures that nobody is to see: they tell a site who reads, or hold a place."""
_SHARE_WORDS = re.compile(
    r"(?:add|share|post|send|save|submit|bookmark|pin|like|follow)\b.{0,20}\b(?:to|on|in|via|with|by|at)\b.{0,20}"
    r"\b(?:facebook|twitter|x|linkedin|reddit|pinterest|whatsapp|telegram|tumblr|flipboard|mastodon|bluesky|digg"
    r"|del\.?icio\.?us|stumble ?upon|google\+?|yahoo|e-?mail)\b.{0,10}|(?:tweet|e-?mail|print|share) (?:this|it)!?",
    re.IGNORECASE,
)
"""What buttons say that pass a story on."""
_STYLED_SIZE = re.compile(r"(?<![\w-])(width|height)\s*:\s*(\d{1,5}(?:px)?)(?![\w.%])", re.IGNORECASE)
_FORMULA = re.compile(r"\b(?:latex|tex|mwe-math\S*|math\S*|mathtex)\b", re.IGNORECASE)
_NO_BRACKETS = str.maketrans("[]", "()")
"""So that where the words of a picture end can be told."""
_EMOJI_LENGTH = 4
_WORD = re.compile(r"[^\W_]{2}")
_LAZY = ("data-src", "data-lazy-src", "data-original", "src", "srcset", "data-srcset")
"""Where a picture's address stands: on many pages a script puts it in the place of another picture."""
_ICON = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that stand for what a page shows. `address` may be empty.

    `is_inline` words are part of the sentence; `is_described` says that they tell what a picture shows.
    """

    words: str
    address: str = ""
    is_inline: bool = False
    is_described: bool = False


def player_shown(element: Element, base: str) -> Shown | None:
    """A player or a frame as `[video: host]`; None for advertisements and what cannot be opened."""
    address = _source(element, base)
    size = {element.get("width"), element.get("height")}
    if not address or size & {"0", "1", "0px", "1px"} or _NOTHING_TO_SEE.search(address):
        return None
    watched = _YOUTUBE.match(address)
    if watched:
        address = f"https://www.youtube.com/watch?v={watched[1]}"
    host = clean.host(address).removeprefix("www.")
    what = element.tag if element.tag in ("video", "audio") else _kind(host, (element.get("type") or "").lower())
    return Shown(f"[{what}: {host}]", address)


def image_shown(image: Element, base: str) -> Shown | None:
    """A picture as `[image: description]`; None where it is decoration."""
    alt = _description(image.get("alt") or "")
    title = _description(image.get("title") or "")
    caption = _description(image.get("data-caption") or "")
    styled = dict(_STYLED_SIZE.findall(image.get("style") or ""))
    sizes = [_pixels(image.get(side) or styled.get(side)) for side in ("width", "height")]
    if any(size is not None and size <= 1 for size in sizes) or _SHARE_WORDS.fullmatch(alt):
        return None
    if alt and _FORMULA.search(image.get("class") or ""):
        return Shown(tex_text(alt), is_inline=True)
    if alt and len(alt) <= _EMOJI_LENGTH and not _WORD.search(alt):
        return Shown(alt, is_inline=True)
    if caption and (_SAYS_NOTHING.fullmatch(alt) or alt.casefold() in caption.casefold()):
        alt = caption
    words = ": ".join(filter(None, (alt, *(text for text in (title, caption) if text.casefold() != alt.casefold()))))
    places = ((image.get(name) or "").strip().partition(" ")[0].rstrip(",") for name in _LAZY)
    address = without_login(next(filter(None, (absolute(place, base) for place in places)), ""))
    if words and not (alt and _SAYS_NOTHING.fullmatch(words)):
        return Shown(f"[image: {words.translate(_NO_BRACKETS)}]", address, is_described=True)
    is_small = any(size is not None and size <= _ICON for size in sizes) or _COUNTS_READERS.search(address)
    # An empty description says that there is nothing to see; one that is missing says nothing.
    return None if is_small or not address or image.get("alt") == "" else Shown(PICTURE, address)


def _source(element: Element, base: str) -> str:
    inner = [child.get("src") for child in element.iter("source", "embed")]
    names = ("src", "data-src", "data", "data-lazy-src")
    for raw in (*(element.get(name) for name in names), *inner):
        address = absolute(raw, base) if raw and not raw.startswith("about:") else ""
        if address:
            return without_login(address)
    return ""


def _kind(host: str, kind: str) -> str:
    for what, hosts in (("video", _VIDEO), ("audio", _AUDIO)):
        if kind.startswith(what) or host.endswith(hosts):
            return what
    return "embedded"


def _description(raw: str) -> str:
    """What a picture's author says of it, without tags that were meant to be shown."""
    return clean.line(_TAG.sub(" ", raw) if "<" in raw else raw)


def _pixels(size: str | None) -> int | None:
    match = re.match(r"\s*(\d{1,5})(?:px|\.\d+)?\s*$", size or "")
    return int(match[1]) if match else None
