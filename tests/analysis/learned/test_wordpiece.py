"""Words as pieces of a vocabulary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.learned.wordpiece import WordPiece

TOKENIZER = WordPiece(["[UNK]", "[CLS]", "[SEP]", "tariff", "##s", "un", "##fair", "-", "e", "##u", "$"])


def test_the_longest_piece_wins_from_the_left() -> None:
    assert TOKENIZER.pieces("Tariffs") == (3, 4)
    assert TOKENIZER.pieces("unfair") == (5, 6)


def test_marks_stand_alone_and_accents_are_left_out() -> None:
    assert TOKENIZER.pieces("É") == (8,)
    assert TOKENIZER.pieces("un-EU") == (5, 7, 8, 9)
    assert TOKENIZER.pieces("$") == (10,)


def test_a_part_that_the_vocabulary_lacks_is_one_unknown_piece() -> None:
    assert TOKENIZER.pieces("unfriendly") == (0,)
    assert TOKENIZER.pieces(" ") == (0,)


@given(st.text())
def test_every_word_has_a_piece(word: str) -> None:
    assert TOKENIZER.pieces(word)
