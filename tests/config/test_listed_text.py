"""Items of a list in a YAML file come and go, and what stands around them stays as it was written."""

from __future__ import annotations

import pytest
import yaml

from briefing.config.listed_text import with_items, with_values, without_items

FRUIT = """theme: nord
fruit:   # what grows
- name: fig     # sweet
  in: [May,
    June
  ]
# about plums
-
  name: plum
  text: |
    blue
    round
# the end
pens: []"""


def said(text: str) -> object:
    return yaml.safe_load(text)["fruit"]


@pytest.mark.parametrize("place", [0, 1, 2, None])
def test_an_item_that_comes_and_goes_leaves_no_trace(place: int | None) -> None:
    grown = with_items(FRUIT, "fruit", [{"name": "a: b"}, {"name": "pear", "in": ["May", "June"]}], place)
    names = [item["name"] for item in yaml.safe_load(grown)["fruit"]]
    at = 2 if place is None else place
    assert names == [*["fig", "plum"][:at], "a: b", "pear", *["fig", "plum"][at:]]
    assert "- name: 'a: b'\n- name: pear\n  in: [May, June]\n" in grown
    assert without_items(grown, "fruit", [at + 1, at]) == FRUIT


@pytest.mark.parametrize(
    ("places", "gone"),
    [
        ([0], "- name: fig     # sweet\n  in: [May,\n    June\n  ]\n"),
        ([1], "-\n  name: plum\n  text: |\n    blue\n    round\n"),
    ],
)
def test_an_item_goes_with_its_own_lines_alone(places: list[int], gone: str) -> None:
    assert gone in FRUIT
    assert without_items(FRUIT, "fruit", places) == FRUIT.replace(gone, "")


def test_a_list_is_emptied_and_filled_again() -> None:
    bare = without_items(FRUIT, "fruit", [0, 1])
    assert bare == "theme: nord\nfruit: []   # what grows\n# about plums\n# the end\npens: []"
    assert with_items(bare, "fruit", [{"name": "pear"}]) == bare.replace(
        "[]   # what grows\n", "  # what grows\n  - name: pear\n"
    )


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# mine",
        "{}",
        "# mine\n{}\n",
        "theme: nord",
        "fruit:",
        "fruit: []",
        "fruit: [\n]\n",
        "fruit: # here\n# more",
    ],
)
def test_a_list_begins_in_files_of_all_shapes(before: str) -> None:
    grown = with_items(before, "fruit", [{"name": "pear", "ripe": True}])
    assert said(grown) == [{"name": "pear", "ripe": True}]
    assert "  - name: pear\n    ripe: true\n" in grown
    for words in ("# mine", "theme: nord", "# here", "# more"):
        assert (words in grown) == (words in before)
    assert said(with_items(grown, "fruit", [{"name": "fig"}])) == [{"name": "pear", "ripe": True}, {"name": "fig"}]


def test_values_change_in_their_own_lines_alone() -> None:
    changed = with_values(FRUIT, "fruit", {0: {"name": "date", "in": None}, 1: {"text": "red", "ripe": False}})
    assert changed == FRUIT.replace("name: fig", "name: date").replace("  in: [May,\n    June\n  ]\n", "").replace(
        "  text: |\n    blue\n    round\n", "  text: red\n  ripe: false\n"
    )


def test_a_list_in_one_line_is_left_to_its_writer() -> None:
    text = "fruit: [{name: fig}]  # all\n"
    assert with_items(text, "fruit", [{"name": "pear"}]) == without_items(text, "fruit", [0]) == text
    assert with_values(text, "fruit", {0: {"name": "date"}}) == text.replace("fig", "date")


@pytest.mark.parametrize("text", ["fruit: [{name: fig, ripe: true}]  # all\n", "fruit:\n- {name: fig, ripe: true}\n"])
def test_values_between_braces_change_where_they_stand(text: str) -> None:
    changed = with_values(text, "fruit", {0: {"ripe": None, "name": "date", "in": ["May", "June"]}})
    assert changed == text.replace("name: fig, ripe: true", "name: date, in: [May, June]")
