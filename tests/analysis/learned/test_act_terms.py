"""Which words are the terms, where the network points at too many or at too few."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.act_terms import terms_of, with_own_verb
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.party_choice import Choice
from tests.analysis.learned.documents import read_document, text_of, trigger, word_of, words_of


def terms_read(model: Language, text: str, word: str, pointed_at: str, act: str, hit: str = "") -> str:
    """The terms of the act that a word tells, where the network points at some words, and at whom it hits."""
    document = read_document(model, text)
    said = trigger(document, word, terms=pointed_at, act=act)
    return text_of(document, terms_of(document, said, act, False, chosen(document, hit) if hit else None))


def chosen(document: Document, name: str) -> Choice:
    """The choice of whoever has this name."""
    number = next(i for i, one in enumerate(document.candidates) if one.name == name)
    return Choice(number, document.candidates[number].party, 0.9, 0.9)


def terms_with_verb(model: Language, text: str, word: str, act: str, terms: str) -> str:
    """Terms with the verb in front of them, where it says what they leave open."""
    document = read_document(model, text)
    return text_of(document, with_own_verb(document, word_of(document, word), act, words_of(document, terms)))


@pytest.mark.parametrize(
    ("text", "word", "pointed_at", "terms"),
    [
        (
            "Two brokers were charged with evading the strict quotas that Fiji has imposed on tuna.",
            "imposed",
            "evading the strict quotas",
            "the strict quotas",
        ),
        (
            "A toll of ten francs which Fiji threatened to levy on ferries was put off.",
            "threatened",
            "levy on ferries",
            "A toll of ten francs",
        ),
        (
            "Fiji threatened to levy a toll on ferries.",
            "threatened",
            "levy a toll on ferries",
            "levy a toll on ferries",
        ),
        (
            "Fiji imposed quotas on tuna and halted its own trawlers.",
            "imposed",
            "quotas on tuna and halted its own trawlers",
            "quotas on tuna",
        ),
        (
            "Tonga agreed to supply water to the atolls but refused to lend a ship.",
            "agreed",
            "supply water to the atolls but refused to lend a ship",
            "supply water to the atolls",
        ),
        (
            "Tonga threatened to close its ports and seize the trawlers.",
            "threatened",
            "close its ports and seize the trawlers",
            "close its ports and seize the trawlers",
        ),
        (
            "Fiji promised Tonga an extra ship, and Chad announced a new ferry on Friday.",
            "promised",
            "a new ferry on Friday",
            "an extra ship",
        ),
        (
            "Ada Lis vowed on Tuesday that the duties on tuna would not go unanswered.",
            "vowed",
            "the duties on tuna",
            "the duties on tuna would not go unanswered",
        ),
        (
            "Fiji threatened that if Peru did not pay, its ships would shell the port.",
            "threatened",
            "if Peru did not pay",
            "its ships would shell the port",
        ),
        (
            "Fiji told Peru to leave all the ports claimed by Chad before Monday.",
            "told",
            "leave all the ports",
            "leave all the ports claimed by Chad",
        ),
        (
            "Fiji's decision to spurn a peace proposal from Chad and name its own price was no surprise.",
            "proposal",
            "a peace proposal from Chad and name its own price",
            "a peace proposal from Chad",
        ),
        ("Fiji imposed quotas on tuna and squid.", "imposed", "quotas on tuna and squid", "quotas on tuna and squid"),
    ],
)
def test_terms_end_and_begin_with_what_is_put(
    model: Language, text: str, word: str, pointed_at: str, terms: str
) -> None:
    assert terms_read(model, text, word, pointed_at, "impose") == terms


@pytest.mark.parametrize(
    ("text", "word", "pointed_at", "terms"),
    [
        ("Fiji fined Tonga ten million francs.", "fined", "fined Tonga ten million francs", "ten million francs"),
        ("Fiji fined Tonga.", "fined", "fined Tonga", "fined Tonga"),
        ("Fiji fined the trawlers of Tonga.", "fined", "fined the trawlers of Tonga", "fined the trawlers of Tonga"),
    ],
)
def test_terms_leave_out_the_verb_and_whom_it_names(
    model: Language, text: str, word: str, pointed_at: str, terms: str
) -> None:
    assert terms_read(model, text, word, pointed_at, "impose", hit="Tonga") == terms


@pytest.mark.parametrize(
    ("text", "word", "terms", "told"),
    [
        ("Fiji barred forty ships from its ports.", "barred", "forty ships", "barred forty ships"),
        ("Fiji has cut off payments to Peru.", "cut", "payments to Peru", "cut off payments to Peru"),
        (
            "Fiji barred forty ships from entering its ports.",
            "barred",
            "entering its ports",
            "barred forty ships from entering its ports",
        ),
        ("Peru is forbidden from selling tuna.", "forbidden", "selling tuna", "forbidden from selling tuna"),
        ("Fiji banned imports from Peru.", "banned", "Peru", "Peru"),
        ("Forty ships were barred by Fiji.", "barred", "Forty ships", "Forty ships were barred"),
        ("Fiji imposed a toll on forty ships.", "imposed", "a toll on forty ships", "a toll on forty ships"),
        ("Fiji lifted the toll on forty ships.", "lifted", "the toll on forty ships", "the toll on forty ships"),
        ("Fiji fined Peru forty francs.", "fined", "forty francs", "forty francs"),
        ("A toll on ships from Fiji rose.", "toll", "ships from Fiji", "ships from Fiji"),
    ],
)
def test_the_verb_that_is_the_measure_stands_in_its_terms(
    model: Language, text: str, word: str, terms: str, told: str
) -> None:
    assert terms_with_verb(model, text, word, "impose", terms) == told


@pytest.mark.parametrize(
    ("text", "word", "pointed_at", "terms"),
    [
        ("Fiji asked Peru to free the crew.", "asked", "free", "free the crew"),
        ("Fiji asked Peru to open and clean its ports.", "asked", "open and clean", "open and clean its ports"),
        ("Fiji asks Peru to free crew", "asks", "free", "free crew"),
        ("Fiji asked Peru to wait on Monday.", "asked", "wait", "wait"),
        ("Fiji asked Peru to free two ships.", "asked", "two", "two"),
    ],
)
def test_terms_do_not_end_before_what_their_verb_is_done_to(
    model: Language, text: str, word: str, pointed_at: str, terms: str
) -> None:
    assert terms_read(model, text, word, pointed_at, "demand") == terms


@pytest.mark.parametrize(
    ("text", "word", "act", "terms", "told"),
    [
        ("A bill would ban imports from Peru.", "ban", "propose", "imports from Peru", "ban imports from Peru"),
        ("The toll could be lifted in May.", "lifted", "offer", "The toll", "The toll could be lifted"),
        ("Fiji could free two sailors.", "free", "offer", "two sailors", "free two sailors"),
        ("A court blocked the sale of the port.", "blocked", "reject", "the sale of the port", "the sale of the port"),
        ("Fiji will paint the ferries of Peru.", "paint", "pledge", "the ferries of Peru", "paint the ferries of Peru"),
        ("Fiji would step up patrols off Peru.", "step", "threaten", "patrols off Peru", "step up patrols off Peru"),
        ("Fiji will pay ten francs in May.", "pay", "pledge", "ten francs", "ten francs"),
        ("Fiji painted the ferries of Peru.", "painted", "pledge", "the ferries of Peru", "the ferries of Peru"),
        ("Fiji offered two ferries.", "offered", "offer", "two ferries", "two ferries"),
    ],
)
def test_what_may_come_is_told_with_its_verb(
    model: Language, text: str, word: str, act: str, terms: str, told: str
) -> None:
    assert terms_with_verb(model, text, word, act, terms) == told


@pytest.mark.parametrize(
    ("text", "word", "act", "pointed_at", "terms"),
    [
        ("Fiji will not lend ships to Peru.", "lend", "pledge", "lend ships to Peru", "not lend ships to Peru"),
        ("Fiji vowed that it won't lend ships.", "vowed", "pledge", "lend ships", "wo n't lend ships"),
        ("Fiji says Peru shouldn’t lend ships.", "should", "demand", "n’t lend ships", "should n’t lend ships"),
        ("Fiji did not promise to lend ships.", "promise", "pledge", "lend ships", "lend ships"),
    ],
)
def test_what_is_not_to_be_done_keeps_its_not(
    model: Language, text: str, word: str, act: str, pointed_at: str, terms: str
) -> None:
    assert terms_read(model, text, word, pointed_at, act) == terms


@pytest.mark.parametrize(
    ("text", "word", "act", "pointed_at", "terms"),
    [
        ("Fiji argued against a toll on ships.", "argued", "demand", "a toll on ships", "against a toll on ships"),
        ("Peru heard Fiji's plea against the toll.", "plea", "demand", "the toll", "against the toll"),
        ("Fiji voted against a toll on ships.", "voted", "reject", "a toll on ships", "a toll on ships"),
        ("Fiji filed suit against Peru Oil.", "filed", "demand", "Peru Oil", "Peru Oil"),
        ("Fiji sought duties against Peru.", "sought", "demand", "duties against Peru", "duties against Peru"),
    ],
)
def test_what_is_asked_not_to_be_has_its_against(
    model: Language, text: str, word: str, act: str, pointed_at: str, terms: str
) -> None:
    assert terms_read(model, text, word, pointed_at, act) == terms


@pytest.mark.parametrize(
    ("text", "word", "act", "pointed_at", "terms"),
    [
        ("Fiji hopes to lift its toll on ships.", "hopes", "pledge", "its toll on ships", "lift its toll on ships"),
        ("Fiji refused to end its toll.", "refused", "reject", "its toll", "end its toll"),
        ("Fiji refused to paint its ships.", "refused", "reject", "its ships", "its ships"),
    ],
)
def test_terms_have_the_verb_that_ends_what_they_name(
    model: Language, text: str, word: str, act: str, pointed_at: str, terms: str
) -> None:
    assert terms_read(model, text, word, pointed_at, act) == terms


@pytest.mark.parametrize(
    ("text", "word", "act", "pointed_at", "terms"),
    [
        ("Fiji will cut off payments to Peru.", "cut", "pledge", "payments to Peru", "cut off payments to Peru"),
        ("Fiji will resume payments to Peru.", "resume", "pledge", "payments to Peru", "payments to Peru"),
        ("Fiji proposed the end of its pact with Peru.", "proposed", "propose", "its pact", "the end of its pact"),
        ("Fiji proposed the text of its pact with Peru.", "proposed", "propose", "its pact", "its pact"),
        ("Fiji dropped payments to Peru.", "dropped", "reject", "payments to Peru", "payments to Peru"),
    ],
)
def test_terms_say_that_something_ends(
    model: Language, text: str, word: str, act: str, pointed_at: str, terms: str
) -> None:
    assert terms_read(model, text, word, pointed_at, act) == terms
