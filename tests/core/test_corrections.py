from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.aliases import Alias
from briefing.core.analysis import Act, ActorKind, Analysis, Party
from briefing.core.corrections import Corrected, Correction, apply_corrections, names, shown_name
from tests.support.made import analysis_of, story


@pytest.fixture
def analysis() -> Analysis:
    made = analysis_of(story())
    return replace(made, lines=(replace(made.offers[0], id="offer1"),))


def test_with_nothing_to_add_it_is_the_analysis(analysis: Analysis) -> None:
    assert apply_corrections(analysis) == analysis


@pytest.mark.parametrize(
    ("part", "value", "field", "expected"),
    [
        (Corrected.ACT, "demand", "act", Act.DEMAND),
        (Corrected.NEGATED, "yes", "negated", True),
        (Corrected.PROPOSER, "Midland", "proposer", Party("Midland")),
        (Corrected.RECIPIENT, "", "recipient", None),
    ],
)
def test_a_correction_stands(analysis: Analysis, part: Corrected, value: str, field: str, expected: object) -> None:
    (offer,) = apply_corrections(analysis, corrections=(Correction("offer1", part, value),)).offers
    assert getattr(offer, field) == expected


def test_corrected_terms_keep_their_place(analysis: Analysis) -> None:
    (offer,) = apply_corrections(analysis, corrections=(Correction("offer1", Corrected.TERMS, "zinc"),)).offers
    assert (offer.terms.text, offer.terms.span) == ("zinc", analysis.offers[0].terms.span)


def test_corrected_terms_say_the_condition_themselves(analysis: Analysis) -> None:
    hanging = replace(analysis, lines=(replace(analysis.offers[0], condition="unless it rains"),))
    corrected = Correction("offer1", Corrected.TERMS, "zinc, if it is dry")
    (offer,) = apply_corrections(hanging, corrections=(corrected,)).offers
    assert (offer.terms.text, offer.condition) == ("zinc, if it is dry", "")


def test_what_is_no_offer_is_left_out(analysis: Analysis) -> None:
    assert apply_corrections(analysis, corrections=(Correction("offer1", Corrected.DROPPED),)).offers == ()
    assert len(apply_corrections(analysis, corrections=(Correction("other", Corrected.DROPPED),)).offers) == 1


def test_an_actor_goes_by_any_name_that_the_story_has_for_it(analysis: Analysis) -> None:
    text = story().body.text
    shown = apply_corrections(
        replace(analysis, actors=tuple(replace(actor, name="?" + actor.name) for actor in analysis.actors)),
        aliases={"norland": Alias("The North", ActorKind.GROUP)},
        words=lambda span: text[span.start : span.end],
    )
    assert next((actor.name, actor.kind) for actor in shown.actors) == ("The North", ActorKind.GROUP)
    assert shown.offers[0].proposer is not None
    assert shown.offers[0].proposer.name == "The North"


def test_a_party_that_is_no_actor_is_renamed_too(analysis: Analysis) -> None:
    offer = replace(analysis.offers[0], recipient=Party("the Regime"))
    (shown,) = apply_corrections(replace(analysis, lines=(offer,)), aliases={"regime": Alias("Sudland")}).offers
    assert shown.recipient == Party("Sudland")


def test_an_alias_makes_two_actors_one(analysis: Analysis) -> None:
    shown = apply_corrections(analysis, aliases={"norland": Alias("The North"), "sudland": Alias("The North")})
    (actor,) = shown.actors
    assert actor.name == "The North"
    assert len(actor.mentions) == 2
    proposer, recipient = shown.offers[0].proposer, shown.offers[0].recipient
    assert proposer is not None
    assert recipient is not None
    assert proposer.name == recipient.name == "The North"
    assert proposer.actor == recipient.actor == actor.id


def test_an_actor_that_the_reader_named_is_marked_where_the_story_names_it(analysis: Analysis) -> None:
    of = story(title="Zinc for Sudland", text=story().body.text)
    said = Correction("", Corrected.ACTOR, "group", "tons")
    known = Correction("", Corrected.ACTOR, "state", "norland")
    strange = Correction("", Corrected.ACTOR, "state", "Atlantis")
    within = Correction("", Corrected.ACTOR, "state", "Sudland")
    shown = apply_corrections(analysis, corrections=(said, known, strange, within), story=of)
    added = shown.actors[-1]
    assert [actor.name for actor in shown.actors] == ["Norland", "Sudland", "tons"]
    assert (added.id, added.kind) == ("own-tons", ActorKind.GROUP)
    assert [of.body.text[span.start : span.end] for span in added.mentions] == ["tons"]


def test_a_party_that_is_named_as_an_actor_is_that_actor(analysis: Analysis) -> None:
    (offer,) = apply_corrections(analysis, corrections=(Correction("offer1", Corrected.PROPOSER, "sudland"),)).offers
    assert offer.proposer == Party("sudland", "sudland")


def test_joint_parties_are_renamed_with_the_first(analysis: Analysis) -> None:
    both = replace(analysis.offers[0], proposer=Party("Norland", "norland", None, (Party("Midland"),)))
    aliases = {"midland": Alias("The Midlands")}
    (offer,) = apply_corrections(replace(analysis, lines=(both,)), aliases).offers
    assert offer.proposer is not None
    assert [party.name for party in offer.proposer.joint] == ["The Midlands"]


def test_names_that_lead_to_names_end_where_they_lead_and_circles_where_they_begin() -> None:
    same = Correction("", Corrected.SAME, "Foxconn", "Hon Hai")
    again = Correction("", Corrected.SAME, "Hon Hai", "Foxconn")
    told = names({"foxconn": Alias("Foxconn Technology")}, [same])
    assert shown_name("Hon Hai", told) == "Foxconn Technology"
    assert shown_name("hon hai", names({}, [same, again])) in ("Hon Hai", "Foxconn")
    assert shown_name("Nobody", told) == "Nobody"
    assert names({"a": Alias("B")}, []) == {"a": Alias("B")}
