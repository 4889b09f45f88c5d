"""A story as annotated Markdown: front matter, note, offers, text.

The file is ours down to the marker line; what stands below it is the reader's and is never touched. The file's name
and the marker are fixed: files written by any version are renewed by every later one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime

from briefing.core import clean, language
from briefing.core.analysis import Analysis, Offer
from briefing.core.lines import NOBODY, act_words, words_of
from briefing.core.shapes import time_to_json
from briefing.core.story import Block, BlockKind, Link, Story

MARKER = "<!-- briefing: write below this line; everything above it is renewed when the story is saved again -->"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$^=])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_SLUG_BYTES = 70


def file_name(story: Story) -> str:
    """`YYYY-MM-DD slug.md`: the day of publication (else of fetching) and the title as a safe slug."""
    moment = story.published or story.fetched
    day = "undated" if moment is None else moment.date().isoformat()
    return f"{day} {slug(story.title)}.md"


def slug(title: str) -> str:
    """A title as lower-case ASCII words joined by hyphens, safe on every file system; `story` if nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:_SLUG_BYTES]
        if len(longer) > _SLUG_BYTES:
            break
        kept = longer
    return f"story-{kept}" if kept and _RESERVED.fullmatch(kept) else kept or "story"


def render(story: Story, analysis: Analysis | None, note: str, saved: datetime) -> str:
    """Our part of the file, the marker line included, ending in a line end."""
    parts = [
        "\n".join(_front_matter(story, analysis, saved)),
        f"# {escape(story.title)}",
        _byline(story),
    ]
    if note:
        parts.append("## Note\n\n" + "\n".join(f"> {escape_start(escape(line))}".rstrip() for line in note.split("\n")))
    if analysis is not None:
        parts.append(f"## Who proposed what to whom\n\n{offers_table(story, analysis)}")
    parts.append("## Text\n\n" + "\n\n".join(_blocks(story)))
    return "\n\n".join(part for part in parts if part) + f"\n\n{MARKER}\n"


def offers_table(story: Story, analysis: Analysis) -> str:
    """The offers as a table, or a sentence where there are none."""
    if not language.is_read(analysis.language):
        return language.unread(analysis.language)
    if not analysis.offers:
        return "No offers were found in this story."
    rows = ["| Act | Proposer | Recipient | Terms | Quantity | Quote |", "| --- | --- | --- | --- | --- | --- |"]
    rows += [_row(story, offer) for offer in analysis.offers]
    return "\n".join(rows)


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is: nothing in it is a mark, a link or HTML."""
    escaped = _SPECIAL.sub(r"\\\1", clean.text(text).replace("&", "&amp;"))
    return re.sub(r"(?i)\b(https?|ftp|www)(:|\.)", r"\1\\\2", escaped)


def escape_start(line: str) -> str:
    """A line whose beginning makes no list out of it."""
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", line)


def _front_matter(story: Story, analysis: Analysis | None, saved: datetime) -> Iterator[str]:
    """YAML of which every value is a JSON string or list, which YAML reads as just that."""
    actors = () if analysis is None else (actor.name for actor in analysis.actors)
    resources = () if analysis is None else (resource.name for resource in analysis.resources)
    values: dict[str, object] = {
        "id": story.id,
        "title": story.title,
        "source": story.source,
        "author": story.author,
        "link": story.link,
        "published": time_to_json(story.published),
        "saved": time_to_json(saved),
        "actors": _unique(actors),
        "resources": _unique(resources),
    }
    yield "---"
    for key, value in values.items():
        yield f"{key}: {json.dumps(value, ensure_ascii=False)}"
    yield "---"


def _byline(story: Story) -> str:
    day = None if story.published is None else story.published.strftime("%d %B %Y, %H:%M UTC")
    said = " · ".join(escape(part) for part in (story.source, story.author, day) if part)
    address = clean.address(story.link)
    link = f"[{escape(clean.host(address))}](<{address}>)" if address else ""
    return " · ".join(part for part in (said, link) if part)


def _row(story: Story, offer: Offer) -> str:
    quote = words_of(story, offer.evidence[0])
    cells = (
        act_words(offer),
        offer.proposer.name if offer.proposer else NOBODY,
        offer.recipient.name if offer.recipient else NOBODY,
        offer.terms.text,
        offer.quantity or "",
        f"“{quote}”",
    )
    return "| " + " | ".join(escape(" ".join(cell.split())) for cell in cells) + " |"


def _blocks(story: Story) -> Iterator[str]:
    items: list[str] = []
    for block in story.body.blocks:
        if block.kind is BlockKind.ITEM:
            items.append("  " * max(block.level - 1, 0) + "- " + _one_line(_linked(story, block)))
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _block(story, block)
    if items:
        yield "\n".join(items)


def _block(story: Story, block: Block) -> str:
    text = story.body.text[block.start : block.end]
    match block.kind:
        case BlockKind.HEADING:
            return "#" * min(max(block.level, 1) + 2, 6) + " " + _one_line(_linked(story, block))
        case BlockKind.QUOTE:
            return "\n".join(f"> {escape_start(line)}" for line in _linked(story, block).split("\n"))
        case BlockKind.CODE:
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            return f"{fence}\n{text}\n{fence}"
        case BlockKind.TABLE:
            return "\n".join(f"    {line}" for line in text.split("\n"))
        case _:
            return "\n".join(escape_start(line.strip()) for line in _linked(story, block).split("\n"))


def _linked(story: Story, block: Block) -> str:
    """The text of a block, escaped, with its links."""
    text, position, parts = story.body.text, block.start, []
    for link in _links_in(story.body.links, block):
        label = text[link.start : link.end]
        parts.append(escape(text[position : link.start]))
        parts.append(
            f"[{escape(_one_line(label))}](<{link.address}>)" if clean.address(link.address) else escape(label)
        )
        position = link.end
    parts.append(escape(text[position : block.end]))
    return "".join(parts)


def _links_in(links: Iterable[Link], block: Block) -> Iterator[Link]:
    return (link for link in links if block.start <= link.start and link.end <= block.end)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
