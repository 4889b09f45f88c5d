"""The day's briefing: what is in it, and that nothing from outside can leave its place in a document."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.core.analysis import Act, Span
from briefing.core.annotations import Anchor, Annotations, Mark, Note
from briefing.core.brief import Brief, By, Edge, Noted, brief
from briefing.core.brief_html import to_html
from briefing.core.brief_markdown import mermaid, to_json, to_markdown
from briefing.core.ledger.reports import merge_reports
from briefing.core.story import Headline
from tests.core.test_ledger import OFFER, told
from tests.support.made import NOON, hours

PARSER = MarkdownIt("commonmark")
HEADLINE = Headline("s1", "A [title]", "Wire", "https://wire.example/1", NOON, NOON)
MARK = Mark("m1", Anchor("said so", "", "", Span(0, 7)), "key", Span(0, 7), "by whom?")


def made(since: float = 1, hostile: str = "") -> Brief:
    entries = merge_reports(
        [
            told(*OFFER, 0, ("zinc",)),
            told(Act.DEMAND, "Norland", "Sudland", f"a port {hostile}", 2),
            told(Act.DEMAND, hostile or "Westland", "Sudland", "cash", 2, ("money", "zinc")),
            told(Act.REJECT, "Sudland", "Norland", "the zinc", 3, ("zinc",)),
        ]
    )
    noted = Noted(HEADLINE, Annotations((Note(f"ask {hostile}"),), (MARK,)))
    return brief(entries, [HEADLINE], [noted], NOON + hours(since), NOON + hours(9))


def test_what_is_new_is_in_it_and_answers_name_what_is_older() -> None:
    given_out = made()
    assert [entry.offer.terms.text.strip() for entry in given_out.entries] == ["a port", "cash"]
    (answer,) = given_out.answers
    assert answer.to is not None
    assert answer.to.offer.terms.text == OFFER[3]
    assert [name for name, _ in given_out.groups(By.PAIR)] == ["Norland → Sudland", "Westland → Sudland"]
    assert [name for name, _ in given_out.groups(By.RESOURCE)] == ["money", "other", "zinc"]
    assert made(since=5).entries == ()
    assert len(made(since=-24 * 3).entries) == 3


def test_old_news_that_only_now_comes_in_is_left_out() -> None:
    old = told(*OFFER, -24 * 30)
    new = told(Act.DEMAND, "A", "B", "cash")
    late = type(old)(**{name: getattr(old, name) for name in old.__slots__} | {"fetched": NOON})
    given_out = brief(merge_reports([late, new]), [], [], NOON, NOON + hours(1))
    assert [entry.id for entry in given_out.entries] == [new.offer.id]


def test_as_markdown_with_diagram_quotes_links_and_notes() -> None:
    text = to_markdown(made())
    assert '```mermaid\nflowchart LR\n  a0["Norland"]' in text
    assert '  a2 -->|"demand: money, zinc"| a1' in text
    assert "- **demand**: a port\n  - “Q.” [Source" in text
    assert "answers, of 2026-11-01: Norland → Sudland · offer: two million tons of zinc" in text
    assert "> ==said so==\n\n> by whom?\n\n> ask" in text
    assert "- [A \\[title\\]](<https://wire.example/1>) · Wire" in text
    assert "- **Westland → Sudland · demand**: cash" in to_markdown(made(), By.RESOURCE)


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
    assert headings[1:2] + headings[-3:] == ["Who put what to whom", "Answers", "Noted", "Read"]
    assert len(headings) == 5 + len(made(hostile=hostile).groups(By.PAIR))
    assert to_json(made(hostile=hostile), {})["answers"][0]["to"]["terms"] == OFFER[3]


@given(st.text(), st.text())
def test_a_diagram_has_a_line_an_actor_and_a_line_an_edge(one: str, other: str) -> None:
    lines = mermaid((Edge(one, other, 2, other),)).split("\n")
    assert len(lines) == 1 + len({one, other}) + 1
    assert all(re.fullmatch(r'  a\d\["[^"\[\]]*"\]|  a\d -->\|"[^"|]*"\| a\d', line) for line in lines[1:])


def test_an_empty_one_says_so() -> None:
    empty = brief([], [], [], NOON, NOON + hours(1))
    assert "Nothing new." in to_markdown(empty)
    assert "mermaid" not in to_markdown(empty)
    assert "Nothing new." in to_html(empty)


def test_all_entries_of_a_briefing_are_those_that_are_answered_too() -> None:
    ids = {entry.offer.terms.text.strip() for entry in made().all_entries()}
    assert ids == {"a port", "cash", "the zinc", OFFER[3]}


def test_a_measure_is_in_the_briefing_too() -> None:
    ban = told(Act.IMPOSE, "Norland", "Sudland", "exports of zinc", 2)
    found = brief(merge_reports([ban]), [], [], NOON, NOON + hours(24))
    assert [entry.offer.act for entry in found.entries] == [Act.IMPOSE]
    assert found.answers == ()
