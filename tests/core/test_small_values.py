"""Small values of the domain, each by what it promises."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from briefing.core.analysis import Analysis, Span
from briefing.core.annotations import Annotations, Note
from briefing.core.brief import By
from briefing.core.brief_formats import BRIEF_FORMATS, IN_BROWSER
from briefing.core.correction_words import in_words
from briefing.core.corrections import Corrected, Correction
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.document import Fetched
from briefing.core.events import FeedDone
from briefing.core.feed import SAVED_PAGES, Feed, FeedState, FeedStatus
from briefing.core.formatting import size_text, typed_groups
from briefing.core.headline import Headline
from briefing.core.ids import entity_id, unique
from briefing.core.json_text import in_ascii, json_text
from briefing.core.open_story import OpenStory
from briefing.core.pen import USUAL_PENS, Pen, pen_of
from briefing.core.query.parsing import parse
from briefing.core.retention import KEEP_EVERYTHING, RetentionPolicy
from briefing.core.saved_file import SavedFileState, SaveResult
from briefing.core.saved_search import SavedSearch
from briefing.core.single_text import to_single_text
from briefing.core.slug import file_stem, slug
from briefing.core.story import Block, BlockKind, Body
from briefing.core.sync_limits import SyncLimits
from briefing.core.why import Role, Why, lines, to_json
from tests.core.test_brief import made as made_brief
from tests.support.made import NOON, analysis_of, story


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken: set[str] = set()
    assert [unique("norland", taken) for _ in range(3)] == ["norland", "norland-2", "norland-3"]
    assert taken == {"norland", "norland-2", "norland-3"}


def test_a_pen_that_the_settings_no_longer_have_keeps_its_name() -> None:
    assert pen_of("doubt", USUAL_PENS) == Pen("doubt", "red", "?")
    assert pen_of("gone", USUAL_PENS) == Pen("gone", "yellow", "!")


def test_limits_of_zero_are_none() -> None:
    assert not KEEP_EVERYTHING
    assert RetentionPolicy(days=3)
    assert RetentionPolicy(per_feed=3)


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (Correction("o1", Corrected.ACT, "demand"), "the act is demand"),
        (Correction("o1", Corrected.RECIPIENT, ""), "nobody is the recipient"),
        (Correction("o1", Corrected.NEGATED, "yes"), "it did not happen"),
        (Correction("o1", Corrected.NEGATED, "no"), "it did happen"),
        (Correction("", Corrected.SAME, "Foxconn", "Hon Hai"), "Hon Hai is Foxconn"),
    ],
)
def test_a_correction_in_words(correction: Correction, words: str) -> None:
    assert in_words(correction) == words


def test_json_that_every_terminal_can_show() -> None:
    text = json_text({"title": "Öl\u2028 now"}, on_one_line=True)
    assert text == '{"title": "Öl\\u2028 now"}'
    assert in_ascii(text) == '{"title": "\\u00d6l\\u2028 now"}'
    assert json_text({"a": 1}) == '{\n  "a": 1\n}'


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (820, "820 bytes"), (34_000, "34 kB"), (1_240_000_000, "1.2 GB"), (9_990_000_000_000, "10 TB")],
)
def test_how_large_a_file_is(size: int, words: str) -> None:
    assert size_text(size) == words


def test_names_of_files() -> None:
    assert file_stem("Öl & Gas", NOON) == "2026-11-01 ol-gas"
    assert file_stem("", None) == "undated story"
    assert slug("con") == "story-con"
    assert slug(" ".join(["words"] * 40)).count("words") < 40


def test_a_feed_that_left_the_list_and_has_stories() -> None:
    feed = Feed("https://x.example/rss")
    assert FeedStatus(feed, "X", configured=False).has_left
    assert not FeedStatus(feed, "X").has_left
    assert not FeedStatus(SAVED_PAGES, "Saved pages", configured=False).has_left


def test_prose_is_what_is_analysed() -> None:
    assert [kind.value for kind in BlockKind if not kind.is_prose] == ["table", "code"]


def test_what_lies_in_what() -> None:
    assert Span(3, 9).covers(Span(3, 5))
    assert not Span(3, 9).covers(Span(2, 5))
    assert Span(3, 9).overlaps(Span(8, 12))
    assert not Span(3, 9).overlaps(Span(9, 12))


def test_the_actor_of_an_id() -> None:
    analysis = analysis_of(story())
    found = analysis.actor("sudland")
    assert found is not None
    assert found.name == "Sudland"
    assert analysis.actor("nobody") is None
    assert analysis.actor(None) is None


def test_an_analysis_on_one_text_has_the_title_above_the_body() -> None:
    of = story("Zinc")
    analysis, text = to_single_text(analysis_of(of), of.title, of.body.text)
    (offer,) = analysis.offers
    assert text == f"Zinc\n\n{of.body.text}"
    assert text[offer.terms.span.start : offer.terms.span.end] == offer.terms.text
    assert to_single_text(analysis_of(of), "", of.body.text) == (analysis_of(of), of.body.text)


def test_the_reasons_of_an_offer() -> None:
    roles = (Role("proposer", "Norland", "subject"),)
    why = Why("offered", "offer", "giver-thing", "A gives B.", roles, ("far away",), ("it is near",))
    assert list(lines(why)) == [
        "for it: it is near",
        "less sure: far away",
        "word: “offered”, in the lexicon as offer, rule giver-thing",
        "as in: A gives B.",
        "proposer: “Norland”, subject",
    ]
    assert list(lines(Why("o", "e", "r", "", (Role("recipient", "", "nobody is named"),))))[1:] == [
        "recipient: nobody is named"
    ]
    assert (to_json(why)["supports"], to_json(why)["doubts"]) == (["it is near"], ["far away"])
    assert to_json(why)["roles"] == [{"role": "proposer", "words": "Norland", "how": "subject"}]


def test_a_saved_file_is_where_it_was_written() -> None:
    assert SaveResult(SavedFileState(Path("a.md"), "words", NOON), changed=True).path == Path("a.md")


def test_the_note_of_an_open_story() -> None:
    kept = Annotations((Note("on an offer", "o1"), Note("on the story")))
    headline = Headline("s1", "A story", "Wire", "", NOON, NOON)
    assert OpenStory(story(), Analysis(), kept, headline).note == "on the story"
    assert SavedSearch("Zinc", "zinc").query == "zinc"


def test_an_event_of_a_feed_carries_what_was_fetched() -> None:
    fetched = Fetched(Feed("https://x.example/rss"), FeedState.NEW, NOON)
    done = FeedDone(fetched, "X", ("s1",), NOON + timedelta(hours=1), 1, 2)
    assert (done.fetched.state, done.new_stories, done.done, done.total) == (FeedState.NEW, ("s1",), 1, 2)


def test_every_format_of_the_briefing_writes_it() -> None:
    texts = {name: one.write(made_brief(), By.PAIR, {}) for name, one in BRIEF_FORMATS.items()}
    assert texts["markdown"].startswith("# Briefing")
    assert texts["html"].startswith("<!doctype html>")
    assert texts["json"].startswith('{\n  "since"')
    assert IN_BROWSER.ending == "html"
    assert [one.key for one in BRIEF_FORMATS.values() if one.key] == ["s", "h"]


def test_struck_words_are_no_words_of_the_standing_text() -> None:
    body = Body("Tar ten now", (Block(BlockKind.PARAGRAPH, 0, 11, struck=((4, 7),)),))
    assert body.standing == "Tar \u200b\u200b\u200b now"
    moved = body.blocks[0].shift(5)
    assert (moved.start, moved.end, moved.struck) == (5, 16, ((9, 12),))


def test_a_feed_in_the_readers_own_network_says_so_by_its_name_or_its_setting() -> None:
    assert Feed("http://nas.local/rss").may_be_private
    assert Feed("https://news.example/rss", private_network=True).may_be_private
    assert not Feed("https://news.example/rss").may_be_private


def test_every_term_of_a_query() -> None:
    parsed = parse("zinc -(tin OR is:read)", NOON)
    assert {str(term.value) for term in parsed.terms} == {"zinc", "tin", "read"}
    assert parsed.search_words == ("zinc",)
    both = parse("order:oldest zinc", NOON) & parse("tin", NOON)
    assert both.search_words == ("zinc", "tin")
    assert both.order is not None


@pytest.mark.parametrize(
    ("name", "entity"),
    [("Ann Lee", "ann-lee"), ("São Tomé", "sao-tome"), ("Łódź", "łodz"), ("U.S.'s", "uss"), ("!?", "unnamed")],
)
def test_a_name_as_an_id(name: str, entity: str) -> None:
    assert entity_id(name) == entity


def test_a_line_that_no_rule_found_says_so() -> None:
    (said,) = lines(Why("courted", "", "", ""))
    assert said == "word: “courted”, which no rule knows; the learned part takes it for an act"


def test_the_usual_model_and_limits_are_those_that_are_written_down() -> None:
    root = Path(__file__).parents[2]
    assert f"{DEFAULT_MODEL.replace('_', '-')}==" in (root / "pyproject.toml").read_text(encoding="utf-8")
    sync = " ".join((root / "docs" / "sync.md").read_text(encoding="utf-8").split())
    limits = SyncLimits()
    assert f"the newest {limits.unread:,} unread stories" in sync
    assert f"sync every {limits.every // timedelta(minutes=1)} minutes" in sync


def test_a_feed_fails_for_now_or_for_good() -> None:
    failing = [state for state in FeedState if FeedStatus(Feed("https://a.example"), "A", state).is_failing]
    assert failing == [FeedState.FAILED, FeedState.GONE]


def test_groups_are_typed_with_semicolons() -> None:
    assert typed_groups(" Energy ;  South  Asia;; Energy") == ("Energy", "South Asia")
