"""Every entry of the lexicon is found in its own example, and the data says what it seems to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from spacy.language import Language

from briefing.analysis.acts.entries import Entry
from briefing.analysis.acts.lexicon import load_lexicon
from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Act
from briefing.core.story import Body


def _entries() -> Iterator[object]:
    for entry in load_lexicon():
        words = (entry.lemma, *entry.companions, *entry.objects[:1])
        yield pytest.param(entry, id=f"{entry.act}-{entry.word_class}-{'-'.join(words)}")


@pytest.mark.parametrize("entry", list(_entries()))
def test_an_example_is_found_with_its_act(model: Language, entry: Entry) -> None:
    found = analyse(model, "", Body.plain(entry.example)).lines
    assert entry.act in {offer.act for offer in found}, entry.example


def test_the_lexicon_is_broad() -> None:
    entries = list(load_lexicon())
    assert len(entries) >= 250
    assert set(Act) == {entry.act for entry in entries}
    assert min(Counter(entry.act for entry in entries).values()) >= 8


def test_no_word_was_read_as_a_truth_value() -> None:
    """YAML takes a bare `on`, `off`, `yes` or `no` for true or false."""
    for entry in load_lexicon():
        words = {entry.lemma, *entry.companions, *entry.any_of, *entry.objects, *entry.never}
        words |= {*entry.frame.who, *entry.frame.whom, *entry.frame.what}
        assert not words & {"True", "False"}, entry


def test_examples_are_told_once() -> None:
    repeated = [text for text, times in Counter(entry.example for entry in load_lexicon()).items() if times > 1]
    assert repeated == []
