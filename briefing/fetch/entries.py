"""Entries as a feed writes them, made the clean entries that the reader knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain
from unicodedata import category
from urllib.parse import unquote, urlsplit

from briefing.core import clean
from briefing.core.document import Entry
from briefing.core.identity import plain_link
from briefing.core.story import Block, BlockKind, Body, Enclosure, Link
from briefing.fetch.addresses import absolute, without_login, without_trackers
from briefing.fetch.aggregators import target_of, without_paper
from briefing.fetch.entities import decode_references
from briefing.fetch.html import html_to_body, plain_to_body
from briefing.fetch.html.escaped import reads_as_html
from briefing.fetch.html.names import ELEMENTS, INLINE
from briefing.fetch.html.selection import joined
from briefing.fetch.html.writer import PICTURE
from briefing.fetch.invitations import without_asides
from briefing.fetch.page_names import name_alone
from briefing.fetch.raw import RawEntry, RawText
from briefing.fetch.sign_off import without_sign_off

_OLDEST = datetime.min.replace(tzinfo=UTC)
_TAGS = re.compile(
    r"<(script|style)\b[^>]*>.*?</\1\s*>|<!--.*?-->|<!\[CDATA\[|\]\]>"
    rf"|</?(?:({'|'.join(ELEMENTS)})|[a-z][\w-]*:[\w:-]+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060]")  # where a word may be broken, or not; the search would take it for two
_TITLE_SOURCE = 5_000
_TITLE_FROM_BODY = 80
_LONGEST_NAME = 200
_MOST_NAMES = 50
_LONGEST_CATEGORY = 100
_LONGEST_FILE = 2**53
_MAIL = re.compile(r"(?:mailto:)?[\w.+%-]+@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
_MAIL_AND_NAME = re.compile(rf"{_MAIL.pattern}\s*\(([^()]+)\)", re.IGNORECASE)
_SURNAME_FIRST = re.compile(r"([^\W\d_][^,;]{0,60}, (?:[^\W\d_]\.[ -]?){1,4}),?\s*")  # "Quell, A. M., Odu, B."
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|<\s*>|\[\s*\]")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]|$)")
_COMMENTS = "Comments"
_PHRASE = 3  # words
_FEWEST_WORDS = 4
_WORDS_COMPARED = 300
_SAME_SHARE = 0.6


def newest_entries(entries: Sequence[RawEntry], limit: int) -> list[RawEntry]:
    """At most `limit` entries, newest first. One without a date stays beside the one before it."""
    moment = next((entry.published for entry in entries if entry.published), _OLDEST)
    dated = []
    for entry in entries:
        moment = entry.published or moment
        dated.append((moment, entry))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in dated[:limit]]


def clean_entry(raw: RawEntry, *bases: str) -> Entry | None:
    """The entry, clean; None where nothing can be read or opened. `bases` are for relative links, the best first."""
    passed_on = without_login(absolute(raw.link, *bases))
    target = without_login(target_of(passed_on))
    link = without_trackers(target)
    full_title = title_line(raw.title, raw.title_is_html)
    body = without_asides(_body(raw, full_title, (link, *bases)), link)
    title = without_paper(
        full_title, title_line(raw.source), (urlsplit(target).hostname or "") if target != passed_on else ""
    )
    if title != full_title and _words(body.text) in (_words(full_title), _words(title)):
        body = Body("")
    enclosures = tuple(_enclosures(raw, bases))
    title = title if _says_something(title) else _stand_in(body.text, link, enclosures) or title
    if not title:
        return None
    return Entry(
        title=title,
        body=_with_comments(body, raw.comments, bases, link),
        guid=clean.line(raw.guid),
        link=link,
        authors=_names(chain.from_iterable(map(_authors, raw.authors)), _LONGEST_NAME),
        categories=_names((title_line(name) for name in raw.categories), _LONGEST_CATEGORY),
        language=_language(raw.language),
        published=raw.published,
        updated=raw.updated,
        enclosures=enclosures,
    )


def _says_something(title: str) -> bool:
    """Whether a title is more than the "-" or "…" that programs set where there is none."""
    return any(category(character)[0] not in "PZ" for character in title)


def _stand_in(text: str, link: str, enclosures: Sequence[Enclosure]) -> str:
    """What an entry without a title is called."""
    return (
        _beginning(text) or clean.shown_address(link) or (_file_name(enclosures[0]) if enclosures else clean.line(text))
    )


def without_repeats(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries without those that say all again under another guid, the first of each kept.

    Their links may differ in what says nothing of the story, such as where in the page it begins.
    """
    found: dict[tuple[str, ...], Entry] = {}
    for number, entry in enumerate(entries):
        link = plain_link(entry.link) or entry.link
        found.setdefault((link, entry.title, entry.body.text) if link else (str(number),), entry)
    return tuple(found.values())


def title_line(raw: str, is_html: bool = True) -> str:
    """A title as one clean line: tags dropped, references decoded once; empty where nothing of it could be seen."""
    if not raw:
        return ""
    raw = raw[:_TITLE_SOURCE]
    title = clean.line(_UNSEEN.sub("", decode_references(_without_tags(raw) if is_html else raw)))
    return title if any(character.isprintable() and character != " " for character in title) else ""


def _without_tags(raw: str) -> str:
    return _TAGS.sub(_gap, raw[:_TITLE_SOURCE]) if "<" in raw else raw


def _gap(tag: re.Match[str]) -> str:
    """What stands between words in place of a tag."""
    return " " if tag[2] and tag[2].lower() not in INLINE else ""


# ------------------------------------------------------------------------------------------------------------ texts


def _body(raw: RawEntry, title: str, bases: Sequence[str]) -> Body:
    """The text of an entry: its fuller text, and above it the other one where that says something else.

    `title` is the clean one; the first of `bases` is the entry's own address.
    """
    texts = [_as_meant(text) for text in (raw.summary, raw.content) if text.value]
    if len(texts) < 2 or raw.summary.value == raw.content.value:
        return without_sign_off(_body_of(texts[-1], bases), title, bases[0]) if texts else Body("")
    shorter, longer = sorted(texts, key=lambda text: len(text.value))
    whole = _body_of(longer, bases)
    body = without_sign_off(whole, title, bases[0])
    if not _says_more(shorter, body.text, raw.title):
        return body
    first = without_sign_off(_body_of(shorter, bases), title, bases[0])
    # Again without the line that both may end with, which says nothing and could be most of what the shorter one has.
    says_more = _says_more(RawText(first.text, is_html=False), whole.text, raw.title)
    return _join_bodies(first, body) if says_more else body


def _as_meant(text: RawText) -> RawText:
    """A text that is called plain, as HTML where it can only be that; its references are characters in any case."""
    if text.is_html:
        return text
    if reads_as_html(text.value):
        return RawText(text.value, base=text.base)
    return RawText(decode_references(text.value), is_html=False)


def _body_of(text: RawText, bases: Sequence[str]) -> Body:
    if not text.is_html:
        return plain_to_body(text.value)
    base = absolute(text.base, *bases) or next((base for base in bases if base), "")
    return html_to_body(text.value, base, page=bases[0])


def _says_more(text: RawText, known: str, title: str) -> bool:
    """Whether a text says what neither the other text nor the title does: by the phrases of three words they share."""
    value = text.value[: clean.TEXT_LIMIT]
    words = _words(decode_references(_ANY_TAG.sub(" ", value) if text.is_html else value))[:_WORDS_COMPARED]
    if len(words) < _FEWEST_WORDS:
        return False
    # Without what parts them: programs that take the tags out of a text often glue its words.
    said = f"{''.join(_words(known))}\n{''.join(_words(decode_references(title)))}"
    phrases = ["".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)]
    return sum(phrase in said for phrase in phrases) < len(phrases) * _SAME_SHARE


def _join_bodies(first: Body, second: Body) -> Body:
    """Two bodies, one below the other; the longer alone where both are too long for a story."""
    if not first.text or not second.text or len(first.text) + len(second.text) + 2 > clean.TEXT_LIMIT:
        return max(first, second, key=lambda body: len(body.text))
    return joined(first, second)


def _with_comments(body: Body, named: str, bases: Sequence[str], link: str) -> Body:
    """A body with a line that leads to what others say of the story, where that is a page of its own."""
    if not named.strip().startswith(("http://", "https://", "/")):  # some name their number
        return body
    address = without_trackers(without_login(absolute(named, *bases)))
    page = _page(address)
    if not page or page == _page(link) or any(_page(known.address) == page for known in body.links):
        return body
    end = len(_COMMENTS)
    line = Body(_COMMENTS, (Block(BlockKind.PARAGRAPH, 0, end),), (Link(0, end, address),))
    return _join_bodies(body, line) if body.text else line


def _page(address: str) -> str:
    """An address without the place in the page."""
    return address.partition("#")[0].rstrip("/")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _beginning(text: str) -> str:
    """The first words of a text, as a title; empty where it has only pictures of which nothing is said."""
    parts = text[: _TITLE_FROM_BODY * 4].split("\n\n")
    return next((clean.line(part, _TITLE_FROM_BODY) for part in parts if part.replace(PICTURE, "").strip()), "")


# ------------------------------------------------------------------------------------------------- names and files


def _authors(raw: str) -> Sequence[str]:
    """The persons of one field of a feed, which may name several: "ann@a.example (Ann), bo@a.example (Bo)"."""
    name = title_line(raw)
    if "@" in name and len(named := _MAIL_AND_NAME.findall(name)) > 1:
        return [name_alone(one.strip()) for one in named]
    if name.endswith(".") and name.count(",") > 1:
        parts = list(_SURNAME_FIRST.finditer(name))
        if sum(len(part[0]) for part in parts) == len(name):
            return [part[1].strip() for part in parts]
    return [_author(name)]


def _author(name: str) -> str:
    """A person's name without mail addresses and labels: empty where that is all there is."""
    if "@" in name:
        name = _EMPTY_BRACKETS.sub("", _MAIL.sub("", name)).strip(" ,;:")
        name = name[1:-1].strip() if name.startswith("(") and name.endswith(")") else name
    return name_alone(name)


def _names(names: Iterable[str], longest: int) -> tuple[str, ...]:
    """Names, clean, each once whatever its case."""
    found: dict[str, str] = {}
    for name in names:
        if name and len(found) < _MOST_NAMES:
            found.setdefault(name.casefold(), clean.line(name, longest))
    return tuple(found.values())


def _language(declared: str) -> str:
    """The code of a declared language, `en` for `en-GB`; empty where none is declared."""
    code = _LANGUAGE.match(declared.strip().lower())
    return code[1] if code else ""


def _enclosures(raw: RawEntry, bases: Sequence[str]) -> list[Enclosure]:
    found = []
    for enclosure in raw.enclosures[:100]:
        address = absolute(enclosure.address, *bases)
        length = enclosure.length
        if address:
            known = length is not None and 0 < length < _LONGEST_FILE
            found.append(Enclosure(address, clean.line(enclosure.kind, 100), length if known else None))
    return found


def _file_name(enclosure: Enclosure) -> str:
    """The name of a file, as a title for an entry that is nothing else."""
    name = title_line(unquote(urlsplit(enclosure.address).path.rstrip("/").rpartition("/")[2]), is_html=False)
    return name or clean.shown_address(enclosure.address)
