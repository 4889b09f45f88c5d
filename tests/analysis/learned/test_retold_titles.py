"""What a title tells and the beginning of the text tells again is one line; other acts of the two stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from briefing.analysis.learned import stage
from briefing.analysis.learned.document import Candidate, Document, Word
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.retold_titles import without_retold_titles
from briefing.analysis.learned.scored_acts import ScoredAct
from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Part
from briefing.core.story import Body

TEXT = (
    "Chad presses shippers over fees . Premier Musa asked private shippers to cut fees . "
    "Most shippers met . Chad begged insurers for relief ."
)
WORDS = tuple(Word(w, w, "PUNCT" if w == "." else "NOUN", "dep", i) for i, w in enumerate(TEXT.split()))
CANDIDATES = (
    Candidate(0, 1, 0, "Chad", "chad", "name", "state"),
    Candidate(2, 3, 2, "shippers", "~shippers", "phrase"),
    Candidate(6, 8, 7, "Musa", "musa", "name", "person", "Chad"),
    Candidate(9, 11, 10, "private shippers", "~private shippers", "phrase"),
    Candidate(21, 22, 21, "insurers", "~insurers", "phrase"),
)
TITLE_END = 6
STORY = Document(WORDS, ((0, 6), (6, 15), (15, 19), (19, 25)), CANDIDATES)


def told(word: int, proposer: int | None, recipient: int | None, terms: tuple[int, int]) -> ScoredAct:
    maker, taker = (None if i is None else Choice(i, CANDIDATES[i].party, 0.9, 0.8) for i in (proposer, recipient))
    return ScoredAct((word,), "demand", 0.9, False, 0.9, maker, taker, (0.1, 0.1), terms, 0.8, 0.9, 0.8)


TITLE = told(1, 0, 1, (3, 5))
LEAD = told(8, 2, 3, (12, 14))
STRANGER = Choice(4, "~insurers", 0.9, 0.8)


def kept(*others: tuple[ScoredAct, float], title: ScoredAct = TITLE) -> list[ScoredAct]:
    return [act for act, _ in without_retold_titles(STORY, TITLE_END, [(title, 0.9), *others])]


def test_the_lead_stands_for_the_title_and_has_it_as_evidence() -> None:
    assert kept((LEAD, 0.6)) == [replace(LEAD, words=(8, 1))]


def test_a_pledge_to_nobody_is_told_again_by_who_speaks_for_its_maker() -> None:
    title = replace(TITLE, recipient=None)
    assert kept((LEAD, 0.6), title=title) == [replace(LEAD, words=(8, 1))]
    stranger = replace(LEAD, proposer=STRANGER)
    assert kept((stranger, 0.6), title=title) == [title, stranger]


@pytest.mark.parametrize(
    "other",
    [
        replace(LEAD, act="offer"),
        replace(LEAD, negated=True),
        replace(LEAD, proposer=None),
        replace(LEAD, recipient=None),
        replace(LEAD, proposer=STRANGER, recipient=STRANGER),
        replace(LEAD, recipient=STRANGER, words=(16,)),
        replace(LEAD, words=(20,)),
        replace(LEAD, terms=(9, 12)),
    ],
    ids=[
        "another act",
        "not done",
        "by nobody",
        "to nobody",
        "among others",
        "to others in the second sentence",
        "further down",
        "in other words",
    ],
)
def test_another_act_stays_beside_the_title(other: ScoredAct) -> None:
    assert kept((other, 0.9)) == [TITLE, other]


def test_the_first_sentence_may_call_the_taker_otherwise() -> None:
    lead = replace(LEAD, recipient=STRANGER)
    assert kept((lead, 0.6)) == [replace(lead, words=(8, 1))]


def test_a_line_that_is_not_shown_stands_for_no_title() -> None:
    assert kept((LEAD, 0.4)) == [TITLE, LEAD]


def test_two_acts_of_a_title_stay_two() -> None:
    assert kept((replace(TITLE, words=(4,)), 0.9)) == [TITLE, replace(TITLE, words=(4,))]


def test_a_story_has_one_line_for_its_title_and_its_lead(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "learned_part", stage.read_learned_part)
    lead = "Chile's foreign minister, Ana Vidal, called on Peru on Friday to let lorries pass the border within a week."
    (line,) = analyse(model, "Chile urges Peru to reopen border post", Body.plain(lead)).offers
    assert line.terms.text.startswith("let lorries pass")
    assert [span.part for span in line.evidence] == [Part.TEXT, Part.TITLE]
