"""A fault in a file of the lexicon is an error that names the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.analysis.acts.entries import Entry
from briefing.analysis.acts.lexicon import load_frames, load_lexicon
from briefing.analysis.acts.lexicon_files import LexiconError, read_entries, read_frames
from briefing.analysis.acts.noun_places import PLACES as NOUN_PLACES
from briefing.analysis.acts.places import Place
from briefing.analysis.acts.verb_places import PLACES as VERB_PLACES
from briefing.core.analysis import Act

WORDS = {"needed_words": frozenset({"not"}), "deeds": frozenset({"sell"})}


def file(folder: Path, text: str) -> Path:
    path = folder / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("frames", "fault"),
    [
        ("give: {who: [subject]}\nsell: {who: [subjekt]}", "broken.yaml, line 2: “subjekt” is no place"),
        ("# a comment\n\ngive: {whom: [dative, too]}", "broken.yaml, line 3: “too” is no place"),
        ("give: {who: [subject], wat: [object]}", "broken.yaml, line 1: “wat” is no role"),
        ("give: {whom: [likeliest]}", "broken.yaml, line 1: no frame can name the place “likeliest”"),
    ],
)
def test_a_broken_frame_names_its_line(tmp_path: Path, frames: str, fault: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_frames(file(tmp_path, frames))
    assert str(caught.value).startswith(fault)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{verb: sell, freme: give}", "“freme” is no key"),
        ("{frame: give}", "the entry has no word"),
        ("{verb: sell, frame: gave}", "there is no frame “gave”"),
        ("{verb: sell, frame: give, needs: [clasue]}", "“clasue” is neither a condition"),
        ("{modal: will, frame: give, deeds: deds}", "words/acts.yaml has no list “deds”"),
    ],
)
def test_a_broken_entry_names_its_line(tmp_path: Path, entry: str, fault: str) -> None:
    sound = "- {verb: lend, frame: give, needs: [not, to, clause]}"
    with pytest.raises(LexiconError) as caught:
        read_entries(file(tmp_path, f"{sound}\n- {entry}\n"), Act.OFFER, load_frames(), WORDS)
    assert str(caught.value).startswith(f"broken.yaml, line 2: {fault}")


def test_a_sound_entry_is_read_whole(tmp_path: Path) -> None:
    text = "- {noun: lease, frame: nominal, with: [long], needs: object, weight: 0.4, unless-company: demand}"
    (entry,) = read_entries(file(tmp_path, text), Act.OFFER, load_frames(), WORDS)
    nominal = load_frames()["nominal"]
    assert entry == Entry(
        "lease", "noun", Act.OFFER, nominal, ("long",), ("object",), unless_company=Act.DEMAND, weight=0.4
    )


def test_every_place_of_a_frame_can_be_found_around_its_words() -> None:
    """A place that a word of this class never has would be a rule that never fires."""
    by_role_finder = {Place.DEED, Place.SPEAKER}
    for entry in load_lexicon():
        known = set(NOUN_PLACES if entry.word_class == "noun" else VERB_PLACES) | by_role_finder
        named = {*entry.frame.who, *entry.frame.whom, *entry.frame.what}
        assert {place for place in named if not place.is_preposition} <= known, entry
