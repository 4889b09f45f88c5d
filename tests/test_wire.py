"""Values of the domain, between two processes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.core.analysis import Act, Analysis, Line, Part, Party, Span
from briefing.core.document import Document, Entry, FeedLink
from briefing.core.story import Block, BlockKind, Body, Enclosure, Link
from briefing.core.why import Role, Why
from briefing.wire import Malformed, decode, from_wire, to_wire
from tests.support.made import NOON, analysis_of, story


def test_an_analysis_survives_the_wire() -> None:
    of = story()
    made = analysis_of(of)
    in_title = replace(made.offers[0], evidence=(Span(0, 7, Part.TITLE),), id="x1", quantity=None, recipient=None)
    answer = replace(made.offers[0], act=Act.ACCEPT, answers=made.offers[0].terms.span)
    to_the_title = replace(answer, answers=Span(0, 7, Part.TITLE))
    both = replace(made.offers[0].proposer or Party(""), joint=(Party("Sudland", "sudland", Span(16, 23)),))
    ban = replace(made.offers[0], act=Act.IMPOSE, proposer=both, corrected=True)
    made = replace(made, lines=(*made.offers, in_title, answer, to_the_title, ban), problems=("One is unread.",))
    shape = json.loads(json.dumps(to_wire(made)))
    assert from_wire(shape, Analysis) == made


def test_reasons_survive_the_wire() -> None:
    why = Why(
        "offered", "offer", "giver-thing", "Norland offered zinc.", (Role("proposer", "Norland", "subject"),), ("far",)
    )
    offer = replace(analysis_of(story()).offers[0], why=why)
    assert from_wire(json.loads(json.dumps(to_wire(offer))), Line) == offer


def test_a_document_survives_the_wire() -> None:
    blocks = (Block(BlockKind.HEADING, 0, 4, 2), Block(BlockKind.ITEM, 6, 11, 1, "7.", ((6, 8),)))
    entry = Entry(
        "One",
        Body("Head\n\nwords", blocks, (Link(6, 11, "http://x.org"),)),
        guid="1",
        authors=("Ann",),
        published=NOON,
        enclosures=(Enclosure("http://x.org/a.mp3", "audio/mpeg", 7), Enclosure("http://x.org/b")),
    )
    document = Document("Wire", entries=(entry,), ttl=timedelta(minutes=90))
    assert from_wire(json.loads(json.dumps(to_wire(document))), Document) == document
    links = (FeedLink("http://x.org/rss", "X", private=True),)
    assert from_wire(json.loads(json.dumps(to_wire(links))), tuple[FeedLink, ...]) == links


@pytest.mark.parametrize(
    "shape",
    [
        None,
        [],
        {"actors": 3},
        {"actors": [{"id": "a", "name": "A", "kind": "planet", "mentions": []}]},
        {"lines": [{"act": "offer"}]},
        {"version": ["1"]},
    ],
)
def test_what_is_no_analysis_is_refused(shape: object) -> None:
    with pytest.raises(Malformed, match="no Analysis"):
        from_wire(shape, Analysis)


def test_json_of_strangers_is_read_where_it_can_be() -> None:
    assert decode(b'{"address": "a", "title": "b", "other": {"password": "x"}}', FeedLink) == FeedLink("a", "b")
    assert decode(b'\xef\xbb\xbf{"address": "a\\ud800", "title": "b\tc\xff"}', FeedLink).title == "b\tc\ufffd"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"address": "a"',
        b"[]",
        b"null",
        b'{"title": "b"}',
        b'{"address": ["a"]}',
        b"<html>",
        b"[" * 100_000,
        b'{"address": "a"} x',
    ],
)
def test_what_is_no_such_json_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        decode(body, FeedLink)
