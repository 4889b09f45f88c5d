"""HTML from a feed or a page as a story's body: text in blocks, with links."""

from __future__ import annotations

import re
import textwrap

from briefing.core import clean
from briefing.core.story import BlockKind, Body
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.entities import decoded
from briefing.fetch.tables import Table
from briefing.fetch.tokens import End, Start, Text, tokens
from briefing.fetch.writer import BodyWriter, Line

_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend"}
    | {"li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"}
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_HEADING_ENDERS = _LISTS | {"p", "table", "blockquote", "pre"}
_TABLE_PARTS = frozenset({"tr", "td", "th", "caption", "thead", "tbody", "tfoot"})
_LAYOUT_SIGNS = frozenset(_HEADINGS) | _LISTS | {"table", "blockquote", "pre", "figure", "article", "section"}
_UNSEEN = frozenset(
    {"audio", "button", "canvas", "datalist", "map", "math", "noscript", "object", "select", "svg", "template", "video"}
)
_ENDS_UNASKED = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "option"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_SOURCE_LIMIT = 5_000_000
_DEEPEST_ITEM = 20
_EMOJI_LENGTH = 4


def html_to_body(html: str, base: str, without: frozenset[str] = frozenset()) -> Body:
    """The body of a piece of HTML, or of a plain text. Relative links are joined to `base`. Never raises.

    `without` names elements that are left out with all they hold.
    """
    html = html[:_SOURCE_LIMIT]
    return _Reader(base, _UNSEEN | without).read(html) if _MARKUP.search(html) else plain_to_body(decoded(html))


def plain_to_body(text: str) -> Body:
    """The body of a plain text: blank lines part paragraphs, and so do line ends after a full stop."""
    body = BodyWriter()
    for part in _BLANK_LINES.split(clean.text(text)):
        line = Line()
        for row in part.splitlines():
            line.add(row + " ")
            if _SENTENCE_END.search(row.rstrip()):
                body.add(BlockKind.PARAGRAPH, *line.finish())
                line = Line()
        body.add(BlockKind.PARAGRAPH, *line.finish())
    return body.finish()


class _Reader:
    """Where in a document we are. Counters, no stack of elements: end tags may be missing or too many."""

    def __init__(self, base: str, left_out: frozenset[str]) -> None:
        self._base = base
        self._left_out = left_out
        self._body = BodyWriter()
        self._line = Line()
        self._code: list[str] | None = None
        self._tables: list[Table | None] = []  # None is a table that only lays out
        self._unseen = ""
        self._unseen_depth = 0
        self._heading = self._list_depth = self._quote_depth = 0
        self._item_begins = False
        self._address = ""

    def read(self, html: str) -> Body:
        for token in tokens(html):
            if self._body.is_full:
                break
            match token:
                case _ if self._unseen:
                    self._skip(token)
                case Text(text):
                    self._text(text)
                case Start():
                    self._start(token)
                case End(name):
                    self._end(name)
        self._end_code()
        self._flush()
        while self._tables:
            self._end_table()
        return self._body.finish()

    # ------------------------------------------------------------------------------------------------ what is read

    def _text(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)
        else:
            self._target.add(text)

    def _start(self, tag: Start) -> None:
        name = tag.name
        if (name in self._left_out or _is_hidden(tag)) and name not in _VOID:
            self._unseen, self._unseen_depth = name, 1
        elif name == "br":
            self._line_end()
        elif name == "img":
            self._image(tag)
        elif name == "a":
            self._open_link(without_login(absolute(tag.attributes.get("href", ""), self._base)))
        elif name in _TABLE_PARTS:
            self._table_part(name, begins=True)
        elif name in _HEADINGS or name in _BLOCKS:
            self._start_block(name)
        elif name == "q":
            self._text("“")

    def _end(self, name: str) -> None:
        if name == "a":
            self._address = ""
            self._target.close_link()
        elif name in _TABLE_PARTS:
            self._table_part(name, begins=False)
        elif name in _HEADINGS or name in _BLOCKS:
            self._end_block(name)
        elif name == "q":
            self._text("”")

    def _skip(self, token: Text | Start | End) -> None:
        """Pass by what is not shown, until it ends."""
        if isinstance(token, Text) or token.name != self._unseen:
            return
        ends = isinstance(token, End) or token.name in _ENDS_UNASKED
        self._unseen_depth += -1 if ends else 1
        if not self._unseen_depth:
            self._unseen = ""

    # -------------------------------------------------------------------------------------------- blocks and lists

    def _start_block(self, name: str) -> None:
        table = self._table
        if table is not None and name not in _LAYOUT_SIGNS:
            table.cell.add(" ")
            return
        if table is not None:
            self._lay_out(table)
        self._flush()
        if name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif name in _HEADING_ENDERS:
            self._heading = 0
        if name in _LISTS:
            self._list_depth += 1
        elif name == "blockquote":
            self._quote_depth += 1
        elif name in ("li", "dd"):
            self._item_begins = True
        elif name == "table":
            self._tables.append(Table())
        elif name == "pre" and self._code is None:
            self._code = []

    def _end_block(self, name: str) -> None:
        if name == "table" and self._tables:
            self._flush()
            self._end_table()
            return
        if self._table is not None:
            self._table.cell.add(" ")
            return
        if name == "pre":
            self._end_code()
        self._flush()
        if name in _HEADINGS:
            self._heading = 0
        elif name in _LISTS:
            self._list_depth = max(0, self._list_depth - 1)
            self._item_begins = False
        elif name == "blockquote":
            self._quote_depth = max(0, self._quote_depth - 1)
        elif name in ("li", "dd"):
            self._item_begins = False

    def _flush(self) -> None:
        """End the block under way."""
        line, self._line = self._line, Line()
        if not line.is_empty:
            text, links = line.finish()
            if self._heading:
                self._body.add(BlockKind.HEADING, " ".join(text.split("\n")), links, self._heading)
            elif self._item_begins:
                self._body.add(BlockKind.ITEM, text, links, min(max(1, self._list_depth), _DEEPEST_ITEM))
            else:
                self._body.add(BlockKind.QUOTE if self._quote_depth else BlockKind.PARAGRAPH, text, links)
            self._item_begins = False
        if self._address:
            self._line.open_link(self._address)

    def _end_code(self) -> None:
        pieces, self._code = self._code, None
        if pieces is not None:
            lines = clean.text("".join(pieces)).replace("\N{NO-BREAK SPACE}", " ")
            self._body.add(BlockKind.CODE, textwrap.dedent(lines).strip())

    # ------------------------------------------------------------------------------------- lines, links and images

    @property
    def _target(self) -> Line:
        """Where running text goes."""
        table = self._table
        return self._line if table is None else table.cell

    def _line_end(self) -> None:
        if self._code is not None:
            self._code.append("\n")
        elif self._table is not None:
            self._table.cell.add(" ")
        elif self._line.ends_line:
            self._flush()  # two in a row part paragraphs
        else:
            self._line.end_line()

    def _open_link(self, address: str) -> None:
        self._target.close_link()
        self._address = address
        if address:
            self._target.open_link(address)

    def _image(self, tag: Start) -> None:
        """An image's description, as a paragraph of its own where it is more than an emoji."""
        alt = tag.attributes.get("alt", "").strip()
        tracks = {tag.attributes.get("width"), tag.attributes.get("height")} & {"0", "1", "1px", "0px"}
        if not alt or tracks or self._code is not None:
            return
        if len(alt) <= _EMOJI_LENGTH:
            self._text(alt)
            return
        alone = self._table is None and not self._heading and not self._item_begins
        if alone:
            self._flush()
        self._text(f" [image: {alt}] ")
        if alone:
            self._flush()

    # ------------------------------------------------------------------------------------------------------ tables

    @property
    def _table(self) -> Table | None:
        return self._tables[-1] if self._tables else None

    def _table_part(self, name: str, begins: bool) -> None:
        """A row or cell begins or ends."""
        table = self._table
        if table is None:
            self._flush()
        elif name not in ("td", "th"):
            table.end_row()
        elif begins:
            table.begin_cell()
        else:
            table.end_cell()

    def _lay_out(self, table: Table) -> None:
        """The table under way holds blocks, so it is layout: what it held so far becomes blocks, too."""
        table.write(self._body)
        self._tables[-1] = None

    def _end_table(self) -> None:
        table = self._tables.pop()
        if table is not None:
            table.write(self._body)


def _is_hidden(tag: Start) -> bool:
    return "hidden" in tag.attributes or _HIDDEN_STYLE.search(tag.attributes.get("style", "")) is not None
