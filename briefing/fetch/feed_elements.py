"""feedparser's two parsers, taught to keep apart what they pour into one place.

feedparser calls a method named after each element; those below take the place of its own. A picture's caption and a
podcast's advert are not the description, dates are read by `dates`, and a text that is half escaped is no source code.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from xml.sax.saxutils import unescape
from xml.sax.xmlreader import AttributesNSImpl

from feedparser.api import LooseFeedParser, StrictFeedParser

Attributes = dict[str, str]

CAPTION, VIDEO_TEXT, PODCAST_TEXT, PODCAST_AUTHOR = "caption", "media_text", "podcast_text", "podcast_author"
"""Where an entry keeps texts that are its own only where it has no others."""

MEDIA = "media_content"
_MOST_ATTRIBUTES = 200
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_ADDRESSES = ("http://", "https://", "/")
_TAG = re.compile(
    r"(?:<|&lt;)/?(?:p|br|a|div|img|b|i|strong|em|span|ul|ol|li|h[1-6]|table|blockquote)\b", re.IGNORECASE
)


class _Escaped(str):
    """Characters that were escaped for XHTML; `before` are those that they were."""

    before: str


class _Tag(str):
    """A real element inside a text, as feedparser writes it."""

    __slots__ = ()


class _Elements:
    """What differs from feedparser. `self` is one of its parsers, which has no types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._media: Attributes | None = None
        self._groups = 0
        self._group = 0
        self._declared = ""
        self._children = 0
        super().__init__(*args, **kwargs)
        self.contentparams: Attributes = {}

    # ------------------------------------------------------------------------------------------------------ dates

    def _end_published(self: Any) -> None:
        self.pop("published")

    _end_issued = _end_pubdate = _end_published

    def _end_updated(self: Any) -> None:
        self.pop("updated")

    _end_modified = _end_lastbuilddate = _end_updated

    def _end_created(self: Any) -> None:
        self.pop("created")

    def _end_expirationdate(self: Any) -> None:
        self.pop("expired")

    # -------------------------------------------------------------------------------------------------------- ids

    def _end_guid(self: Any) -> None:
        """An id may stand for the link, if it is an address as it is written; beside a base anything is one."""
        if self.elementstack and self.elementstack[-1][0] == "id":
            written = "".join(map(str, self.elementstack[-1][2])).strip().lower()
            self.guidislink = self.guidislink and written.startswith(_ADDRESSES)
        super()._end_guid()  # type: ignore[misc]

    _end_id = _end_guid

    # ------------------------------------------------------------------------------------------ pictures and films

    def _start_media_group(self: Any, attributes: Attributes) -> None:
        self._groups += 1
        self._group = self._groups

    def _end_media_group(self: Any) -> None:
        self._group = 0

    def _start_media_content(self: Any, attributes: Attributes) -> None:
        if self._group:
            attributes["group"] = str(self._group)
        self._media = attributes
        dict.setdefault(self._get_context(), MEDIA, []).append(attributes)

    def _end_media_content(self: Any) -> None:
        self._media = None

    def _start_media_description(self: Any, attributes: Attributes) -> None:
        self.push(VIDEO_TEXT if self._media is None else CAPTION, 1)

    def _end_media_description(self: Any) -> None:
        self.pop(VIDEO_TEXT if self._media is None else CAPTION)

    # ---------------------------------------------------------------------------------------------------- podcasts

    def _start_itunes_summary(self: Any, attributes: Attributes) -> None:
        self.push(PODCAST_TEXT, 1)

    def _end_itunes_summary(self: Any) -> None:
        self.pop(PODCAST_TEXT)

    def _start_itunes_author(self: Any, attributes: Attributes) -> None:
        self.push(PODCAST_AUTHOR, 1)

    def _end_itunes_author(self: Any) -> None:
        self.pop(PODCAST_AUTHOR)

    # ----------------------------------------------------------------------------------------------------- authors

    def _end_author(self: Any) -> None:
        text = self.pop("author")
        self.inauthor = 0
        people = dict.get(self._get_context(), "authors")
        if people and text and not people[-1]:
            people[-1]["name"] = text  # names are parted from addresses later

    _end_managingeditor = _end_author

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        """Nothing: feedparser's parting of names and addresses leaves halves of them."""

    # ----------------------------------------------------------------------------------------- half escaped bodies

    def push_content(self: Any, tag: str, attributes: Attributes, default: str, expecting_text: Any) -> None:
        super().push_content(tag, attributes, default, expecting_text)  # type: ignore[misc]
        # A dictionary of the library looks for other keys each time, and this one is asked for each piece of a text.
        self.contentparams = _Texts(self.contentparams)
        self._declared = self.contentparams["type"]
        self._children = 0

    def handle_data(self: Any, text: str, escape: int = 1) -> None:
        """Characters of the document. A real element inside escaped HTML makes feedparser take all of it for XHTML."""
        super().handle_data(text, escape)  # type: ignore[misc]
        if not self.incontent or self._declared.endswith("xml") or not self.elementstack:
            return
        pieces = self.elementstack[-1][2]
        if escape and pieces[-1] != text:
            pieces[-1] = _Escaped(pieces[-1])
            pieces[-1].before = text
        elif not escape and text.startswith("<"):
            pieces[-1] = _Tag(text)
            self._children += 1

    def pop(self: Any, element: str, strip_whitespace: int = 1) -> Any:
        """End an element: what was more escaped tags than real ones is HTML, as it was declared."""
        if self._children and self.elementstack and self.elementstack[-1][0] == element:
            pieces = self.elementstack[-1][2]
            text = "".join(piece for piece in pieces if isinstance(piece, str) and not isinstance(piece, _Tag))
            if len(_TAG.findall(text)) > self._children:
                self.elementstack[-1][2] = [piece.before if isinstance(piece, _Escaped) else piece for piece in pieces]
                self.contentparams["type"] = "text/html"
            self._children = 0
        return super().pop(element, strip_whitespace)  # type: ignore[misc]


class _Texts(dict[str, str]):
    """Texts by name; a copy of them is quickly made, as nothing in them can change."""

    def __deepcopy__(self, _: object) -> _Texts:
        return _Texts(self)


class _Attributes:
    """The attributes of an element, each found at once: the ones of the library are searched from the front each time.

    Of thousands of attributes only the first are looked at.
    """

    def __init__(self, attributes: Any) -> None:
        self._values = tuple(islice(attributes.items(), _MOST_ATTRIBUTES))
        names = tuple(islice(attributes.getQNames(), _MOST_ATTRIBUTES))
        self._by_name = {name: attributes.getValueByQName(name) for name in names}

    def items(self) -> tuple[Any, ...]:
        return self._values

    def getQNames(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    def getValueByQName(self, name: str) -> str:
        return str(self._by_name[name])


_NO_ATTRIBUTES = _Attributes(AttributesNSImpl({}, {}))
"""Of most elements."""


class StrictParser(_Elements, StrictFeedParser):  # type: ignore[misc]
    """For well-formed XML, driven by a SAX reader, which cuts texts into many small pieces."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._pieces: list[str] = []
        super().__init__(*args, **kwargs)

    def characters(self, text: str) -> None:
        """A piece of a text."""
        self._pieces.append(text)

    def startElementNS(self, name: Any, qname: Any, attributes: Any) -> None:
        """An element begins."""
        self._end_text()
        super().startElementNS(name, qname, _Attributes(attributes) if len(attributes) else _NO_ATTRIBUTES)

    def endElementNS(self, *args: Any) -> None:
        """An element ends."""
        self._end_text()
        super().endElementNS(*args)

    def _end_text(self) -> None:
        if self._pieces:
            self.handle_data("".join(self._pieces))
            self._pieces.clear()


class LooseParser(_Elements, LooseFeedParser):  # type: ignore[misc]
    """For what is meant to be XML."""

    def decode_entities(self, element: str, data: str) -> str:
        """The text without references, in elements without a type, too: those of ids and names were left."""
        decoded: str = super().decode_entities(element, data)
        return decoded if self.contentparams.get("type") else unescape(decoded, _QUOTES)
