"""The text of a file: read back by real parsers; templates of one's own, and what is wrong with one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.core import clean
from briefing.core.analysis import Act, Span
from briefing.core.annotations import Anchor, Annotations, Mark, Note, OtherReport, Source
from briefing.core.errors import ConfigError
from briefing.core.saved_file import Style
from briefing.core.story import Block, BlockKind, Body, Link, Story
from briefing.core.visibility import Bounds
from briefing.notebook import templates
from briefing.notebook.page import text_of
from tests.support.made import NOON, SENTENCE, analysis_of, story

PARSER = MarkdownIt("commonmark").enable("table")
STYLES = [Style("plain"), Style("obsidian"), Style("org"), Style("plain", wiki_links=True)]


def kept(*notes: Note, marked: str = "", note: str = "", of: Story | None = None) -> Annotations:
    text = (of or story()).body.text
    start = text.find(marked)
    span = Span(start, start + len(marked)) if marked and start >= 0 else None
    mark = Mark("m1", Anchor(marked, "", "", span or Span(0, 0)), "doubt", span, note)
    return Annotations(notes, (mark,) if marked else ())


def tokens(markdown: str) -> list[str]:
    return [token.type for token in PARSER.parse(markdown.split("---\n", 2)[2])]


@pytest.mark.parametrize("start", ["- no list", "+ no list", "1. no list", "# no heading", "> no quote", "    no code"])
def test_a_paragraph_stays_one(start: str) -> None:
    markdown = text_of(story(text=start), None, saved=NOON)
    assert tokens("---\n---\n" + markdown.split("## Text")[1]) == ["paragraph_open", "inline", "paragraph_close"]


def test_blocks() -> None:
    text, made = "", []
    for kind, words, level in (
        (BlockKind.HEADING, "Head", 2),
        (BlockKind.PARAGRAPH, "Words.", 0),
        (BlockKind.ITEM, "one", 1),
        (BlockKind.ITEM, "inner", 2),
        (BlockKind.QUOTE, "Said so.", 0),
        (BlockKind.CODE, "x = `1`\n```", 0),
    ):
        made.append(Block(kind, len(text), len(text) + len(words), level))
        text += words + "\n\n"
    markdown = text_of(Story("i", "T", Body(text, tuple(made))), None, saved=NOON)
    assert "#### Head\n\nWords.\n\n- one\n  - inner\n\n> Said so.\n\n````\nx = `1`\n```\n````" in markdown
    assert {"heading_open", "bullet_list_open", "blockquote_open", "fence"} <= set(tokens(markdown))


@pytest.mark.parametrize(
    ("address", "shown"),
    [("https://ex.org/a_(b)", "[report](<https://ex.org/a_(b)>)"), ("javascript:alert(1)", "report")],
)
def test_links_lead_where_they_led_or_nowhere(address: str, shown: str) -> None:
    text = "See the report now."
    body = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (Link(8, 14, address),))
    markdown = text_of(Story("i", "T", body, link="file:///etc/passwd"), None, saved=NOON)
    assert f"See the {shown} now." in markdown
    assert "javascript" not in markdown
    assert "](<file" not in markdown


def test_marks_and_notes_stand_where_they_belong() -> None:
    of = story(text=f"{SENTENCE} So they said.\n\nMore tomorrow.")
    analysis = analysis_of(of)
    analysis = replace(analysis, lines=(replace(analysis.offers[0], id="off1"),))
    markdown = text_of(of, analysis, kept(Note("who pays?", "off1"), marked="million tons", note="metric?"), saved=NOON)
    assert (
        "offered Sudland two ==million tons== of zinc. So they said.\n\n"
        "> **Norland → Sudland · offer: two million tons of zinc**\n>\n> who pays?\n\n"
        "> **doubt**\n>\n> metric?\n\nMore tomorrow."
    ) in markdown


def test_a_mark_takes_the_whole_of_a_link_and_no_space() -> None:
    text = "See the long report now."
    body = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (Link(8, 19, "https://ex.org/"),))
    of = Story("i", "T", body)
    assert "See the ==[long report](<https://ex.org/>) now==." in text_of(
        of, None, kept(marked="report now", of=of), saved=NOON
    )
    assert "See ==the== [long" in text_of(of, None, kept(marked=" the ", of=of), saved=NOON)


def test_what_has_lost_its_place_is_still_there() -> None:
    markdown = text_of(
        story(), None, kept(Note("old", "gone1", "They offered tin."), marked="never there", note="hm"), saved=NOON
    )
    assert "## No longer in the text\n\n> never there\n\n> hm\n\n> They offered tin.\n\n> old\n" in markdown


def test_other_reports_are_listed_with_their_source() -> None:
    reports = (
        OtherReport("b", "Zinc [sold]", "Two *", "https://two.example/a"),
        OtherReport("c", "", "Three", "javascript:x"),
    )
    for template, head in (("plain", "## "), ("obsidian", "## "), ("org", "* ")):
        text = text_of(story(), None, Annotations(reports=reports), saved=NOON, style=Style(template))
        assert f"{head}Other reports\n" in text
        assert "Other reports" not in text_of(story(), None, saved=NOON, style=Style(template))
    text = text_of(story(), None, Annotations(reports=reports), saved=NOON)
    assert "- [Zinc \\[sold\\]](<https://two.example/a>) (Two \\*)\n- (no title) (Three)\n" in text


def test_sources_are_named_where_there_are_several() -> None:
    sources = (Source("One", "https://one.example/a"), Source("Two [x]", "javascript:x"))
    assert "## Sources\n\n- [One](<https://one.example/a>)\n- Two \\[x\\]\n" in text_of(
        story(), None, Annotations(sources=sources), saved=NOON
    )
    assert "Sources" not in text_of(story(), None, Annotations(sources=sources[:1]), saved=NOON)


def test_a_cell_cannot_leave_its_table() -> None:
    of = story("A | B")
    made = analysis_of(of)
    made = replace(made, lines=(replace(made.offers[0], quantity="1 | 2\n| 3", condition="if | 4\n|"),))
    markdown = text_of(of, made, saved=NOON)
    assert len([line for line in markdown.splitlines() if line.startswith("| offer")]) == 1
    assert tokens(markdown).count("td_open") == 6


def test_names_become_wiki_links_if_wanted() -> None:
    of = story()
    linked = text_of(of, analysis_of(of), saved=NOON, style=Style(wiki_links=True))
    assert "| offer | [[Norland]] | [[Sudland]] |" in linked
    assert yaml.safe_load(linked.split("---\n")[1])["actors"] == ["[[Norland]]", "[[Sudland]]"]
    odd = analysis_of(of)
    odd = replace(odd, actors=(replace(odd.actors[0], name="A|B]]"),))
    assert "[[A" not in text_of(of, odd, saved=NOON, style=Style("obsidian"))


def test_a_story_without_offers_says_so() -> None:
    of = story()
    assert "No offers were found in this story." in text_of(of, replace(analysis_of(of), lines=()), saved=NOON)
    assert "Who proposed what" not in text_of(of, None, saved=NOON)


@pytest.mark.parametrize("style", STYLES)
@given(title=st.text(), text=st.text(), note=st.text())
def test_no_control_character_is_saved(style: Style, title: str, text: str, note: str) -> None:
    of = story(clean.line(title), clean.text(text))
    made = text_of(of, None, kept(Note(note)), saved=NOON, style=style)
    assert clean.text(made, limit=len(made) + 1) == made


def test_org_leaves_words_as_words() -> None:
    of = story(
        "* Not a heading", "* no heading\n\n#+begin_src\n\n| no | table |\n\nA *bold* claim on [[file:x]] and _{1}."
    )
    org = text_of(of, analysis_of(story()), Annotations((Note("* mine\n#+end_quote"),)), saved=NOON, style=Style("org"))
    lines = org.splitlines()
    assert [line for line in lines if line.startswith("* ")] == ["* Note", "* Who proposed what to whom", "* Text"]
    assert not any(line.startswith("#+begin_src") for line in lines)
    assert "[[file" not in org
    assert ",* mine\n,#+end_quote\n#+end_quote" in org


# ------------------------------------------------------------------------------------------- templates of one's own


def own(folder: Path, text: str, name: str = "mine.md.jinja") -> Style:
    (folder / name).write_text(text)
    return Style(str(folder / name))


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "foot.jinja").write_text("-- {{ fields.source }}")
    style = own(
        tmp_path,
        "{{ front_matter }}{% for o in offers %}{{ o.proposer | wiki }}: {{ dict(self=o.terms).self | cell }}\n"
        "{% endfor %}{% include 'foot.jinja' %}",
    )
    of = story()
    assert text_of(of, analysis_of(of), saved=NOON, style=style).endswith(
        "---\n[[Norland]]: two million tons of zinc\n-- Example News\n"
    )


def test_a_template_that_was_edited_is_read_again(tmp_path: Path) -> None:
    style = own(tmp_path, "{{ front_matter }}one")
    assert text_of(story(), None, saved=NOON, style=style).endswith("one\n")
    own(tmp_path, "{{ front_matter }}two")
    os.utime(style.template, ns=(1, 1))
    assert text_of(story(), None, saved=NOON, style=style).endswith("two\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ front_matter }}\n\n{% if %}", "mine.md.jinja, line 3: the template cannot be read"),
        ("{{ front_matter }}\n{{ nonsense }}", "mine.md.jinja, line 2: .*'nonsense' is undefined"),
        ("{{ front_matter }}\n\n\n{{ title | shout }}", "line 4: .*No filter named 'shout'"),
        ("{{ title }}", "line 1: the template must begin with"),
        ("{{ front_matter }}\n{{ ''.__class__.__mro__ }}", "line 2: .*unsafe"),
        ("{{ front_matter }}\n{% for x in range(10000000) %}x{% endfor %}", "line 2: .*too big"),
        ("{{ front_matter }}\n{% include '../secret' %}", "line 2"),
        ("{{ front_matter }}\n{{ 'x' * (10 ** 9) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ 10 ** 100000 }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ title | center(20000000) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ title | indent(width=20000000) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ title.rjust(20000000) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ lipsum(n=20000000) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ '%20000000d' % 1 }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ '%20000000d' | format(1) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ '%*d' % (20000000, 1) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ '{:20000000}'.format(1) }}", "line 2: .*more than a file"),
        ("{{ front_matter }}\n{{ '{:{}}'.format(1, 20000000) }}", "line 2: .*more than a file"),
    ],
)
def test_a_template_that_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        text_of(story(), None, saved=NOON, style=own(tmp_path, text))


@pytest.mark.parametrize(
    "more",
    [
        "{% set kept.text = kept.text ~ kept.text %}",
        "{% set kept.text = kept.text + kept.text %}",
        "{% set kept.text = kept.text * 2 %}",
        "{% set kept.text = (kept.text, kept.text) | join('-') %}",
        "{% set kept.text = '-'.join([kept.text, kept.text]) %}",
        "{% set kept.text = 'xx' | replace('x', kept.text) %}",
        "{% set kept.text = 'xx'.replace('x', kept.text) %}",
        "{% set kept.text = '%s%s' % (kept.text, kept.text) %}",
        "{% set kept.text = '%s%s' | format(kept.text, kept.text) %}",
        "{% set kept.text = '{0}{0}'.format(kept.text) %}",
        "{% set kept.text = (kept.text ~ '\"') | pprint %}",
        "{% set kept.text = (kept.text ~ '*') | escape %}",
        "{% set both %}{{ kept.text }}{{ kept.text }}{% endset %}{% set kept.text = both %}",
        "{% set kept.text = twice(kept.text) %}",
        "{% set kept.text = twice(kept.text) %}{% set kept.text = kept.text.lower() %}",
    ],
)
def test_no_text_is_doubled_until_the_memory_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.setattr(templates, "_LONGEST", 50_000)
    text = (
        "{{ front_matter }}\n{% macro twice(text) %}{{ text }}{{ text }}{% endmacro %}"
        f"{{% set kept = namespace(text='x') %}}{{% for at in range(25) %}}{more}{{% endfor %}}{{{{ kept.text[:9] }}}}"
    )
    with pytest.raises(ConfigError, match=r"line 2: .*more than a file"):
        text_of(story(), None, saved=NOON, style=own(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ 'a' ~ 1 ~ none ~ ['b'] }}", "a1None['b']"),
        ("{{ '' * 5 }}{{ 2 * 'ab' }}{{ 2 * 3 + 1 }}{{ [1] + [2] }}", "abab7[1, 2]"),
        (
            "{{ sources | map(attribute='name') | join(', ') }}|{{ [{'n': 1}, {'n': 2}] | join('+', attribute='n') }}",
            "|1+2",
        ),
        (
            "{{ 'aba' | replace('a', 'c', 1) }} {{ 'aba'.replace('a', 'c', 1) }} {{ '-'.join(['a', 'b']) }}",
            "cba cba a-b",
        ),
        (
            "{{ '%s of %d' % ('one', 2) }} {{ '%s' | format('three') }} {{ '{} {x}'.format(4, x=5) }}",
            "one of 2 three 4 5",
        ),
    ],
)
def test_a_template_joins_and_fills_in_as_jinja_does(tmp_path: Path, text: str, made: str) -> None:
    assert text_of(story(), None, saved=NOON, style=own(tmp_path, f"{{{{ front_matter }}}}{text}")).endswith(
        f"{made}\n"
    )


@pytest.mark.parametrize(
    "loop",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro twice(n) %}{% if n %}{{ twice(n - 1) }}{{ twice(n - 1) }}{% endif %}{% endmacro %}{{ twice(60) }}",
    ],
)
def test_a_template_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loop: str) -> None:
    monkeypatch.setattr(templates, "_LONGEST_SECONDS", 0.05)
    with pytest.raises(ConfigError, match=r"line 2: the template cannot be filled: it takes longer than"):
        text_of(story(), None, saved=NOON, style=own(tmp_path, f"{{{{ front_matter }}}}\n{loop}"))
    assert "endless" in text_of(story(), None, saved=NOON, style=own(tmp_path, "{{ front_matter }}endless"))


@pytest.mark.parametrize(("part", "line"), [("\n\n\n{{ nonsense }}", 4), ("\n\n{% if %}", 3)])
def test_what_is_wrong_in_an_included_template_is_told_with_its_file(tmp_path: Path, part: str, line: int) -> None:
    (tmp_path / "foot.jinja").write_text(part)
    style = own(tmp_path, "{{ front_matter }}\n{% include 'foot.jinja' %}")
    with pytest.raises(ConfigError, match=rf"{tmp_path}/foot\.jinja, line {line}: "):
        text_of(story(), None, saved=NOON, style=style)


def test_a_template_that_is_not_there_is_told() -> None:
    with pytest.raises(ConfigError, match=r"no template 'fancy'; say plain, obsidian, org"):
        text_of(story(), None, saved=NOON, style=Style("fancy"))


TABLE = "State | Toll\nKell | see the act"


def test_a_table_keeps_its_cells_and_links_and_struck_words_stay_struck() -> None:
    at = len(TABLE) + 2
    text = f"{TABLE}\n\nKell refused took it."
    blocks = (
        Block(BlockKind.TABLE, 0, len(TABLE)),
        Block(BlockKind.PARAGRAPH, at, len(text), struck=((at + 5, at + 12),)),
    )
    body = Body(text, blocks, (Link(TABLE.index("act"), len(TABLE), "https://kell.example/act"),))
    markdown = text_of(Story("i", "T", body), None, saved=NOON)
    assert "| State | Toll |\n| --- | --- |\n| Kell | see the [act](<https://kell.example/act>) |" in markdown
    assert "Kell ~~refused~~ took it." in markdown
    org = text_of(Story("i", "T", body), None, saved=NOON, style=Style("org"))
    assert "| State | Toll |\n|---+---|\n| Kell | see the [[https://kell.example/act][act]] |" in org


@pytest.mark.parametrize("template", ["plain", "obsidian", "org"])
def test_measures_have_a_table_and_less_sure_lines_none(template: str) -> None:
    of = story()
    offer = analysis_of(of).lines[0]
    unsure = replace(offer, confidence=0.2)
    made = replace(analysis_of(of), lines=(unsure, replace(offer, act=Act.LIFT)))
    text = text_of(of, made, saved=NOON, style=Style(template))
    assert "Measures" in text
    assert "| lift |" in text
    assert f"| {offer.act} |" not in text
    with_all = text_of(of, made, saved=NOON, style=Style(template, bounds=Bounds(0.0)))
    assert f"| {offer.act} |" in with_all


def test_a_file_says_that_no_line_is_sure_enough() -> None:
    of = story()
    unsure = replace(analysis_of(of).lines[0], confidence=0.2)
    text = text_of(of, replace(analysis_of(of), lines=(unsure,)), saved=NOON)
    assert "No line is sure enough; 1 less sure." in text
