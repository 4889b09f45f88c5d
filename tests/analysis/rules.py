"""The lines that the rules alone find in a text."""

from __future__ import annotations

from spacy.language import Language

from briefing.analysis.actors.cast import find_actors
from briefing.analysis.acts.extraction import find_candidates
from briefing.analysis.linking.link import link
from briefing.analysis.names import gazetteer
from briefing.analysis.problems import Problems
from briefing.analysis.resources.finder import find_resources
from briefing.analysis.scoring.lines import score
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.analysis import Line, Party
from briefing.core.story import Body


def lines_of(model: Language, text: str, title: str = "") -> tuple[Line, ...]:
    """Offers and measures, without the learned part; fails where a rule fails."""
    problems = Problems()
    story = parse_story(model, title, Body.plain(text))
    cast = find_actors(story, gazetteer.load())
    resources = find_resources(story, gazetteer.load())
    linked = link(find_candidates(story, cast, problems), story, cast, problems)
    lines = score(linked, story, resources, problems)
    assert problems.sentences == ()
    return lines


def name(party: Party | None) -> str | None:
    """The name of a party, if there is one."""
    return None if party is None else party.name


def names(party: Party | None) -> list[str]:
    """The names of a party and of all who stand with it."""
    return [] if party is None else [party.name, *(one.name for one in party.joint)]
