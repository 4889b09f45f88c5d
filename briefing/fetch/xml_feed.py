"""RSS, Atom and RDF: what feedparser makes of a document, as a raw feed."""

from __future__ import annotations

import io
import xml.sax
import xml.sax.handler
from collections.abc import Iterable
from html import escape
from mimetypes import guess_type
from typing import Any
from xml.sax.expatreader import ExpatParser

from feedparser.exceptions import UndeclaredNamespace
from feedparser.sanitizer import replace_doctype

from briefing.core.errors import FetchError
from briefing.fetch import feed_elements
from briefing.fetch.addresses import absolute
from briefing.fetch.beginnings import is_cut
from briefing.fetch.dates import is_day_first, moment_of
from briefing.fetch.feed_elements import LooseParser, StrictParser
from briefing.fetch.feed_links import looks_like_page
from briefing.fetch.raw import RawEnclosure, RawEntry, RawFeed, RawText
from briefing.fetch.xml_values import number, time_to_live

_FILES = ("audio/", "video/", "application/")
_RECORDINGS = ("audio/", "video/", "application/pdf")
_NO_FILES = ("application/x-shockwave-flash", "application/xhtml+xml")
_DATES = ("published", "created", "updated")
_FILE_MEDIA = frozenset({"audio", "video", "document", "executable"})


def read(text: str, document: bytes) -> RawFeed | None:
    """The feed in a text, which as XML is `document`; None where it is none.

    Raises FetchError where the feed is beyond reading.
    """
    try:
        feed, is_sound = _run_parser(document)
    except Exception as error:  # the parser gives up, which its authors never mean it to
        raise FetchError("the feed is too broken to be read") from error
    head: dict[str, Any] = feed.feeddata
    is_atom = feed.version.startswith("atom")
    title = _text(head, "title")
    if not feed.version and (looks_like_page(text) or not (feed.entries or title)):
        return None
    shared = RawEntry(authors=_authors(head) if is_atom else (), language=_text(head, "language"))
    day_first = is_day_first(_text(entry, name) for entry in feed.entries for name in _DATES)
    return RawFeed(
        title=title,
        title_is_html=_is_html(head, is_atom),
        site=_text(head, "link"),
        entries=tuple(_entry(entry, is_atom, shared, day_first) for entry in feed.entries),
        links_follow_site=not is_atom,
        note="" if is_sound else _note(text),
        ttl=time_to_live(head),
    )


# -------------------------------------------------------------------------------------------------------- feedparser


def _run_parser(document: bytes) -> tuple[Any, bool]:
    """The parser after its work, and whether the document was well-formed."""
    version, document, entities = replace_doctype(document)
    parser: Any = _without_filters(StrictParser("", None, "utf-8"))
    reader = _Reader()  # without a document type and its entities, which are gone above
    reader.setFeature(xml.sax.handler.feature_namespaces, True)
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    is_sound = True
    try:
        reader.parse(io.BytesIO(document))
    except (xml.sax.SAXException, UndeclaredNamespace):
        is_sound = False
        parser = _without_filters(LooseParser("", None, "utf-8", entities))
        parser.feed(document.decode())
    parser.version = version or parser.version
    return parser, is_sound


class _Reader(ExpatParser):
    """The SAX reader of the standard library, told to hand over a text as a whole: it cuts it at each reference."""

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = True  # type: ignore[attr-defined]


def _without_filters(parser: Any) -> Any:
    """A parser that leaves the HTML in a feed as it is: what may be shown of it is decided elsewhere."""
    parser.resolve_relative_uris = parser.sanitize_html = False
    return parser


# -------------------------------------------------------------------------------------------------------- entries


def _entry(entry: dict[str, Any], is_atom: bool, shared: RawEntry, day_first: bool | None) -> RawEntry:
    """An entry as parsed; what its feed says for all of them stands in where it says nothing itself."""
    published, created, updated = (moment_of(_text(entry, name), day_first) for name in _DATES)
    content, summary = _texts(entry, is_atom)
    source = _get(entry, "source")
    source = source if isinstance(source, dict) else {}
    podcaster = _alone(_text(entry, feed_elements.PODCAST_AUTHOR))
    title, link = _text(entry, "title"), _link(entry)
    says_more = bool(title or link or content.value or summary.value or _text(entry, feed_elements.CAPTION))
    if says_more and not (content.value or summary.value):
        content = RawText(_picture(entry))
    return RawEntry(
        title=title,
        title_is_html=_is_html(entry, is_atom),
        content=content,
        summary=summary,
        guid=_text(entry, "id"),
        link=link,
        authors=_authors(entry) or podcaster or _authors(source) or shared.authors,
        categories=tuple(_categories(_get(entry, "tags") or ())),
        language=_language(entry) or shared.language,
        source=_text(source, "title"),
        published=published or created or updated,
        updated=updated,
        enclosures=tuple(_enclosures(entry, says_more)),
        comments=_text(entry, "comments"),
    )


def _texts(entry: dict[str, Any], is_atom: bool) -> tuple[RawText, RawText]:
    """The content of an entry, and its summary, which may be the longer; without both, what else tells of it."""
    contents = [_raw_text(part, is_atom) for part in _get(entry, "content") or ()]
    content = max(contents, key=lambda part: len(part.value), default=RawText())
    detail = _get(entry, "summary_detail")
    summary = _raw_text(detail, is_atom) if detail else RawText(_text(entry, "summary"))
    if content.value or summary.value:
        return content, summary
    stand_ins = (feed_elements.PODCAST_TEXT, feed_elements.VIDEO_TEXT, "subtitle")
    return RawText(next(filter(None, (_text(entry, name) for name in stand_ins)), "")), summary


def _raw_text(part: dict[str, Any], is_atom: bool) -> RawText:
    """A text of an entry, empty where it is a file. An Atom text without a type is plain."""
    value, kind = _text(part, "value"), _text(part, "type")
    if "/" in kind and not kind.startswith("text/") and not kind.endswith(("html", "xml")):
        return RawText()
    return RawText(value, not (is_atom and kind == "text/plain"), _text(part, "base"))


def _picture(entry: dict[str, Any]) -> str:
    """The picture of an entry that has no text, with what its author says of it; empty where it has none."""
    caption, media = _text(entry, feed_elements.CAPTION), _get(entry, feed_elements.MEDIA) or ()
    shown = media[0] if caption and media else next(filter(_is_picture, media), {})
    said = f' alt="{escape(caption)}"' if caption else ""
    return f'<img src="{escape(_text(shown, "url"))}"{said}>' if shown else ""


def _is_picture(media: dict[str, Any]) -> bool:
    return _text(media, "medium") == "image" or _text(media, "type").startswith("image/")


def _link(entry: dict[str, Any]) -> str:
    """The address that an entry stands for."""
    link = _text(entry, "feedburner_origlink") or _text(entry, "link")
    links = [link for link in _get(entry, "links") or () if _text(link, "href")]
    named = [_text(one, "href") for kind in ("alternate", "related") for one in links if _text(one, "rel") == kind]
    parts = [(_text(part, "src"), _text(part, "base")) for part in _get(entry, "content") or ()]
    sources = [absolute(source, base) or source for source, base in parts]
    return next(filter(None, (link, *named, *sources)), "")


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    people = _get(holder, "authors") or ()
    return tuple(dict.fromkeys(name for person in people if (name := _text(person, "name"))))


def _alone(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _categories(tags: Iterable[dict[str, Any]]) -> Iterable[str]:
    """The names of an entry's categories; a term that is an address names nothing to a person."""
    for tag in tags:
        name = _text(tag, "label") or _text(tag, "term")
        if name and "://" not in name:
            yield name


def _language(entry: dict[str, Any]) -> str:
    """The language that an entry or its text says."""
    details = [*(_get(entry, "content") or ()), _get(entry, "summary_detail"), _get(entry, "title_detail")]
    said = (_text(detail, "language") for detail in details if detail)
    return _text(entry, "language") or next(filter(None, said), "")


def _enclosures(entry: dict[str, Any], says_more: bool) -> Iterable[RawEnclosure]:
    """The files of an entry: those that it encloses, and of each group of recordings the one meant, or the first.

    Where it says nothing else, its pictures, too.
    """
    found: dict[str, RawEnclosure] = {}
    for link in _get(entry, "links") or ():
        if _text(link, "rel") == "enclosure":
            address = _text(link, "href")
            found.setdefault(address, RawEnclosure(address, _text(link, "type"), number(_text(link, "length"))))
    groups: set[str] = set()
    media = sorted(_get(entry, feed_elements.MEDIA) or (), key=lambda one: _text(one, "isdefault") != "true")
    for one in media:
        address, group = _text(one, "url"), _text(one, "group")
        kind = _text(one, "type") or ("" if _text(one, "medium") else _kind_by_name(address))
        is_file = not says_more or _text(one, "medium") in _FILE_MEDIA or kind.startswith(_FILES)
        if address and is_file and kind not in _NO_FILES and group not in groups:
            found.setdefault(address, RawEnclosure(address, kind, number(_text(one, "filesize"))))
            groups |= {group} - {""}
    return found.values()


def _kind_by_name(address: str) -> str:
    """The media type of a recording or a paper, by the end of its address; empty for anything else."""
    kind = guess_type(address.partition("?")[0].rpartition("/")[2])[0] or ""
    return kind if kind.startswith(_RECORDINGS) else ""


# -------------------------------------------------------------------------------------------------------- values


def _get(holder: dict[str, Any], key: str) -> Any:
    """What is really there: feedparser's own look-up takes one key for another, and warns of it."""
    return dict.get(holder, key)


def _text(holder: dict[str, Any], key: str) -> str:
    value = _get(holder, key)
    return value if isinstance(value, str) else ""


def _is_html(holder: dict[str, Any], is_atom: bool) -> bool:
    """Whether a title may hold tags: an Atom title says so, others are guessed at."""
    return not (is_atom and _text(_get(holder, "title_detail") or {}, "type") == "text/plain")


def _note(text: str) -> str:
    if is_cut(text[-4_096:].encode()):
        return "the feed breaks off in the middle; the part before that was read"
    return "the feed is not well-formed; the readable part was read"
