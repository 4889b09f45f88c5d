"""Actors as the network revises them."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.mentions import revised_actors
from briefing.core.analysis import Actor, ActorKind, Part, Resource, Span
from tests.analysis.learned.documents import read_map

TEXT = "Norway sells salmon to Chad. Dag Lund Seafarers object."


@pytest.fixture(scope="module")
def story(model: Language) -> DocumentMap:
    return read_map(model, TEXT)


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


def test_one_whom_a_line_needs_loses_only_what_is_surely_no_name(model: Language) -> None:
    story = read_map(model, "Chad waits. Chad trade grew. Norway left Chad.")
    chad = Actor("chad", "Chad", ActorKind.STATE, tuple(Span(at, at + 4) for at in (0, 12, 41)))
    names = named(story, 0, Chad=0.9)
    names[3, 1], names[9, 1] = 0.01, 0.1
    (found,) = revised_actors([chad], [], story, names, lambda span: True, frozenset({"chad"}))
    assert [m.start for m in found.mentions] == [0, 41]
    names[:, 1:3] = 0.01
    assert revised_actors([chad], [], story, names, lambda span: True, frozenset({"chad"})) == (chad,)


def test_a_name_of_the_story_comes_in_on_less_than_a_new_one(model: Language) -> None:
    story = read_map(model, "Osterby waits. He left Osterby for Vesterby.")
    osterby = Actor("osterby", "Osterby", ActorKind.BODY, (Span(0, 7),))
    names = named(story, 0, Osterby=0.7, Vesterby=0.7)
    (found,) = revised_actors([osterby], [], story, names, lambda span: True, frozenset())
    assert [m.start for m in found.mentions] == [0, 23]


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
    story = read_map(model, "Ingrid Solheim spoke first. Solheim left early. So did Solberg.")
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


def test_part_of_a_title_is_no_name(model: Language) -> None:
    story = read_map(model, "Prime Minister Odd Sande left for the Prime meridian.")
    found = revised_actors([], [], story, named(story, 0, Prime=0.9), lambda span: True, frozenset())
    assert [[m.start for m in one.mentions] for one in found] == [[38]]


def test_initials_in_brackets_are_the_name_before_them(model: Language) -> None:
    story = read_map(model, "The Ministry of Tides (MOTID) met Chad.")
    ministry = Actor("ministry-of-tides", "Ministry of Tides", ActorKind.BODY, (Span(4, 21),))
    (found,) = revised_actors([ministry], [], story, named(story, 0, MOTID=0.9), lambda span: True, {ministry.id})
    assert [(m.start, m.end) for m in found.mentions] == [(4, 21), (23, 28)]


def test_what_is_a_good_is_no_actor(story: DocumentMap) -> None:
    salmon = Resource("salmon", "salmon", "goods", (Span(13, 19),))
    names = named(story, 0, salmon=0.9)
    assert [a.name for a in revised_actors([], [], story, names, lambda span: True, frozenset())] == ["salmon"]
    assert revised_actors([], [salmon], story, names, lambda span: True, frozenset()) == ()


def test_what_only_the_network_finds_is_the_party_that_it_names(model: Language) -> None:
    story = read_map(model, "He left Madrid for Osterby.")
    spain = Actor("spain", "Spain", ActorKind.STATE, (Span(0, 2),))
    found = revised_actors([spain], [], story, named(story, 0, Madrid=0.9, Osterby=0.9), lambda span: True, {"spain"})
    assert [(one.name, one.kind, len(one.mentions)) for one in found] == [
        ("Spain", ActorKind.STATE, 2),
        ("Osterby", ActorKind.BODY, 1),
    ]


def test_a_village_is_no_state(model: Language) -> None:
    village = Actor("osterby", "Osterby", ActorKind.STATE, (Span(0, 7),))
    story = read_map(model, "Osterby rejected the offer.")
    (found,) = revised_actors([village], [], story, named(story, 0, Osterby=0.9), lambda span: True, {"osterby"})
    assert found.kind is ActorKind.BODY


def test_what_only_the_network_finds_has_the_kind_of_its_words(model: Language) -> None:
    story = read_map(model, "X refused to pay. So said Keir Osterholm, so said Macron.")
    names = named(story, 0, Keir=0.9, Osterholm=0.9, Macron=0.9, X=0.9)
    found = revised_actors([], [], story, names, lambda span: True, frozenset())
    assert [(one.name, one.kind) for one in found] == [
        ("X", ActorKind.COMPANY),
        ("Keir Osterholm", ActorKind.PERSON),
        ("Macron", ActorKind.PERSON),
    ]


def test_no_name_goes_on_from_the_title_to_the_text(model: Language) -> None:
    story = read_map(model, "Chad waits for rain.", title="Farmers praise Norway")
    names = named(story, 0, Norway=0.9, Chad=0.9)
    found = revised_actors((), [], story, names, lambda span: True, frozenset())
    mentions = [mention for one in found for mention in one.mentions]
    assert mentions == [Span(15, 21, Part.TITLE), Span(0, 4)]


def test_the_characters_of_words_end_with_their_passage(model: Language) -> None:
    story = read_map(model, "Chad waits for rain.", title="Farmers praise Norway")
    assert story.span(2, 4) == Span(15, 21, Part.TITLE)
