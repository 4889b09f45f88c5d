"""What lines are about: sport, show business and private life, and the public matters that only look like them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse_all
from briefing.analysis.scoring.matters import filed_under, tell_matters
from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Party, Span, Terms
from briefing.core.matter import Matter
from briefing.core.story import Body
from briefing.core.why import Why

KINDS = {
    "state": ActorKind.STATE,
    "body": ActorKind.BODY,
    "company": ActorKind.COMPANY,
    "person": ActorKind.PERSON,
    "group": ActorKind.GROUP,
}
CLUB = (
    "Halden Rovers won the cup final last spring. The head coach has lost his goalkeeper and two midfielders to injury."
    " The squad meets its rivals in the league on Sunday, in front of its own fans."
)
STUDIO = (
    "The movie opens in cinemas this autumn. Its star, an actress from Halden, sings on the soundtrack, and the box"
    " office of her last film was a record."
)
QUARREL = "The two have been neighbours for years."


def matter_of(
    quote: str, proposer: str, recipient: str = "", story: str = "", title: str = "A story", filed: tuple[str, ...] = ()
) -> Matter:
    """What a line is about that stands in a story; parties are written `name/kind/side`, without a kind no actor."""
    text = f"{quote} {story}".strip()
    actors: list[Actor] = []

    def party(written: str) -> Party | None:
        name, kind, side = (*written.split("/"), "", "")[:3]
        if not name:
            return None
        start = text.find(name)
        if kind:
            actors.append(Actor(name, name, KINDS[kind], (Span(start, start + len(name)),), side))
        return Party(name, name if kind else None, Span(start, start + len(name)))

    span = Span(0, len(quote))
    line = Line(Act.DEMAND, Terms(quote, span), (span,), party(proposer), party(recipient))
    return tell_matters(Analysis(tuple(actors), (), (line,)), title, text, filed).lines[0].matter


@pytest.mark.parametrize(
    ("quote", "proposer", "recipient", "story"),
    [
        ("Rovers offered their winger a new contract until June.", "Rovers/body", "winger", CLUB),
        ("Lind urged his captain to rest for a month.", "Lind/person", "captain", CLUB),
        ("The referee told the goalkeeper to change his shirt.", "referee", "goalkeeper", QUARREL),
        ("Norland demanded more from their strikers.", "Norland/state", "strikers", CLUB.replace("injury", "offside")),
    ],
)
def test_sport_is_told_by_the_words_of_the_line_and_of_its_story(
    quote: str, proposer: str, recipient: str, story: str
) -> None:
    assert matter_of(quote, proposer, recipient, story) is Matter.SPORT


@pytest.mark.parametrize(
    ("quote", "proposer", "recipient", "story"),
    [
        ("Mira Sand has agreed to play the lead in his next film.", "Mira Sand/person", "", STUDIO),
        ("The singer asked the audience to sing her new album with her.", "singer", "audience", ""),
    ],
)
def test_show_business_is_told_the_same_way(quote: str, proposer: str, recipient: str, story: str) -> None:
    assert matter_of(quote, proposer, recipient, story) is Matter.SHOW


@pytest.mark.parametrize(
    ("quote", "proposer", "recipient"),
    [
        ("Jon Moss begged his girlfriend to marry him.", "Jon Moss/person", "girlfriend"),
        ("Ada Bell promised her sister the cottage after the wedding.", "Ada Bell/person", "sister"),
        ("Ada Bell asked a friend to look after her house.", "Ada Bell/person", "friend"),
        ("A relative offered Jon Moss a lift.", "relative", "Jon Moss/person"),
    ],
)
def test_people_without_office_are_private(quote: str, proposer: str, recipient: str) -> None:
    assert matter_of(quote, proposer, recipient, QUARREL) is Matter.PRIVATE


@pytest.mark.parametrize(
    ("quote", "proposer", "recipient", "story"),
    [
        ("Sanctions were imposed on the football club Rovers.", "Norland/state", "Rovers/body", CLUB),
        ("Norland called on Sudland to boycott the Olympics.", "Norland/state", "Sudland/state", CLUB),
        ("The trade union of actors demanded that the studios raise pay for each movie.", "union", "studios", STUDIO),
        ("A judge ordered the singer to pay for the concert.", "judge", "singer", STUDIO),
        ("The government told the football association to open its books.", "government", "association/body", CLUB),
        ("Sandfilm offered a billion for a stake in the movie studio.", "Sandfilm/company", "studio/company", STUDIO),
        ("President Ada Bell promised her sister the ministry.", "Ada Bell/person", "sister", ""),
        ("Ada Bell, governor of the province, promised her husband a post.", "Ada Bell/person", "husband", ""),
        ("Jon Moss asked Norland to send his wife a passport.", "Jon Moss/person", "Norland/state", ""),
        ("Norland offered Sudland two million tons of zinc.", "Norland/state", "Sudland/state", ""),
        ("Relatives asked Norland to say where their son is.", "relatives", "Norland/state", ""),
        ("Unicef asked the goalkeeper to speak for it.", "Unicef/body", "goalkeeper", CLUB),
        ("Ada Bell urged the miners to vote for the pact.", "Ada Bell/person", "miners", ""),
    ],
)
def test_a_public_actor_makes_a_public_matter_of_it(quote: str, proposer: str, recipient: str, story: str) -> None:
    assert matter_of(quote, proposer, recipient, story) is Matter.PUBLIC


def test_a_story_full_of_public_life_is_public_in_all_its_lines() -> None:
    quote = "Lind asked the goalkeeper to stay away from the stadium."
    war = "The ministry said troops of the invasion shelled it. The president spoke of war, the minister of sanctions. "
    assert matter_of(quote, "Lind/person", "goalkeeper", CLUB) is Matter.SPORT
    assert matter_of(quote, "Lind/person", "goalkeeper", CLUB + " " + war * 2) is Matter.PUBLIC


def test_a_team_is_no_state_but_the_office_of_a_state_is_public() -> None:
    quote = "Harbour Office told Norland to leave the stadium."
    sport = CLUB.replace("injury", "offside")
    assert matter_of(quote, "Harbour Office/body", "Norland/state", sport) is Matter.SPORT
    assert matter_of(quote, "Harbour Office/body/Norland", "Norland/state", sport) is Matter.PUBLIC


def test_a_rugby_union_is_no_union_of_workers() -> None:
    quote = "The rugby union told its winger to rest."
    assert matter_of(quote, "rugby union", "winger", CLUB) is Matter.SPORT


@pytest.mark.parametrize(
    ("filed", "matter"),
    [
        (("https://paper.example/sport/2026/nov/30/rovers",), Matter.SPORT),
        (("Sport", "Regional"), Matter.SPORT),
        (("Entertainment & Arts",), Matter.SHOW),
        (("https://paper.example/entertainment/sand",), Matter.SHOW),
        (("Life and style",), Matter.PRIVATE),
        (("Football", "World news"), Matter.PUBLIC),
        (("https://paper.example/world/transport/2026",), Matter.PUBLIC),
        (("https://[broken/sport",), Matter.PUBLIC),
        ((), Matter.PUBLIC),
    ],
)
def test_a_feed_says_where_it_files_a_story(filed: tuple[str, ...], matter: Matter) -> None:
    assert filed_under(filed) is matter


def test_where_it_is_filed_decides_what_words_leave_open() -> None:
    quote = "Lind told him to go home and come back on Monday."
    assert matter_of(quote, "Lind/person", "him") is Matter.PUBLIC
    assert matter_of(quote, "Lind/person", "him", filed=("Sport",)) is Matter.SPORT
    sanctions = "The ministry told Lind to leave the country."
    assert matter_of(sanctions, "ministry", "Lind/person", filed=("Sport",)) is Matter.PUBLIC


def test_people_in_a_story_filed_under_private_life_are_private_whatever_they_say() -> None:
    quote = "Jon Moss told Ada Bell to be home by nine."
    assert matter_of(quote, "Jon Moss/person", "Ada Bell/person") is Matter.PUBLIC
    assert matter_of(quote, "Jon Moss/person", "Ada Bell/person", filed=("Life and style",)) is Matter.PRIVATE
    assert matter_of(quote, "Jon Moss/person", "Ada Bell/state", filed=("Life and style",)) is Matter.PUBLIC


def test_the_reasons_name_the_words() -> None:
    text = "The referee told the goalkeeper to change his shirt."
    span = Span(0, len(text))
    line = Line(
        Act.DEMAND, Terms(text, span), (span,), Party("referee"), Party("goalkeeper"), why=Why("told", "", "", "")
    )
    (told,) = tell_matters(Analysis((), (), (line,)), "", text).lines
    assert told.why is not None
    assert told.why.doubts == ("it is about sport: “referee”, “goalkeeper”",)


def test_the_pipeline_says_it_of_each_line(model: Language) -> None:
    text = "Peru offered Chile two million tons of copper.\n\nArlo Lind urged Mira Sand to rest until Sunday."
    (analysis,) = analyse_all(model, [("", Body.plain(text))], filed=[("Sport",)])
    found = {line.proposer.name: line.matter for line in analysis.lines if line.proposer is not None}
    assert found == {"Peru": Matter.PUBLIC, "Arlo Lind": Matter.SPORT}
