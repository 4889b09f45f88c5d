"""The network: every word is judged once, chances are chances, and the same file says the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from briefing.analysis.learned.document import Candidate, Document, RuleAct, Word
from briefing.analysis.learned.features import LONGEST, windows
from briefing.analysis.learned.network import Network
from briefing.analysis.learned.weights import Weights, pack
from briefing.analysis.learned.wordpiece import WordPiece
from tests.analysis.learned import small_network


def document(sentences: int, length: int = 9) -> Document:
    """Sentences of one root with all others on it, two candidates in each."""
    words: list[Word] = []
    candidates = []
    bounds = []
    for n in range(sentences):
        at = len(words)
        for i in range(length):
            words.append(Word("the" if i else "Oslo", "the", "NOUN", "nsubj" if i == 0 else "dobj", at + 1))
        candidates.append(Candidate(at, at + 1, at, "Norway", "norway", "name", "state"))
        candidates.append(Candidate(at + 3, at + 5, at + 4, f"band {n}", f"~band {n}", "phrase"))
        bounds.append((at, at + length))
    return Document(tuple(words), tuple(bounds), tuple(candidates))


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return Network(small_network.write(tmp_path_factory.mktemp("weights") / "network.npz"))


def test_each_word_is_judged_in_one_window() -> None:
    tokenizer = WordPiece(small_network.VOCABULARY)
    for sentences in (1, 5, 80, 300):
        story = document(sentences)
        made = list(windows(story, tokenizer))
        judged = [w for window in made for w in range(*window.own)]
        assert judged == list(range(len(story.words)))
        assert all(len(window.pieces) <= LONGEST for window in made)


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    story = document(1, length=2_000)
    (window,) = windows(story, WordPiece(small_network.VOCABULARY))
    assert len(window.pieces) <= LONGEST
    assert 0 < window.own[1] < len(story.words)


def test_later_windows_of_a_story_begin_with_how_it_begins() -> None:
    tokenizer = WordPiece(small_network.VOCABULARY)
    first, *later = windows(document(80), tokenizer)
    begin = first.pieces[1:40].tolist()
    assert later
    assert all(window.pieces[1:40].tolist() == begin for window in later)
    for window in (first, *later):
        words = [tokenizer.pieces(w.text)[0] for w in document(80).words[slice(*window.own)]]
        assert window.pieces[window.places].tolist() == words


def test_a_party_may_stand_in_another_window(network: Network) -> None:
    story = document(80)
    far = [s for s in network.read(story, 0.0).triggers if s.word > len(story.words) - 5]
    assert far
    assert all(said.proposers[:2].min() > 0 for said in far)


def test_no_words_no_windows() -> None:
    assert list(windows(Document((), (), ()), WordPiece(small_network.VOCABULARY))) == []


def test_chances_are_chances(network: Network) -> None:
    story = document(3)
    read = network.read(story, 0.0)
    assert [s.word for s in read.triggers] == list(range(len(story.words)))
    for scores in read.triggers:
        assert scores.proposers.sum() == pytest.approx(1, abs=1e-4)
        assert scores.recipients.sum() == pytest.approx(1, abs=1e-4)
        assert sum(scores.acts) == pytest.approx(1, abs=1e-4)
        assert 0 <= scores.terms[0] < scores.terms[1] <= len(story.words)
    assert read.names[:, :3].sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_a_word_that_the_rules_found_may_be_half_as_likely(network: Network) -> None:
    rule = RuleAct((4,), "offer", False, "norway", None, None, (5, 7), 0.5)
    (likely,) = (s.likely for s in network.read(document(2), 0.0).triggers if s.word == 4)
    assert 4 in [s.word for s in network.read(document(2), likely * 1.5, [rule]).triggers]
    assert 4 not in [s.word for s in network.read(document(2), likely * 1.5).triggers]
    assert 4 not in [s.word for s in network.read(document(2), likely * 2.5, [rule]).triggers]


def test_a_candidate_is_seen_with_the_other_mentions_of_its_party(network: Network) -> None:
    story = document(2)
    apart = replace(story, candidates=tuple(c._replace(party=f"{c.party} {i}") for i, c in enumerate(story.candidates)))
    together, alone = (next(s for s in network.read(d, 0.0).triggers if s.word == 4) for d in (story, apart))
    assert not np.allclose(together.proposers, alone.proposers)


def test_the_same_file_says_the_same(tmp_path: Path, network: Network) -> None:
    again = Network(small_network.write(tmp_path / "network.npz"))
    story = document(4)
    assert [s.likely for s in again.read(story, 0.0).triggers] == [s.likely for s in network.read(story, 0.0).triggers]


def test_packed_matrices_come_back_nearly_as_they_were(tmp_path: Path) -> None:
    matrix = np.random.default_rng(1).normal(0, 1, (80, 90)).astype(np.float32)
    np.savez(tmp_path / "w.npz", **pack({"m": matrix, "v": matrix[0]}))
    weights = Weights(tmp_path / "w.npz")
    assert np.abs(weights.array("m") - matrix).max() < 0.02
    assert (weights.array("v") == matrix[0]).all()
    assert weights.rows("m")[np.array([3, 5])] == pytest.approx(weights.array("m")[[3, 5]])


def test_a_file_that_is_no_archive_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "w.npz").write_bytes(b"no archive")
    with pytest.raises((OSError, ValueError)):
        Weights(tmp_path / "w.npz")
