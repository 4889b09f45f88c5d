"""Whatever the text, there is an analysis, and everything in it stands in the text.

`pytest tests/analysis/test_any_text.py --hypothesis-profile long` tries many thousands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefing.analysis.acts.lexicon import load_lexicon
from briefing.analysis.pipeline import analyse_all
from briefing.core.analysis import Analysis, Part, Span
from briefing.core.story import Body
from briefing.wire import from_wire, to_wire
from tests.support.listed import read_yaml

EXAMPLES = [entry.example for entry in load_lexicon() if entry.example]
WORDS = sorted({word for example in EXAMPLES for word in example.split()})
MARKS = [*"“”\"'’(),.:;?!—-$€%&/<>[]*…", "\n", "\n\n", "\t", "…”", "’s", "U.S.", "$5 million", "2,000 tonnes", "said:"]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FRAGMENT = st.one_of(st.sampled_from(EXAMPLES), st.sampled_from(WORDS), st.sampled_from(MARKS), ANY)
TEXT = st.builds(
    lambda fragments, space, shape: shape(space.join(fragments)),
    st.lists(FRAGMENT, max_size=40),
    st.sampled_from([" ", " ", " ", "", "\n"]),
    st.sampled_from([str, str, str.upper, str.title, str.lower, str.swapcase]),
)

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.yaml"))
PARAGRAPHS = [
    paragraph
    for file in GOLD
    for story in read_yaml(file)
    for paragraph in story["text"].split("\n\n")
    if paragraph.strip()
]
CUT = st.builds(
    lambda paragraph, start, stop: paragraph[start:] if stop is None else paragraph[start : start + stop],
    st.sampled_from(PARAGRAPHS),
    st.sampled_from([0, 0, 0, 7, 31, 80]),
    st.sampled_from([None, None, 18, 45, 120]),
)
"""Paragraphs of stories, whole or cut, so that a document, a quotation or a pronoun refers to another paragraph."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3))
def test_everything_found_stands_in_the_text(model: Language, stories: list[tuple[str, str]]) -> None:
    with model.memory_zone():
        analyses = list(analyse_all(model, [(title, Body.plain(text)) for title, text in stories]))
    _check(stories, analyses)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(st.lists(CUT, min_size=2, max_size=12))
def test_stories_that_are_cut_and_joined_anew_are_analysed(model: Language, pieces: list[str]) -> None:
    text = "\n\n".join(pieces)
    with model.memory_zone():
        _check([("", text)], list(analyse_all(model, [("", Body.plain(text))])))


def _check(stories: list[tuple[str, str]], analyses: list[Analysis]) -> None:
    assert len(analyses) == len(stories)
    for (title, text), analysis in zip(stories, analyses, strict=True):
        for span in _spans(analysis):
            assert 0 <= span.start < span.end <= len(title if span.part is Part.TITLE else text)
        ids = [named.id for named in (*analysis.actors, *analysis.resources)]
        assert all(ids)
        parties = [
            party for o in analysis.offers for party in (o.proposer, o.recipient, o.speaker) if party is not None
        ]
        assert {party.actor for party in parties if party.actor} <= {actor.id for actor in analysis.actors}
        assert {name for o in analysis.offers for name in o.resources} <= {r.id for r in analysis.resources}
        again = from_wire(json.loads(json.dumps(to_wire(analysis))), Analysis)
        assert _in_order(again) == _in_order(analysis)


def _in_order(analysis: Analysis) -> Analysis:
    """The first evidence is what counts; JSON has the rest apart by title and text."""
    first_of = [replace(o, evidence=(o.evidence[0], *sorted(o.evidence[1:]))) for o in analysis.offers]
    return replace(analysis, lines=tuple(first_of))


def _spans(analysis: Analysis) -> Iterator[Span]:
    for named in (*analysis.actors, *analysis.resources):
        yield from named.mentions
    for offer in analysis.offers:
        assert offer.evidence
        yield offer.terms.span
        yield from offer.evidence
        yield from (p.span for p in (offer.proposer, offer.recipient, offer.speaker) if p is not None and p.span)
