"""Who vows harm threatens, whatever the word."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.harmful_vows import is_vow_of_harm
from briefing.analysis.learned.scored_acts import scored_acts
from tests.analysis.learned.documents import read_document, scores_of, trigger, word_of, words_of


@pytest.mark.parametrize(
    ("text", "word", "terms", "harmful"),
    [
        ("The clan swore to kill the harbour master.", "swore", "kill the harbour master", True),
        ("The clan swore to retaliate after the raid.", "swore", "retaliate after the raid", True),
        ("Fiji said it was ready to continue the fight.", "ready", "continue the fight", True),
        ("Fiji is ready to resume strikes on Peru's port.", "ready", "resume strikes on Peru 's port", True),
        ("Fiji vowed two weeks of strikes against Peru.", "vowed", "two weeks of strikes against Peru", True),
        ("Fiji promised an inquiry into strikes in Suva.", "promised", "an inquiry into strikes in Suva", False),
        ("Fiji is ready to resume talks on the fight.", "ready", "resume talks on the fight", False),
        ("The colony pledged to destroy its old mines.", "pledged", "destroy its old mines", False),
        ("The colony pledged to protect the harbour master.", "pledged", "protect the harbour master", False),
        ("Fiji vowed to respond firmly to the duties of Peru.", "vowed", "respond firmly to the duties of Peru", True),
        ("Fiji vowed to respond firmly to the plea of Peru.", "vowed", "respond firmly to the plea of Peru", False),
        (
            "Fiji vowed to take action against the firms of Peru.",
            "vowed",
            "take action against the firms of Peru",
            True,
        ),
        ("Fiji vowed to keep bombing Peru.", "vowed", "keep bombing Peru", True),
        ("Fiji vowed to keep fishing near Peru.", "vowed", "keep fishing near Peru", False),
        ("Fiji vowed to press ahead with its raids.", "vowed", "press ahead with its raids", True),
        ("Fiji vowed to respond harshly to Peru.", "vowed", "respond harshly to Peru", True),
        ("Fiji vowed to “ avenge the dead ” in May.", "vowed", "“ avenge the dead ”", True),
        ("Fiji vowed that Peru would pay the price.", "vowed", "pay the price", True),
        ("Fiji vowed that Peru would pay its nurses.", "vowed", "pay its nurses", False),
        ("Fiji vowed to take steps against Peru.", "vowed", "take steps against Peru", True),
        ("Fiji vowed to take steps against smog.", "vowed", "take steps against smog", False),
        ("Fiji vowed to hit back at Peru.", "vowed", "hit back at Peru", True),
        ("Fiji vowed to hit its targets for tuna.", "vowed", "hit its targets for tuna", False),
        ("Fiji vowed to hit every target of Peru.", "vowed", "hit every target of Peru", True),
        ("Fiji vowed to further cripple Peru's fleet.", "vowed", "further cripple Peru 's fleet", True),
        ("Fiji will further cripple the fleet with sanctions.", "cripple", "the fleet with sanctions", True),
        ("Fiji vowed to weaken its own currency.", "vowed", "weaken its own currency", False),
        ("Fiji vowed to weaken the rules on tuna.", "vowed", "weaken the rules on tuna", False),
        ("Fiji vowed to help Peru's fleet with loans.", "vowed", "help Peru 's fleet with loans", False),
        ("Fiji vowed to respond to the killing of a captain.", "vowed", "respond to the killing of a captain", True),
        ("Fiji promised a firm response to any aggression.", "promised", "a firm response to any aggression", True),
        ("Fiji promised a response to the killing of a captain.", "promised", "a response", True),
        ("Fiji promised a quick response to any question.", "promised", "a quick response to any question", False),
        ("Fiji vowed harsh punishment for the raid.", "vowed", "harsh punishment for the raid", True),
        ("Fiji promised no punishment for the raid.", "promised", "no punishment for the raid", False),
        ("Fiji vowed to take revenge on Peru.", "vowed", "take revenge on Peru", True),
        ("Fiji vowed to impose severe consequences on Peru.", "vowed", "impose severe consequences on Peru", True),
        ("Fiji vowed that Peru would face consequences.", "face", "consequences", True),
        ("Fiji said it was ready to face the consequences.", "ready", "face the consequences", False),
        ("Fiji vowed to go on to fight Peru.", "vowed", "fight Peru", True),
        ("Fiji vowed to fight malaria.", "vowed", "fight malaria", False),
        ("Fiji vowed that Peru would pay for the raid.", "vowed", "pay for the raid", True),
        ("Fiji vowed to pay for the repairs.", "vowed", "pay for the repairs", False),
        ("Fiji vowed a heavy price for the raid.", "vowed", "a heavy price", True),
        ("Fiji promised growers a high price for rice.", "promised", "a high price for rice", False),
        ("Fiji promised a military response in May.", "promised", "a military response", True),
        ("Fiji promised to slap duties on Peru.", "promised", "slap duties on Peru", True),
        ("Fiji promised to slap duties on sugar.", "promised", "slap duties on sugar", False),
    ],
)
def test_what_is_a_vow_of_harm(model: Language, text: str, word: str, terms: str, harmful: bool) -> None:
    document = read_document(model, text)
    assert is_vow_of_harm(document, word_of(document, word), words_of(document, terms)) is harmful


def test_a_promise_to_kill_is_told_as_a_threat(model: Language) -> None:
    document = read_document(model, "Rebels in the hills promised to kill any mayor who helps the army.")
    said = trigger(document, "promised", terms="kill any mayor who helps the army")
    assert [act.act for act in scored_acts(document, scores_of(document, said), [], 0.5)] == ["threaten"]
