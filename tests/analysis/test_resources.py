"""What counts as a resource, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.core.analysis import Span
from tests.analysis.conftest import Read

Understand = Callable[..., Read]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Chile offered critical rare earth minerals.", "critical rare earth minerals", "mineral"),
        ("Qatar will sell liquefied natural gas to Spain.", "liquefied natural gas", "fuel"),
        ("Kyiv asked for 155 mm shells.", "155 mm shells", "weapon"),
        ("Norway promised air defence systems to Moldova.", "air defence systems", "weapon"),
        ("Guyana has oil reserves to share.", "oil reserves", "fuel"),
        ("Iraq bought wheat flour.", "wheat flour", "crop"),
        ("Ghana wants vaccines.", "vaccines", "medicine"),
        ("Taiwan sells semiconductors.", "semiconductors", "chips"),
        ("Berlin pledged $500 million in aid.", "$500 million", "money"),
        ("Germany will send 12 Leopard 2 tanks.", "Leopard 2 tanks", "weapon"),
    ],
)
def test_resources(understand: Understand, text: str, words: str, kind: str) -> None:
    read = understand(text)
    found = {read.reading.words(m): r.kind for r in read.goods.resources for m in r.mentions}
    assert found.get(words) == kind, found


@pytest.mark.parametrize(
    "text",
    [
        "She won a gold medal in Tokyo.",
        "Diplomats lead the talks.",
        "Police fired tear gas.",
        "The think tank published a study.",
        "Shell Oil Co rose.",
        "The oil minister of Iraq resigned.",
        "Profits rose to $3 million.",
        "It cuts across the grain of the law.",
    ],
)
def test_words_that_only_look_like_resources(understand: Understand, text: str) -> None:
    assert understand(text).goods.resources == ()


def test_a_doubtful_mention_counts_where_the_story_speaks_of_the_resource(understand: Understand) -> None:
    read = understand("Coffee growers met. Brazil sold coffee to Japan.")
    (coffee,) = read.goods.resources
    assert len(coffee.mentions) == 2


def test_one_resource_for_all_its_mentions_and_what_stands_within_a_span(understand: Understand) -> None:
    read = understand("Cuba sold raw sugar. Peru bought copper.")
    assert [r.name for r in read.goods.within(Span(0, 20))] == ["raw sugar"]
    assert [r.id for r in read.goods.resources] == ["raw-sugar", "copper"]
