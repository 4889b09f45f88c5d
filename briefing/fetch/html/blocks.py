"""HTML from a feed or a page as a story's body: text in blocks, with links."""

from __future__ import annotations

import re
import textwrap
from itertools import islice

from lxml import etree

from briefing.core import clean
from briefing.core.story import BlockKind, Body
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.entities import decode_references
from briefing.fetch.html.embeds import PLAYERS, Shown, image_shown, player_shown
from briefing.fetch.html.escaped import decoded_once_more
from briefing.fetch.html.formulas import FORMULAS, formula_text, tex_text
from briefing.fetch.html.leftovers import take_out_leftovers, with_figures, without_shortcodes
from briefing.fetch.html.lists import LISTS, Numbering
from briefing.fetch.html.names import with_words_in_brackets
from briefing.fetch.html.plain import plain_to_body
from briefing.fetch.html.scripts import subscript, superscript
from briefing.fetch.html.tables import MOST_SPANNED, Table, is_layout
from briefing.fetch.html.tree import Element, is_hidden, parse, words_of
from briefing.fetch.html.writer import BodyWriter, Run, RunningText

_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend"}
    | {"li", "main", "menu", "nav", "ol", "p", "section", "summary", "table", "td", "th", "tr", "ul"}
    | _HEADINGS.keys()
)
_UNSEEN = frozenset(
    {
        "button",
        "canvas",
        "datalist",
        "map",
        "noembed",
        "noframes",
        "noscript",
        "rp",
        "rt",
        "script",
        "select",
        "style",
        "svg",
    }
    | {"template", "textarea", "title", "xml"}
)
_CODE = frozenset({"pre", "xmp", "listing", "plaintext"})
_STRUCK = frozenset({"s", "del", "strike"})
_WRAPPED = {"q": ("“", "”")}
_COPIES_OF_FORMULAS = re.compile(r"\b(?:katex-html|MathJax(?:_Preview|_Display|_CHTML|_SVG)?)(?:\s|$)")
_FACTS_OF_DRUPAL = re.compile(r"\bfield--name-(?:title|uid|created)\b")
"""Spans that say an entry's title, author and day once more, above its text."""
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_STRIKES = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_LINE_NUMBERS = re.compile(r"\s*1\s*\n[\d\s]*")
_ARROWS_BACK = frozenset("↩↑⤴⏎^")
_LONGEST_SCRIPT = 60
_DEEPEST_ITEM = 20


def html_to_body(html: str, base: str, without: frozenset[str] = frozenset(), page: str = "") -> Body:
    """The body of a piece of HTML, or of a plain text. Relative links are joined to `base`. Never raises.

    `without` names elements that are left out with all they hold. `page` is the address of the piece itself, where it
    is not `base`: what leads to a place in it leads there.
    """
    html = html.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in html else html
    html = with_figures(with_words_in_brackets(decoded_once_more(html)))
    if _MARKUP.search(html) is None:
        return plain_to_body(without_shortcodes(decode_references(html)))
    root = parse(html)
    if root is None:
        return Body("")
    take_out_leftovers(root, html)
    return tree_to_body(root, base, without, page)


def tree_to_body(root: Element, base: str, without: frozenset[str] = frozenset(), page: str = "") -> Body:
    """As `html_to_body`, of what is parsed already."""
    own = next((element.get("href") for element in root.iter("base") if element.get("href")), "")
    return _Reader(absolute(own, base) or base, page or base, _UNSEEN | without).read(root)


class _Reader:
    """Where in a document we are."""

    def __init__(self, base: str, page: str, left_out: frozenset[str]) -> None:
        self._base = base
        self._page = page
        self._left_out = left_out
        self._body = BodyWriter()
        self._line = RunningText()
        self._table: Table | None = None  # one that only lays out is none
        self._lists: list[Numbering] = []
        self._quote_depth = self._heading = 0
        self._struck: list[Element] = []
        self._keeps_lines: list[Element] = []
        self._item_begins = False
        self._label = self._address = ""
        self._described: set[str] = set()

    def read(self, root: Element) -> Body:
        """The body of a tree. The walk does not recurse, so that no depth is too much for it."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            if event == "start":
                if self._body.is_full:
                    break
                if not self._start(element):
                    skipped = element
                    walk.skip_subtree()
                elif element.text:
                    self._text(element.text)
                continue
            if element is skipped:
                skipped = None
            else:
                self._end(element)
            if element.tail and element is not root:
                self._text(element.tail)
        self._flush()
        return self._body.finish()

    # ------------------------------------------------------------------------------------------------ what is read

    def _text(self, text: str) -> None:
        if not self._keeps_lines:
            self._target.add(text)
            return
        for number, row in enumerate(text.split("\n")):
            if number and self._table is None:
                self._flush()
            self._target.add(row)

    def _start(self, element: Element) -> bool:
        """An element begins; whether what it holds is to be read."""
        name = element.tag
        if is_hidden(element):
            return False
        if name in _BLOCKS:
            if name in self._left_out:
                return False
            self._start_block(element, name)
        elif name == "a":
            if _leads_back(element):
                return False
            self._open_link(self._absolute(element.get("href") or ""))
        elif name == "br":
            self._line_end()
        elif name == "img":
            self._show(image_shown(element, self._base))
        elif name in _CODE:
            self._code(element)
            return False
        elif name in ("sup", "sub"):
            return not self._script(element)
        elif name in PLAYERS:
            self._show(player_shown(element, self._base))
            return False
        elif name in FORMULAS:
            self._target.add(formula_text(element))
            return False
        elif name == "script" and (element.get("type") or "").startswith("math/tex"):
            self._target.add(tex_text(element.text or ""))
            return False
        elif name in self._left_out or self._is_said_elsewhere(element):
            return False
        elif name == "input" and element.get("type") == "checkbox":
            self._task(element.get("checked") is not None)
        elif name in _WRAPPED:
            self._target.add(_WRAPPED[name][0])
        style = element.get("style") or ""
        if name in _STRUCK or (style and _STRIKES.search(style)):
            self._strike(element)
        if style and _KEEPS_LINES.search(style):
            self._keeps_lines.append(element)
        return True

    def _is_said_elsewhere(self, element: Element) -> bool:
        classes = element.get("class") or ""
        is_fact = not self._heading and not self._address and _FACTS_OF_DRUPAL.search(classes) is not None
        return is_fact or _COPIES_OF_FORMULAS.match(classes) is not None

    def _end(self, element: Element) -> None:
        name = element.tag
        if self._keeps_lines and self._keeps_lines[-1] is element:
            self._keeps_lines.pop()
        if self._struck and self._struck[-1] is element:
            self._struck.pop()
            if not self._struck:
                self._target.end_strike()
        if name in _BLOCKS:
            self._end_block(name)
        elif name == "a":
            self._address = ""
            self._target.close_link()
        elif name in _WRAPPED:
            self._target.add(_WRAPPED[name][1])

    def _strike(self, element: Element) -> None:
        """What an element holds is struck out."""
        if not self._struck:
            self._target.strike()
        self._struck.append(element)

    def _absolute(self, address: str) -> str:
        return without_login(absolute(address, self._page if address.startswith("#") else self._base))

    # -------------------------------------------------------------------------------------------- blocks and lists

    def _start_block(self, element: Element, name: str) -> None:
        if self._table is not None:
            if name in ("td", "th"):
                # A cell that spans no rows by number spans all that follow.
                self._table.begin_cell(_span(element, "rowspan") or MOST_SPANNED, _span(element, "colspan"))
            elif name == "tr":
                self._table.end_row()
            else:
                self._table.line.add(" ")
            return
        self._flush()
        if name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif name in LISTS:
            self._lists.append(Numbering.of(element))
        elif name == "blockquote":
            self._quote_depth += 1
        elif name in ("li", "dd"):
            self._item_begins = True
            self._label = self._lists[-1].label(element) if name == "li" and self._lists else ""
        elif name == "table" and not is_layout(element):
            self._table = Table()

    def _end_block(self, name: str) -> None:
        if self._table is not None:
            if name in ("td", "th"):
                self._table.end_cell()
            elif name in ("tr", "caption"):
                self._table.end_row()
            elif name == "table":
                self._body.add(BlockKind.TABLE, self._table.finish())
                self._table = None
            else:
                self._table.line.add(" ")
            return
        self._flush()
        if name in _HEADINGS:
            self._heading = 0
        elif name in LISTS and self._lists:
            self._lists.pop()
            self._item_begins = False
        elif name == "blockquote":
            self._quote_depth -= 1
        elif name in ("li", "dd"):
            self._item_begins = False

    def _flush(self) -> None:
        """End the block under way."""
        line = self._line
        if line.is_empty:
            return
        self._line = RunningText(self._address, bool(self._struck))
        run = line.finish()
        if self._heading:
            self._body.add(BlockKind.HEADING, Run(run.text.replace("\n", " "), run.links, run.struck), self._heading)
        elif self._item_begins:
            level = min(max(1, len(self._lists)), _DEEPEST_ITEM)
            self._body.add(BlockKind.ITEM, run, level, self._label)
        else:
            self._body.add(BlockKind.QUOTE if self._quote_depth else BlockKind.PARAGRAPH, run)
        self._item_begins = False

    def _code(self, element: Element) -> None:
        pieces: list[str] = []
        for inner in element.iter():
            pieces += ("\n" if inner.tag == "br" else "", inner.text or "", "\n" if inner.tag in _BLOCKS else "")
            pieces.append(inner.tail or "" if inner is not element else "")
        lines = clean.text("".join(pieces)).replace("\N{NO-BREAK SPACE}", " ")
        self._flush()
        if not _LINE_NUMBERS.fullmatch(lines):
            self._body.add(BlockKind.CODE, Run(textwrap.dedent(lines).strip()))

    # -------------------------------------------------------------------------------- lines, links and what is shown

    @property
    def _target(self) -> RunningText:
        """Where running text goes."""
        return self._line if self._table is None else self._table.line

    def _line_end(self) -> None:
        if self._table is not None:
            self._table.line.add(" ")
        elif self._line.ends_line:
            self._flush()  # two in a row part paragraphs
        else:
            self._line.end_line()

    def _open_link(self, address: str) -> None:
        self._target.close_link()
        self._address = address
        if address:
            self._target.open_link(address)

    def _script(self, element: Element) -> bool:
        """Raised or lowered characters, so that they keep their meaning; whether all of the element is said."""
        words = words_of(element)
        if not words or len(words) > _LONGEST_SCRIPT or next(element.iter("img", "math"), None) is not None:
            return False
        leads = next((e.get("href") for e in element.iter("a") if e.get("href")), "")
        target = self._target
        is_raised = element.tag == "sup"
        if leads:
            self._open_link(self._absolute(leads))
        target.add(
            superscript(words, target.last, bool(leads or self._address))
            if is_raised
            else subscript(words, target.last)
        )
        if leads:
            self._open_link("")
        return True

    def _task(self, is_done: bool) -> None:
        """The box of a task, instead of the bullet where an item begins with it."""
        box = "☑" if is_done else "☐"
        if self._item_begins and self._line.is_empty and self._table is None:
            self._label = box
        else:
            self._target.add(f"{box} ")

    def _show(self, shown: Shown | None) -> None:
        """What is shown in a text, as a paragraph of its own where it is more than a part of the sentence."""
        if shown is None or shown.words in self._described:
            return
        if shown.is_described:
            self._described.add(shown.words)  # one text on twenty pictures is read once
        if shown.is_inline:
            self._target.add(shown.words)
            return
        alone = self._table is None and not self._heading and not self._item_begins
        if alone:
            self._flush()
        opens = shown.address and not self._address
        self._target.add(" ")
        if opens:
            self._target.open_link(shown.address)
        self._target.add(shown.words)
        if opens:
            self._target.close_link()
        self._target.add(" ")
        if alone:
            self._flush()


def _leads_back(link: Element) -> bool:
    """Whether a link is the arrow behind a footnote that leads back to its mark: no word of the text."""
    words = "".join(islice(link.itertext(), 4)) if "#" in (link.get("href") or "") else ""
    return words.strip("\ufe0e\ufe0f \n") in _ARROWS_BACK


def _span(cell: Element, name: str) -> int:
    raw = cell.get(name) or ""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 1
