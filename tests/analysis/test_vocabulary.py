"""The words of a language are data: sorted, without repeats, and all that a second language needs."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.tokens import Doc

import briefing.analysis
from briefing.analysis.acts.lexicon import load_lexicon
from briefing.analysis.names import gazetteer
from briefing.analysis.names.titles import title_of
from briefing.analysis.vocabulary import Vocabulary, per_language, shipped_vocabulary, table, using, words
from briefing.core.analysis import Act
from tests.support.listed import read_yaml

CODE = Path(briefing.analysis.__file__).parent
ENGLISH = CODE / "languages" / "en"
LISTS = [
    *sorted((ENGLISH / "words").glob("*.yaml")),
    ENGLISH / "resources.yaml",
    ENGLISH / "gazetteer" / "shadows.yaml",
]
WIDTH = 100


def _lists(data: Any, name: str) -> Iterator[tuple[str, list[Any]]]:
    """Every list of a file, with its name."""
    if isinstance(data, list):
        yield name, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _lists(value, f"{name}.{key}")


def _named_lists() -> list[tuple[str, list[Any]]]:
    return [found for file in LISTS for found in _lists(read_yaml(file), file.stem)]


@pytest.mark.parametrize(("name", "listed"), _named_lists(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_word_list_is_sorted_and_repeats_nothing(name: str, listed: list[Any]):
    assert [word for word in listed if not isinstance(word, str)] == [], f"{name}: quote what YAML takes for no text"
    assert listed == sorted(set(listed)), name


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
def test_no_line_of_a_word_list_is_too_wide_to_review(file: Path):
    assert [line for line in file.read_text("utf-8").splitlines() if len(line) > WIDTH] == []


def test_no_two_lists_have_one_name():
    names = Counter(name.partition(".")[2] for name in shipped_vocabulary("en").names())
    assert [name for name, times in names.items() if times > 1] == []


def test_no_key_of_a_file_stands_twice():
    for file in LISTS:
        keys = re.findall(r"^(\w+):", file.read_text("utf-8"), re.MULTILINE)
        assert len(keys) == len(set(keys)), file


def test_rules_ask_only_for_lists_that_exist():
    asked = {
        name
        for file in CODE.glob("*/**/*.py")
        for name in re.findall(r'\b(?:words|table)\("([\w.]+)"\)', file.read_text("utf-8"))
    }
    assert asked - shipped_vocabulary("en").names() == set()


def test_rules_compare_no_word_of_a_text_with_a_word_in_code():
    found = [
        f"{file.relative_to(CODE)}:{node.lineno}"
        for file in CODE.glob("*/**/*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Compare) and _is_of_text(node.left)
        if any(_has_letters(part) for right in node.comparators for part in getattr(right, "elts", [right]))
    ]
    assert found == []


def _is_of_text(node: ast.expr) -> bool:
    """Whether an expression is the wording or the lemma of a token: `token.lower_`, `token.lemma_.lower()`."""
    called = node.func.value if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else node
    return isinstance(called, ast.Attribute) and called.attr in ("lower_", "lemma_", "text")


def _has_letters(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and any(map(str.isalpha, str(node.value)))


def test_every_list_is_read():
    code = "\n".join(file.read_text("utf-8") for file in (*CODE.rglob("*.py"), *ENGLISH.glob("lexicon/*.yaml")))
    bare = {name: name.partition(".")[2] for name in shipped_vocabulary("en").names()}
    read = {quoted or named for quoted, named in re.findall(r'"(?=([\w.-]+)")|(?:deeds|object-in): ([\w-]+)', code)}
    assert [name for name, short in bare.items() if not {name, short} & read] == []


def test_an_unknown_list_is_an_error():
    with pytest.raises(KeyError, match=r"no list 'actors\.wizards'"):
        words("actors.wizards")
    with pytest.raises(KeyError, match=r"no table 'actors\.wizards'"):
        table("actors.wizards")


def test_an_unknown_language_is_an_error():
    with pytest.raises(LookupError, match="languages/tlh"):
        shipped_vocabulary("tlh")


# A second language, made up: it needs a folder and no change of a rule.

WORDS = {
    "names.offices": ["ministro", "prezido"],
    "syntax.genitive_prepositions": ["de"],
}
NOVIAN = {
    "gazetteer/states.yaml": [{"name": "Norlando", "adjective": "Norlanda"}],
    "gazetteer/bodies.yaml": [],
    "gazetteer/companies.yaml": [],
    "gazetteer/groups.yaml": [],
    "gazetteer/people.yaml": [{"side": "Norlando", "names": ["Otto Vind"]}],
    "gazetteer/shadows.yaml": [],
    "resources.yaml": {},
    "pronouns.yaml": {"li": {"person": 3, "number": "one", "gender": "male", "cases": ["subject"]}},
    "lexicon/frames.yaml": {"give": {"who": ["subject"], "whom": [], "what": ["object"]}},
    **{f"lexicon/{act.value}.yaml": [] for act in Act},
    "lexicon/offer.yaml": [{"verb": "ofertas", "frame": "give"}],
}


@pytest.fixture
def novian(tmp_path: Path) -> Vocabulary:
    empty = {
        f"words/{file.name}": {
            name: WORDS.get(f"{file.stem}.{name}", type(listed)()) for name, listed in read_yaml(file).items()
        }
        for file in ENGLISH.glob("words/*.yaml")
    }
    for name, data in (empty | NOVIAN).items():
        file = tmp_path / "nv" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(data), encoding="utf-8")
    return Vocabulary(tmp_path / "nv")


@pytest.fixture
def sentence() -> Doc:
    said = ["La", "norlanda", "prezido", "Ana", "Berg", "ofertas", "gason", "."]
    return Doc(
        spacy.blank("xx").vocab,
        words=said,
        lemmas=said,
        heads=[2, 2, 3, 5, 3, 5, 5, 5],
        deps=["det", "amod", "compound", "nsubj", "flat", "ROOT", "dobj", "punct"],
        pos=["DET", "ADJ", "NOUN", "PROPN", "PROPN", "VERB", "NOUN", "PUNCT"],
    )


def test_rules_read_the_words_of_the_language_in_use(novian: Vocabulary, sentence: Doc):
    name = sentence[3:5]
    assert title_of(name) is None
    assert list(load_lexicon().triggers(sentence)) == []
    with using(novian):
        title = title_of(name)
        assert title is not None
        assert title.offices == {"prezido"}
        assert [match.known.name for match in gazetteer.load().matches("Norlando")] == ["Norlando"]
        assert gazetteer.load().side_of_person("Otto Vind") == "Norlando"
        assert [trigger.act for trigger in load_lexicon().triggers(sentence)] == ["offer"]
    assert list(gazetteer.load().matches("Norlando")) == []


def test_what_is_made_of_words_is_made_once_for_each_language(novian: Vocabulary):
    @per_language
    def offices() -> list[str]:
        return sorted(words("names.offices"))

    assert offices() is offices()
    with using(novian):
        assert offices() == ["ministro", "prezido"]
        assert offices() is offices()
    assert "president" in offices()
