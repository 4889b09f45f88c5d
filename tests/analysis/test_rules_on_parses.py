"""Rules on parses that are written by hand: they need no model, and a failing one says which rule is wrong."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from spacy.tokens import Doc

import briefing.analysis
from briefing.analysis.actors.people_nouns import is_group
from briefing.analysis.names.kind_nouns import kind_before, kind_of_noun
from briefing.analysis.names.name import Label
from briefing.analysis.names.titles import title_of
from briefing.analysis.syntax import clauses, objects, subjects, tree
from briefing.analysis.syntax.ditransitives import ditransitive
from briefing.analysis.syntax.pronouns import Number, is_first_person, pronoun
from briefing.analysis.syntax.speech import Speech
from tests.analysis.parses import parse

PARTS = ("text", "syntax", "names", "actors", "resources", "acts", "linking", "scoring")
MODULES = [
    found.name
    for found in pkgutil.walk_packages(briefing.analysis.__path__, "briefing.analysis.")
    if found.name.split(".")[2] in PARTS
]


@pytest.fixture
def promise() -> Doc:
    return parse(
        "Growers grower NNS NOUN nsubj 1",
        "promised promise VBD VERB ROOT 1",
        "Lima Lima NNP PROPN dative 1",
        "grain grain NN NOUN dobj 1",
        ". . . PUNCT punct 1",
    )


def test_who_does_what_for_whom(promise: Doc) -> None:
    growers, verb, lima, grain, _ = promise
    assert subjects.agent(verb) == growers
    assert objects.patient(verb) == grain
    assert ditransitive(verb) == (lima, grain)
    assert is_group(growers)
    assert not is_group(grain)


def test_an_infinitive_has_the_subject_of_its_governor() -> None:
    doc = parse(
        "Rojas Rojas NNP PROPN nsubj 1",
        "offered offer VBD VERB ROOT 1",
        "to to TO PART aux 3",
        "sell sell VB VERB xcomp 1",
        "tin tin NN NOUN dobj 3",
    )
    assert subjects.subject(doc[3]) == doc[0]
    assert clauses.clause(doc[1]) == doc[3]
    assert tree.is_infinitive(doc[3])


def test_the_speaker_of_a_reported_clause() -> None:
    doc = parse(
        "Rojas Rojas NNP PROPN nsubj 1",
        "said say VBD VERB ROOT 1",
        "Peru Peru NNP PROPN nsubj 3",
        "paid pay VBD VERB ccomp 1",
    )
    assert Speech([doc]).speaker(doc[3]) == doc[0]


def test_an_office_before_a_name_is_a_title() -> None:
    doc = parse(
        "foreign foreign JJ ADJ amod 1",
        "minister minister NN NOUN compound 3",
        "Ana Ana NNP PROPN compound 3",
        "Rojas Rojas NNP PROPN ROOT 3",
    )
    title = title_of(doc[2:4])
    assert title is not None
    assert "foreign minister" in title.offices


def test_a_noun_before_a_name_says_what_it_is() -> None:
    doc = parse("airline airline NN NOUN compound 1", "Ventaria Ventaria NNP PROPN ROOT 1")
    assert kind_of_noun(doc[0]) is Label.COMPANY
    assert kind_before(doc[1:2]) is Label.COMPANY
    assert kind_of_noun(doc[1]) is None


def test_pronouns_have_person_number_and_gender() -> None:
    doc = parse("They they PRP PRON nsubj 1", "told tell VBD VERB ROOT 1", "us we PRP PRON dobj 1")
    they = pronoun(doc[0])
    assert they is not None
    assert (they.person, they.number, they.is_personal) == (3, Number.MANY, False)
    assert pronoun(doc[1]) is None
    assert is_first_person(doc[2])


@pytest.mark.parametrize("name", MODULES)
def test_each_module_says_what_it_is_for(name: str) -> None:
    assert importlib.import_module(name).__doc__, name
