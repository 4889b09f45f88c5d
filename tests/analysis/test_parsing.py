"""Parsing in batches gives what the pipeline itself gives, and lets others come between."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from bench import gold
from briefing.analysis.pipeline import analyse, analyse_all
from briefing.analysis.text.lemmas import CachedLemmatizer
from briefing.analysis.text.parsing import no_pause, parse
from briefing.analysis.text.pos_tags import CachedAttributeRuler
from briefing.core.story import Body

TEXTS = [
    *(story.text.partition("\n\n")[0] for story in gold.load()[:12]),
    "",
    "There's no offer; let's say Peru ain't gonna sell, won't it?",
    "It  has \n two spaces.",
    "I offered it to you, and you gave it to me.",
]


def told(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, str(t.morph), t.ent_type_) for t in doc]


def test_words_are_classed_as_the_pipeline_does(model: Language) -> None:
    assert [told(doc) for doc in parse(model, TEXTS, no_pause)] == [told(doc) for doc in model.pipe(TEXTS)]


def test_what_was_learnt_in_one_memory_zone_holds_in_the_next(model: Language) -> None:
    ruler, lemmatizer = model.get_pipe("attribute_ruler"), model.get_pipe("lemmatizer")
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(lemmatizer, Lemmatizer)
    remembered = {
        "attribute_ruler": CachedAttributeRuler(model.vocab, ruler),
        "lemmatizer": CachedLemmatizer(lemmatizer),
    }
    text = "Nobody had sworn that she would have been running the zinc smelters of Norland herself."
    wanted = told(model(text))
    for _ in range(3):
        with model.memory_zone():
            doc = model.make_doc(text)
            for name, part in model.pipeline:
                doc = remembered.get(name, part)(doc)
            assert told(doc) == wanted


def test_what_is_remembered_of_words_has_an_end(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analysis.text.lemmas._KEPT", 20)
    lemmatizer = model.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    lemmas, wanted = CachedLemmatizer(lemmatizer), [told(doc) for doc in model.pipe(TEXTS)]
    lemmatizer.cache.clear()
    before = {name: part for name, part in model.pipeline if name != "lemmatizer"}
    for _ in range(2):
        for text, told_before in zip(TEXTS, wanted, strict=True):
            doc = model.make_doc(text)
            for part in before.values():
                doc = part(doc)
            assert told(lemmas(doc)) == told_before
            assert len(lemmatizer.cache) + len(lemmas._known) < 2 * (20 + len(text))


def test_a_lemma_that_is_there_stays(model: Language) -> None:
    lemmatizer = model.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    doc = model.make_doc("They gave ships.")
    for name, part in model.pipeline:
        doc = doc if name == "lemmatizer" else part(doc)
    doc[2].lemma_ = "boat"
    assert [token.lemma_ for token in CachedLemmatizer(lemmatizer)(doc)] == ["they", "give", "boat", "."]


def test_urgent_work_may_come_between_the_steps(model: Language) -> None:
    nested: list[list[str]] = []

    def pause() -> None:
        if not nested:
            nested.append([token.text for doc in parse(model, ["Peru agreed."], no_pause) for token in doc])

    assert [told(doc) for doc in parse(model, TEXTS, pause)] == [told(doc) for doc in model.pipe(TEXTS)]
    assert nested == [["Peru", "agreed", "."]]


@pytest.mark.parametrize("together", [2, 5])
def test_stories_read_together_give_what_each_gives_alone(model: Language, together: int) -> None:
    stories = [("", Body.plain(story.text)) for story in gold.load()[:together]]
    assert list(analyse_all(model, stories)) == [analyse(model, title, body) for title, body in stories]


def test_a_network_of_one_letter_may_end_a_sentence(model: Language) -> None:
    text = "Norland will not pay, Ada Lis wrote on X. Ostmark offered Norland zinc. Bo X. Holm smiled on platform X."
    (doc,) = parse(model, [text], no_pause)
    assert [sentence.text for sentence in doc.sents] == [
        "Norland will not pay, Ada Lis wrote on X.", "Ostmark offered Norland zinc.",
        "Bo X. Holm smiled on platform X.",
    ]  # fmt: skip
    assert doc.text == text
    told = analyse(model, "", Body.plain(text))
    assert {actor.name for actor in told.actors} >= {"Ostmark", "Norland"}
