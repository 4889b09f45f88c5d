"""The whole analysis: plain values, versions, and input that nobody meant to write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from threadpoolctl import threadpool_info

from briefing.analysis.pipeline import VERSION, analyse, load, version
from briefing.core.analysis import Analysis
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.json_format import analysis_to_json
from briefing.core.story import Body, text_hash
from briefing.wire import from_wire, to_wire

TEXT = "Peru offered Chile 2,000 tonnes of copper. Chile rejected the offer."


def test_an_analysis_names_its_rules_its_model_and_its_text(model: Language) -> None:
    analysis = analyse(model, "Peru", Body.plain(TEXT))
    assert analysis.version == version(model) == f"{VERSION}/{model.meta['name']}-{model.meta['version']}"
    assert analysis.text_hash == text_hash("Peru", TEXT)


def test_an_analysis_is_plain_and_survives_json(model: Language) -> None:
    with model.memory_zone():
        analysis = analyse(model, "Peru offers copper", Body.plain(TEXT))
    json.dumps(analysis_to_json(analysis, TEXT))
    assert from_wire(json.loads(json.dumps(to_wire(analysis))), Analysis) == analysis


def test_the_same_text_gives_the_same_analysis(model: Language) -> None:
    assert analyse(model, "", Body.plain(TEXT)) == analyse(model, "", Body.plain(TEXT))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t ",
        "!!! ... ((( “ ” — ???",
        "😀 🇷🇺🇺🇦 👩‍🚀 🛢️",
        "Путин предложил США алюминий.",
        "中国提出了新的建议。",
        "U.S." * 3_000,
        "(" * 3_000,
        "President " * 800,
        "oil gas wheat " * 800,
        "<Shell Oil Co>" * 300,
    ],
    ids=lambda text: text[:12],
)
def test_strange_input_is_analysed_like_any_other(model: Language, text: str) -> None:
    analysis = analyse(model, text[:200], Body.plain(text))
    for actor in analysis.actors:
        assert len(actor.name) <= 120
        for span in actor.mentions:
            assert 0 <= span.start < span.end <= len(text)


def test_a_model_that_is_not_installed_is_an_oserror() -> None:
    with pytest.raises(OSError, match="no_such_model"):
        load("no_such_model")


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ValueError, match="parser"):
        load(str(tmp_path))


def test_the_analysis_computes_on_one_thread(model: Language) -> None:
    load()
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


def test_the_default_model_is_installed() -> None:
    assert load(DEFAULT_MODEL).has_pipe("parser")


def test_another_language_is_named_and_not_read(model: Language) -> None:
    text = "Die Regierung in Lima hat den Bauern in Chile eine Hilfe von drei Millionen Dollar zugesagt."
    analysis = analyse(model, "", Body.plain(text))
    assert (analysis.language, analysis.actors, analysis.offers) == ("de", (), ())
    assert analyse(model, "", Body.plain(TEXT)).language in ("en", "")


def test_a_party_with_the_sign_of_its_branch_is_one_word(model: Language) -> None:
    words = [token.text for token in model.tokenizer("The SD(K)'s leader met the PV(Left) (of Peru).")]
    assert words == ["The", "SD(K)", "'s", "leader", "met", "the", "PV(Left)", "(", "of", "Peru", ")", "."]
