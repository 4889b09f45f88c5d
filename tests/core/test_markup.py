"""A story's blocks in a markup, with marks and notes in their places."""

from __future__ import annotations

import time

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from briefing.core import markup
from briefing.core.analysis import Part, Span
from briefing.core.annotations import Passage
from briefing.core.markdown import Markdown
from briefing.core.org import Org
from briefing.core.story import CELL_BORDER, Block, BlockKind, Body, Link
from tests.support.made import story

MADE = Markdown()


def body(*parts: tuple[BlockKind, str], links: tuple[Link, ...] = (), **fields: int) -> Body:
    text, blocks, position = "", [], 0
    for kind, words in parts:
        blocks.append(Block(kind, position, position + len(words), **fields))  # type: ignore[arg-type]
        text += f"{words}\n\n"
        position = len(text)
    return Body(text.rstrip("\n"), tuple(blocks), links)


def blocks(of: Body, *found: Passage, kind: markup.Markup = MADE) -> list[str]:
    return list(markup.text(story(text="").__class__("s1", "A story", of), found, kind))


def test_each_kind_of_block_is_written_as_such() -> None:
    of = body(
        (BlockKind.HEADING, "Tar\nand oil"),
        (BlockKind.PARAGRAPH, "Two\nlines"),
        (BlockKind.QUOTE, "said so"),
        (BlockKind.CODE, "a = 1"),
        (BlockKind.TABLE, f"State{CELL_BORDER}Toll\nA{CELL_BORDER}5\nB"),
        level=1,
    )
    assert blocks(of) == [
        "### Tar and oil",
        "Two\nlines",
        "> said so",
        "```\na = 1\n```",
        "| State | Toll |\n| --- | --- |\n| A | 5 |\n| B |  |",
    ]
    assert blocks(of, kind=Org())[2:4] == ["#+begin_quote\nsaid so\n#+end_quote", ": a = 1"]


@pytest.mark.parametrize(
    "lines", ["Ann\n12 Dock Road\nPort", "- one\n1. two\n---\n# three", "so\\\nit\n=", "[x]\n| a |\n>"]
)
def test_lines_that_an_author_parted_stay_lines(lines: str) -> None:
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)
    of = body(*((kind, lines) for kind in kinds), has_lines=True)
    numbered = replace(of.blocks[1], label="7.")
    for made in (of, Body(of.text, (numbered,)), Body(of.text, (replace(numbered, label="☑"),))):
        inline = [token for token in MarkdownIt().enable("table").parse("\n\n".join(blocks(made))) if token.children]
        shown = [
            "".join("\n" if c.type == "hardbreak" else c.content for c in token.children or ()) for token in inline
        ]
        assert [words.removeprefix("[x] ") for words in shown] == [lines] * len(made.blocks)


def test_lines_that_an_author_parted_stay_lines_in_org() -> None:
    of = body((BlockKind.PARAGRAPH, "Ann\n* Port"), (BlockKind.ITEM, "Ann\n- Port"), has_lines=True)
    assert blocks(of, kind=Org()) == ["Ann\\\\\n\u200b* Port", "- Ann\\\\\n   \u200b- Port"]


def test_items_that_follow_each_other_are_one_list_which_ends_with_it() -> None:
    of = body((BlockKind.ITEM, "one"), (BlockKind.ITEM, "two"), (BlockKind.PARAGRAPH, "after"), level=3)
    assert blocks(of) == ["- one\n  - two", "after"]
    assert blocks(body((BlockKind.ITEM, "one"), level=1)) == ["- one"]


def test_a_note_stands_behind_the_block_in_which_its_passage_ends() -> None:
    of = body((BlockKind.ITEM, "one"), (BlockKind.ITEM, "two"), (BlockKind.PARAGRAPH, "after"), level=1)
    first = Passage(Span(0, 3), "yellow", "why?", "yellow")
    beyond = Passage(Span(900, 910), note="gone", label="")
    made = blocks(of, first, beyond)
    assert made[0] == "- ==one=="
    assert "why?" in made[1]
    assert made[2:4] == ["- two", "after"]
    assert "gone" in made[4]


def test_marks_that_overlap_are_one_and_take_whole_links_but_no_space() -> None:
    text = "ask the harbour master now"
    link = Link(8, 22, "https://harbour.example/1")
    of = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (link,))
    marks = (Passage(Span(3, 10), "yellow"), Passage(Span(9, 12), "red"))
    assert blocks(of, *marks) == ["ask ==the [harbour master](<https://harbour.example/1>)== now"]


def test_a_text_without_blocks_is_written_in_plain_paragraphs() -> None:
    assert blocks(Body("One.\n\nTwo.")) == ["One.", "Two."]


def test_the_title_is_one_line_with_its_marks() -> None:
    of = story("A *berth*\nfor ships")
    marked = Passage(Span(10, 13, Part.TITLE), "yellow")
    assert markup.title(of, [marked], MADE) == r"A \*berth\* ==for== ships"


def test_struck_words_stay_struck_and_a_link_in_a_cell_stays_a_link() -> None:
    text = f"Tar{CELL_BORDER}ten"
    table = Block(BlockKind.TABLE, 0, len(text), struck=((0, 3),))
    end = len(text)
    (made,) = blocks(Body(text, (table,), (Link(end - 3, end, "https://x.example/"),)))
    assert made.startswith("| ~~Tar~~ | [ten](<https://x.example/>) |")


def test_a_mark_on_space_alone_marks_nothing_and_space_around_it_is_left() -> None:
    of = body((BlockKind.PARAGRAPH, "ask  now then"))
    assert blocks(of, Passage(Span(3, 5), "yellow")) == ["ask  now then"]
    assert blocks(of, Passage(Span(4, 9), "yellow")) == ["ask  ==now== then"]


def test_each_of_many_blocks_finds_its_own_links_and_marks_in_time() -> None:
    number = 10_000
    parts = [(BlockKind.PARAGRAPH, f"In line {at} they talked.") for at in range(number)]
    of = body(*parts)
    links = tuple(Link(block.start, block.start + 2, f"https://a.example/{at}") for at, block in enumerate(of.blocks))
    marked = [Passage(Span(block.start + 3, block.start + 7), "yellow") for block in of.blocks[::100]]
    began = time.process_time()
    made = blocks(Body(of.text, of.blocks, links[::-1]), *marked)
    assert time.process_time() - began < 3, (
        "with the links of all others it took six seconds, and four times that twice"
    )
    assert made[100] == "[In](<https://a.example/100>) ==line== 100 they talked."
    assert made[-1] == "[In](<https://a.example/9999>) line 9999 they talked."


def test_struck_words_of_a_link_stay_struck_wherever_they_begin() -> None:
    of = Body("one two three", (Block(BlockKind.PARAGRAPH, 0, 13, struck=((0, 5), (8, 10), (11, 13))),))
    assert blocks(of) == ["~~one t~~wo ~~th~~r~~ee~~"]
    linked = Body(of.text, of.blocks, (Link(4, 7, "https://a.example/"),))
    assert blocks(linked) == ["~~one~~[~~t~~wo](<https://a.example/>) ~~th~~r~~ee~~"]
