"""The model, loaded once, and the steps of an analysis up to actors and resources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from spacy.language import Language
from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast, find_actors
from briefing.analysis.learned import stage
from briefing.analysis.names import gazetteer
from briefing.analysis.pipeline import load
from briefing.analysis.resources.finder import Resources, find_resources
from briefing.analysis.text.parsed_story import ParsedStory, parse_story
from briefing.core.analysis import Actor
from briefing.core.story import Body


@dataclass(frozen=True)
class Read:
    """A text with what was found in it."""

    reading: ParsedStory
    cast: Cast
    goods: Resources

    def actor(self, name: str) -> Actor:
        """The actor of this name; fails with the names that there are."""
        found = {actor.name: actor for actor in self.cast.actors}
        assert name in found, f"no {name!r} among {sorted(found)}"
        return found[name]

    def mentions(self, name: str) -> list[str]:
        """The words of every mention of the actor of this name."""
        return [self.reading.words(span) for span in self.actor(name).mentions]

    def token(self, word: str, which: int = 0) -> Token:
        """The n-th token of this text in the story."""
        return [t for passage in self.reading for t in passage.doc if t.text == word][which]

    def at(self, word: str, which: int = 0) -> str | None:
        """The name of the actor that the n-th token of this text stands for."""
        actor = self.cast.at(self.token(word, which))
        return None if actor is None else actor.name


@pytest.fixture(scope="session", autouse=True)
def rules_alone() -> Iterator[None]:
    """What the rules find is tested without the learned part, which has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "learned_part", lambda: None)
        yield


@pytest.fixture(scope="session")
def model() -> Language:
    return load()


@pytest.fixture(scope="session")
def understand(model: Language) -> Callable[..., Read]:
    """A text, and a title, to what was found in them."""

    def run(text: str, title: str = "") -> Read:
        reading = parse_story(model, title, Body.plain(text))
        known = gazetteer.load()
        return Read(reading, find_actors(reading, known), find_resources(reading, known))

    return run
