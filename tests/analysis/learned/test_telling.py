"""What a story tells before any judge: acts that its words take back are told as what they are then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from spacy.language import Language

from briefing.analysis.actors.cast import find_actors
from briefing.analysis.learned.document import Document, RuleAct
from briefing.analysis.learned.network import StoryScores
from briefing.analysis.learned.telling import tell
from briefing.analysis.names import gazetteer
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.story import Body
from tests.analysis.learned.documents import scores_of, trigger


@dataclass(frozen=True)
class OneAct:
    """Stands for the network: it sees one word that tells an act."""

    word: str
    terms: str
    act: str

    def read(self, document: Document, _at_least: float, _ruled: Sequence[RuleAct] = ()) -> StoryScores:
        """What is said of the words of a story."""
        return scores_of(document, trigger(document, self.word, terms=self.terms, act=self.act))


@pytest.mark.parametrize(
    ("text", "seen", "told", "is_denied"),
    [
        ("Mali withdrew its offer of cotton.", OneAct("offer", "cotton", "offer"), "reject", False),
        ("Mali reneged on its promise of cotton.", OneAct("promise", "cotton", "pledge"), "reject", False),
        ("Mali backed away from its demand for a toll.", OneAct("demand", "a toll", "demand"), "demand", True),
        ("Mali insisted on its demand for a toll.", OneAct("demand", "a toll", "demand"), "demand", False),
        ("Mali repeated its offer of cotton.", OneAct("offer", "cotton", "offer"), "offer", False),
    ],
)
def test_what_is_taken_back_is_refused_or_no_more(
    model: Language, text: str, seen: OneAct, told: str, is_denied: bool
) -> None:
    story = parse_story(model, "", Body.plain(text))
    (act,) = tell(seen, None, story, find_actors(story, gazetteer.load()), ()).acts
    assert (act.act, act.negated) == (told, is_denied)
