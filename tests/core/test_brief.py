"""The day's briefing: what is in it, and that nothing from outside can leave its place in a document."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.core.analysis import Act, Span
from briefing.core.annotations import Anchor, Annotations, Mark, Note
from briefing.core.brief import NO_RESOURCE, Brief, By, Edge, Noted, all_stories, brief, room
from briefing.core.brief_html import to_html
from briefing.core.brief_markdown import mermaid, to_json, to_markdown
from briefing.core.headline import Headline
from briefing.core.ledger.entries import Entry as LedgerEntry
from briefing.core.ledger.entries import EntryRow
from tests.core.ledger.rows import entry_of, row_of
from tests.support.made import NOON, hours

PARSER = MarkdownIt("commonmark")
HEADLINE = Headline("s1", "A [title]", "Wire", "https://wire.example/1", NOON, NOON)
MARK = Mark("m1", Anchor("said so", "", "", Span(0, 7)), "key", Span(0, 7), "by whom?")


ZINC: EntryRow = row_of("o1", Act.OFFER, "Norland", "Sudland", "two million tons of zinc", ("zinc",), weight=9)


def made(hostile: str = "") -> Brief:
    noted = Noted(HEADLINE, Annotations((Note(f"ask {hostile}"),), (MARK,)))
    entries = brief(ranked(hostile), NOON, NOON + hours(9), 7)
    return replace(entries, read=(HEADLINE,), noted=(noted,), less_sure=3)


def ranked(hostile: str = "") -> list[LedgerEntry]:
    refusal = row_of("o4", Act.REJECT, "Sudland", "Norland", "the zinc", ("zinc",), weight=3)
    rows = (
        row_of("o2", Act.DEMAND, "Norland", "Sudland", f"a port {hostile}", weight=5),
        row_of("o3", Act.DEMAND, hostile or "Westland", "Sudland", "cash", ("$14 billion", "zinc"), weight=4),
        row_of("o5", Act.IMPOSE, "Norland", "Sudland", "exports of zinc", ("zinc",), weight=2),
    )
    return [*(entry_of(row) for row in rows[:2]), entry_of(refusal, answers=ZINC), entry_of(rows[2])]


def test_measures_come_first_and_answers_name_what_is_older() -> None:
    given_out = made()
    assert [entry.row.act for entry in given_out.measures] == [Act.IMPOSE]
    assert [entry.row.terms.strip() for entry in given_out.offers] == ["a port", "cash"]
    (answer,) = given_out.answers
    assert answer.answers == ZINC
    assert [name for name, _ in given_out.groups(By.PAIR)] == ["Norland → Sudland", "Westland → Sudland"]


def test_a_briefing_has_a_longer_one_up_to_a_year() -> None:
    def longer(length: timedelta) -> timedelta | None:
        return Brief(NOON - length, NOON).longer

    assert longer(hours(1)) == timedelta(days=1)
    assert longer(timedelta(days=1)) == timedelta(days=7)
    assert longer(timedelta(days=12)) == timedelta(days=30)
    assert longer(timedelta(days=365)) is None


def test_no_sum_is_a_heading_and_nothing_with_a_resource_stands_without() -> None:
    assert [name for name, _ in made().groups(By.RESOURCE)] == ["zinc", NO_RESOURCE]
    assert [entry.row.id for entry in dict(made().groups(By.RESOURCE))["zinc"]] == ["o3"]


def test_a_day_has_a_page_and_a_week_three_and_what_is_left_out_is_counted() -> None:
    many = [entry_of(row_of(f"o{n}", Act.DEMAND, "Norland", "Sudland", "a port")) for n in range(100)]
    day, week = (brief(many, NOON, NOON + hours(24 * days), 140) for days in (1, 7))
    assert (len(day.entries), day.left_out) == (room(day.since, day.until), 140 - len(day.entries))
    assert len(week.entries) == 3 * len(day.entries)
    assert f"{day.left_out} more of less weight" in to_markdown(day)
    assert "3 less sure" in to_html(made())


def test_as_markdown_with_diagram_quotes_links_and_notes() -> None:
    text = to_markdown(made())
    assert '```mermaid\nflowchart LR\n  a0["Norland"]' in text
    assert '  a2 -->|"demand: $14 billion, zinc"| a1' in text
    assert "- **demand**: a port · put\n  - “Q.” [Source" in text
    assert "answers, of 2026-11-01: Norland → Sudland · offer: two million tons of zinc" in text
    assert "> ==said so==\n\n> by whom?\n\n> ask" in text
    assert "- [A \\[title\\]](<https://wire.example/1>) · Wire" in text
    assert "## Measures\n\n- **Norland → Sudland · impose**: exports of zinc" in text
    assert "- **Westland → Sudland · demand**: cash" in to_markdown(made(), By.RESOURCE)


def test_each_paper_is_quoted_with_the_sentence_that_says_the_terms() -> None:
    row = row_of("o2", Act.DEMAND, "Norland", "Sudland", "open the port")
    (told,) = entry_of(row).tellings
    said = (
        replace(told, source="Gazette", quote="It has long wanted that.", terms="that"),
        replace(told, source="Courier", quote="It wants a harbour.", terms="a harbour"),
        replace(told, source="Gazette", quote="It says: open the port!", terms="open  the port"),
        replace(told, source="Courier", quote="It wants more.", terms="more"),
        replace(told, source="Herald", quote="It may want a port.", terms="a port", shown=False),
        replace(told, source="Herald", quote="It wants a pier.", terms="a pier"),
        replace(told, source="Tribune", quote="It hopes for a port.", terms="a port", shown=False),
    )
    text = to_markdown(brief([entry_of(row, *said)], NOON, NOON + hours(9)))
    quotes = re.findall(r"  - “(.+?)” \[(\w+)\]", text)
    expected = [
        ("It says: open the port!", "Gazette"),
        ("It wants a harbour.", "Courier"),
        ("It wants a pier.", "Herald"),
    ]
    assert quotes == expected, "what is sure goes before what is less sure"


class Loads(HTMLParser):
    """What a page would load or run, and whether its tags are closed as they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.found += [(tag, name) for name, _ in attrs if name in ("src", "srcset", "data") or name.startswith("on")]
        self.found += [(tag, value) for name, value in attrs if name == "href" and tag != "a"]
        if tag in ("script", "iframe", "img", "link", "object"):
            self.found.append((tag, None))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(
    st.one_of(
        st.text(max_size=40), st.sampled_from(["<script>x</script>", '"><img src=x onerror=y>', "```\n# x", "a|b"])
    )
)
@example("\x1e-")
@example("\u2028# x")
def test_nothing_from_outside_leaves_its_place(hostile: str) -> None:
    page = Loads()
    page.feed(to_html(made(hostile=hostile)))
    page.close()
    assert (page.found, page.open) == ([], [])
    tokens = PARSER.parse(to_markdown(made(hostile=hostile)))
    outside_of_notes = [token for token in tokens if token.level == 0]
    assert [t.info for t in outside_of_notes if t.type == "fence"] == ["mermaid"]
    headings = [tokens[tokens.index(t) + 1].content for t in outside_of_notes if t.type == "heading_open"]
    assert headings[1:3] + headings[-3:] == ["Measures", "Who put what to whom", "Answers", "Noted", "Read"]
    assert len(headings) == 6 + len(made(hostile=hostile).groups(By.PAIR))
    assert to_json(made(hostile=hostile), {})["answers"][0]["to"]["terms"] == ZINC.terms


@given(st.text(), st.text())
def test_a_diagram_has_a_line_an_actor_and_a_line_an_edge(one: str, other: str) -> None:
    lines = mermaid((Edge(one, other, 2, other),)).split("\n")
    assert len(lines) == 1 + len({one, other}) + 1
    assert all(re.fullmatch(r'  a\d\["[^"\[\]]*"\]|  a\d -->\|"[^"|]*"\| a\d', line) for line in lines[1:])


def test_an_empty_one_says_so() -> None:
    empty = brief([], NOON, NOON + hours(1))
    assert "Nothing new." in to_markdown(empty)
    assert "mermaid" not in to_markdown(empty)
    assert "Nothing new." in to_html(empty)


def test_the_stories_that_it_quotes_are_named() -> None:
    assert list(all_stories(made())) == ["s-o5", "s-o2", "s-o3", "s-o4"]
