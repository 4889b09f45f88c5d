"""What hangs on a word of a document, by the syntax of its sentence."""

from __future__ import annotations

from briefing.analysis.learned.document import Document, Word

# Mali offered Togo gold from Niger .
WORDS = tuple(
    Word(text, text.lower(), "X", dep, head)
    for text, dep, head in (
        ("Mali", "nsubj", 1),
        ("offered", "ROOT", 1),
        ("Togo", "dative", 1),
        ("gold", "dobj", 1),
        ("from", "prep", 3),
        ("Niger", "pobj", 4),
        (".", "punct", 1),
    )
)
DOCUMENT = Document(WORDS, ((0, 7),), ())


def test_children_hang_on_their_word_alone_and_stand_in_order() -> None:
    assert DOCUMENT.children(1) == (0, 2, 3, 6)
    assert DOCUMENT.children(5) == ()


def test_children_can_be_those_of_some_relations() -> None:
    assert DOCUMENT.children(1, "dobj", "nsubj") == (0, 3)
    assert DOCUMENT.children(1, "pobj") == ()


def test_below_a_word_stands_it_with_all_that_hangs_on_it() -> None:
    assert DOCUMENT.below(3) == {3, 4, 5}
    assert DOCUMENT.below(1) == set(range(7))


def test_upwards_from_a_word_stands_all_that_it_hangs_on() -> None:
    assert DOCUMENT.upwards(5) == (5, 4, 3, 1)
    assert DOCUMENT.upwards(1) == (1,)


def test_the_way_upwards_ends_where_another_relation_begins() -> None:
    assert DOCUMENT.upwards(5, "pobj", "prep") == (5, 4, 3)
    assert DOCUMENT.upwards(5, "dobj") == (5,)
    assert DOCUMENT.upwards(3, "dobj", "ROOT") == (3, 1)


def test_the_top_of_a_phrase_hangs_on_a_word_outside_of_it() -> None:
    assert DOCUMENT.top(3, 6) == 3
    assert DOCUMENT.top(4, 6) == 4
    assert DOCUMENT.top(0, 7) == 0, "the root hangs on itself, so nothing of a whole sentence does"
