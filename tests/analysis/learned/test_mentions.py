"""Actors and resources as the network revises them."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.actors.cast import find_actors
from briefing.analysis.learned.document_map import DocumentMap, describe
from briefing.analysis.learned.mentions import revised_actors, revised_resources, without_doubtful_sums
from briefing.analysis.names import gazetteer
from briefing.analysis.resources.finder import Resources
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.analysis import Actor, ActorKind, Resource, Span
from briefing.core.story import Body

TEXT = "Norway sells salmon to Chad. Dag Lund Seafarers object."


@pytest.fixture(scope="module")
def story(model: Language) -> DocumentMap:
    parsed = parse_story(model, "", Body.plain(TEXT))
    return describe(parsed, find_actors(parsed, gazetteer.load()))


def named(story: DocumentMap, column: int, **chances: float) -> np.ndarray:
    """What a network would say: each of these words begins a name, or goes on with it where it follows another."""
    names = np.zeros((len(story.document.words), 6), dtype=np.float32)
    before = False
    for number, word in enumerate(story.document.words):
        chance = chances.get(word.text, 0.0)
        names[number, column + (2 if before else 1)] = chance
        before = chance > 0
    return names


def actor(name: str, kind: ActorKind = ActorKind.STATE) -> Actor:
    at = TEXT.index(name)
    return Actor(name.lower(), name, kind, (Span(at, at + len(name)),))


def is_name(span: Span) -> bool:
    return TEXT[span.start : span.end][:1].isupper()


def test_a_name_that_is_none_goes_unless_a_line_needs_it(story: DocumentMap) -> None:
    names = named(story, 0, Norway=0.9, Chad=0.1)
    found = [actor("Norway"), actor("Chad")]
    assert [a.name for a in revised_actors(found, [], story, names, is_name, frozenset())] == ["Norway"]
    assert [a.name for a in revised_actors(found, [], story, names, is_name, frozenset({"chad"}))] == ["Norway", "Chad"]


def test_a_name_that_only_the_network_finds_comes_in_whole(story: DocumentMap) -> None:
    names = named(story, 0, Dag=0.9, Lund=0.9, Seafarers=0.9)
    (made,) = revised_actors([], [], story, names, is_name, frozenset())
    assert made.name == "Dag Lund Seafarers"
    (mention,) = made.mentions
    assert TEXT[mention.start : mention.end] == "Dag Lund Seafarers"


def test_a_stretch_that_is_known_already_is_no_second_one(story: DocumentMap) -> None:
    names = named(story, 0, Norway=0.9)
    assert len(revised_actors([actor("Norway")], [], story, names, is_name, frozenset())) == 1


def test_a_surname_is_a_mention_of_the_one_person_who_has_it(model: Language) -> None:
    text = "Ingrid Solheim spoke first. Solheim left early. So did Solberg."
    parsed = parse_story(model, "", Body.plain(text))
    story = describe(parsed, find_actors(parsed, gazetteer.load()))
    names = np.zeros((len(story.document.words), 6), dtype=np.float32)
    for number, word in enumerate(story.document.words):
        names[number, 1] = 0.9 if word.text in ("Solheim", "Solberg") and number > 2 else 0.0
    ingrid = Actor("ingrid", "Ingrid Solheim", ActorKind.PERSON, (Span(0, 14),))
    olav = Actor("olav", "Olav Solheim", ActorKind.PERSON, (Span(0, 14),))
    kept = frozenset({"ingrid", "olav"})

    def revised(*known: Actor) -> list[tuple[str, int]]:
        found = revised_actors(known, [], story, names, lambda span: True, kept)
        return [(one.name, len(one.mentions)) for one in found]

    assert revised(ingrid) == [("Ingrid Solheim", 2), ("Solberg", 1)]
    assert ("Solheim", 1) in revised(ingrid, olav)


def test_resources_likewise(story: DocumentMap) -> None:
    at = TEXT.index("Chad")
    wrong = Resource("chad", "chad", "fish", (Span(at, at + 4),))
    made = revised_resources([wrong], [], story, named(story, 3, salmon=0.9), frozenset())
    assert [(r.name, r.mentions) for r in made] == [("salmon", (Span(13, 19),))]


def test_an_amount_alone_is_no_resource(model: Language) -> None:
    parsed = parse_story(model, "", Body.plain("Norway sold Chad 200 tons of salmon."))
    story = describe(parsed, find_actors(parsed, gazetteer.load()))
    names = named(story, 3, tons=0.9, salmon=0.9)
    assert [r.name for r in revised_resources([], [], story, names, frozenset())] == ["salmon"]


def test_a_stretch_is_cut_to_its_words_with_content(model: Language) -> None:
    parsed = parse_story(model, "", Body.plain("Norway's salmon of the north is cheap."))
    story = describe(parsed, find_actors(parsed, gazetteer.load()))
    names = named(story, 3, salmon=0.9, of=0.9, the=0.9) + named(story, 3, **{"'s": 0.9})
    assert [r.name for r in revised_resources([], [], story, names, frozenset())] == ["salmon"]


def test_a_word_beside_a_known_name_makes_no_second_one(model: Language) -> None:
    parsed = parse_story(model, "", Body.plain("Norway buys nickel ore."))
    story = describe(parsed, find_actors(parsed, gazetteer.load()))
    known = Resource("nickel", "nickel", "metal", (Span(12, 18),))
    names = named(story, 3, ore=0.9)
    names[2, 4] = 0.9
    assert [r.name for r in revised_resources([known], [], story, names, frozenset())] == ["nickel"]


def _read(model: Language, text: str) -> DocumentMap:
    parsed = parse_story(model, "", Body.plain(text))
    return describe(parsed, find_actors(parsed, gazetteer.load()))


def test_part_of_a_title_is_no_name(model: Language) -> None:
    story = _read(model, "Prime Minister Odd Sande left for the Prime meridian.")
    found = revised_actors([], [], story, named(story, 0, Prime=0.9), lambda span: True, frozenset())
    assert [[m.start for m in one.mentions] for one in found] == [[38]]


def test_initials_in_brackets_are_the_name_before_them(model: Language) -> None:
    story = _read(model, "The Ministry of Tides (MOTID) met Chad.")
    ministry = Actor("ministry-of-tides", "Ministry of Tides", ActorKind.BODY, (Span(4, 21),))
    (found,) = revised_actors([ministry], [], story, named(story, 0, MOTID=0.9), lambda span: True, {ministry.id})
    assert [(m.start, m.end) for m in found.mentions] == [(4, 21), (23, 28)]


def test_what_is_a_good_is_no_actor_and_the_other_way_round(story: DocumentMap) -> None:
    salmon = Resource("salmon", "salmon", "goods", (Span(13, 19),))
    names = named(story, 0, salmon=0.9)
    assert [a.name for a in revised_actors([], [], story, names, lambda span: True, frozenset())] == ["salmon"]
    assert revised_actors([], [salmon], story, names, lambda span: True, frozenset()) == ()
    goods = named(story, 3, Lund=0.9, Dag=0.9)
    person = actor("Dag Lund", ActorKind.PERSON)
    assert revised_resources([], [person], story, goods, frozenset()) == ()


def test_what_only_the_network_finds_is_the_party_that_it_names(model: Language) -> None:
    story = _read(model, "He left Madrid for Osterby.")
    spain = Actor("spain", "Spain", ActorKind.STATE, (Span(0, 2),))
    found = revised_actors([spain], [], story, named(story, 0, Madrid=0.9, Osterby=0.9), lambda span: True, {"spain"})
    assert [(one.name, one.kind, len(one.mentions)) for one in found] == [
        ("Spain", ActorKind.STATE, 2),
        ("Osterby", ActorKind.BODY, 1),
    ]


def test_a_village_is_no_state(model: Language) -> None:
    village = Actor("osterby", "Osterby", ActorKind.STATE, (Span(0, 7),))
    story = _read(model, "Osterby rejected the offer.")
    (found,) = revised_actors([village], [], story, named(story, 0, Osterby=0.9), lambda span: True, {"osterby"})
    assert found.kind is ActorKind.BODY


def test_a_sum_that_the_network_takes_for_none_is_none(story: DocumentMap) -> None:
    sums = Resources((Resource("9", "9 dlrs", "money", (Span(0, 6),)), Resource("salmon", "salmon", "fish", ())))
    assert without_doubtful_sums(sums, story, named(story, 3, Norway=0.1)).resources == sums.resources[1:]
    assert without_doubtful_sums(sums, story, named(story, 3, Norway=0.9)).resources == sums.resources
