"""Resources as the network and the rules find them together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.goods import revised_resources, without_doubtful_sums
from briefing.analysis.resources.finder import Resources
from briefing.core.analysis import Actor, ActorKind, Resource, Span
from tests.analysis.learned.documents import read_map

TEXT = "Norway sells salmon to Chad. Dag Lund Seafarers object."


@pytest.fixture(scope="module")
def story(model: Language) -> DocumentMap:
    return read_map(model, TEXT)


def named(story: DocumentMap, **chances: float | Sequence[float]) -> np.ndarray:
    """What a network would say of words, each by its places in order: each begins a resource, or goes on with the one
    before it."""
    names = np.zeros((len(story.document.words), 6), dtype=np.float32)
    row = {word: list(chance) if isinstance(chance, Sequence) else [chance] * 9 for word, chance in chances.items()}
    before = 0.0
    for number, word in enumerate(story.document.words):
        left = row.get(word.text)
        chance = left.pop(0) if left else 0.0
        names[number, 5 if before else 4] = chance
        before = chance
    return names


def found(story: DocumentMap, names: np.ndarray, *ruled: Resource, put: frozenset[str] = frozenset()) -> dict[str, int]:
    """How many mentions each resource has, by its name."""
    return {one.name: len(one.mentions) for one in revised_resources(ruled, [], story, names, put)}


def test_what_the_network_alone_finds_comes_in_and_what_it_denies_goes(story: DocumentMap) -> None:
    at = TEXT.index("Chad")
    wrong = Resource("chad", "chad", "fish", (Span(at, at + 4),))
    made = revised_resources([wrong], [], story, named(story, salmon=0.9))
    assert [(r.name, r.kind, r.mentions) for r in made] == [("salmon", "fish", (Span(13, 19),))]


def test_what_stands_in_the_terms_of_a_line_stays_on_less(story: DocumentMap) -> None:
    salmon = Resource("salmon", "salmon", "fish", (Span(13, 19),))
    doubted = named(story, salmon=0.1)
    assert found(story, doubted, salmon) == {}
    assert found(story, doubted, salmon, put=frozenset({"salmon"})) == {"salmon": 1}


def test_an_amount_alone_is_no_resource(model: Language) -> None:
    story = read_map(model, "Norway sold Chad 200 tons of salmon.")
    assert found(story, named(story, tons=0.9, salmon=0.9)) == {"salmon": 1}


def test_a_stretch_is_cut_to_its_words_with_content(model: Language) -> None:
    story = read_map(model, "Norway's salmon of the north is cheap.")
    assert found(story, named(story, salmon=0.9, of=0.9, the=0.9, **{"'s": 0.9})) == {"salmon": 1}


def test_a_wording_is_judged_by_all_its_places(model: Language) -> None:
    story = read_map(model, "Peru sells quinces. Chad buys quinces. Mali grows quinces.")
    assert found(story, named(story, quinces=[0.9, 0.7, 0.7])) == {"quinces": 3}
    assert found(story, named(story, quinces=[0.9, 0.05, 0.05])) == {"quinces": 1}


def test_a_resource_is_marked_wherever_its_wording_may_mean_it(model: Language) -> None:
    story = read_map(model, "Peru sells quinces. Chad has one quince left.")
    assert found(story, named(story, quinces=0.9, quince=0.3)) == {"quinces": 2}
    assert found(story, named(story, quinces=0.9, quince=0.1)) == {"quinces": 1}


def test_nothing_goes_on_into_the_name_of_an_actor(model: Language) -> None:
    story = read_map(model, "Peru sells timber. Osmo Timber objects.")
    osmo = Actor("osmo", "Osmo Timber", ActorKind.COMPANY, (Span(19, 30),))
    (timber,) = revised_resources([], [osmo], story, named(story, timber=0.9, Timber=0.4))
    assert timber.mentions == (Span(11, 17),)


def test_the_network_tells_where_a_resource_ends(model: Language) -> None:
    story = read_map(model, "Peru wants copper cables. Chad sells them.")
    copper = Resource("copper", "copper", "metal", (Span(11, 17),))
    cables = Resource("copper-cable", "copper cable", "metal", (Span(11, 24),))
    assert found(story, named(story, copper=0.9, cables=0.8), copper) == {"copper cables": 1}
    assert found(story, named(story, copper=0.9, cables=0.02), cables) == {"copper": 1}
    assert found(story, named(story, copper=0.9, cables=0.2), cables) == {"copper cable": 1}


def test_no_resource_ends_with_what_only_says_of_which_kind_it_is(model: Language) -> None:
    story = read_map(model, "Peru wants crude oil.")
    crude = Resource("crude-oil", "crude oil", "energy", (Span(11, 20),))
    assert found(story, named(story, crude=0.9, oil=0.02), crude) == {"crude oil": 1}


def test_one_side_of_a_hyphen_is_no_resource(model: Language) -> None:
    story = read_map(model, "Peru wants long-range boats.")
    assert found(story, named(story, long=0.9, range=0.9)) == {}


def test_who_is_an_actor_is_no_resource(story: DocumentMap) -> None:
    person = Actor("dag-lund", "Dag Lund", ActorKind.PERSON, (Span(0, 6),))
    assert revised_resources([], [person], story, named(story, Lund=0.9, Dag=0.9)) == ()


def test_a_sum_that_the_network_takes_for_none_is_none(story: DocumentMap) -> None:
    sums = Resources((Resource("9", "9 dlrs", "money", (Span(0, 6),)), Resource("salmon", "salmon", "fish", ())))
    assert without_doubtful_sums(sums, story, named(story, Norway=0.1)).resources == sums.resources[1:]
    assert without_doubtful_sums(sums, story, named(story, Norway=0.9)).resources == sums.resources
